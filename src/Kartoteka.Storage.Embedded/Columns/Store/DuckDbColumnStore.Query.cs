using Kartoteka.Storage.Columns;
using Kartoteka.Storage.Embedded.Columns.DuckDb;

namespace Kartoteka.Storage.Embedded.Columns.Store;

public sealed partial class DuckDbColumnStore
{
    private static readonly ColumnTable Given = new("given", [new ColumnDefinition("number", ColumnType.Whole)]);

    /// <summary>Rows of an answer that wait to be read: with DuckDB's 1 MB the threads that find them wait for the one that reads, and 200,000 people took a fifth longer.</summary>
    private const string WaitingRows = "set streaming_buffer_size = '32MB'";

    /// <inheritdoc />
    public ValueTask<ColumnRows> QueryAsync(ColumnQuery query, CancellationToken ct)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        var isNew = !_readers.TryTake(out var reader);
        reader ??= _database.Connect();
        try
        {
            if (isNew) reader.Execute(WaitingRows, ct);
            Give(reader, query.Given, ct);
            // One snapshot for the position and the answer; and DuckDB itself refuses what would write.
            reader.Execute("begin transaction read only", ct);
            var progress = ReadProgress(reader);
            using var statement = reader.Prepare(query.Sql);
            if (!statement.IsSelect) throw new ColumnQueryException("A question is a select, and nothing else is asked here.");
            foreach (var parameter in query.Parameters) Bind(statement, parameter);
            return ValueTask.FromResult<ColumnRows>(new DuckDbRows(statement.Query(ct), progress, () => Return(reader)));
        }
        catch (DuckDbException error)
        {
            Return(reader);
            ct.ThrowIfCancellationRequested();
            throw new ColumnQueryException(error.Message, error);
        }
        catch
        {
            Return(reader);
            throw;
        }
    }

    private static void Give(DuckDbConnection reader, IReadOnlyCollection<long>? numbers, CancellationToken ct)
    {
        if (numbers is null)
        {
            reader.Execute("drop table if exists temp.given", ct);
            return;
        }
        var block = new ColumnBlock(Given);
        foreach (var number in numbers)
        {
            block[0].Add(number);
            block.EndRow();
        }
        reader.Execute("create or replace temp table given (number bigint)", ct);
        DuckDbAppend.All(reader, "given", block, ct);
    }

    internal static void Bind(DuckDbStatement statement, object? value) => _ = value switch
    {
        null => statement.BindNull(),
        long number => statement.Bind(number),
        int number => statement.Bind((long)number),
        double number => statement.Bind(number),
        decimal number => statement.Bind(number),
        bool flag => statement.Bind(flag),
        string text => statement.Bind(text),
        Guid uuid => statement.Bind(uuid.ToString("D")),
        DateTimeOffset time => statement.Bind(time.UtcDateTime),
        _ => throw new ColumnQueryException($"A parameter cannot be a {value.GetType().Name}."),
    };

    // A connection that cannot end its transaction is not used again.
    private void Return(DuckDbConnection reader)
    {
        try
        {
            reader.Execute("rollback");
        }
        catch (DuckDbException)
        {
            reader.Dispose();
            return;
        }
        if (_disposed) reader.Dispose();
        else _readers.Add(reader);
    }
}
