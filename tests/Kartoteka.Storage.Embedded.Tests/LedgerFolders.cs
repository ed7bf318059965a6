using Kartoteka.Storage.Embedded.Ledger;

namespace Kartoteka.Storage.Embedded.Tests;

/// <summary>Folders of ledgers opened by one test; gone after it.</summary>
internal sealed class LedgerFolders
{
    private readonly Dictionary<ILedger, string> _open = [];
    private readonly List<string> _folders = [];

    public string NewFolder()
    {
        _folders.Add(Directory.CreateTempSubdirectory("kartoteka-").FullName);
        return _folders[^1];
    }

    public ILedger Open(string folder)
    {
        var ledger = SqliteLedger.Open(folder, TimeProvider.System);
        _open.Add(ledger, folder);
        return ledger;
    }

    public string FolderOf(ILedger ledger) => _open[ledger];

    public async ValueTask<ILedger> ReopenAsync(ILedger ledger)
    {
        _open.Remove(ledger, out var folder);
        await ledger.DisposeAsync();
        return Open(folder!);
    }

    public async Task CloseAsync()
    {
        foreach (var ledger in _open.Keys) await ledger.DisposeAsync();
        foreach (var folder in _folders) Directory.Delete(folder, recursive: true);
    }
}
