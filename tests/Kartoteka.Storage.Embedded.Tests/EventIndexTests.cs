using Kartoteka.Domain.Events;
using Kartoteka.Domain.Identity;
using Kartoteka.Storage.Embedded.Ledger;
using Xunit;

namespace Kartoteka.Storage.Embedded.Tests;

/// <summary>Runs of ten events, so that a few hundred events make many of them.</summary>
public sealed class EventIndexTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("kartoteka-messages-").FullName;

    [Fact]
    public async Task A_message_is_found_again_whether_its_key_is_fresh_or_in_any_run_also_after_a_restart()
    {
        const int Messages = 333;
        var ledger = SqliteLedger.Open(_folder, TimeProvider.System, eventsPerRun: 10);
        for (var start = 0; start < Messages; start += 7) Assert.All(await CommitAsync(ledger, Enumerable.Range(start, Math.Min(7, Messages - start))), outcome => Assert.Equal(Outcome.Stored, outcome));
        for (var restart = 0; restart < 2; restart++)
        {
            Assert.All(await CommitAsync(ledger, Enumerable.Range(0, Messages)), outcome => Assert.Equal(Outcome.Duplicate, outcome));
            await ledger.DisposeAsync();
            ledger = SqliteLedger.Open(_folder, TimeProvider.System, eventsPerRun: 10);
        }
        Assert.Equal(Messages, (await ledger.ReadCountersAsync(default)).Totals.Events);
        await ledger.DisposeAsync();
    }

    [Fact]
    public async Task A_key_of_an_undone_transaction_is_forgotten()
    {
        await using var ledger = SqliteLedger.Open(_folder, TimeProvider.System, eventsPerRun: 10);
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

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_timeline_has_every_event_once_and_in_order_whether_fresh_or_in_runs_also_after_a_restart(int seed)
    {
        var random = new Random(seed);
        var ledger = SqliteLedger.Open(_folder, TimeProvider.System, eventsPerRun: 10);
        var kept = new List<StoredEvent>();
        for (var (step, message) = (0, 0); step < 60; step++)
        {
            var items = Enumerable.Range(0, random.Next(1, 25)).Select(_ => new CommitItem(Event(message++, occurredAtUs: random.Next(50)), null)).ToArray();
            await new EventCommitter(ledger).CommitAsync(items, IdentityRules.Default, CommitExtras.None, default);
            kept.AddRange(await ledger.ReadEventsAsync(kept.Count == 0 ? 0 : kept[^1].Position, 1_000, default));
            if (step % 20 == 19)
            {
                await ledger.DisposeAsync();
                ledger = SqliteLedger.Open(_folder, TimeProvider.System, eventsPerRun: 10);
            }
            if (step % 10 == 5) await RetractAsync(ledger, kept, random);
            await AssertTimelineAsync(ledger, kept, random);
        }
        await ledger.DisposeAsync();
    }

    private static async Task RetractAsync(SqliteLedger ledger, List<StoredEvent> kept, Random random)
    {
        var chosen = Enumerable.Range(0, 5).Select(_ => random.Next(kept.Count)).Distinct().Where(i => !kept[i].Retracted).ToList();
        await using var transaction = await ledger.BeginAsync(default);
        // What is not there, and what was retracted before, do not count.
        Assert.Equal(chosen.Count, await transaction.RetractEventsAsync([.. chosen.Select(i => kept[i].Position), long.MaxValue, .. kept.Where(stored => stored.Retracted).Select(stored => stored.Position)], default));
        await transaction.CommitAsync(default);
        foreach (var i in chosen) kept[i] = kept[i] with { Retracted = true };
    }

    private static async Task AssertTimelineAsync(SqliteLedger ledger, List<StoredEvent> kept, Random random)
    {
        var records = kept.Select(stored => stored.RecordId).Distinct().Where(_ => random.Next(3) > 0).ToList();
        var expected = kept.Where(stored => !stored.Retracted && records.Contains(stored.RecordId)).OrderByDescending(stored => stored.OccurredAtUs).ThenByDescending(stored => stored.Position);
        var read = new List<long>();
        TimelineCursor? before = null;
        while (true)
        {
            var page = await ledger.ReadTimelineAsync(records, before, random.Next(1, 40), default);
            if (page.Count == 0) break;
            read.AddRange(page.Select(stored => stored.Position));
            before = new TimelineCursor(page[^1].OccurredAtUs, page[^1].Position);
        }
        Assert.Equal(expected.Select(stored => stored.Position), read);
        var from = random.Next(50);
        var filtered = await ledger.ReadTimelineAsync(records, null, new TimelineFilter(null, "Seen", from), 10_000, default);
        Assert.Equal(expected.Where(stored => stored.OccurredAtUs >= from).Select(stored => stored.Position), filtered.Events.Select(stored => stored.Position));
    }

    [Fact]
    public async Task Whoever_reads_while_runs_are_made_misses_nothing_that_was_committed_before()
    {
        await using var ledger = SqliteLedger.Open(_folder, TimeProvider.System, eventsPerRun: 10);
        var (committed, record) = (0, 0L);
        using var stop = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 2).Select(_ => Task.Run(async () =>
        {
            for (var reads = 0; !stop.IsCancellationRequested; reads++)
            {
                var atLeast = Volatile.Read(ref committed);
                var seen = atLeast == 0 ? [] : await ledger.ReadTimelineAsync([Volatile.Read(ref record)], null, 100_000, default);
                Assert.True(seen.Count >= atLeast, $"{seen.Count} of {atLeast}");
                Assert.Equal(seen.Count, seen.Select(stored => stored.Position).Distinct().Count());
            }
        })).ToArray();
        for (var message = 0; message < 1_500; message += 5)
        {
            await CommitAsync(ledger, [message]); // One user of five: all events are of one record.
            Volatile.Write(ref record, (await ledger.ReadEventsAsync(0, 1, default))[0].RecordId);
            Interlocked.Increment(ref committed);
        }
        await stop.CancelAsync();
        await Task.WhenAll(readers);
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

    internal static PreparedEvent Event(int message, string name = "Seen", long? occurredAtUs = null) => PreparedEvent.From(
        new IncomingEvent
        {
            Kind = EventKind.Track,
            SourceId = 1,
            MessageId = $"message-{message}",
            Name = name,
            UserId = $"u{message % 5}",
            Identifiers = [new Identifier(IdentifierTypes.UserId, $"shop:u{message % 5}")],
            OccurredAtUs = occurredAtUs ?? message,
            ReceivedAtUs = message,
            Body = """{"value":"text"}"""u8.ToArray(),
        },
        realm: 1, IdentityRules.Default)!;

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
