using System.Buffers.Binary;
using System.Numerics;
using System.Text;
using Kartoteka.Storage.Embedded.Sqlite;

namespace Kartoteka.Reliability.Tests.Rig;

/// <summary>An event as its pack states it.</summary>
internal readonly record struct PackedEvent(long Position, long Source, long Record, string MessageId, long OccurredAtUs, int BodyBytes);

/// <summary>
/// Reads packs of events by their description (<c>docs/adr/0008-event-packs.md</c>) and not by the program's own code, so that a fault of that
/// code does not hide itself.
/// </summary>
internal sealed class PackedEvents
{
    /// <summary>All events in order of position.</summary>
    public List<PackedEvent> Events { get; } = [];

    /// <summary>What does not fit: packs whose checksum, order or lengths are wrong.</summary>
    public int Faults { get; private set; }

    /// <summary>Reads all packs.</summary>
    public static PackedEvents Read(SqliteDatabase database)
    {
        var packs = new PackedEvents();
        using var rows = database.Use("select first, last, checksum, heads, bodies from event_pack order by first");
        while (rows.Step())
        {
            var (heads, bodies) = (rows.Blob(3).ToArray(), rows.Blob(4).ToArray());
            if (rows.Number(2) != (long)(((ulong)Crc32C(heads) << 32) | Crc32C(bodies))) packs.Faults++;
            else packs.Read(rows.Number(0), rows.Number(1), heads, bodies.Length);
        }
        return packs;
    }

    private void Read(long first, long last, byte[] heads, int bodyBytes)
    {
        var at = 0;
        var (position, receivedAtUs, bodies) = (first, 0L, 0);
        while (at < heads.Length)
        {
            position += (long)Number();
            var (source, record, body) = ((long)Number(), (long)Number(), (int)Number());
            at += 16;
            var kind = heads[at++];
            receivedAtUs += Signed();
            var occurredAtUs = receivedAtUs + Signed();
            if ((kind & 0x40) != 0) Signed();
            if ((kind & 0x80) != 0) Signed();
            var messageId = Text();
            if ((kind & 0x20) != 0) Text();
            bodies += body;
            if (Events.Count > 0 && Events[^1].Position >= position) Faults++;
            Events.Add(new PackedEvent(position, source, record, messageId, occurredAtUs, body));
        }
        if (position != last || bodies != bodyBytes) Faults++;

        ulong Number()
        {
            ulong value = 0;
            for (var shift = 0; ; shift += 7)
            {
                value |= (ulong)(heads[at] & 0x7f) << shift;
                if (heads[at++] < 0x80) return value;
            }
        }

        long Signed() => Number() is var value && (value & 1) == 0 ? (long)(value >> 1) : ~(long)(value >> 1);

        string Text()
        {
            var length = (int)Number();
            at += length;
            return Encoding.UTF8.GetString(heads, at - length, length);
        }
    }

    private static uint Crc32C(ReadOnlySpan<byte> bytes)
    {
        var checksum = uint.MaxValue;
        foreach (var next in bytes) checksum = BitOperations.Crc32C(checksum, next);
        return ~checksum;
    }

    /// <summary>Places of the index's runs that are not those of the events they cover: message keys, then timelines.</summary>
    public (int Keys, int Places) CountIndexFaults(SqliteDatabase database)
    {
        var through = database.Scalar("select max(through) from index_run") ?? 0;
        var covered = Events.Where(stored => stored.Position <= through).ToList();
        var positions = new List<long>();
        using (var rows = database.Use("select keys from message_keys where run_id in (select id from index_run)"))
        {
            while (rows.Step()) positions.AddRange(Numbers(rows.Blob(0)).Where((_, i) => i % 2 == 1));
        }
        var places = new List<(long, long, long)>();
        using (var rows = database.Use("select places from timeline_places where run_id in (select id from index_run)"))
        {
            while (rows.Step()) places.AddRange(Numbers(rows.Blob(0)).Chunk(3).Select(place => (place[0], place[1], place[2])));
        }
        return (Differences(positions, covered.Select(stored => stored.Position)), Differences(places, covered.Select(stored => (stored.Record, stored.OccurredAtUs, stored.Position))));
    }

    private static int Differences<T>(List<T> stated, IEnumerable<T> expected)
    {
        var known = stated.ToHashSet();
        var repeated = stated.Count - known.Count;
        known.SymmetricExceptWith(expected);
        return known.Count + repeated;
    }

    private static List<long> Numbers(ReadOnlySpan<byte> bytes)
    {
        var numbers = new List<long>(bytes.Length / 8);
        for (var at = 0; at < bytes.Length; at += 8) numbers.Add(BinaryPrimitives.ReadInt64LittleEndian(bytes[at..]));
        return numbers;
    }
}
