using System.Buffers.Binary;
using System.Security.Cryptography;
using Kartoteka.Matching.Records;

namespace Kartoteka.Matching.Judging;

/// <summary>
/// The saved form of a judge: eight bytes of a mark, the version, then what it holds, then SHA-256 of all before. Counts stand in the order of their
/// hashes, so judges that were learned from equal tables have equal bytes but for the order of words.
/// </summary>
internal static class JudgeFile
{
    /// <summary>Version of the saved form that this code reads and writes.</summary>
    public const int FormatVersion = 1;

    private const int HeaderLength = 12;

    private static ReadOnlySpan<byte> Mark => "KTKJUDGE"u8;

    public static void Write(Stream stream, JudgeHead head, TableFacts facts)
    {
        using var memory = new MemoryStream();
        using var writer = new BinaryWriter(memory);
        writer.Write(Mark);
        writer.Write(FormatVersion);
        writer.Write(head.ToJson());
        WriteIf(writer, facts.Reading.Names, names => names.Write(writer));
        writer.Write(facts.Fields.Length);
        foreach (var field in facts.Fields) Write(writer, field);
        writer.Flush();
        var content = memory.GetBuffer().AsSpan(0, (int)memory.Length);
        stream.Write(content);
        stream.Write(SHA256.HashData(content));
    }

    public static (JudgeHead Head, TableFacts Facts) Read(Stream stream)
    {
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        var bytes = memory.GetBuffer().AsSpan(0, (int)memory.Length);
        if (bytes.Length < HeaderLength + SHA256.HashSizeInBytes || !bytes.StartsWith(Mark)) throw new FormatException("The file is no judge of matching.");
        // Told before the checksum is looked at: a newer version may have another one.
        var version = BinaryPrimitives.ReadInt32LittleEndian(bytes[Mark.Length..]);
        if (version != FormatVersion) throw new FormatException($"The judge of matching has version {version}; this program reads version {FormatVersion}.");
        if (!SHA256.HashData(bytes[..^SHA256.HashSizeInBytes]).AsSpan().SequenceEqual(bytes[^SHA256.HashSizeInBytes..])) throw new FormatException("The judge of matching is damaged: its checksum does not fit.");
        memory.Position = HeaderLength;
        using var reader = new BinaryReader(memory);
        var head = JudgeHead.FromJson(reader.ReadString());
        var names = ReadIf(reader, () => NameVocabulary.Read(reader));
        var fields = new FieldFacts[reader.ReadInt32()];
        for (var i = 0; i < fields.Length; i++) fields[i] = ReadField(reader);
        return (head, new TableFacts(new TableReading(names, head.MonthFirst, head.Addresses), fields));
    }

    private static void Write(BinaryWriter writer, FieldFacts field)
    {
        writer.Write((int)field.Kind);
        writer.Write(field.Column);
        writer.Write(field.Filled);
        field.Counts.Write(writer);
        WriteIf(writer, field.Buildings, buildings => buildings.Write(writer));
        WriteIf(writer, field.InitialShares, shares =>
        {
            writer.Write(shares.Length);
            foreach (var share in shares) writer.Write(share);
        });
        WriteIf(writer, field.Near, near =>
        {
            writer.Write(near.Names.Count);
            foreach (var (text, count) in near.Names)
            {
                writer.Write(text);
                writer.Write7BitEncodedInt(count);
            }
        });
        writer.Write(field.FirstOfYearIsDefault);
    }

    private static FieldFacts ReadField(BinaryReader reader) => new()
    {
        // Initialisers run in the order in which they stand, which is that of the file.
        Kind = (FieldKind)reader.ReadInt32(),
        Column = reader.ReadInt32(),
        Filled = reader.ReadInt32(),
        Counts = ValueCounts.Read(reader),
        Buildings = ReadIf(reader, () => ValueCounts.Read(reader)),
        InitialShares = ReadIf(reader, () => Many(reader, () => reader.ReadDouble())),
        Near = ReadIf(reader, () => new NearNames(Many(reader, () => (reader.ReadString(), reader.Read7BitEncodedInt())))),
        FirstOfYearIsDefault = reader.ReadBoolean(),
    };

    private static void WriteIf<T>(BinaryWriter writer, T? part, Action<T> write) where T : class
    {
        writer.Write(part is not null);
        if (part is not null) write(part);
    }

    private static T? ReadIf<T>(BinaryReader reader, Func<T> read) where T : class => reader.ReadBoolean() ? read() : null;

    private static T[] Many<T>(BinaryReader reader, Func<T> read)
    {
        var values = new T[reader.ReadInt32()];
        for (var i = 0; i < values.Length; i++) values[i] = read();
        return values;
    }
}
