using System.Buffers;

namespace Kartoteka.Modules.Profiles;

/// <summary>A field of a table of comma-separated values (RFC 4180).</summary>
internal static class CsvField
{
    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789.");

    /// <summary>
    /// The field as it stands in the file. A text that a spreadsheet would run as a formula gets an apostrophe before it (OWASP, CSV
    /// Injection); a phone such as +79161234567 does not, since nothing but digits follows its plus.
    /// </summary>
    public static string Quote(string text)
    {
        var safe = IsFormula(text) ? $"'{text}" : text;
        return safe.AsSpan().IndexOfAny(",\"\r\n") < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    private static bool IsFormula(string text) =>
        text.Length > 0 && "=+-@\t\r".Contains(text[0], StringComparison.Ordinal) && (text.Length == 1 || text.AsSpan(1).IndexOfAnyExcept(Digits) >= 0);
}
