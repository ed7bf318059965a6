using Kartoteka.Domain.Reports;
using Kartoteka.Storage.Columns;
using Kartoteka.Storage.Reports;
using Kartoteka.Storage.Segments;

namespace Kartoteka.Storage.Embedded.Columns.Reports;

/// <summary>The tables of a statement one after the other, and its values.</summary>
internal sealed class ReportTables
{
    /// <summary>An order that counts as one; net revenue is summed over all.</summary>
    public const string Counts = "(not coalesce(o.is_return_only, false) and coalesce(o.status, '') <> 'cancelled')";

    private readonly List<string> _tables = [];

    /// <summary>Begins with the people that the report is narrowed to, since their question brings values with numbers of its own.</summary>
    public ReportTables(ColumnQuery? people)
    {
        if (people is null) return;
        foreach (var value in people.Parameters) Parameters.Add(value!);
        if (Parameters.Values.Count != people.Parameters.Count) throw new ArgumentException("The values of the people's question are not each one of its own.", nameof(people));
        Add("chosen", $"select number from ({people.Sql}) as members");
    }

    public RuleParameters Parameters { get; } = new();

    public string With => string.Join(",\n", _tables);

    public void Add(string name, string sql) => _tables.Add($"{name} as ({sql})");

    /// <summary>The orders of a scope with the columns named, as <c>o.…</c>; <c>counts</c> beside them.</summary>
    public void AddOrders(string name, ReportScope scope, string columns) =>
        Add(name, $"select o.profile as number, {Counts} as counts, coalesce(o.net, 0) as net, o.ordered_at{(columns.Length > 0 ? $", {columns}" : "")} from orders o where {Within("o", scope)}");

    /// <summary>The lines of a scope's orders.</summary>
    public void AddLines(string name, ReportScope scope, string columns) =>
        Add(name, $"select o.profile as number, coalesce(o.net, 0) as net, o.ordered_at, {columns} from order_line o where {Within("o", scope)}");

    /// <summary>Periods by number from 0 and where each begins.</summary>
    public void AddPeriods(string name, ReportPeriods periods) => Add(
        name,
        $"select unnest(range(len(l))) as period, make_timestamp(unnest(l)) as starts from (select string_split({Parameters.Add(string.Join(',', periods.StartsUs))}, ',')::bigint[] as l)");

    public string Within(string table, ReportScope scope, string time = "ordered_at", bool ofCurrency = true)
    {
        List<string> all = [$"{table}.{time} >= {Time(scope.FromUs)}", $"{table}.{time} < {Time(scope.ToUs)}", .. Of(table, scope)];
        if (ofCurrency && scope.Currency is { } currency) all.Add($"coalesce({table}.currency, '') = {Parameters.Add(currency)}");
        return string.Join(" and ", all);
    }

    public IEnumerable<string> Of(string table, ReportScope scope)
    {
        if (scope.Brand is { } brand) yield return $"{table}.brand = {Parameters.Add((long)brand)}";
        if (scope.Source is { } source) yield return $"{table}.source = {Parameters.Add((long)source)}";
        if (scope.People is not null) yield return $"{table}.profile in (select number from chosen)";
    }

    public string Time(long us) => Parameters.Add(DateTimeOffset.UnixEpoch.AddTicks(us * TimeSpan.TicksPerMicrosecond));

    public ReportStatement<TRow> Statement<TRow>(string select, Func<ColumnRows, int, TRow> read) => new(With, select, Parameters.Values, read);
}

/// <summary>Reads values of an answer.</summary>
internal static class ReportCells
{
    extension(ColumnRows rows)
    {
        public string TextOf(int column, int row) => System.Text.Encoding.UTF8.GetString(rows.Text(column, row));

        public string? TextOrNull(int column, int row) => rows.IsNull(column, row) ? null : rows.TextOf(column, row);

        public double? FractionOrNull(int column, int row) => rows.IsNull(column, row) ? null : rows.Fraction(column)[row];

        public RfmLevels LevelsFrom(int column, int row) => new((int)rows.Whole(column)[row], (int)rows.Whole(column + 1)[row], (int)rows.Whole(column + 2)[row]);
    }
}
