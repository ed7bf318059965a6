using Kartoteka.Storage.Segments;

namespace Kartoteka.Storage.Contract.Segments;

/// <summary>What every <see cref="ISegmentStore"/> must do.</summary>
public abstract class SegmentStoreContract : LedgerBench
{
    /// <summary>The segment store of the same base.</summary>
    protected abstract ISegmentStore Of(ILedger ledger);

    private static Segment Draft(string key, string rule = """{"all":[]}""") => new(key, $"Имя {key}", "", rule, 1, 5, "ada", 5, "ada");

    [Fact]
    public async Task A_segment_is_kept_as_it_was_added_and_its_key_is_given_once()
    {
        var ledger = await OpenEmptyAsync();
        Assert.Equal(SegmentWrite.Written, await Of(ledger).AddSegmentAsync(Draft("vip"), 10, Stop));
        Assert.Equal(SegmentWrite.Exists, await Of(ledger).AddSegmentAsync(Draft("vip", "{}"), 10, Stop));
        Assert.Equal(SegmentWrite.Written, await Of(ledger).AddSegmentAsync(Draft("new"), 10, Stop));
        ledger = await ReopenAsync(ledger);
        Assert.Equal(Draft("vip"), await Of(ledger).FindSegmentAsync("vip", Stop));
        Assert.Equal([Draft("new"), Draft("vip")], await Of(ledger).ListSegmentsAsync(Stop));
        Assert.Null(await Of(ledger).FindSegmentAsync("nobody", Stop));
    }

    [Fact]
    public async Task There_are_no_more_than_there_may_be()
    {
        var ledger = await OpenEmptyAsync();
        Assert.Equal(SegmentWrite.Written, await Of(ledger).AddSegmentAsync(Draft("a"), 1, Stop));
        Assert.Equal(SegmentWrite.TooMany, await Of(ledger).AddSegmentAsync(Draft("b"), 1, Stop));
    }

    [Fact]
    public async Task Of_two_who_change_one_version_the_second_is_told()
    {
        var store = Of(await OpenEmptyAsync());
        await store.AddSegmentAsync(Draft("vip"), 10, Stop);
        var changed = Draft("vip", """{"any":[]}""") with { Version = 2, Name = "VIP", UpdatedAtUs = 9, UpdatedBy = "bob" };
        Assert.Equal(SegmentWrite.Written, await store.ChangeSegmentAsync(changed, Stop));
        Assert.Equal(SegmentWrite.Changed, await store.ChangeSegmentAsync(changed with { Name = "late" }, Stop));
        Assert.Equal(SegmentWrite.Changed, await store.ChangeSegmentAsync(Draft("nobody") with { Version = 2 }, Stop));
        Assert.Equal(changed, await store.FindSegmentAsync("vip", Stop));
    }

    [Fact]
    public async Task A_segment_is_removed_once()
    {
        var store = Of(await OpenEmptyAsync());
        await store.AddSegmentAsync(Draft("vip"), 10, Stop);
        Assert.True(await store.RemoveSegmentAsync("vip", Stop));
        Assert.False(await store.RemoveSegmentAsync("vip", Stop));
        Assert.Empty(await store.ListSegmentsAsync(Stop));
    }
}
