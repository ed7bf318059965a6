using System.Text;
using System.Text.Json;
using Kartoteka.Protocol.Import;

namespace Kartoteka.Protocol.Tests.Import;

/// <summary>Files and shortcuts of the import's tests.</summary>
internal static class Samples
{
    public static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "Data", name);

    public static TableReader Open(byte[] bytes, string? name = null, TableOptions? options = null, ImportPosition? at = null)
    {
        var opening = TableReader.Open(new MemoryStream(bytes), name, options, at);
        Assert.Null(opening.Refusal);
        return opening.Reader!;
    }

    public static TableReader Open(string text, TableOptions? options = null) => Open(Encoding.UTF8.GetBytes(text), null, options);

    public static List<string[]> Rows(TableReader reader)
    {
        var rows = new List<string[]>();
        while (reader.ReadRow())
            if (reader.Row.Problem is null) rows.Add(reader.Row.Fields());
        return rows;
    }

    public static List<(long Line, string Reason)> Problems(TableReader reader)
    {
        var problems = new List<(long, string)>();
        while (reader.ReadRow())
            if (reader.Row.Problem is { } problem) problems.Add((reader.Row.Line, problem.Reason));
        return problems;
    }

    public static ImportRows Import(ImportKind kind, byte[] bytes, ImportOptions? options = null, string? name = null, string[]? overrides = null, ImportPosition? at = null)
    {
        using var forGuess = Open(bytes, name);
        var mapping = ImportMapping.Create(kind, ColumnGuesser.Guess(kind, forGuess), overrides ?? []);
        Assert.Empty(mapping.Errors);
        return ImportRows.Create(Open(bytes, name, at: at), mapping.Mapping!, options ?? new ImportOptions { ImportId = 7 });
    }

    public static ImportRows Import(ImportKind kind, string text, ImportOptions? options = null, string[]? overrides = null) =>
        Import(kind, Encoding.UTF8.GetBytes(text), options, null, overrides);

    /// <summary>Everything an import says: events, and refused rows.</summary>
    public static (List<JsonElement> Events, List<RefusedRow> Refused) All(ImportRows rows)
    {
        var events = new List<JsonElement>();
        var refused = new List<RefusedRow>();
        while (rows.Read())
        {
            if (rows.Refused is { } row) refused.Add(row);
            else events.Add(JsonDocument.Parse(rows.Event.ToArray()).RootElement);
        }
        Assert.Equal(rows.RowsRead, rows.RowsAccepted + rows.RowsRefused + rows.RowsSkipped);
        return (events, refused);
    }

    public static JsonElement Only(ImportRows rows)
    {
        var (events, refused) = All(rows);
        Assert.Empty(refused);
        return Assert.Single(events);
    }
}
