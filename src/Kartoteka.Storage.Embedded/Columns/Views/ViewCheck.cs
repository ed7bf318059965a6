using System.Collections.Frozen;
using System.Text.Json;
using System.Text.RegularExpressions;
using Kartoteka.Storage.Columns;

namespace Kartoteka.Storage.Embedded.Columns.Views;

/// <summary>
/// Checks a question in the asker's words on the tree that DuckDB's own parser makes of it, so that no spelling means one thing to the check
/// and another to the engine. What the check does not know is refused.
/// </summary>
internal sealed partial class ViewCheck
{
    /// <summary>Deepest tree that is read. DuckDB itself ends at a depth of 1,000 expressions, each two of these.</summary>
    private const int DepthMax = 3_000;

    private static readonly JsonDocumentOptions Read = new() { MaxDepth = DepthMax };

    private static readonly FrozenSet<string> Expressions = Set("BETWEEN", "CASE", "CAST", "COLLATE", "COLUMN_REF", "COMPARISON", "CONJUNCTION", "CONSTANT", "FUNCTION", "LAMBDA", "LAMBDA_REF",
        "OPERATOR", "POSITIONAL_REFERENCE", "STAR", "SUBQUERY", "TYPE", "WINDOW");

    private static readonly FrozenSet<string> Parts = Set("SELECT_NODE", "SET_OPERATION_NODE", "RECURSIVE_CTE_NODE", "CTE_NODE", "ORDER_MODIFIER", "LIMIT_MODIFIER", "LIMIT_PERCENT_MODIFIER",
        "DISTINCT_MODIFIER", "ORDER_DEFAULT", "ASCENDING", "DESCENDING", "BASE_TABLE", "SUBQUERY", "JOIN", "TABLE_FUNCTION", "EXPRESSION_LIST", "EMPTY", "PIVOT");

    private readonly FrozenSet<string> _views;
    private readonly IReadOnlySet<string> _tables;
    private readonly HashSet<string> _named = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _words = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _columns = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _rowNames = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _read = [];
    private bool _takesRows;

    private ViewCheck(IEnumerable<string> views, IReadOnlySet<string> tables) => (_views, _tables) = (Set([.. views]), tables);

    /// <summary>Views that the question reads.</summary>
    public IReadOnlySet<string> Views => _read.Where(_views.Contains).ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>True when a column of this name may be asked for, by name or with all others.</summary>
    public bool Asks(string column) => _takesRows || _words.Contains(column) || _columns.Overlaps(_rowNames);

    /// <summary>Checks.</summary>
    /// <param name="tree">What <c>json_serialize_sql</c> gives.</param>
    /// <param name="views">Names that may be read.</param>
    /// <param name="tables">Names of all tables and views of the database.</param>
    /// <exception cref="ColumnQueryException">It is not one statement that reads these views; the message says what it is.</exception>
    public static ViewCheck Of(string tree, IEnumerable<string> views, IReadOnlySet<string> tables)
    {
        try
        {
            using var document = JsonDocument.Parse(tree, Read);
            return new ViewCheck(views, tables).Check(document.RootElement);
        }
        catch (JsonException)
        {
            throw new ColumnQueryException("The question has too many parts within parts.");
        }
    }

    private ViewCheck Check(JsonElement root)
    {
        if (root.GetProperty("error").GetBoolean()) throw new ColumnQueryException(Refusal(root));
        var statements = root.GetProperty("statements");
        if (statements.GetArrayLength() != 1) throw new ColumnQueryException("It is not one statement: a question is one select.");
        Walk(statements[0]);
        foreach (var name in _named)
        {
            // A name that is not in scope where it stands would mean the table or the file of that name.
            if (_tables.Contains(name) && !_views.Contains(name)) throw new ColumnQueryException($"'{name}' cannot be the name of a part of the question.");
            if (!PlainName().IsMatch(name)) throw new ColumnQueryException($"'{name}' cannot be the name of a part of the question: it is letters, digits and '_'.");
        }
        foreach (var table in _read)
        {
            if (!_views.Contains(table) && !_named.Contains(table)) throw Unknown(table);
        }
        return this;
    }

    private static string Refusal(JsonElement root)
    {
        if (root.GetProperty("error_type").GetString() == "not implemented") return "Only a select is asked here.";
        var message = root.GetProperty("error_message").GetString()!;
        return root.TryGetProperty("position", out var position) ? $"{message} (at letter {position.GetString()})" : message;
    }

    private ColumnQueryException Unknown(string table) => new($"There is no view '{table}'; there are {string.Join(", ", _views.Order(StringComparer.Ordinal))}.");

    private void Walk(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                Look(value);
                foreach (var part in value.EnumerateObject())
                {
                    // A function that stands where a table does was looked at as such; its arguments are as any.
                    if (part is { Name: "function", Value.ValueKind: JsonValueKind.Object }) Walk(part.Value.GetProperty("children"));
                    else Walk(part.Value);
                }
                break;
            case JsonValueKind.Array:
                foreach (var one in value.EnumerateArray()) Walk(one);
                break;
            case JsonValueKind.String:
                _words.Add(value.GetString()!);
                break;
        }
    }

    private void Look(JsonElement part)
    {
        if (part.TryGetProperty("cte_map", out var named))
        {
            foreach (var one in named.GetProperty("map").EnumerateArray()) _named.Add(one.GetProperty("key").GetString()!);
        }
        if (Text(part, "cte_name") is { } cte) _named.Add(cte);
        if (Text(part, "function_name") is { } function) LookAtFunction(part, function);
        if (part.TryGetProperty("column_name_alias", out var aliases) && aliases.GetArrayLength() > 0) _takesRows = true;
        if (Text(part, "ref_type") == "NATURAL") _takesRows = true;
        if (Text(part, "type") is not { } type) return;
        if (Text(part, "class") is { } expression)
        {
            if (!Expressions.Contains(expression)) throw Refused(expression);
            if (expression == "STAR") _takesRows = true;
            if (expression == "COLUMN_REF" && part.GetProperty("column_names") is var names && names.GetArrayLength() == 1) _columns.Add(names[0].GetString()!);
            return;
        }
        if (!Parts.Contains(type) && !type.EndsWith("_TYPE_INFO", StringComparison.Ordinal)) throw Refused(type);
        if (type == "TABLE_FUNCTION") LookAtTableFunction(part.GetProperty("function"));
        if (type == "BASE_TABLE") LookAtTable(part);
        if (type == "PIVOT") _takesRows = true;
    }

    private void LookAtTable(JsonElement part)
    {
        var table = Text(part, "table_name") ?? "";
        if (Text(part, "schema_name") is { Length: > 0 } || Text(part, "catalog_name") is { Length: > 0 }) throw Unknown($"{Text(part, "catalog_name")}.{Text(part, "schema_name")}.{table}".TrimStart('.'));
        if (part.TryGetProperty("at_clause", out var at) && at.ValueKind != JsonValueKind.Null) throw Refused("AT");
        _read.Add(table);
        // A table's name where a column stands is the whole row.
        _rowNames.Add(table);
        if (Text(part, "alias") is { Length: > 0 } alias) _rowNames.Add(alias);
    }

    private void LookAtTableFunction(JsonElement part)
    {
        var function = Text(part, "function_name") ?? "";
        RequireNoSchema(part, function);
        if (!ViewFunctions.Tables.Contains(function)) throw new ColumnQueryException($"'{function}' is not to be had here: a question reads the views {string.Join(", ", _views.Order(StringComparer.Ordinal))}.");
    }

    private static void LookAtFunction(JsonElement part, string function)
    {
        RequireNoSchema(part, function);
        if (!ViewFunctions.Values.Contains(function)) throw new ColumnQueryException($"The function '{function}' is not to be had here.");
    }

    private static void RequireNoSchema(JsonElement part, string function)
    {
        if (Text(part, "schema") is not (null or "" or "main") || Text(part, "catalog") is not (null or "" or "system")) throw new ColumnQueryException($"The function '{function}' is not asked by the name of its schema.");
    }

    private static ColumnQueryException Refused(string what) => new($"{what.Replace('_', ' ').ToLowerInvariant()} is not to be had here.");

    private static string? Text(JsonElement part, string name) => part.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static FrozenSet<string> Set(params string[] names) => names.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    [GeneratedRegex(@"\A[\p{L}_][\p{L}\p{N}_]*\z", RegexOptions.NonBacktracking)]
    private static partial Regex PlainName();
}
