using Kartoteka.Storage.Contract.Segments;
using Kartoteka.Storage.Embedded.Segments;
using Kartoteka.Storage.Segments;

namespace Kartoteka.Storage.Embedded.Tests;

public sealed class SqliteProfileDerivationsTests : ProfileDerivationsContract, IAsyncLifetime
{
    private readonly LedgerFolders _folders = new();
    private readonly Dictionary<IProfileDerivations, string> _open = [];

    protected override IProfileDerivations OpenEmpty() => Open(_folders.NewFolder());

    protected override IProfileDerivations Reopen(IProfileDerivations derivations)
    {
        _open.Remove(derivations, out var folder);
        derivations.Dispose();
        return Open(folder!);
    }

    private SqliteProfileDerivations Open(string folder)
    {
        var derivations = SqliteProfileDerivations.Open(folder);
        _open.Add(derivations, folder);
        return derivations;
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var derivations in _open.Keys) derivations.Dispose();
        await _folders.CloseAsync();
    }
}
