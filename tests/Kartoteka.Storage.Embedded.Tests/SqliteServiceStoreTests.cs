using Kartoteka.Storage.Contract;

namespace Kartoteka.Storage.Embedded.Tests;

public sealed class SqliteServiceStoreTests : ServiceStoreContract, IAsyncLifetime
{
    private readonly LedgerFolders _folders = new();

    protected override IServiceStore Of(ILedger ledger) => (IServiceStore)ledger;

    protected override ValueTask<ILedger> OpenEmptyAsync() => ValueTask.FromResult(_folders.Open(_folders.NewFolder()));

    protected override ValueTask<ILedger> ReopenAsync(ILedger ledger) => _folders.ReopenAsync(ledger);

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _folders.CloseAsync();
}
