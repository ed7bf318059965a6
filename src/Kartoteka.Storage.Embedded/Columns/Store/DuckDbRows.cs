using Kartoteka.Storage.Columns;
using Kartoteka.Storage.Embedded.Columns.DuckDb;

namespace Kartoteka.Storage.Embedded.Columns.Store;

/// <summary>An answer of DuckDB. Numbers of other sizes than ours are widened into memory of its own; the rest is read where it lies.</summary>
internal sealed class DuckDbRows : ColumnRows
{
    private const long UsPerDay = 86_400_000_000;

    private readonly DuckDbResult _result;
    private readonly ColumnProgress _progress;
    private readonly Action _end;
    private readonly long[]?[] _widened;
    private readonly double[]?[] _floats;
    private bool _ended;

    public DuckDbRows(DuckDbResult result, ColumnProgress progress, Action end)
    {
        (_result, _progress, _end) = (result, progress, end);
        Columns = [.. result.Columns.Select(column => new AnswerColumn(column.Name, DuckDbSchema.TypeOf(column.Type)))];
        (_widened, _floats) = (new long[Columns.Count][], new double[Columns.Count][]);
    }

    public override IReadOnlyList<AnswerColumn> Columns { get; }

    public override long AsOf => _progress.Position;

    public override bool IsComplete => _progress is { HasProfiles: true, IsScanDue: false };

    public override long Epoch => _progress.Epoch;

    public override int Count => _result.Rows;

    public override ValueTask<bool> ReadAsync(CancellationToken ct)
    {
        try
        {
            return ValueTask.FromResult(_result.Read(ct));
        }
        catch (DuckDbException error)
        {
            ct.ThrowIfCancellationRequested();
            throw new ColumnQueryException(error.Message, error);
        }
    }

    public override bool IsNull(int column, int row) => _result.Column(column).IsNull(row);

    public override ReadOnlySpan<long> Whole(int column)
    {
        var vector = _result.Column(column);
        if (vector.Type.Kind is DuckDbKind.BigInt or DuckDbKind.Timestamp or DuckDbKind.TimestampUtc) return vector.Values<long>();
        var wide = _widened[column] ??= new long[DuckDbResult.ChunkRowsMax];
        for (var row = 0; row < vector.Count; row++) wide[row] = vector.IsNull(row) ? 0 : Widen(vector, row);
        return wide.AsSpan(0, vector.Count);
    }

    private static long Widen(DuckDbVector vector, int row) => vector.Type.Kind switch
    {
        DuckDbKind.TinyInt => vector.Values<sbyte>()[row],
        DuckDbKind.SmallInt => vector.Values<short>()[row],
        DuckDbKind.Integer => vector.Values<int>()[row],
        DuckDbKind.UTinyInt => vector.Values<byte>()[row],
        DuckDbKind.USmallInt => vector.Values<ushort>()[row],
        DuckDbKind.UInteger => vector.Values<uint>()[row],
        DuckDbKind.UBigInt => checked((long)vector.Values<ulong>()[row]),
        DuckDbKind.HugeInt => checked((long)vector.Values<Int128>()[row]),
        DuckDbKind.Date => vector.Values<int>()[row] * UsPerDay,
        _ => throw new InvalidOperationException($"A {vector.Type.Kind} is no whole number."),
    };

    public override ReadOnlySpan<double> Fraction(int column)
    {
        var vector = _result.Column(column);
        if (vector.Type.Kind != DuckDbKind.Float) return vector.Values<double>();
        var wide = _floats[column] ??= new double[DuckDbResult.ChunkRowsMax];
        for (var row = 0; row < vector.Count; row++) wide[row] = vector.Values<float>()[row];
        return wide.AsSpan(0, vector.Count);
    }

    public override ReadOnlySpan<byte> Text(int column, int row) => _result.Column(column).Bytes(row);

    public override bool Boolean(int column, int row) => _result.Column(column).Values<byte>()[row] != 0;

    public override decimal Money(int column, int row) => _result.Column(column).Decimal(row);

    public override Guid Uuid(int column, int row) => DuckDbAppend.ToGuid(_result.Column(column).Values<Int128>()[row]);

    public override ValueTask DisposeAsync()
    {
        if (_ended) return ValueTask.CompletedTask;
        _ended = true;
        _result.Dispose();
        _end();
        return ValueTask.CompletedTask;
    }
}
