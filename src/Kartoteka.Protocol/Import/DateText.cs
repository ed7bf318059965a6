using System.Globalization;

namespace Kartoteka.Protocol.Import;

/// <summary>How reading a date ended.</summary>
internal enum DateReading
{
    /// <summary>It is a date.</summary>
    Good,

    /// <summary>The cell stands for no date: blank, or zeros as old databases write.</summary>
    Empty,

    /// <summary>It is no date.</summary>
    Bad,

    /// <summary>Day and month cannot be told apart.</summary>
    Ambiguous,
}

/// <summary>
/// Reads dates as files write them: ISO 8601 (also <c>yyyyMMdd</c> and a space for the T), <c>dd.MM.yyyy[ HH:mm[:ss]]</c>, with slashes or
/// dashes if the order is known, and Excel serial numbers of five digits (18 May 1927 to 2100). A year of two digits is not read.
/// </summary>
internal static class DateText
{
    private static readonly System.Buffers.SearchValues<char> NoDate = System.Buffers.SearchValues.Create("0.-/: T");
    private const int ExcelSerialMin = 10_000, ExcelSerialMax = 73_050;

    /// <summary>Reads the date and drops the time, whatever its offset.</summary>
    public static DateReading TryReadDate(ReadOnlySpan<char> text, DateOrder order, out DateOnly date)
    {
        var reading = TryRead(text, order, out var time, out _);
        date = DateOnly.FromDateTime(time);
        return reading;
    }

    /// <summary>Reads a time and brings it to UTC.</summary>
    public static DateReading TryReadUtc(ReadOnlySpan<char> text, ImportOptions options, out DateTime utc)
    {
        var reading = TryRead(text, options.DateOrder, out utc, out var offset);
        if (reading != DateReading.Good) return reading;
        // A local time that the clock leaves out when it jumps forward is read with the offset from before the jump.
        var shift = offset ?? options.TimeZone.GetUtcOffset(DateTime.SpecifyKind(utc, DateTimeKind.Unspecified));
        if (utc.Ticks - shift.Ticks is < 0 or > 3155378975999999999) return DateReading.Bad;
        utc = DateTime.SpecifyKind(utc - shift, DateTimeKind.Utc);
        return DateReading.Good;
    }

    private static DateReading TryRead(ReadOnlySpan<char> text, DateOrder order, out DateTime time, out TimeSpan? offset)
    {
        (time, offset) = (default, null);
        text = text.Trim();
        if (text.IndexOfAnyExcept(NoDate) < 0) return DateReading.Empty;
        if (TryReadSerial(text, ref time)) return DateReading.Good;
        var dateLength = text.IndexOfAny(' ', 'T');
        var datePart = dateLength < 0 ? text : text[..dateLength];
        if (datePart.IndexOfAnyExceptInRange('0', '9') < 0 && datePart.Length != 8) return DateReading.Bad;
        var reading = TryReadDay(datePart, order, ref time);
        if (reading != DateReading.Good || dateLength < 0) return reading;
        return TryReadClock(text[(dateLength + 1)..].Trim(), ref time, ref offset) ? DateReading.Good : DateReading.Bad;
    }

    private static DateReading TryReadDay(ReadOnlySpan<char> text, DateOrder order, ref DateTime time)
    {
        if (text.Length == 8 && text.IndexOfAnyExceptInRange('0', '9') < 0)
            return Make(text[..4], text[4..6], text[6..], ref time);
        var first = text.IndexOfAny('.', '-', '/');
        if (first <= 0) return DateReading.Bad;
        var mark = text[first];
        var second = text[(first + 1)..].IndexOf(mark) + first + 1;
        if (second <= first) return DateReading.Bad;
        var a = text[..first];
        var b = text[(first + 1)..second];
        var c = text[(second + 1)..];
        if (a.Length == 4) return Make(a, b, c, ref time);
        if (c.Length != 4) return DateReading.Bad;
        if (mark == '.' || order == DateOrder.DayFirst) return Make(c, b, a, ref time);
        if (order == DateOrder.MonthFirst) return Make(c, a, b, ref time);
        return Make(c, b, a, ref time) == DateReading.Good || Make(c, a, b, ref time) == DateReading.Good ? DateReading.Ambiguous : DateReading.Bad;
    }

    private static DateReading Make(ReadOnlySpan<char> year, ReadOnlySpan<char> month, ReadOnlySpan<char> day, ref DateTime time)
    {
        if (!TryDigits(year, 4, out var y) || !TryDigits(month, 2, out var m) || !TryDigits(day, 2, out var d)) return DateReading.Bad;
        if (y == 0 && m == 0 && d == 0) return DateReading.Empty;
        if (y < 1 || m is < 1 or > 12 || d < 1 || d > DateTime.DaysInMonth(y, m)) return DateReading.Bad;
        time = new DateTime(y, m, d);
        return DateReading.Good;
    }

    private static bool TryReadClock(ReadOnlySpan<char> text, ref DateTime time, ref TimeSpan? offset)
    {
        if (text.IsEmpty) return true;
        var zone = text.IndexOfAny('Z', '+', '-');
        if (zone >= 0)
        {
            if (!TryReadOffset(text[zone..], ref offset)) return false;
            text = text[..zone].TrimEnd();
        }
        var fraction = text.IndexOfAny('.', ',');
        long ticks = 0;
        if (fraction >= 0 && !TryReadFraction(text[(fraction + 1)..], out ticks)) return false;
        if (fraction >= 0) text = text[..fraction];
        var first = text.IndexOf(':');
        if (first < 0 || !TryDigits(text[..first], 2, out var hour) || hour > 23) return false;
        var rest = text[(first + 1)..];
        var second = rest.IndexOf(':');
        var seconds = 0;
        if (!TryDigits(second < 0 ? rest : rest[..second], 2, out var minute) || minute > 59) return false;
        if (second >= 0 && (!TryDigits(rest[(second + 1)..], 2, out seconds) || seconds > 60)) return false; // 60: a leap second.
        if (time.Ticks / TimeSpan.TicksPerDay == DateTime.MaxValue.Ticks / TimeSpan.TicksPerDay) return false;
        time = time.AddTicks(((hour * 60L + minute) * 60 + seconds) * TimeSpan.TicksPerSecond + ticks);
        return true;
    }

    private static bool TryReadOffset(ReadOnlySpan<char> text, ref TimeSpan? offset)
    {
        offset = TimeSpan.Zero;
        if (text is "Z") return true;
        var sign = text[0];
        var digits = text[1..];
        var colon = digits.IndexOf(':');
        var hours = colon >= 0 ? digits[..colon] : digits.Length > 2 ? digits[..2] : digits;
        var minutes = colon >= 0 ? digits[(colon + 1)..] : digits.Length > 2 ? digits[2..] : "0";
        if (sign == 'Z' || !TryDigits(hours, 2, out var h) || !TryDigits(minutes, 2, out var m) || h > 14 || m > 59) return false;
        offset = new TimeSpan(h, m, 0) * (sign == '-' ? -1 : 1);
        return true;
    }

    private static bool TryReadFraction(ReadOnlySpan<char> digits, out long ticks)
    {
        ticks = 0;
        if (digits.IsEmpty || digits.Length > 9 || digits.IndexOfAnyExceptInRange('0', '9') >= 0) return false;
        for (var i = 0; i < 7; i++) ticks = ticks * 10 + (i < digits.Length ? digits[i] - '0' : 0);
        return true;
    }

    private static bool TryReadSerial(ReadOnlySpan<char> text, ref DateTime time)
    {
        var whole = text.IndexOfAny('.', ',') is var point && point < 0 ? text : text[..point];
        if (whole.Length != 5 || whole.IndexOfAnyExceptInRange('0', '9') >= 0) return false;
        Span<char> copy = stackalloc char[32];
        if (text.Length > copy.Length) return false;
        text.CopyTo(copy);
        if (point >= 0) copy[point] = '.';
        if (!double.TryParse(copy[..text.Length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var serial)) return false;
        if (serial is < ExcelSerialMin or >= ExcelSerialMax) return false;
        time = new DateTime(1899, 12, 30).AddSeconds(Math.Round(serial * 86_400));
        return true;
    }

    private static bool TryDigits(ReadOnlySpan<char> text, int most, out int value)
    {
        value = 0;
        return text.Length >= 1 && text.Length <= most && text.IndexOfAnyExceptInRange('0', '9') < 0
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
    }
}
