namespace Kartoteka.Protocol.Import;

/// <summary>Names of columns from the first row.</summary>
internal static class Headers
{
    public const string MissingText = "The first row must name the columns; here it looks like data.";

    /// <summary>Makes names unique; false when the row looks like data: an e-mail address, or a number of six digits or more.</summary>
    public static bool TryName(TableRow row, out string[] names)
    {
        names = new string[row.FieldCount];
        var used = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < names.Length; i++)
        {
            var given = row[i].Trim();
            if (LooksLikeData(given)) return false;
            names[i] = Unique(given.IsEmpty ? $"column{i + 1}" : given.ToString(), used);
        }
        return true;
    }

    /// <summary>Makes names unique that are known to be names.</summary>
    public static string[] Name(IReadOnlyList<string> given)
    {
        var used = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return [.. given.Select((name, i) => Unique(string.IsNullOrWhiteSpace(name) ? $"column{i + 1}" : name.Trim(), used))];
    }

    private static string Unique(string name, HashSet<string> used)
    {
        var unique = name;
        for (var n = 2; !used.Add(unique); n++) unique = $"{name}_{n}";
        return unique;
    }

    private static bool LooksLikeData(ReadOnlySpan<char> cell) =>
        cell.Contains('@') && cell.Contains('.') || cell.Length >= 6 && cell.TrimStart('+').IndexOfAnyExceptInRange('0', '9') < 0;
}
