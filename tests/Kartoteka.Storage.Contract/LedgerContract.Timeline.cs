using Kartoteka.Domain.Events;
using Kartoteka.Domain.Identity;

namespace Kartoteka.Storage.Contract;

public abstract partial class LedgerContract
{
    private static readonly TimelineFilter All = new(null, null, null);

    // Two hundred events of two records of one customer, at fifty times, so that many share one.
    private static async Task<(ILedger Ledger, long[] Records)> LongTimelineAsync(ILedger ledger)
    {
        await SayAsync(ledger, Make.Unlimited, [.. Enumerable.Range(0, 200).Select(i => Make.Event(
            $"m{i:000}", user: $"u{i % 2}", source: 1 + (i % 2), at: 1_000_000 + (i * 7 % 50), ids: [Make.Email("a@x.ru")], kind: i % 5 == 0 ? EventKind.Identify : EventKind.Track) with
            {
                Name = i % 5 == 0 ? null : i % 3 == 0 ? "Order Completed" : "Product Viewed",
            })]);
        var profile = Assert.Single(await ReadAllAsync(ledger));
        Assert.Equal(2, profile.Records.Count);
        return (ledger, [.. profile.Records.Select(record => record.Id)]);
    }

    private static async Task<List<string>> PagesAsync(ILedger ledger, long[] records, TimelineFilter filter, int limit)
    {
        var seen = new List<string>();
        TimelineCursor? before = null;
        while (true)
        {
            var page = await ledger.ReadTimelineAsync(records, before, filter, limit, Stop);
            seen.AddRange(page.Events.Select(stored => stored.MessageId));
            if (page.Next is null) return seen;
            before = page.Next;
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100)]
    [InlineData(200)]
    [InlineData(500)]
    public async Task A_filtered_timeline_pages_through_what_fits_once_and_in_order(int limit)
    {
        var (ledger, records) = await LongTimelineAsync(await OpenEmptyAsync());
        var whole = await ledger.ReadTimelineAsync(records, null, 1000, Stop);
        Assert.Equal(whole.OrderByDescending(stored => stored.OccurredAtUs).ThenByDescending(stored => stored.Position).Select(stored => stored.MessageId), whole.Select(stored => stored.MessageId));
        Assert.Equal(200, whole.Count);
        await SameAsync(All, _ => true);
        await SameAsync(All with { Kinds = new HashSet<EventKind> { EventKind.Identify } }, stored => stored.Kind == EventKind.Identify);
        await SameAsync(All with { Name = "Order Completed" }, stored => stored.Name == "Order Completed");
        await SameAsync(All with { Kinds = new HashSet<EventKind> { EventKind.Track, EventKind.Page }, FromUs = 1_000_020 }, stored => stored.Kind == EventKind.Track && stored.OccurredAtUs >= 1_000_020);
        await SameAsync(All with { Sources = new HashSet<int> { whole[0].SourceId } }, stored => stored.SourceId == whole[0].SourceId);
        await SameAsync(All with { Sources = new HashSet<int> { 99 } }, _ => false);
        await SameAsync(All with { Name = "Nothing" }, _ => false);

        async Task SameAsync(TimelineFilter filter, Func<StoredEvent, bool> fits) =>
            Assert.Equal(whole.Where(fits).Select(stored => stored.MessageId), await PagesAsync(ledger, records, filter, limit));
    }

    [Fact]
    public async Task The_last_page_of_a_timeline_has_no_next_and_no_records_have_no_events()
    {
        var (ledger, records) = await LongTimelineAsync(await OpenEmptyAsync());
        Assert.Null((await ledger.ReadTimelineAsync(records, null, All, 200, Stop)).Next);
        Assert.NotNull((await ledger.ReadTimelineAsync(records, null, All, 199, Stop)).Next);
        var none = await ledger.ReadTimelineAsync([], null, All, 10, Stop);
        Assert.Equal((0, null), (none.Events.Count, none.Next));
    }

    [Fact]
    public async Task A_search_through_a_long_timeline_stops_and_says_where_to_go_on()
    {
        var ledger = await OpenEmptyAsync();
        for (var batch = 0; batch < 3; batch++)
        {
            await SayAsync(ledger, [.. Enumerable.Range(batch * 4_000, 4_000).Select(i => Make.Event($"m{i}", user: "ada", at: 100_000_000 - i, kind: EventKind.Track) with { Name = i == 11_000 ? "Rare" : "Usual" })]);
        }
        var records = (await ReadAsync(ledger, Make.User("ada"))).Records.Select(record => record.Id).ToArray();
        var first = await ledger.ReadTimelineAsync(records, null, All with { Name = "Rare" }, 10, Stop);
        Assert.Empty(first.Events);
        Assert.Equal(100_000_000 - (ILedgerReader.TimelineScanMax - 1), first.Next!.Value.OccurredAtUs);
        var second = await ledger.ReadTimelineAsync(records, first.Next, All with { Name = "Rare" }, 10, Stop);
        Assert.Equal(("m11000", null), (Assert.Single(second.Events).MessageId, second.Next));
    }
}
