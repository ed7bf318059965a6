using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;
using Kartoteka.Domain.Events;
using Kartoteka.Domain.Identity;

namespace Kartoteka.Storage.Embedded.Ledger;

/// <summary>
/// Events of one commit, written together as one row: a B-tree takes one entry for some thirty events instead of thirty. The heads stand
/// apart from the bodies, so that who only wants to know what is there reads a fifth of the bytes.
/// <para>
/// Heads, for each event in order of position: position less the one before it, source, record and length of the body as variable-length
/// numbers (7 bits a byte, low ones first); the profile's 16 bytes; the kind with a bit each for a name, a time of sending and an original
/// time; when it was received, less that of the event before it, then when it occurred, was sent and originally occurred, less when it was
/// received, all zigzag; the message id and the name, each with its length in bytes before it. The bodies follow one another without anything between them.
/// </para>
/// </summary>
internal sealed class EventPack
{
    /// <summary>Bytes of bodies at which a pack is closed: what a look at one event reads at most beside it.</summary>
    public const int BodyBytesMax = 16 * 1024;

    /// <summary>Events at which a pack is closed.</summary>
    public const int EventsMax = 64;

    private const byte HasName = 0x20;
    private const byte HasSentAt = 0x40;
    private const byte HasOriginalAt = 0x80;
    private const byte KindBits = 0x1f;

    private readonly ArrayBufferWriter<byte> _heads = new(8 * 1024);
    private readonly ArrayBufferWriter<byte> _bodies = new(2 * BodyBytesMax);
    private long _receivedAtUs;

    /// <summary>Position of the first event.</summary>
    public long First { get; private set; }

    /// <summary>Position of the last event.</summary>
    public long Last { get; private set; }

    /// <summary>The import of all its events; 0 for none.</summary>
    public long ImportId { get; private set; }

    /// <summary>Events so far.</summary>
    public int Count { get; private set; }

    /// <summary>True when another event goes to the next pack.</summary>
    public bool IsFull => Count >= EventsMax || _bodies.WrittenCount >= BodyBytesMax;

    /// <summary>The heads so far.</summary>
    public ReadOnlySpan<byte> Heads => _heads.WrittenSpan;

    /// <summary>The bodies so far.</summary>
    public ReadOnlySpan<byte> Bodies => _bodies.WrittenSpan;

    /// <summary>CRC-32C of heads or of bodies, by which a disk's silent fault is seen.</summary>
    public static uint ChecksumOf(ReadOnlySpan<byte> bytes)
    {
        var checksum = uint.MaxValue;
        foreach (var word in MemoryMarshal.Cast<byte, ulong>(bytes)) checksum = BitOperations.Crc32C(checksum, word);
        foreach (var rest in bytes[(bytes.Length & ~7)..]) checksum = BitOperations.Crc32C(checksum, rest);
        return ~checksum;
    }

    /// <summary>Adds an event; positions rise.</summary>
    public void Add(in EventHead head, long importId, ReadOnlySpan<byte> body)
    {
        if (Count == 0) (First, Last, ImportId, _receivedAtUs) = (head.Position, head.Position, importId, 0);
        Span<byte> fixedPart = _heads.GetSpan(16 + 1 + (9 * 10));
        var at = 0;
        Put(fixedPart, ref at, (ulong)(head.Position - Last));
        Put(fixedPart, ref at, (ulong)head.SourceId);
        Put(fixedPart, ref at, (ulong)head.RecordId);
        Put(fixedPart, ref at, (ulong)body.Length);
        head.Profile.Value.TryWriteBytes(fixedPart[at..], bigEndian: true, out _);
        at += 16;
        fixedPart[at++] = (byte)((byte)head.Kind | (head.Name is null ? 0 : HasName) | (head.SentAtUs is null ? 0 : HasSentAt) | (head.OriginalAtUs is null ? 0 : HasOriginalAt));
        PutSigned(fixedPart, ref at, head.ReceivedAtUs - _receivedAtUs);
        PutSigned(fixedPart, ref at, head.OccurredAtUs - head.ReceivedAtUs);
        if (head.SentAtUs is { } sent) PutSigned(fixedPart, ref at, sent - head.ReceivedAtUs);
        if (head.OriginalAtUs is { } original) PutSigned(fixedPart, ref at, original - head.ReceivedAtUs);
        _heads.Advance(at);
        Put(head.MessageId);
        if (head.Name is { } name) Put(name);
        _bodies.Write(body);
        (Last, _receivedAtUs, Count) = (head.Position, head.ReceivedAtUs, Count + 1);
    }

    /// <summary>Makes it empty.</summary>
    public void Clear()
    {
        _heads.ResetWrittenCount();
        _bodies.ResetWrittenCount();
        Count = 0;
    }

    private void Put(string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        var span = _heads.GetSpan(length + 10);
        var at = 0;
        Put(span, ref at, (ulong)length);
        _heads.Advance(at + Encoding.UTF8.GetBytes(text, span[at..]));
    }

    private static void PutSigned(Span<byte> span, ref int at, long value) => Put(span, ref at, (ulong)((value << 1) ^ (value >> 63)));

    private static void Put(Span<byte> span, ref int at, ulong value)
    {
        for (; value >= 0x80; value >>= 7) span[at++] = (byte)(value | 0x80);
        span[at++] = (byte)value;
    }

    /// <summary>Reads the heads of a pack in order.</summary>
    /// <param name="first">Position of the first event.</param>
    /// <param name="heads">The pack's heads.</param>
    public ref struct Reader(long first, ReadOnlySpan<byte> heads)
    {
        private readonly ReadOnlySpan<byte> _heads = heads;
        private long _position = first;
        private long _receivedAtUs;
        private int _at;
        private int _messageAt, _messageLength, _nameAt, _nameLength;

        /// <summary>Where the current event's body begins among the bodies.</summary>
        public int BodyAt { get; private set; }

        /// <summary>Length of the current event's body.</summary>
        public int BodyLength { get; private set; }

        /// <summary>Position of the current event.</summary>
        public readonly long Position => _position;

        /// <summary>Source of the current event.</summary>
        public int SourceId { get; private set; }

        /// <summary>Record of the current event.</summary>
        public long RecordId { get; private set; }

        /// <summary>Kind of the current event.</summary>
        public EventKind Kind { get; private set; }

        /// <summary>When the current event occurred.</summary>
        public long OccurredAtUs { get; private set; }

        private ProfileId Profile { get; set; }

        private long? SentAtUs { get; set; }

        private long? OriginalAtUs { get; set; }

        /// <summary>UTF-8 of the current event's message id.</summary>
        public readonly ReadOnlySpan<byte> MessageId => _heads.Slice(_messageAt, _messageLength);

        /// <summary>Name of the current event, or null.</summary>
        public readonly string? Name => _nameAt < 0 ? null : Encoding.UTF8.GetString(_heads.Slice(_nameAt, _nameLength));

        /// <summary>The current event but for its body.</summary>
        public readonly EventHead Head => new(
            _position, SourceId, RecordId, Profile, Kind, Name, Encoding.UTF8.GetString(MessageId), OccurredAtUs, _receivedAtUs, SentAtUs, OriginalAtUs, BodyLength);

        /// <summary>Goes to the next event; false at the end.</summary>
        public bool Next()
        {
            if (_at >= _heads.Length) return false;
            BodyAt += BodyLength;
            _position += (long)Take();
            SourceId = (int)Take();
            RecordId = (long)Take();
            BodyLength = (int)Take();
            Profile = new ProfileId(new Guid(_heads.Slice(_at, 16), bigEndian: true));
            _at += 16;
            var bits = _heads[_at++];
            Kind = (EventKind)(bits & KindBits);
            _receivedAtUs += TakeSigned();
            OccurredAtUs = _receivedAtUs + TakeSigned();
            SentAtUs = (bits & HasSentAt) == 0 ? null : _receivedAtUs + TakeSigned();
            OriginalAtUs = (bits & HasOriginalAt) == 0 ? null : _receivedAtUs + TakeSigned();
            (_messageAt, _messageLength) = TakeText();
            (_nameAt, _nameLength) = (bits & HasName) == 0 ? (-1, 0) : TakeText();
            return true;
        }

        private (int At, int Length) TakeText()
        {
            var length = (int)Take();
            var at = _at;
            _at += length;
            return (at, length);
        }

        private long TakeSigned()
        {
            var value = Take();
            return (long)(value >> 1) ^ -(long)(value & 1);
        }

        private ulong Take()
        {
            ulong value = 0;
            for (var shift = 0; ; shift += 7)
            {
                var next = _heads[_at++];
                value |= (ulong)(next & 0x7f) << shift;
                if (next < 0x80) return value;
            }
        }
    }
}
