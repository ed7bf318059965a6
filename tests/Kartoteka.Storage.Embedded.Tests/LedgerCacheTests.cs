using Kartoteka.Domain.Events;
using Kartoteka.Domain.Identity;
using Kartoteka.Storage.Embedded.Ledger;
using Xunit;

namespace Kartoteka.Storage.Embedded.Tests;

public sealed class LedgerCacheTests
{
    [Fact]
    public void Large_records_are_let_go_by_their_size_long_before_the_number_of_profiles_matters()
    {
        var cache = new LedgerCache(bytesMax: 1_000_000);
        var trait = new TraitStatement("note", System.Text.Encoding.UTF8.GetBytes($"\"{new string('x', 50_000)}\""));
        for (var i = 1; i <= 100; i++)
        {
            var set = cache.Begin();
            Assert.True(cache.Bytes <= 1_000_000 + 60_000, $"{cache.Bytes} bytes after {i} records");
            var profile = new ProfileState(new ProfileId(Guid.CreateVersion7()), ProfileKind.Person, 1, i) { LastUse = cache.Now };
            var record = new RecordState(i, new RecordKey(1, $"r{i}"), ProfileKind.Person, 1, i) { Profile = profile.Id };
            record.Fold([trait], i, "m");
            profile.Records.Add(record);
            set.Add(profile);
            cache.Weigh(record);
            cache.Weigh(record);
        }
        Assert.InRange(cache.Set.Profiles.Count, 5, 25);
        Assert.Contains(cache.Set.Profiles.Values, profile => profile.Records[0].Id == 100);
        cache.Clear();
        Assert.Equal(0, cache.Bytes);
    }
}
