using Kartoteka.Domain.Identity;
using Kartoteka.Domain.Tests.Identity;
using Kartoteka.Storage.Embedded.Ledger;

namespace Kartoteka.Storage.Embedded.Tests;

public sealed class PreviewTests : IAsyncLifetime
{
    private readonly LedgerFolders _folders = new();

    [Fact]
    public async Task A_preview_lets_go_of_what_it_touched_and_of_nothing_else()
    {
        var ledger = (SqliteLedger)_folders.Open(_folders.NewFolder());
        var committer = new EventCommitter(ledger);
        CommitItem[] items = [.. Enumerable.Range(0, 100).Select(i => new CommitItem(Make.Prepared(Make.Event($"m{i}", user: $"u{i}", ids: [Make.Email($"{i}@x.ru")])), null))];
        await committer.CommitAsync(items, IdentityRules.Default, CommitExtras.None, default);
        Assert.Equal(100, ledger.CachedProfiles);
        // Changes one, adds one, and would join two if the second had not another user id.
        await committer.PreviewAsync(
            [.. new[] { Make.Event("p1", user: "u1", at: 2_000_000, traits: [("city", "1")]), Make.Event("p2", user: "new"), Make.Event("p3", user: "u2", at: 2_000_000, ids: [Make.Email("3@x.ru")]) }
                .Select(said => new CommitItem(Make.Prepared(said), null))],
            IdentityRules.Default, default);
        Assert.Equal(98, ledger.CachedProfiles);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _folders.CloseAsync();
}
