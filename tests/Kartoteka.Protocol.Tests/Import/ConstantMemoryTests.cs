using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Kartoteka.Protocol.Import;

namespace Kartoteka.Protocol.Tests.Import;

/// <summary>What measures the memory of the process: alone, since a test beside it would be measured too.</summary>
[CollectionDefinition("alone", DisableParallelization = true)]
public sealed class Alone;

[Collection("alone")]
public sealed class ConstantMemoryTests
{
    [Fact]
    public void Memory_does_not_grow_with_the_file()
    {
        using var reader = TableReader.Open(new GeneratedCsv(300_000), "people.csv").Reader!;
        var rows = new PeopleRows(reader, ImportMapping.Create(ImportKind.People,
            ColumnGuesser.Guess(ImportKind.People, TableReader.Open(new GeneratedCsv(300), null).Reader!), []).Mapping!, new ImportOptions { ImportId = 1 });
        for (var i = 0; i < 20_000; i++) rows.Read();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        while (rows.Read())
        {
        }
        Assert.Equal(300_000, rows.RowsAccepted);
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 1_000_000);
    }
}
