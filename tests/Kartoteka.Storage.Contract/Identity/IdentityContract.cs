using System.Text;
using Kartoteka.Domain.Events;
using Kartoteka.Domain.Identity;
using Kartoteka.Domain.Profiles;

namespace Kartoteka.Storage.Contract.Identity;

/// <summary>Identity over a ledger: exact merges, un-merges and rebuilds, whatever the batches and restarts between them.</summary>
public abstract partial class IdentityContract : LedgerBench
{
    private protected StepClock Clock { get; } = new();

    /// <summary>All that can be seen of the live profiles, in the words of <see cref="NaiveBase"/>.</summary>
    private protected static async Task<string> DescribeAsync(ILedger ledger, bool withIds = true)
    {
        var lines = new List<string>();
        foreach (var profile in await ReadAllAsync(ledger)) lines.Add(await DescribeAsync(ledger, profile, withIds));
        return string.Join("\n", lines.Order(StringComparer.Ordinal));
    }

    private protected static async Task<string> DescribeAsync(ILedger ledger, ProfileState profile, bool withIds = true)
    {
        var traits = Survivorship.Fold(profile.Records, FlatTrust.Instance).Values
            .Select(trait => $"{trait.Name}={Encoding.UTF8.GetString(trait.Value.Json)} of {Name(trait.Record)} at {trait.Value.AtUs}");
        var identifiers = profile.Records.SelectMany(record => record.Claims).Where(claim => claim.State != ClaimState.Refused).Select(claim => claim.Identifier.ToString());
        return NaiveBase.InWords(withIds ? profile.Id : default, profile.Records.Select(Name), identifiers, traits, withIds ? await TimelineAsync(ledger, profile) : []);
    }

    private static string Name(RecordState record) => $"{record.Key.SourceId}/{record.Key.ExternalId}";

    [Fact]
    public void Random_batches_shuffles_and_repetitions_give_the_same_profiles() => Genes.Check(cases: 100, lengthMax: 20, genes =>
    {
        // Without limits: where a protection acts, the order of arrival is allowed to matter. See the pure property of the same name.
        var events = RandomEvents.From(genes);
        var random = new Random(genes.Length);
        var shuffled = events.Concat(events.Where(_ => random.Next(3) == 0)).ToArray();
        random.Shuffle(shuffled);
        Assert.Equal(DescribeBatchedAsync(events, _ => events.Length).GetAwaiter().GetResult(), DescribeBatchedAsync(shuffled, left => 1 + random.Next(left)).GetAwaiter().GetResult());
    });

    private async Task<string> DescribeBatchedAsync(IncomingEvent[] events, Func<int, int> size)
    {
        var ledger = await OpenEmptyAsync();
        for (var from = 0; from < events.Length;)
        {
            var batch = events[from..(from + size(events.Length - from))];
            await SayAsync(ledger, Make.Unlimited, batch);
            from += batch.Length;
        }
        await AssertBalancedAsync(ledger);
        return await DescribeAsync(ledger, withIds: false);
    }

    private protected sealed class FlatTrust : ISourceTrust
    {
        public static FlatTrust Instance { get; } = new();

        public int TrustRank(int sourceId) => 100;

        public int? MasterSource(ProfileKind kind, string trait) => null;
    }

    /// <summary>Our clock, a second later at each look, far after the events of these tests.</summary>
    private protected sealed class StepClock : TimeProvider
    {
        private long _seconds = 1_000_000;

        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddSeconds(++_seconds);
    }
}
