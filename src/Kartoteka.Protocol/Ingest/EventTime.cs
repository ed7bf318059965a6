using System.Buffers.Text;

namespace Kartoteka.Protocol.Ingest;

/// <summary>Reads the times that senders write, into microseconds since 1970-01-01 UTC.</summary>
/// <remarks>
/// ISO 8601 as ECMAScript's <c>toISOString</c> writes it (what the SDKs send), and what other writers make of it: an offset as
/// <c>+03:00</c>, <c>+0300</c> or <c>+03</c>, no seconds, no fraction or one of 1 to 9 digits (cut to microseconds), a space for the
/// <c>T</c>, a date alone (midnight). No zone means UTC. As a courtesy, Unix time in seconds or, from 10^11 up, in milliseconds.
/// </remarks>
public static class EventTime
{
    private const long MicrosPerSecond = 1_000_000;
    private const long MillisecondsFrom = 100_000_000_000;
    private const double UnixMax = 253_402_300_799_999;

    /// <summary>Reads an ISO 8601 time, or a Unix time written as digits.</summary>
    /// <param name="text">UTF-8 without escapes.</param>
    /// <param name="us">Microseconds since 1970-01-01 UTC, negative before; years 1 to 9999.</param>
    /// <returns>False when it is no such time.</returns>
    public static bool TryParse(ReadOnlySpan<byte> text, out long us)
    {
        us = 0;
        if (text.Length < 10 || text[4] != '-') return TryParseUnix(text, out us);
        if (!Number(text, 0, 4, out var year) || !Number(text, 5, 2, out var month) || !Number(text, 8, 2, out var day)) return false;
        if (text[7] != '-' || year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)) return false;
        us = (new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Utc) - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
        if (text.Length == 10) return true;
        return text[10] is (byte)'T' or (byte)'t' or (byte)' ' && TryAddTime(text[11..], ref us);
    }

    /// <summary>Reads a Unix time in seconds or milliseconds, with or without a fraction.</summary>
    /// <param name="text">A decimal number, such as a JSON number's text.</param>
    /// <param name="us">Microseconds since 1970-01-01 UTC.</param>
    /// <returns>False when it is no number or not before the year 10000.</returns>
    public static bool TryParseUnix(ReadOnlySpan<byte> text, out long us)
    {
        us = 0;
        if (Utf8Parser.TryParse(text, out long whole, out var used) && used == text.Length)
        {
            if (whole is < 0 or > (long)UnixMax) return false;
            us = whole < MillisecondsFrom ? whole * MicrosPerSecond : whole * 1_000;
            return true;
        }
        if (!Utf8Parser.TryParse(text, out double value, out used) || used != text.Length) return false;
        if (!(value >= 0 && value <= UnixMax)) return false; // In this order, NaN is refused too.
        us = (long)(value < MillisecondsFrom ? value * MicrosPerSecond : value * 1_000);
        return true;
    }

    private static bool TryAddTime(ReadOnlySpan<byte> text, ref long us)
    {
        if (text.Length < 5 || text[2] != ':' || !Number(text, 0, 2, out var hour) || !Number(text, 3, 2, out var minute)) return false;
        if (hour > 23 || minute > 59) return false;
        us += (hour * 3_600L + minute * 60L) * MicrosPerSecond;
        var at = 5;
        if (text.Length >= 8 && text[5] == ':')
        {
            if (!Number(text, 6, 2, out var second) || second > 60) return false;
            us += Math.Min(second, 59) * MicrosPerSecond; // A leap second has no Unix time of its own.
            at = 8;
            if (text.Length > 8 && text[8] is (byte)'.' or (byte)',' && !TryAddFraction(text, ref at, ref us)) return false;
        }
        return TryAddOffset(text[at..], ref us);
    }

    private static bool TryAddFraction(ReadOnlySpan<byte> text, ref int at, ref long us)
    {
        long fraction = 0;
        var digits = 0;
        for (at++; at < text.Length && text[at] is >= (byte)'0' and <= (byte)'9'; at++, digits++)
            if (digits < 6) fraction = fraction * 10 + (text[at] - '0');
        for (var i = digits; i < 6; i++) fraction *= 10;
        us += fraction;
        return digits is >= 1 and <= 9;
    }

    private static bool TryAddOffset(ReadOnlySpan<byte> zone, ref long us)
    {
        if (zone.IsEmpty || zone is [(byte)'Z' or (byte)'z']) return true;
        if (zone[0] is not ((byte)'+' or (byte)'-') || !Number(zone, 1, 2, out var hours)) return false;
        var minutes = 0;
        var known = zone.Length switch
        {
            3 => true,
            5 => Number(zone, 3, 2, out minutes),
            6 => zone[3] == ':' && Number(zone, 4, 2, out minutes),
            _ => false,
        };
        var offset = (hours * 3_600L + minutes * 60L) * MicrosPerSecond;
        us += zone[0] == '-' ? offset : -offset;
        return known && hours <= 23 && minutes <= 59;
    }

    private static bool Number(ReadOnlySpan<byte> text, int start, int length, out int value)
    {
        value = 0;
        if (start + length > text.Length) return false;
        foreach (var digit in text.Slice(start, length))
        {
            if (digit is < (byte)'0' or > (byte)'9') return false;
            value = value * 10 + (digit - '0');
        }
        return true;
    }
}
