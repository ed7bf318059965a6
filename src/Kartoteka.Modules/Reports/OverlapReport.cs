using System.Globalization;
using Kartoteka.Storage.Reports;
using Microsoft.AspNetCore.Mvc;

namespace Kartoteka.Modules.Reports;

/// <summary>What a report of overlap takes.</summary>
public class OverlapAsk : ReportAsk
{
    /// <summary><c>brand</c> (default) or <c>source</c>.</summary>
    [FromQuery(Name = "by")] public string? By { get; init; }
}

/// <summary>Two of them; the same twice for everybody of one.</summary>
public sealed class OverlapCellAsk : OverlapAsk
{
    /// <summary>Key of one.</summary>
    [FromQuery(Name = "a")] public string? A { get; init; }

    /// <summary>Key of the other.</summary>
    [FromQuery(Name = "b")] public string? B { get; init; }
}

/// <summary>Customers of one: ids of records in its lists before, profiles after.</summary>
public sealed record OverlapSize(string Key, string Label, long Before, long After);

/// <summary>What two share.</summary>
/// <param name="Both">How many are customers of both.</param>
/// <param name="Smaller">How many the smaller one has: what <paramref name="OfSmaller"/> is divided by.</param>
/// <param name="OfSmaller">Share of the smaller one.</param>
/// <param name="Union">How many are customers of either: what <paramref name="Jaccard"/> is divided by.</param>
/// <param name="Jaccard">Share of those who are customers of either.</param>
public sealed record OverlapShare(long Both, long Smaller, double? OfSmaller, long Union, double? Jaccard);

/// <summary>Two of them, before and after matching.</summary>
public sealed record OverlapPair(string A, string B, OverlapShare Before, OverlapShare After);

/// <summary>How many customers brands or sources share.</summary>
public sealed record OverlapsView(string By, IReadOnlyList<OverlapSize> Sizes, IReadOnlyList<OverlapPair> Pairs, int Left) : ReportView;

/// <summary><c>GET /api/reports/overlap</c>: customers that brands or sources share, as their lists know and as they are.</summary>
internal sealed class OverlapReport(ReportDesk desk) : Report<OverlapAsk, OverlapCellAsk, OverlapsView>(desk)
{
    /// <summary>Most brands or sources whose pairs are shown, the largest.</summary>
    public const int ShownMax = 50;

    public const string Example = """{"asOf":120443,"isComplete":true,"at":"2026-03-15T09:00:00Z","elapsedMs":25,"from":null,"to":null,"currency":null,"otherCurrencies":[],"by":"brand","sizes":[{"key":"shoes","label":"Обувь","before":134,"after":130},{"key":"bags","label":"Сумки","before":112,"after":110}],"pairs":[{"a":"shoes","b":"bags","before":{"both":2,"smaller":112,"ofSmaller":0.017857,"union":244,"jaccard":0.008197},"after":{"both":57,"smaller":110,"ofSmaller":0.518182,"union":183,"jaccard":0.311475}}],"left":0}""";

    public override string Name => "overlap";

    protected override async Task<OverlapsView?> AnswerAsync(ReportReading reading, OverlapAsk ask, CancellationToken ct)
    {
        var bySource = BySource(reading, ask);
        if (reading.Problem is not null) return null;
        var rows = await reading.RowsAsync(reading.Dialect.Overlap(new OverlapQuestion(bySource, reading.Narrowed.People)));
        Func<string, (string Key, string Label)> name = bySource ? Desk.SourceOf : await Desk.BrandsAsync(ct);
        var all = rows.Where(row => row.A == row.B).OrderByDescending(row => row.People).ThenBy(row => row.A).ToArray();
        var sizes = all.Take(ShownMax).ToDictionary(row => row.A);
        string KeyOf(int number) => name(number.ToString(CultureInfo.InvariantCulture)).Key;
        var found = rows.ToDictionary(row => (row.A, row.B));
        int[] shown = [.. sizes.Keys.Order()];
        var pairs = from a in shown
                    from b in shown
                    where a < b
                    let both = found.GetValueOrDefault((a, b))
                    select new OverlapPair(
                        KeyOf(a), KeyOf(b), Share(both?.Records ?? 0, sizes[a].Records, sizes[b].Records), Share(both?.People ?? 0, sizes[a].People, sizes[b].People));
        return new OverlapsView(
            bySource ? "source" : "brand",
            [.. sizes.Values.Select(row => name(row.A.ToString(CultureInfo.InvariantCulture)) is var (key, label) ? new OverlapSize(key, label, row.Records, row.People) : null!)], [.. pairs], all.Length - sizes.Count);
    }

    protected override async Task<PageOfPeople?> PeopleAsync(ReportReading reading, OverlapCellAsk cell, CancellationToken ct)
    {
        var bySource = BySource(reading, cell);
        var numbers = new List<int>();
        foreach (var (field, key) in new[] { ("a", cell.A), ("b", cell.B) })
        {
            var number = key is null ? "" : bySource ? Desk.SourceNumber(key) : await Desk.BrandNumberAsync(key, ct);
            if (int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var known)) numbers.Add(known);
            else reading.Refuse(field, $"'{field}' is the key of a {(bySource ? "source" : "brand")}.");
        }
        if (reading.Problem is not null) return null;
        var statement = reading.Dialect.Overlap(new OverlapQuestion(bySource, reading.Narrowed.People));
        CellFilter[] filters = [new("a", [numbers.Min().ToString(CultureInfo.InvariantCulture)]), new("b", [numbers.Max().ToString(CultureInfo.InvariantCulture)])];
        return (after, limit) => statement.People(filters, after, limit);
    }

    protected override ReportFile File(OverlapsView view) => new(
        ["a", "b", "both_before", "smaller_before", "of_smaller_before", "jaccard_before", "both_after", "smaller_after", "of_smaller_after", "jaccard_after"],
        view.Pairs.Select(pair => new object?[]
        {
            pair.A, pair.B, pair.Before.Both, pair.Before.Smaller, pair.Before.OfSmaller, pair.Before.Jaccard, pair.After.Both, pair.After.Smaller, pair.After.OfSmaller, pair.After.Jaccard,
        }));

    private static bool BySource(ReportReading reading, OverlapAsk ask) => reading.Choice("by", ask.By, ("brand", false), ("source", true));

    private static OverlapShare Share(long both, long one, long other) =>
        new(both, Math.Min(one, other), ReportMath.Share(both, Math.Min(one, other)), one + other - both, ReportMath.Share(both, one + other - both));
}
