using Kartoteka.Storage.Contract.Reports;
using Kartoteka.Storage.Reports;

namespace Kartoteka.Storage.Embedded.Tests;

public sealed class SqliteReportStoreTests : ReportStoreContract, IAsyncLifetime
{
    private readonly LedgerFolders _folders = new();

    protected override IReportStore Of(ILedger ledger) => (IReportStore)ledger;

    protected override ValueTask<ILedger> OpenEmptyAsync() => ValueTask.FromResult(_folders.Open(_folders.NewFolder()));

    protected override ValueTask<ILedger> ReopenAsync(ILedger ledger) => _folders.ReopenAsync(ledger);

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _folders.CloseAsync();
}
