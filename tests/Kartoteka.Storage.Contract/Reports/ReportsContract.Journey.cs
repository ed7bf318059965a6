using System.Globalization;
using System.IO.Compression;
using Kartoteka.Storage.Columns;
using Kartoteka.Storage.Reports;

namespace Kartoteka.Storage.Contract.Reports;

// Households of a real grocer and its stores, each store as a brand: worked out over the lines of the file, and by the report.
public abstract partial class ReportsContract
{
    // Lines as they stand; see Data/journey/NOTICE.md.
    private static IEnumerable<(int Household, int Store)> Visits()
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Data", "journey", "visits.csv.gz")), CompressionMode.Decompress));
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
        {
            var comma = line.IndexOf(',', StringComparison.Ordinal);
            yield return (int.Parse(line.AsSpan(0, comma), CultureInfo.InvariantCulture), int.Parse(line.AsSpan(comma + 1), CultureInfo.InvariantCulture));
        }
    }

    // Households with an odd number carry one card to all stores; the others have one of each store.
    private static string CardOf(int household, int store) => household % 2 == 1 ? $"{household}" : $"{household}@{store}";

    [Fact]
    public async Task Households_that_stores_of_a_real_grocer_share_are_those_of_the_file()
    {
        var visits = Visits().ToList();
        Assert.Equal(55_876, visits.Count);
        var records = new Rows(ColumnSchema.Record);
        var record = 0;
        foreach (var (household, store) in visits.Distinct())
        {
            foreach (var isBrand in new[] { true, false })
                records.Add(("record", ++record), ("profile", household), (isBrand ? "brand" : "source", store), ("kind", "person"), ("external_id", CardOf(household, store)), ("created_at", Us("2017-01-01")));
        }
        Append(records.Block);
        AppendProfiles(visits.Select(visit => (long)visit.Household).Distinct(), "2017-01-01");

        var byStore = new SortedDictionary<int, HashSet<int>>();
        foreach (var (household, store) in visits)
        {
            if (!byStore.TryGetValue(store, out var households)) byStore[store] = households = [];
            households.Add(household);
        }
        var expected = from first in byStore
                       from second in byStore
                       where first.Key <= second.Key
                       let shared = first.Value.Where(second.Value.Contains).ToList()
                       where shared.Count > 0
                       select $"{first.Key} {second.Key} {shared.Count} {shared.Count(household => first.Key == second.Key || household % 2 == 1)}";
        foreach (var bySource in new[] { false, true })
        {
            var rows = await AskAsync(Dialect.Overlap(new OverlapQuestion(bySource, null)));
            Assert.Equal(expected, rows.Select(row => $"{row.A} {row.B} {row.People} {row.Records}"));
            Assert.Equal([116L, 103L, 47L], new[] { (343, 343), (292, 292), (292, 343) }.Select(pair => rows.Single(row => (row.A, row.B) == pair).People));
        }
        var both = byStore[292].Where(byStore[343].Contains).Order().Select(household => (long)household);
        Assert.Equal(both, (await PeopleAsync(Dialect.Overlap(new OverlapQuestion(false, null)), Cell("a", "292"), Cell("b", "343"))).Order());
    }
}
