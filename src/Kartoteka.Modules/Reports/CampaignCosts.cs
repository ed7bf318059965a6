using System.Globalization;
using System.Security.Claims;
using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Protocol.Import;
using Kartoteka.Storage.Reports;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kartoteka.Modules.Reports;

/// <summary>A row that was not taken in.</summary>
/// <param name="Line">From 1, the header being the first.</param>
/// <param name="Reason">What is wrong with it.</param>
public sealed record RefusedCost(long Line, string Reason);

/// <summary>What came of an import of costs.</summary>
/// <param name="Written">Rows taken in.</param>
/// <param name="Refused">The first hundred that were not.</param>
/// <param name="RefusedCount">How many were not.</param>
public sealed record CostsWritten(int Written, IReadOnlyList<RefusedCost> Refused, int RefusedCount);

/// <summary>A cost.</summary>
public sealed record CostView(DateOnly Day, string Source, string Medium, string Campaign, string Currency, decimal Cost, long Clicks, long Impressions, string Key);

/// <summary>Costs of some days, the first 10,000.</summary>
public sealed record CostList(IReadOnlyList<CostView> Costs);

/// <summary>How many rows went.</summary>
public sealed record CostsRemoved(long Removed);

/// <summary><c>/api/reports/costs</c>: what campaigns cost, as the advertisers' tables have it.</summary>
internal sealed class CampaignCosts(IReportStore store, CompanyClock clock, AuditLog audit)
{
    /// <summary>Most rows of a file.</summary>
    public const int RowsMax = 200_000;

    /// <summary>Most bytes of a file.</summary>
    public const int BytesMax = 20_000_000;

    /// <summary>Refused rows that are named.</summary>
    public const int RefusedMax = 100;

    /// <summary>Longest name of a source, medium or campaign, in UTF-16 units.</summary>
    public const int NameLengthMax = 300;

    private const int ListMax = 10_000;
    private const decimal CostMax = 1_000_000_000_000;

    public const string Example = """{"written":310,"refused":[{"line":14,"reason":"'cost' is a number not below 0."}],"refusedCount":1}""";
    public const string ListExample = """{"costs":[{"day":"2026-03-01","source":"yandex","medium":"cpc","campaign":"spring","currency":"RUB","cost":1520.5,"clicks":41,"impressions":980,"key":"direct-march"}]}""";

    private static readonly string[] Needed = ["day", "utm_source", "cost", "currency"];

    /// <summary>Takes a CSV in.</summary>
    public async Task<Results<Ok<CostsWritten>, ProblemHttpResult>> AddAsync(string? key, HttpRequest request, ClaimsPrincipal user, CancellationToken ct)
    {
        if (Problems.KeyProblem("key", key) is { } wrong) return wrong;
        var body = new MemoryStream();
        var part = new byte[81_920];
        for (int read; (read = await request.Body.ReadAsync(part, ct)) > 0;)
        {
            if (body.Length + read > BytesMax) return Problems.Invalid("body", $"A file of costs has at most {BytesMax} bytes.");
            body.Write(part, 0, read);
        }
        body.Position = 0;
        var opening = TableReader.Open(body, "costs.csv");
        if (opening.Reader is null) return Problems.Invalid("body", opening.Refusal!.Detail);
        using var reader = opening.Reader;
        if (reader.Format != ImportFormat.Csv) return Problems.Invalid("body", "Costs come as a CSV file.");
        var columns = reader.Columns.Select((name, index) => (Name: name.Trim().ToLowerInvariant(), index)).DistinctBy(column => column.Name).ToDictionary(column => column.Name, column => column.index);
        if (Needed.FirstOrDefault(name => !columns.ContainsKey(name)) is { } missing) return Problems.Invalid("body", $"The first row names the columns; '{missing}' is missing.");
        var (costs, refused, count) = (new List<CampaignCost>(), new List<RefusedCost>(), 0);
        while (reader.ReadRow())
        {
            if (costs.Count == RowsMax) return Problems.Invalid("body", $"A file of costs has at most {RowsMax} rows.");
            var (cost, reason) = reader.Row.Problem is { } problem ? (null, problem.Detail) : Read(key!, reader.Row, columns);
            if (cost is not null) costs.Add(cost);
            else if (++count <= RefusedMax) refused.Add(new RefusedCost(reader.Row.Line, reason!));
        }
        await store.WriteCostsAsync(costs, ct);
        await audit.AppendAsync(user, "report.costs", $"costs/{key}", $"{costs.Count} rows");
        return TypedResults.Ok(new CostsWritten(costs.Count, refused, count));
    }

    /// <summary>Lists costs of days; by default of the last 30.</summary>
    public async Task<Results<Ok<CostList>, ProblemHttpResult>> ListAsync(string? from, string? to, CancellationToken ct)
    {
        const int daysDefault = 30;
        var today = new Domain.Segments.RuleMoment(clock.NowUs, await clock.ZoneAsync(ct)).Today;
        if (!Day(to, today, out var last)) return Problems.Invalid("to", "'to' is a day, as 2026-03-15.");
        if (!Day(from, last.AddDays(-daysDefault), out var first)) return Problems.Invalid("from", "'from' is a day, as 2026-03-15.");
        var costs = await store.ListCostsAsync(first, last, ListMax, ct);
        return TypedResults.Ok(new CostList([.. costs.Select(cost => new CostView(cost.Day, cost.Source, cost.Medium, cost.Campaign, cost.Currency, cost.Cost, cost.Clicks, cost.Impressions, cost.Import))]));
    }

    /// <summary>Removes an import.</summary>
    public async Task<Results<Ok<CostsRemoved>, ProblemHttpResult>> RemoveAsync(string key, ClaimsPrincipal user, CancellationToken ct)
    {
        var removed = await store.RemoveCostsAsync(key, ct);
        if (removed == 0) return Problems.NotFound("import of costs", key);
        await audit.AppendAsync(user, "report.costs-remove", $"costs/{key}", $"{removed} rows");
        return TypedResults.Ok(new CostsRemoved(removed));
    }

    private static bool Day(string? text, DateOnly usual, out DateOnly day)
    {
        day = usual;
        return text is null || DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
    }

    private static (CampaignCost? Cost, string? Reason) Read(string key, TableRow row, Dictionary<string, int> columns)
    {
        string Field(string name) => columns.TryGetValue(name, out var column) ? row[column].Trim().ToString() : "";
        if (!DateOnly.TryParseExact(Field("day"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return (null, "'day' is a day, as 2026-03-15.");
        if (!decimal.TryParse(Field("cost").Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var cost) || cost > CostMax) return (null, "'cost' is a number not below 0.");
        var currency = Field("currency").ToUpperInvariant();
        if (currency.Length != 3 || !currency.All(char.IsAsciiLetterUpper)) return (null, "'currency' is a code of three letters, as RUB.");
        string[] names = [.. new[] { "utm_source", "utm_medium", "utm_campaign" }.Select(name => Field(name).ToLowerInvariant())];
        if (names[0].Length == 0) return (null, "'utm_source' is empty.");
        if (Array.Exists(names, name => name.Length > NameLengthMax)) return (null, $"A name has at most {NameLengthMax} characters.");
        if (!Count(Field("clicks"), out var clicks) || !Count(Field("impressions"), out var impressions)) return (null, "'clicks' and 'impressions' are whole numbers not below 0.");
        return (new CampaignCost(key, day, names[0], names[1], names[2], currency, decimal.Round(cost, 4, MidpointRounding.AwayFromZero), clicks, impressions), null);
    }

    private static bool Count(string text, out long count)
    {
        count = 0;
        return text.Length == 0 || long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out count);
    }
}
