using Kartoteka.Storage.Columns;
using Kartoteka.Storage.Embedded.Columns.DuckDb;
using Kartoteka.Storage.Embedded.Columns.Views;

namespace Kartoteka.Storage.Embedded.Columns.Store;

// Questions in the asker's words.
public sealed partial class DuckDbColumnStore
{
    private const string TreeSql = "select json_serialize_sql($1::varchar)::varchar";

    private const string NamesSql = "select table_name from duckdb_tables() union select view_name from duckdb_views()";

    /// <inheritdoc />
    public ValueTask<ViewRows> AskAsync(ViewQuery query, CancellationToken ct)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        // What follows would be read by the parser of the one and not of the other.
        if (query.Sql.Contains('\0')) throw new ColumnQueryException("A question is text, and holds no zero character.");
        // A connection of its own: views and tables of this question alone go with it.
        var connection = _database.Connect();
        var mask = query.Mask is { } masking ? ViewMasks.Hold(masking) : (long?)null;
        try
        {
            var check = ViewCheck.Of(Texts(connection, TreeSql, query.Sql, ct)[0], query.Views.Select(view => view.Name), Texts(connection, NamesSql, null, ct).ToHashSet(StringComparer.OrdinalIgnoreCase));
            var catalog = Texts(connection, "select current_database()", null, ct)[0];
            foreach (var table in query.Tables.Where(table => check.Views.Contains(table.View))) Fill(connection, table, ct);
            foreach (var view in query.Views.Where(view => check.Views.Contains(view.Name)))
                connection.Execute(ViewText.Create(view, name => $"\"{catalog}\".main.{name}", check.Asks, mask), ct);
            connection.Execute("begin transaction read only", ct);
            var progress = ReadProgress(connection);
            using var statement = connection.Prepare(query.Sql);
            // The check has said so; this is DuckDB's own word.
            if (!statement.IsSelect || statement.Parameters > 0) throw new ColumnQueryException("Only a select is asked here.");
            return ValueTask.FromResult<ViewRows>(new DuckDbViewRows(Readable(statement.Query(ct)), progress, End));
        }
        catch (DuckDbException error)
        {
            End();
            ct.ThrowIfCancellationRequested();
            throw new ColumnQueryException(error.Message, error);
        }
        catch
        {
            End();
            throw;
        }

        void End()
        {
            connection.Dispose();
            if (mask is { } number) ViewMasks.Release(number);
        }
    }

    private static List<string> Texts(DuckDbConnection connection, string sql, string? parameter, CancellationToken ct)
    {
        using var statement = connection.Prepare(sql);
        if (parameter is not null) statement.Bind(parameter);
        using var result = statement.Query(ct);
        var texts = new List<string>();
        while (result.Read(ct))
        {
            for (var row = 0; row < result.Rows; row++) texts.Add(System.Text.Encoding.UTF8.GetString(result.Column(0).Bytes(row)));
        }
        return texts;
    }

    // Its name is the program's own, as those of all tables are.
    private static void Fill(DuckDbConnection connection, ViewTable table, CancellationToken ct)
    {
        using var statement = connection.Prepare($"create temp table {table.Name} as {table.Rows.Sql}");
        foreach (var parameter in table.Rows.Parameters) Bind(statement, parameter);
        statement.Execute(ct);
    }

    private static DuckDbResult Readable(DuckDbResult result)
    {
        foreach (var column in result.Columns)
        {
            if (column.Type.IsReadable) continue;
            result.Dispose();
            throw new ColumnQueryException($"Column '{column.Name}' is of a type that cannot be shown: cast it, as in {column.Name}::varchar.");
        }
        return result;
    }
}
