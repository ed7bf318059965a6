using Xunit;

namespace Kartoteka.Storage.Contract;

/// <summary>The audit log of every <see cref="IWorkspaceStore"/>: whatever is changed behind its back, the check names the first bad line.</summary>
public abstract class AuditLogContract
{
    /// <summary>A line to be changed past the store, as someone with access to the base could.</summary>
    protected enum Tampering
    {
        /// <summary>Its detail is replaced by <c>forged</c>.</summary>
        Edit,

        /// <summary>It is deleted.</summary>
        Delete,

        /// <summary>It changes places with the next one.</summary>
        Swap,
    }

    private static CancellationToken Stop => CancellationToken.None;

    /// <summary>Opens an empty base.</summary>
    protected abstract ValueTask<IWorkspaceStore> OpenAsync();

    /// <summary>Changes a committed line past the store.</summary>
    protected abstract ValueTask TamperAsync(long sequence, Tampering how);

    private async Task<IWorkspaceStore> WithLinesAsync(int count)
    {
        var store = await OpenAsync();
        for (var line = 1; line <= count; line++) await store.AppendAuditAsync("admin", "token.create", $"token/{line}", "profiles:read", Stop);
        return store;
    }

    [Fact]
    public async Task An_empty_log_and_a_whole_one_pass_the_check()
    {
        Assert.Null(await (await WithLinesAsync(0)).VerifyAuditAsync(Stop));
        Assert.Null(await (await WithLinesAsync(5)).VerifyAuditAsync(Stop));
    }

    [Fact]
    public async Task Each_line_covers_the_one_before()
    {
        var store = await WithLinesAsync(2);
        var lines = await store.ReadAuditAsync(long.MaxValue, 10, Stop);
        Assert.Equal([2, 1], lines.Select(line => line.Sequence));
        Assert.Equal(lines[1].Hash, lines[0].PreviousHash);
        Assert.Equal(AuditChain.Genesis, lines[1].PreviousHash);
    }

    [Fact]
    public async Task Lines_are_found_by_who_did_what_to_what_and_when()
    {
        var store = await WithLinesAsync(2);
        var last = await store.AppendAuditAsync("eve", "source.create", "source/shop", "", Stop);
        await store.AppendAuditAsync("eve", "sources", "source", "", Stop);
        await AssertAsync(AuditFilter.None, 4, 3, 2, 1);
        await AssertAsync(AuditFilter.None with { Actor = "admin" }, 2, 1);
        await AssertAsync(AuditFilter.None with { Action = "token" }, 2, 1);
        await AssertAsync(AuditFilter.None with { Action = "source" }, 3);
        await AssertAsync(AuditFilter.None with { Action = "source.create", Actor = "admin" });
        await AssertAsync(AuditFilter.None with { Subject = "token/1" }, 1);
        await AssertAsync(AuditFilter.None with { Subject = "source" }, 4, 3);
        await AssertAsync(AuditFilter.None with { FromUs = last.AtUs, ToUs = last.AtUs + 1, Action = "source" }, 3);
        await AssertAsync(AuditFilter.None with { ToUs = 1 });

        async Task AssertAsync(AuditFilter filter, params long[] expected) => Assert.Equal(expected, (await store.ReadAuditAsync(filter, long.MaxValue, 10, Stop)).Select(line => line.Sequence));
    }

    [Fact]
    public async Task Lines_are_read_newest_first_below_a_sequence()
    {
        var store = await WithLinesAsync(5);
        Assert.Equal([3, 2], (await store.ReadAuditAsync(4, 2, Stop)).Select(line => line.Sequence));
    }

    [Fact]
    public async Task An_edited_line_is_named()
    {
        var store = await WithLinesAsync(5);
        await TamperAsync(3, Tampering.Edit);
        Assert.Equal(3, await store.VerifyAuditAsync(Stop));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(5)]
    public async Task A_deleted_line_is_named_also_the_first_and_the_last(long sequence)
    {
        var store = await WithLinesAsync(5);
        await TamperAsync(sequence, Tampering.Delete);
        Assert.Equal(sequence, await store.VerifyAuditAsync(Stop));
    }

    [Fact]
    public async Task Two_lines_that_changed_places_are_named()
    {
        var store = await WithLinesAsync(5);
        await TamperAsync(2, Tampering.Swap);
        Assert.Equal(2, await store.VerifyAuditAsync(Stop));
    }

    [Fact]
    public async Task Lines_appended_at_the_same_time_make_one_chain()
    {
        var store = await WithLinesAsync(0);
        await Task.WhenAll(Enumerable.Range(0, 40).Select(line => Task.Run(async () => await store.AppendAuditAsync("admin", "a", $"{line}", "", Stop))));
        Assert.Null(await store.VerifyAuditAsync(Stop));
        Assert.Equal(40, (await store.ReadAuditAsync(long.MaxValue, 100, Stop)).Count);
    }
}
