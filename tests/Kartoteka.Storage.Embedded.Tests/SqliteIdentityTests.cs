using Kartoteka.Storage.Contract.Identity;

namespace Kartoteka.Storage.Embedded.Tests;

public sealed class SqliteIdentityTests : IdentityContract, IAsyncLifetime
{
    private readonly LedgerFolders _folders = new();

    protected override ValueTask<ILedger> OpenEmptyAsync() => ValueTask.FromResult(_folders.Open(_folders.NewFolder()));

    protected override ValueTask<ILedger> ReopenAsync(ILedger ledger) => _folders.ReopenAsync(ledger);

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _folders.CloseAsync();
}
