using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Kartoteka.Storage.Embedded.Columns.DuckDb;

namespace Kartoteka.Storage.Embedded.Columns.Parquet;

/// <summary>Turns one value into the text that a file of another format would have for it.</summary>
internal sealed class ParquetCell : IDisposable
{
    public const int CharsMax = 1 << 20;

    /// <summary>Digits that a JSON number keeps in every reader: a double's.</summary>
    private const int JsonDigitsMax = 15;

    private const long JsonMagnitudeMax = 999_999_999_999_999;
    private readonly ArrayBufferWriter<byte> _bytes = new();
    private readonly Utf8JsonWriter _json;
    private char[] _text = new char[1024];
    private int _length;

    private readonly bool _datesAtMidnight;

    /// <param name="datesAtMidnight">Whether a moment without a zone at midnight is written as a date.</param>
    public ParquetCell(bool datesAtMidnight = true) => (_datesAtMidnight, _json) = (datesAtMidnight, new Utf8JsonWriter(_bytes, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true }));

    public ReadOnlySpan<char> Text => _text.AsSpan(0, _length);

    public bool IsJson { get; private set; }

    public void Take(DuckDbVector vector, int row)
    {
        (_length, IsJson) = (0, false);
        if (vector.IsNull(row)) return;
        if (vector.Type.Element is null)
        {
            IsJson = TakeScalar(vector, row);
            return;
        }
        _bytes.ResetWrittenCount();
        _json.Reset();
        Write(vector, row);
        _json.Flush();
        _length = 0;
        TakeUtf8(_bytes.WrittenSpan);
        IsJson = true;
    }

    public void Dispose() => _json.Dispose();

    /// <summary>Puts a value that has no parts into <see cref="Text"/>.</summary>
    /// <returns>True when it is JSON.</returns>
    private bool TakeScalar(DuckDbVector vector, int row)
    {
        _length = 0;
        switch (vector.Type.Kind)
        {
            case DuckDbKind.Boolean: return TakeJson(vector.Values<byte>()[row] != 0 ? "true" : "false");
            case DuckDbKind.TinyInt: return TakeWhole(vector.Values<sbyte>()[row]);
            case DuckDbKind.SmallInt: return TakeWhole(vector.Values<short>()[row]);
            case DuckDbKind.Integer: return TakeWhole(vector.Values<int>()[row]);
            case DuckDbKind.BigInt: return TakeWhole(vector.Values<long>()[row]);
            case DuckDbKind.UTinyInt: return TakeWhole(vector.Values<byte>()[row]);
            case DuckDbKind.USmallInt: return TakeWhole(vector.Values<ushort>()[row]);
            case DuckDbKind.UInteger: return TakeWhole(vector.Values<uint>()[row]);
            case DuckDbKind.UBigInt: return TakeWhole(vector.Values<ulong>()[row]);
            case DuckDbKind.HugeInt: return TakeWhole(vector.Values<Int128>()[row]);
            case DuckDbKind.UHugeInt: return TakeText(vector.Values<UInt128>()[row]);
            case DuckDbKind.Float: return TakeFraction(vector.Values<float>()[row], vector.Values<float>()[row]);
            case DuckDbKind.Double: return TakeFraction(vector.Values<double>()[row], vector.Values<double>()[row]);
            case DuckDbKind.Decimal: return TakeDecimal(vector.Unscaled(row), vector.Type.Scale);
            case DuckDbKind.Varchar:
                TakeUtf8(vector.Bytes(row));
                return false;
            case DuckDbKind.Blob:
                TakeBlob(vector.Bytes(row));
                return false;
            case DuckDbKind.Uuid: return TakeUuid(vector.Values<UInt128>()[row]);
            default: return TakeTime(vector, row);
        }
    }

    private bool TakeTime(DuckDbVector vector, int row) => vector.Type.Kind switch
    {
        DuckDbKind.Date => TakeMoment(vector.Values<int>()[row], TimeSpan.TicksPerDay, utc: false, isDay: true),
        DuckDbKind.Time => TakeText(TimeSpan.FromMicroseconds(vector.Values<long>()[row]), "c"),
        DuckDbKind.Timestamp => TakeMoment(vector.Values<long>()[row], TimeSpan.TicksPerMicrosecond, utc: false),
        DuckDbKind.TimestampUtc => TakeMoment(vector.Values<long>()[row], TimeSpan.TicksPerMicrosecond, utc: true),
        DuckDbKind.TimestampSeconds => TakeMoment(vector.Values<long>()[row], TimeSpan.TicksPerSecond, utc: false),
        DuckDbKind.TimestampMilliseconds => TakeMoment(vector.Values<long>()[row], TimeSpan.TicksPerMillisecond, utc: false),
        DuckDbKind.TimestampNanoseconds => TakeMoment(vector.Values<long>()[row] / TimeSpan.NanosecondsPerTick, 1, utc: false),
        var kind => throw new InvalidOperationException($"Values of {kind} are cast to text in the query."),
    };

    private bool TakeWhole(Int128 number)
    {
        TakeText(number);
        return number <= JsonMagnitudeMax && number >= -JsonMagnitudeMax;
    }

    /// <summary>Whole numbers without a point, as ids that went through a floating number need it; not-a-number is how tables of numbers write null.</summary>
    private bool TakeFraction(double number, IFormattable shortest)
    {
        if (double.IsNaN(number)) return false;
        if (!double.IsFinite(number)) return TakeText(number);
        if (number == Math.Floor(number) && Math.Abs(number) <= JsonMagnitudeMax) return TakeWhole((long)number);
        return TakeJson(shortest.ToString(null, CultureInfo.InvariantCulture));
    }

    /// <summary>Without zeros at the end, which say how a column was declared and not what was paid.</summary>
    private bool TakeDecimal(Int128 unscaled, int scale)
    {
        for (; scale > 0 && unscaled % 10 == 0; scale--) unscaled /= 10;
        Span<char> digits = stackalloc char[40];
        ((UInt128)Int128.Abs(unscaled)).TryFormat(digits, out var count, default, CultureInfo.InvariantCulture);
        if (unscaled < 0) Add('-');
        var whole = Math.Max(0, count - scale);
        if (whole == 0) Add('0');
        TakePart(digits[..whole]);
        if (scale == 0) return count <= JsonDigitsMax;
        Add('.');
        for (var i = count; i < scale; i++) Add('0');
        TakePart(digits[whole..count]);
        return Math.Max(count, scale + 1) <= JsonDigitsMax;
    }

    /// <summary>
    /// A moment as ISO 8601. One without a zone at midnight is written as a date, as workbooks have it. Outside of the years 1 to 9999 it is
    /// <c>infinity</c> or <c>-infinity</c>, which no field of dates takes.
    /// </summary>
    private bool TakeMoment(long units, long ticksPerUnit, bool utc, bool isDay = false)
    {
        var ticks = (Int128)units * ticksPerUnit + DateTime.UnixEpoch.Ticks;
        if (ticks < 0) return !TakeJson("-infinity");
        if (ticks > DateTime.MaxValue.Ticks) return !TakeJson("infinity");
        var moment = new DateTime((long)ticks);
        if (utc) return TakeText(moment, "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'");
        return TakeText(moment, isDay || (_datesAtMidnight && moment.TimeOfDay == TimeSpan.Zero) ? "yyyy-MM-dd" : "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF");
    }

    private bool TakeUuid(UInt128 stored)
    {
        var bits = stored ^ (UInt128.One << 127); // Turned over so that DuckDB can order UUIDs as numbers.
        Span<byte> bytes = stackalloc byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt128BigEndian(bytes, bits);
        return TakeText(new Guid(bytes, bigEndian: true));
    }

    private void TakeBlob(ReadOnlySpan<byte> bytes)
    {
        // Older writers do not say that a text is one.
        if (Utf8.IsValid(bytes)) TakeUtf8(bytes);
        else TakePart(Convert.ToBase64String(bytes[..Math.Min(bytes.Length, CharsMax)]));
    }

    private void TakeUtf8(ReadOnlySpan<byte> utf8)
    {
        utf8 = utf8[..Math.Min(utf8.Length, CharsMax)];
        Encoding.UTF8.TryGetChars(utf8, Room(utf8.Length), out var count);
        _length += count;
    }

    private bool TakeText<T>(T value, string? format = null) where T : ISpanFormattable
    {
        value.TryFormat(Room(64), out var count, format, CultureInfo.InvariantCulture);
        _length += count;
        return false;
    }

    private bool TakeJson(string text)
    {
        TakePart(text);
        return true;
    }

    private void TakePart(ReadOnlySpan<char> part)
    {
        part.CopyTo(Room(part.Length));
        _length += part.Length;
    }

    private void Add(char sign)
    {
        Room(1)[0] = sign;
        _length++;
    }

    private Span<char> Room(int chars)
    {
        if (_text.Length - _length < chars) Array.Resize(ref _text, Math.Max(_text.Length * 2, _length + chars));
        return _text.AsSpan(_length);
    }

    private void Write(DuckDbVector vector, int row)
    {
        if (vector.IsNull(row)) _json.WriteNullValue();
        else if (vector.Type.Kind == DuckDbKind.Struct) WriteStruct(vector, row);
        else if (vector.Type.Kind == DuckDbKind.Map) WriteMap(vector, row);
        else if (vector.Type.Kind == DuckDbKind.List) WriteList(vector, row);
        else WriteScalar(vector, row);
    }

    private void WriteScalar(DuckDbVector vector, int row)
    {
        var json = TakeScalar(vector, row);
        if (json) _json.WriteRawValue(Text, skipInputValidation: true);
        else if (_length == 0 && vector.Type.Kind is DuckDbKind.Float or DuckDbKind.Double) _json.WriteNullValue();
        else _json.WriteStringValue(Text);
    }

    private void WriteList(DuckDbVector vector, int row)
    {
        var (offset, length) = vector.List(row);
        var elements = vector.Elements;
        _json.WriteStartArray();
        for (var i = 0; i < length && !IsFull; i++) Write(elements, offset + i);
        _json.WriteEndArray();
    }

    private void WriteStruct(DuckDbVector vector, int row)
    {
        _json.WriteStartObject();
        for (var i = 0; i < vector.Type.Fields.Count && !IsFull; i++)
        {
            _json.WritePropertyName(vector.Type.Fields[i].Name);
            Write(vector.Field(i), row);
        }
        _json.WriteEndObject();
    }

    private void WriteMap(DuckDbVector vector, int row)
    {
        var (offset, length) = vector.List(row);
        var keys = vector.Elements.Field(0);
        var values = vector.Elements.Field(1);
        _json.WriteStartObject();
        for (var i = offset; i < offset + length && !IsFull; i++)
        {
            if (keys.Type.Kind is DuckDbKind.Struct or DuckDbKind.List or DuckDbKind.Map) throw new DuckDbException("A map whose keys have parts cannot be read.", DuckDbError.InvalidInput);
            TakeScalar(keys, i);
            _json.WritePropertyName(Text);
            Write(values, i);
        }
        _json.WriteEndObject();
    }

    /// <summary>Past the limit the field is refused for its length, so that the rest need not be written.</summary>
    private bool IsFull => _json.BytesCommitted + _json.BytesPending > CharsMax;
}
