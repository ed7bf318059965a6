using Kartoteka.Storage.Contract.Segments;
using Kartoteka.Storage.Segments;

namespace Kartoteka.Storage.Embedded.Tests;

public sealed class SqliteComputedStoreTests : ComputedStoreContract, IAsyncLifetime
{
    private readonly LedgerFolders _folders = new();

    protected override IComputedStore Of(ILedger ledger) => (IComputedStore)ledger;

    protected override ValueTask<ILedger> OpenEmptyAsync() => ValueTask.FromResult(_folders.Open(_folders.NewFolder()));

    protected override ValueTask<ILedger> ReopenAsync(ILedger ledger) => _folders.ReopenAsync(ledger);

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _folders.CloseAsync();
}
