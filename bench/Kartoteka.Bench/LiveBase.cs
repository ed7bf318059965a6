using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Kartoteka.Bench;

/// <summary>
/// A data folder with people, a year of their events in the order in which they came, so that the events of one lie anywhere among those of others, and a
/// hundred filled segments. One that stays is made once: later runs find it larger by what was sent before.
/// </summary>
internal static class LiveBase
{
    private const int EventBytes = 500;

    /// <summary>A file that says that the base is whole.</summary>
    private const string Filled = "filled";
    private static readonly string[] Names = ["Product Viewed", "Product Viewed", "Product Viewed", "Product Viewed", "Product Added", "Product Added", "Order Completed"];

    /// <summary>Makes the ledger, unless there is one.</summary>
    public static async Task MakeAsync(Report report, string folder, int profiles, int eventsEach)
    {
        Directory.CreateDirectory(folder);
        if (File.Exists(Path.Combine(folder, Filled))) return;
        await using (await ServerUnderTest.ProductAsync(folder)) { } // Makes the source and its key.
        var watch = Stopwatch.StartNew();
        await Filler.FillAsync(folder, Bodies(profiles, (long)profiles * eventsEach));
        report.Line(string.Create(CultureInfo.InvariantCulture, $"| events of the base committed a second | {(long)profiles * eventsEach / watch.Elapsed.TotalSeconds:N0} |"));
        watch.Restart();
        await ReplicaBench.BuildAsync(folder);
        report.Line(string.Create(CultureInfo.InvariantCulture, $"| replica built, s; resident then, MB | {watch.Elapsed.TotalSeconds:F1}; {Environment.WorkingSet >> 20} |"));
        await File.WriteAllTextAsync(Path.Combine(folder, Filled), "");
    }

    private static IEnumerable<byte[]> Bodies(int profiles, long events)
    {
        var random = new Random(7);
        var now = TimeProvider.System.GetUtcNow();
        for (var person = 0; person < profiles; person++)
        {
            var born = new DateOnly(1950, 1, 1).AddDays(random.Next(20_000));
            yield return Body(
                $$$"""{"type":"identify","traits":{"email":"visitor{{{person:D7}}}@mail.example","firstName":"Имя","city":"{{{SegmentsBench.Cities[random.Next(SegmentsBench.Cities.Length)]}}}","birthday":"{{{born:yyyy-MM-dd}}}","loyalty":{{{person % 100}}}}""",
                person, now.AddDays(-365), person);
        }
        for (var i = (long)profiles; i < events; i++)
        {
            var person = random.Next(profiles);
            yield return Body(Track(random, $"o{i}"), person, now.AddDays(-365.0 * (events - i) / events), i);
        }
    }

    /// <summary>What stands before a comma and the rest of an event of a visitor at random.</summary>
    public static string Track(Random random, string order)
    {
        var name = Names[random.Next(Names.Length)];
        return $$$"""{"type":"track","event":"{{{name}}}","properties":{"order_id":"{{{order}}}","revenue":{{{random.Next(10_000) / 10.0}}},"category":"{{{SegmentsBench.Categories[random.Next(4)]}}}","products":[{"product_id":"p{{{random.Next(5_000)}}}","price":{{{random.Next(1_000)}}}}]}""";
    }

    private static byte[] Body(string head, int person, DateTimeOffset at, long number)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $$$"""{{{head}}},"messageId":"f-{{{number}}}","userId":"user-{{{person:D7}}}","timestamp":"{{{at.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fff}}}Z","context":{"userAgent":" """);
        return Encoding.UTF8.GetBytes(text + new string('u', Math.Max(1, EventBytes - 3 - Encoding.UTF8.GetByteCount(text))) + "\"}}");
    }
}
