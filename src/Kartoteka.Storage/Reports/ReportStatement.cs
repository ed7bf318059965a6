using System.Globalization;
using System.Text.RegularExpressions;
using Kartoteka.Domain.Identity;
using Kartoteka.Storage.Columns;
using Kartoteka.Storage.Segments;

namespace Kartoteka.Storage.Reports;

/// <summary>Narrows the people of a report to a number in it: a column of the report's rows and which of its values.</summary>
/// <param name="Column">Named by the statement's own documentation, never by a request.</param>
/// <param name="Values">Any of these.</param>
public sealed record CellFilter(string Column, IReadOnlyList<string> Values);

/// <summary>
/// A report as SQL. One base, the table <c>cells</c> with the column <c>number</c> (of a profile) and those that tell cells apart (all texts),
/// gives both the numbers and the people behind each, so that the two cannot disagree.
/// </summary>
/// <typeparam name="TRow">A row of its table.</typeparam>
/// <param name="With">The tables up to <c>cells</c>, as they stand after <c>with</c>.</param>
/// <param name="Select">The select over them that gives the table.</param>
/// <param name="Parameters">Values of both.</param>
/// <param name="Read">Reads a row.</param>
public sealed partial record ReportStatement<TRow>(string With, string Select, IReadOnlyList<object?> Parameters, Func<ColumnRows, int, TRow> Read)
{
    /// <summary>Asks for the table.</summary>
    public ColumnQuery Table => Used($"with {With}\n{Select}", Parameters);

    /// <summary>
    /// Asks for people of a cell in order of id: columns <c>id</c> and <c>total</c>, each with how many there are in all; one row without an id
    /// when the page is empty.
    /// </summary>
    /// <param name="cell">Which; all of these.</param>
    /// <param name="after">The last of the page before; null for the first.</param>
    /// <param name="limit">Most people.</param>
    public ColumnQuery People(IReadOnlyList<CellFilter> cell, ProfileId? after, int limit)
    {
        var parameters = new RuleParameters();
        foreach (var value in Parameters) parameters.Add(value!);
        var where = cell.Count == 0 ? "true" : string.Join(" and ", cell.Select(filter => $"{filter.Column} in ({string.Join(", ", filter.Values.Select(parameters.Add))})"));
        var rest = after is { } last ? $" and id > {parameters.Add(last.Value)}" : "";
        return Used(
            $"""
            with {With},
            found as (select distinct number from cells where {where})
            select page.id, counted.total from (select count(*) as total from found) as counted
            left join (select id from profile where number in (select number from found){rest} order by id limit {parameters.Add((long)limit)}) as page on true
            order by page.id
            """,
            parameters.Values);
    }

    // Of the values of base and table a question has those that it names, and no others: a store takes none too many.
    private static ColumnQuery Used(string sql, IReadOnlyList<object?> values)
    {
        var (numbers, used) = (new Dictionary<string, string>(), new List<object?>());
        var text = Named().Replace(sql, match =>
        {
            if (numbers.TryGetValue(match.Value, out var known)) return known;
            used.Add(values[int.Parse(match.ValueSpan[1..], CultureInfo.InvariantCulture) - 1]);
            return numbers[match.Value] = string.Create(CultureInfo.InvariantCulture, $"${used.Count}");
        });
        return new ColumnQuery(text, used);
    }

    [GeneratedRegex(@"\$[0-9]+")]
    private static partial Regex Named();
}
