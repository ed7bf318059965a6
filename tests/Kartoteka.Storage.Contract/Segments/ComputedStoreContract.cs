using Kartoteka.Storage.Segments;

namespace Kartoteka.Storage.Contract.Segments;

/// <summary>What every <see cref="IComputedStore"/> must do.</summary>
public abstract class ComputedStoreContract : LedgerBench
{
    /// <summary>The store of the same base.</summary>
    protected abstract IComputedStore Of(ILedger ledger);

    private static ComputedTrait Draft(string key) => new(key, $"Имя {key}", """{"event":"A","count":true}""", "number", 1, 5, "ada", 5, "ada");

    [Fact]
    public async Task A_computed_trait_is_kept_changed_by_one_and_removed_once()
    {
        var ledger = await OpenEmptyAsync();
        Assert.Equal(SegmentWrite.Written, await Of(ledger).AddComputedAsync(Draft("b"), 2, Stop));
        Assert.Equal(SegmentWrite.Exists, await Of(ledger).AddComputedAsync(Draft("b"), 2, Stop));
        Assert.Equal(SegmentWrite.Written, await Of(ledger).AddComputedAsync(Draft("a"), 2, Stop));
        Assert.Equal(SegmentWrite.TooMany, await Of(ledger).AddComputedAsync(Draft("c"), 2, Stop));
        ledger = await ReopenAsync(ledger);
        Assert.Equal([Draft("a"), Draft("b")], await Of(ledger).ListComputedAsync(Stop));
        var changed = Draft("a") with { Version = 2, Name = "A", FormulaJson = "{}", Type = "text", UpdatedAtUs = 9, UpdatedBy = "bob" };
        Assert.Equal(SegmentWrite.Written, await Of(ledger).ChangeComputedAsync(changed, Stop));
        Assert.Equal(SegmentWrite.Changed, await Of(ledger).ChangeComputedAsync(changed with { Name = "late" }, Stop));
        Assert.True(await Of(ledger).RemoveComputedAsync("b", Stop));
        Assert.False(await Of(ledger).RemoveComputedAsync("b", Stop));
        Assert.Equal([changed], await Of(ledger).ListComputedAsync(Stop));
    }
}
