using Kartoteka.Storage.Columns;
using Kartoteka.Storage.Embedded.Columns.DuckDb;

namespace Kartoteka.Storage.Embedded.Columns.Store;

/// <summary>Brings blocks into tables, chunk by chunk.</summary>
internal static class DuckDbAppend
{
    private static readonly Int128 HighestBit = Int128.One << 127;

    /// <summary>Appends all rows, in the connection's transaction if there is one. The table's columns may stand in another order.</summary>
    public static void All(DuckDbConnection connection, string table, ColumnBlock block, CancellationToken ct)
    {
        var order = Order(connection, table, block.Table);
        using var appender = connection.Append(table);
        for (var start = 0; start < block.Rows; start += DuckDbResult.ChunkRowsMax)
        {
            var count = Math.Min(block.Rows - start, DuckDbResult.ChunkRowsMax);
            for (var column = 0; column < order.Length; column++) Fill(appender.Column(column), block[order[column]], start, count);
            appender.Append(count, ct);
        }
        appender.Complete(ct);
    }

    // Columns that were added later stand at the end.
    private static int[] Order(DuckDbConnection connection, string name, ColumnTable table) =>
        name != "profile" ? [.. Enumerable.Range(0, table.Columns.Count)] : [.. DuckDbSchema.ReadTable(connection, name).Columns.Select(column => table.IndexOf(column.Name))];

    private static void Fill(DuckDbVectorWriter vector, ColumnBuffer values, int start, int count)
    {
        switch (values.Type)
        {
            case ColumnType.Text when !values.Nulls.Slice(start, count).Contains(false):
                break; // Most columns of properties.
            case ColumnType.Text:
                for (var row = 0; row < count; row++)
                {
                    if (!values.IsNull(start + row)) vector.Set(row, values.Text(start + row));
                }
                break;
            case ColumnType.TextList:
                FillLists(vector, values, start, count);
                break;
            case ColumnType.Uuid:
                var uuids = vector.Values<Int128>();
                for (var row = 0; row < count; row++) uuids[row] = FromGuid(values.Uuid(start + row));
                break;
            case ColumnType.Boolean:
                var flags = vector.Values<byte>();
                for (var row = 0; row < count; row++) flags[row] = (byte)values.Fixed[start + row];
                break;
            default:
                values.Fixed.Slice(start, count).CopyTo(vector.Values<long>());
                break;
        }
        vector.SetNulls(values.Nulls.Slice(start, count));
    }

    private static void FillLists(DuckDbVectorWriter vector, ColumnBuffer values, int start, int count)
    {
        var first = values.List(start).Start;
        var elements = values.List(start + count - 1).End - first;
        if (elements == 0)
        {
            for (var row = 0; row < count; row++) vector.SetList(row, 0, 0);
            return;
        }
        var texts = vector.Elements(elements);
        for (var i = 0; i < elements; i++) texts.Set(i, values.Text(first + i));
        for (var row = 0; row < count; row++)
        {
            var (from, to) = values.List(start + row);
            vector.SetList(row, from - first, to - from);
        }
    }

    /// <summary>DuckDB's form of a UUID: its bits as a number with the highest turned over, so that numbers sort as texts do.</summary>
    public static Int128 FromGuid(Guid value)
    {
        Span<byte> bytes = stackalloc byte[16];
        value.TryWriteBytes(bytes, bigEndian: true, out _);
        return System.Buffers.Binary.BinaryPrimitives.ReadInt128BigEndian(bytes) ^ HighestBit;
    }

    public static Guid ToGuid(Int128 value)
    {
        Span<byte> bytes = stackalloc byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteInt128BigEndian(bytes, value ^ HighestBit);
        return new Guid(bytes, bigEndian: true);
    }
}
