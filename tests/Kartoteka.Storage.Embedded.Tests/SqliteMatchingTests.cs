using Kartoteka.Storage.Contract.Matching;
using Kartoteka.Storage.Embedded.Matching;
using Kartoteka.Storage.Matching;

namespace Kartoteka.Storage.Embedded.Tests;

public sealed class SqliteMatchStewardTests : MatchStewardContract, IAsyncLifetime
{
    private readonly LedgerFolders _folders = new();

    protected override ValueTask<ILedger> OpenEmptyAsync() => ValueTask.FromResult(_folders.Open(_folders.NewFolder()));

    protected override ValueTask<ILedger> ReopenAsync(ILedger ledger) => _folders.ReopenAsync(ledger);

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _folders.CloseAsync();
}

public sealed class SqliteMatchIndexTests : MatchIndexContract, IAsyncLifetime
{
    private readonly LedgerFolders _folders = new();
    private readonly Dictionary<IMatchIndex, string> _open = [];

    protected override IMatchIndex OpenEmpty() => Open(_folders.NewFolder());

    protected override IMatchIndex Reopen(IMatchIndex index)
    {
        _open.Remove(index, out var folder);
        index.Dispose();
        return Open(folder!);
    }

    private SqliteMatchIndex Open(string folder)
    {
        var index = SqliteMatchIndex.Open(folder);
        _open.Add(index, folder);
        return index;
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var index in _open.Keys) index.Dispose();
        await _folders.CloseAsync();
    }
}
