using System.Text.Json;
using System.Text.Unicode;

namespace Kartoteka.Protocol.Ingest;

/// <summary>
/// Reads one event after another in a single pass of the body's reader, checking each token and picking out what identity needs.
/// This part checks tokens; <c>EventScanner.Fields</c> picks; <see cref="EventResolver"/> decides.
/// </summary>
/// <remarks>Taken for a body and reused for its events; not safe for concurrent use. Its scratch grows with the largest event.</remarks>
internal sealed partial class EventScanner
{
    /// <summary>Longest text kept for the next bodies; what comes in each event is a name, and shorter.</summary>
    private const int CachedBytesMax = 64;

    [ThreadStatic]
    private static EventScanner? spare;

    private readonly int[] _frames = new int[IngestLimits.EventDepthMax];
    private ReadOnlyMemory<byte> _json;
    private bool _textMayBeBroken;
    private int _root;
    private int _keys;
    private int _names;
    private int[] _nameHashes = new int[32];
    private (int Start, int Length)[] _nameTexts = new (int, int)[32];
    private readonly byte[] _unescaped = new byte[IngestLimits.KeyBytesMax];
    private int _unescapedLength;
    private string? _problem;
    private long _problemAt;

    /// <summary>The reason for which the last event or value is refused, or null.</summary>
    public string? Problem => _problem;

    /// <summary>Byte offset of the refused token in the memory given to <see cref="Use"/>.</summary>
    public long ProblemAt => _problemAt;

    /// <summary>A scanner for one body: the one that this thread used last, if it is free, since its scratch of 3 KB is more than most events.</summary>
    public static EventScanner Take()
    {
        var scanner = spare ?? new EventScanner();
        spare = null;
        return scanner;
    }

    /// <summary>Gives it back for the next body of this thread; it holds nothing of this one any more.</summary>
    public void GiveBack()
    {
        _fields.Clear();
        _json = default;
        spare = this;
    }

    /// <summary>Names the memory that the following readers read from its first byte.</summary>
    public void Use(ReadOnlyMemory<byte> json)
    {
        _json = json;
        // One sweep over the body, at tens of gigabytes a second, saves the check of each string in all bodies but the broken ones.
        _textMayBeBroken = !Utf8.IsValid(json.Span);
    }

    /// <summary>Checks the value at which the reader stands and moves to its end; false, at its end too, when it is refused.</summary>
    public bool CheckAlone(ref Utf8JsonReader reader)
    {
        Begin(ref reader);
        if (CheckToken(ref reader) && SkipValue(ref reader)) return true;
        SkipToEnd(ref reader);
        return false;
    }

    private void Begin(ref Utf8JsonReader reader)
    {
        _root = reader.CurrentDepth;
        _keys = 0;
        _names = 0;
        _problem = null;
    }

    /// <summary>Moves to the end of a value whose root is at <see cref="_root"/>, from anywhere inside it.</summary>
    private void SkipToEnd(ref Utf8JsonReader reader)
    {
        while (reader.CurrentDepth > _root || reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray) reader.Read();
    }

    /// <summary>Checks the rest of the value at whose first token the reader stands, and moves to its last token.</summary>
    private bool SkipValue(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray)) return true;
        var depth = reader.CurrentDepth;
        do
        {
            if (!Next(ref reader)) return false;
        }
        while (reader.CurrentDepth > depth);
        return true;
    }

    private bool Next(ref Utf8JsonReader reader)
    {
        reader.Read(); // Cannot be false: the block is final, so a body that ends early throws and is refused as a whole.
        return CheckToken(ref reader);
    }

    private bool CheckToken(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.PropertyName:
                return CheckName(ref reader);
            case JsonTokenType.String:
                return (!reader.ValueIsEscaped && !_textMayBeBroken) || CheckText(ref reader);
            case JsonTokenType.Number:
                return JsonText.IsNumberInRange(reader.ValueSpan) || Refuse(ref reader, RefusalReasons.NumberOutOfRange);
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                var depth = reader.CurrentDepth - _root;
                if (depth >= IngestLimits.EventDepthMax) return Refuse(ref reader, RefusalReasons.TooDeep);
                _frames[depth] = _names;
                return true;
            case JsonTokenType.EndObject:
                _names = _frames[reader.CurrentDepth - _root];
                return true;
            default:
                return true;
        }
    }

    private bool CheckText(ref Utf8JsonReader reader)
    {
        if (_textMayBeBroken && !Utf8.IsValid(reader.ValueSpan)) return Refuse(ref reader, RefusalReasons.InvalidUtf8);
        return !reader.ValueIsEscaped || JsonText.EscapeProblem(reader.ValueSpan) is not { } problem || Refuse(ref reader, problem);
    }

    private bool CheckName(ref Utf8JsonReader reader)
    {
        if ((reader.ValueIsEscaped || _textMayBeBroken) && !CheckText(ref reader)) return false;
        var name = reader.ValueSpan;
        if (name.Length > IngestLimits.KeyBytesMax) return Refuse(ref reader, RefusalReasons.KeyTooLong);
        if (++_keys > IngestLimits.EventKeysMax) return Refuse(ref reader, RefusalReasons.TooManyKeys);

        var start = (int)reader.TokenStartIndex + 1;
        if (reader.ValueIsEscaped)
        {
            _unescapedLength = reader.CopyString(_unescaped);
            name = NameOf(ref reader);
        }
        var hash = Hash(name);
        var frame = _frames[reader.CurrentDepth - 1 - _root];
        if (IsKnown(frame, hash, name)) return Refuse(ref reader, RefusalReasons.DuplicateKey);

        if (_names == _nameHashes.Length)
        {
            Array.Resize(ref _nameHashes, _names * 2);
            Array.Resize(ref _nameTexts, _names * 2);
        }
        _nameHashes[_names] = hash;
        _nameTexts[_names++] = (start, reader.ValueSpan.Length);
        return true;
    }

    /// <summary>The property name at which the reader stands, without escapes; valid until the next one is checked.</summary>
    private ReadOnlySpan<byte> NameOf(scoped ref Utf8JsonReader reader) =>
        reader.ValueIsEscaped ? _unescaped.AsSpan(0, _unescapedLength) : reader.ValueSpan;

    /// <summary>Looks the hash up among the object's names, eight at a time; at 10,000 names that is still under a microsecond.</summary>
    private bool IsKnown(int frame, int hash, ReadOnlySpan<byte> name)
    {
        while (_nameHashes.AsSpan(frame, _names - frame).IndexOf(hash) is var at && at >= 0)
        {
            var (start, length) = _nameTexts[frame + at];
            if (IsSameName(_json.Span.Slice(start, length), name)) return true;
            frame += at + 1;
        }
        return false;
    }

    private static bool IsSameName(ReadOnlySpan<byte> earlier, ReadOnlySpan<byte> name)
    {
        if (!earlier.Contains((byte)'\\')) return earlier.SequenceEqual(name);
        // The quotes stand around the slice in the body, but a reader needs them inside: rare enough to copy.
        Span<byte> quoted = [(byte)'"', .. earlier, (byte)'"'];
        var reader = new Utf8JsonReader(quoted);
        return reader.Read() && reader.ValueTextEquals(name);
    }

    // Seeded anew in each process, so that nobody can send ten thousand names that collide.
    private static int Hash(ReadOnlySpan<byte> name)
    {
        var hash = new HashCode();
        hash.AddBytes(name);
        return hash.ToHashCode();
    }

    private bool Refuse(ref Utf8JsonReader reader, string problem)
    {
        _problem = problem;
        _problemAt = reader.TokenStartIndex;
        return false;
    }

    private ReadOnlyMemory<byte> Slice(long start, ref Utf8JsonReader reader) => _json[(int)start..(int)reader.BytesConsumed];
}
