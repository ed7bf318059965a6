namespace Kartoteka.Storage.Segments;

/// <summary>
/// What is worked out of a row: a column of a subquery, so that it is worked out once however many conditions ask about it; or, inside of a list, an
/// expression.
/// </summary>
public sealed class RuleValue
{
    private readonly Func<string, RuleValue> _derive;

    /// <summary>An expression, from which others are made in place.</summary>
    public RuleValue(string sql)
        : this(sql, expression => new RuleValue($"({expression})"))
    {
    }

    internal RuleValue(string sql, Func<string, RuleValue> derive) => (Sql, _derive) = (sql, derive);

    /// <summary>How it is written.</summary>
    public string Sql { get; }

    /// <summary>What is made of it, and maybe of what it was made of.</summary>
    public RuleValue Derive(string expression) => _derive(expression);

    /// <inheritdoc />
    public override string ToString() => Sql;
}

/// <summary>
/// Columns that rules need of the rows of one table, in layers of subqueries: what stands in a layer is made of the one below it.
/// </summary>
internal sealed class RuleValues(string table)
{
    private readonly List<Dictionary<string, string>> _layers = [];
    private readonly Dictionary<string, string> _conditions = [];

    public string Table => table;

    /// <summary>A column made of the table's own.</summary>
    public RuleValue Add(string expression) => Add(expression, 0);

    private RuleValue Add(string expression, int layer)
    {
        if (_layers.Count == layer) _layers.Add([]);
        return new RuleValue($"{table}.{Name(_layers[layer], expression, FormattableString.Invariant($"v{layer}_"))}", derived => Add(derived, layer + 1));
    }

    /// <summary>A condition made of any of them, as a column in the uppermost layer.</summary>
    public string Condition(string expression) => $"{table}.{Name(_conditions, expression, "c")}";

    private static string Name(Dictionary<string, string> columns, string expression, string prefix)
    {
        if (!columns.TryGetValue(expression, out var name)) columns[expression] = name = FormattableString.Invariant($"{prefix}{columns.Count}");
        return name;
    }

    /// <summary>The table with these columns, as it stands after <c>from</c>.</summary>
    /// <param name="columns">The table's own that are needed beside them.</param>
    /// <param name="source">The table and its condition.</param>
    public string From(string columns, string source)
    {
        var sql = $"select {columns}{Columns(_layers.FirstOrDefault())} from {source}";
        foreach (var layer in _layers.Skip(1).Append(_conditions).Where(layer => layer.Count > 0)) sql = $"select *{Columns(layer)} from ({sql}) as {table}";
        return $"({sql}) as {table}";
    }

    private static string Columns(Dictionary<string, string>? columns) => string.Concat((columns ?? []).Select(column => $", {column.Key} as {column.Value}"));
}
