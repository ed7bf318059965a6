using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Kartoteka.Storage.Contract.Reports;

/// <summary>A line of an invoice.</summary>
internal readonly record struct RetailLine(string Invoice, string Product, string Name, int Quantity, DateTime At, decimal Price, long Customer);

/// <summary>A customer's recency, frequency and money, with the levels by value and by rank, as pandas gives them.</summary>
internal sealed record RetailScore(long Customer, int Frequency, decimal Money, int Recency, string ByValue, string ByRank);

/// <summary>Online Retail: the lines that are sales, and what is known of them from elsewhere. See Data/retail/NOTICE.md.</summary>
internal static class Retail
{
    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Data", "retail");

    /// <summary>The 397,884 lines with a customer, a quantity and a price above 0, of invoices that are no cancellations.</summary>
    public static IEnumerable<RetailLine> Sales()
    {
        foreach (var file in Directory.GetFiles(Folder, "purchases-*.csv.gz").Order(StringComparer.Ordinal))
        {
            foreach (var fields in Rows(file).Skip(1))
            {
                if (fields[6].Length == 0 || fields[0].StartsWith('C') || int.Parse(fields[3], CultureInfo.InvariantCulture) is not (> 0 and var quantity)) continue;
                var price = decimal.Parse(fields[5], CultureInfo.InvariantCulture);
                if (price <= 0) continue;
                var at = DateTime.Parse(fields[4], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
                yield return new RetailLine(fields[0], fields[1], fields[2], quantity, at, price, (long)double.Parse(fields[6], CultureInfo.InvariantCulture));
            }
        }
    }

    /// <summary>Of each customer as of 2011-12-10.</summary>
    public static IReadOnlyList<RetailScore> Scores() =>
    [
        .. Rows(Path.Combine(Folder, "rfm_online_retail.csv.gz")).Skip(1).Select(f => new RetailScore(
            long.Parse(f[0], CultureInfo.InvariantCulture), int.Parse(f[2], CultureInfo.InvariantCulture), decimal.Parse(f[3], NumberStyles.Float, CultureInfo.InvariantCulture),
            int.Parse(f[4], CultureInfo.InvariantCulture), $"{f[5]}-{f[6]}-{f[7]}", $"{f[8]}-{f[9]}-{f[10]}")),
    ];

    /// <summary>Customers by the month of their first purchase and months since.</summary>
    public static IReadOnlyList<IReadOnlyList<long>> Cohorts() =>
        [.. File.ReadLines(Path.Combine(Folder, "cohorts_online_retail.csv")).Skip(1).Select(line => line.Split(',').Skip(1).Select(cell => long.Parse(cell, CultureInfo.InvariantCulture)).ToArray())];

    private static IEnumerable<string[]> Rows(string file)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress), Encoding.UTF8);
        while (reader.ReadLine() is { } line) yield return line.Contains('"', StringComparison.Ordinal) ? Quoted(line) : line.Split(',');
    }

    private static string[] Quoted(string line)
    {
        var (fields, field, inside) = (new List<string>(), new StringBuilder(), false);
        foreach (var letter in line)
        {
            if (letter == '"') inside = !inside;
            else if (letter == ',' && !inside)
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else field.Append(letter);
        }
        return [.. fields, field.ToString()];
    }
}
