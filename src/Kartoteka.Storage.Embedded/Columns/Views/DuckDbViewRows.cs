using System.Globalization;
using Kartoteka.Storage.Columns;
using Kartoteka.Storage.Embedded.Columns.DuckDb;
using Kartoteka.Storage.Embedded.Columns.Parquet;

namespace Kartoteka.Storage.Embedded.Columns.Views;

/// <summary>An answer of DuckDB, row by row.</summary>
internal sealed class DuckDbViewRows : ViewRows
{
    private readonly DuckDbResult _result;
    private readonly ColumnProgress _progress;
    private readonly Action _end;
    private readonly ParquetCell _cell = new(datesAtMidnight: false);
    private int _row = -1;
    private bool _ended;

    public DuckDbViewRows(DuckDbResult result, ColumnProgress progress, Action end)
    {
        (_result, _progress, _end) = (result, progress, end);
        Columns = [.. result.Columns.Select(column => new ViewField(column.Name, Word(column.Type)))];
    }

    public override IReadOnlyList<ViewField> Columns { get; }

    public override long AsOf => _progress.Position;

    public override bool IsComplete => _progress is { HasProfiles: true, IsScanDue: false };

    public override ValueTask<bool> ReadAsync(CancellationToken ct)
    {
        try
        {
            if (++_row < _result.Rows) return ValueTask.FromResult(true);
            _row = 0;
            return ValueTask.FromResult(_result.Read(ct));
        }
        catch (DuckDbException error)
        {
            ct.ThrowIfCancellationRequested();
            throw new ColumnQueryException(error.Message, error);
        }
    }

    public override ReadOnlySpan<char> Value(int column, out bool isJson, out bool isNull)
    {
        var vector = _result.Column(column);
        _cell.Take(vector, _row);
        // Not-a-number is no JSON, and nothing that a table has a cell for.
        isNull = vector.IsNull(_row) || (_cell.Text.IsEmpty && vector.Type.Kind is DuckDbKind.Float or DuckDbKind.Double);
        isJson = _cell.IsJson;
        return _cell.Text;
    }

    public override ValueTask DisposeAsync()
    {
        if (_ended) return ValueTask.CompletedTask;
        _ended = true;
        _cell.Dispose();
        _result.Dispose();
        _end();
        return ValueTask.CompletedTask;
    }

    private static string Word(DuckDbType type) => type.Kind switch
    {
        DuckDbKind.Decimal => string.Create(CultureInfo.InvariantCulture, $"decimal({type.Width},{type.Scale})"),
        DuckDbKind.List => $"{Word(type.Element!)}[]",
        DuckDbKind.TimestampUtc => "timestamp with time zone",
        DuckDbKind.TimestampSeconds or DuckDbKind.TimestampMilliseconds or DuckDbKind.TimestampNanoseconds => "timestamp",
        var kind => kind.ToString().ToLowerInvariant(),
    };
}
