namespace Kartoteka.Protocol.Import;

/// <summary>Guesses the separator of a CSV file.</summary>
internal static class CsvDialect
{
    private const int RecordsMax = 100;

    /// <summary>The separator whose records most often have as many fields as the header; more columns win a tie, then this order.</summary>
    public static byte Separator(ReadOnlySpan<byte> sample, bool whole)
    {
        byte best = (byte)',';
        (double Even, int Columns) bestScore = default;
        foreach (var candidate in ",;\t|"u8)
        {
            var score = Score(sample, whole, candidate);
            if (score.CompareTo(bestScore) <= 0) continue;
            (best, bestScore) = (candidate, score);
        }
        return best;
    }

    private static (double Even, int Columns) Score(ReadOnlySpan<byte> sample, bool whole, byte separator)
    {
        var scanner = new CsvScanner(separator);
        int columns = 0, records = 0, even = 0;
        while (records < RecordsMax && !sample.IsEmpty)
        {
            var scan = scanner.Scan(sample, whole);
            if (scan == CsvScan.NeedMore) break;
            // A record that cannot be scanned counts against the candidate; the scan goes on at the next line.
            var length = scan == CsvScan.Record ? scanner.Length : sample.IndexOf((byte)'\n') + 1;
            var count = scan == CsvScan.Record ? scanner.Fields.Length : 0;
            if (records++ == 0) columns = count;
            if (count == columns && count > 1) even++;
            if (length == 0) break;
            sample = sample[length..];
        }
        // Two columns of a hundred rows are no better split than twelve of ninety-nine, hence the rounding.
        return columns < 2 ? (0, 0) : (Math.Round((double)even / records, 1), columns);
    }
}
