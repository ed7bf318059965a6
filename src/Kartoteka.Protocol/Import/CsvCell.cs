namespace Kartoteka.Protocol.Import;

/// <summary>
/// A cell of a table that goes out as CSV (RFC 4180). One that a spreadsheet would run as a formula gets an apostrophe in front (OWASP, CSV
/// injection), except for phone numbers of a plus and 7 to 15 digits.
/// </summary>
public static class CsvCell
{
    /// <summary>The cell as it stands in the file: marked where it would be run, quoted where it holds a separator, a quote or a line's end.</summary>
    public static string Of(string text)
    {
        var cell = text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' && !IsPhone(text) ? "'" + text : text;
        // A semicolon too, which parts cells where a comma is the decimal sign.
        return cell.AsSpan().IndexOfAny(",\"\r\n;") < 0 ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    private static bool IsPhone(string cell) =>
        cell[0] == '+' && cell.Length is >= 8 and <= 16 && cell.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0;
}
