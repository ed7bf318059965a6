using System.Text;
using Kartoteka.Storage.Matching;

namespace Kartoteka.Storage.Embedded.Matching;

/// <summary>The stored form of a profile's records: numbers of seven bits a byte, names of columns by number.</summary>
internal static class CellBlob
{
    public static byte[] Write(IReadOnlyList<MatchRecord> records, Func<string, int> numberOf)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream, Encoding.UTF8);
        writer.Write7BitEncodedInt(records.Count);
        foreach (var record in records)
        {
            writer.Write7BitEncodedInt64(record.Id);
            writer.Write7BitEncodedInt(record.SourceId);
            writer.Write7BitEncodedInt(record.Cells.Count);
            foreach (var (name, value) in record.Cells)
            {
                writer.Write7BitEncodedInt(numberOf(name));
                writer.Write(value);
            }
        }
        writer.Flush();
        return stream.ToArray();
    }

    public static IReadOnlyList<MatchRecord> Read(ReadOnlySpan<byte> blob, Func<int, string> nameOf)
    {
        var at = 0;
        var records = new MatchRecord[Number(blob, ref at)];
        for (var i = 0; i < records.Length; i++)
        {
            var (id, source) = (Number(blob, ref at), (int)Number(blob, ref at));
            var cells = new KeyValuePair<string, string>[Number(blob, ref at)];
            for (var j = 0; j < cells.Length; j++)
            {
                var name = nameOf((int)Number(blob, ref at));
                var length = (int)Number(blob, ref at);
                cells[j] = new(name, Encoding.UTF8.GetString(blob.Slice(at, length)));
                at += length;
            }
            records[i] = new MatchRecord(id, source, cells);
        }
        return records;
    }

    private static long Number(ReadOnlySpan<byte> blob, ref int at)
    {
        var (number, shift) = (0L, 0);
        while (true)
        {
            var next = blob[at++];
            number |= (long)(next & 0x7f) << shift;
            if (next < 0x80) return number;
            shift += 7;
        }
    }
}
