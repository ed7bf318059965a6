using Kartoteka.Storage.Columns;
using Kartoteka.Storage.Contract.Segments;
using Kartoteka.Storage.Embedded.Columns;
using Kartoteka.Storage.Embedded.Columns.Store;
using Kartoteka.Storage.Segments;

namespace Kartoteka.Storage.Embedded.Tests.Columns;

public sealed class DuckDbComputedTraitsTests : ComputedTraitsContract, IAsyncLifetime
{
    private readonly LedgerFolders _folders = new();

    protected override RuleDialect Dialect { get; } = new DuckDbRuleDialect();

    protected override ValueTask<ILedger> OpenEmptyAsync() => ValueTask.FromResult(_folders.Open(_folders.NewFolder()));

    protected override ValueTask<ILedger> ReopenAsync(ILedger ledger) => _folders.ReopenAsync(ledger);

    protected override ColumnStoreOpener Opener(ILedger ledger) => In(_folders.FolderOf(ledger));

    protected override ColumnStoreOpener EmptyOpener() => In(_folders.NewFolder());

    private static ColumnStoreOpener In(string folder) =>
        (anew, _) => ValueTask.FromResult<IColumnStore>(DuckDbColumnStore.Open(folder, anew, new DuckDbColumnsOptions { MemoryBytesMax = 256 << 20 }));

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _folders.CloseAsync();
}
