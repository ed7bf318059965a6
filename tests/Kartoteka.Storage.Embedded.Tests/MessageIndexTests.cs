using Kartoteka.Domain.Events;
using Kartoteka.Domain.Identity;
using Kartoteka.Storage.Embedded.Ledger;
using Xunit;

namespace Kartoteka.Storage.Embedded.Tests;

/// <summary>Message keys in runs of ten, so that a few hundred events make many of them.</summary>
public sealed class MessageIndexTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("kartoteka-messages-").FullName;

    [Fact]
    public async Task A_message_is_found_again_whether_its_key_is_fresh_or_in_any_run_also_after_a_restart()
    {
        const int Messages = 333;
        var ledger = SqliteLedger.Open(_folder, TimeProvider.System, messageKeysPerRun: 10);
        for (var start = 0; start < Messages; start += 7) Assert.All(await CommitAsync(ledger, Enumerable.Range(start, Math.Min(7, Messages - start))), outcome => Assert.Equal(Outcome.Stored, outcome));
        for (var restart = 0; restart < 2; restart++)
        {
            Assert.All(await CommitAsync(ledger, Enumerable.Range(0, Messages)), outcome => Assert.Equal(Outcome.Duplicate, outcome));
            await ledger.DisposeAsync();
            ledger = SqliteLedger.Open(_folder, TimeProvider.System, messageKeysPerRun: 10);
        }
        Assert.Equal(Messages, (await ledger.ReadCountersAsync(default)).Totals.Events);
        await ledger.DisposeAsync();
    }

    [Fact]
    public async Task A_key_of_an_undone_transaction_is_forgotten()
    {
        await using var ledger = SqliteLedger.Open(_folder, TimeProvider.System, messageKeysPerRun: 10);
        await using (var transaction = await ledger.BeginAsync(default))
        {
            var plan = new CommitPlan();
            var resolver = new IdentityResolver(IdentityRules.Default, transaction.Set, plan, transaction);
            Assert.Null(resolver.Apply(Event(1)));
            await transaction.WriteAsync(plan, default);
        }
        Assert.Equal([Outcome.Stored], await CommitAsync(ledger, [1]));
        Assert.Equal([Outcome.Duplicate], await CommitAsync(ledger, [1]));
    }

    [Fact]
    public void A_filter_never_denies_what_it_holds_and_seldom_admits_what_it_does_not()
    {
        var random = new Random(7);
        var filter = BloomFilter.For(10_000);
        var held = Enumerable.Range(0, 10_000).Select(_ => random.NextInt64()).ToHashSet();
        foreach (var hash in held) filter.Add(hash);
        var kept = BloomFilter.From(filter.Bytes);
        Assert.All(held, hash => Assert.True(kept.MayHold(hash)));
        var admitted = Enumerable.Range(0, 10_000).Select(_ => random.NextInt64()).Count(hash => !held.Contains(hash) && kept.MayHold(hash));
        Assert.InRange(admitted, 0, 300);
    }

    private static async Task<Outcome[]> CommitAsync(SqliteLedger ledger, IEnumerable<int> messages) =>
        [.. (await new EventCommitter(ledger).CommitAsync([.. messages.Select(message => new CommitItem(Event(message), null))], IdentityRules.Default, CommitExtras.None, default)).Select(result => result.Outcome)];

    private static PreparedEvent Event(int message) => PreparedEvent.From(
        new IncomingEvent
        {
            Kind = EventKind.Track,
            SourceId = 1,
            MessageId = $"message-{message}",
            Name = "Seen",
            UserId = $"u{message % 5}",
            Identifiers = [new Identifier(IdentifierTypes.UserId, $"shop:u{message % 5}")],
            OccurredAtUs = message,
            ReceivedAtUs = message,
            Body = "{}"u8.ToArray(),
        },
        realm: 1, IdentityRules.Default)!;

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
