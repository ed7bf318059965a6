using Kartoteka.Domain.Profiles;
using Kartoteka.Storage.Contract;
using Kartoteka.Storage.Embedded.Search;

namespace Kartoteka.Storage.Embedded.Tests;

public sealed class SqliteProfileSearchTests : ProfileSearchContract, IAsyncLifetime
{
    private readonly LedgerFolders _folders = new();
    private readonly List<SqliteProfileSearch> _searches = [];

    protected override ValueTask<ILedger> OpenEmptyAsync() => ValueTask.FromResult(_folders.Open(_folders.NewFolder()));

    protected override ValueTask<ILedger> ReopenAsync(ILedger ledger) => _folders.ReopenAsync(ledger);

    protected override IProfileSearch Search(ILedger ledger, ISourceTrust trust)
    {
        _searches.Add(SqliteProfileSearch.Open(_folders.FolderOf(ledger), ledger, trust, TimeProvider.System));
        return _searches[^1];
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var search in _searches) search.Dispose();
        await _folders.CloseAsync();
    }
}
