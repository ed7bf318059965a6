using Kartoteka.Storage.Contract;
using Kartoteka.Storage.Embedded.Ledger;
using Kartoteka.Storage.Embedded.Sqlite;
using Xunit;

namespace Kartoteka.Storage.Embedded.Tests;

/// <summary>A ledger in a temporary folder of one test.</summary>
internal sealed class LedgerInFolder : IAsyncDisposable
{
    private SqliteLedger? _ledger;

    public string Folder { get; } = Directory.CreateTempSubdirectory("kartoteka-").FullName;

    public async ValueTask<IWorkspaceStore> OpenAsync()
    {
        if (_ledger is not null) await _ledger.DisposeAsync();
        return _ledger = SqliteLedger.Open(Folder, TimeProvider.System);
    }

    public async ValueTask DisposeAsync()
    {
        if (_ledger is not null) await _ledger.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}

public sealed class SqliteWorkspaceStoreTests : WorkspaceStoreContract, IAsyncLifetime
{
    private readonly LedgerInFolder _ledger = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _ledger.DisposeAsync();

    protected override ValueTask<IWorkspaceStore> OpenAsync() => _ledger.OpenAsync();
}

public sealed class SqliteAuditLogTests : AuditLogContract, IAsyncLifetime
{
    private readonly LedgerInFolder _ledger = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _ledger.DisposeAsync();

    protected override ValueTask<IWorkspaceStore> OpenAsync() => _ledger.OpenAsync();

    protected override ValueTask TamperAsync(long sequence, Tampering how)
    {
        using var database = SqliteDatabase.Open(Path.Combine(_ledger.Folder, "ledger.db"), readOnly: false);
        database.Execute(how switch
        {
            Tampering.Edit => $"update audit set detail = 'forged' where sequence = {sequence}",
            Tampering.Delete => $"delete from audit where sequence = {sequence}",
            _ => $"""
                update audit set sequence = -1 where sequence = {sequence};
                update audit set sequence = {sequence} where sequence = {sequence + 1};
                update audit set sequence = {sequence + 1} where sequence = -1;
                """,
        });
        return ValueTask.CompletedTask;
    }
}

public sealed class SqliteUserStoreTests : UserStoreContract, IAsyncLifetime
{
    private readonly LedgerInFolder _ledger = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _ledger.DisposeAsync();

    protected override async ValueTask<IUserStore> OpenAsync() => (IUserStore)await _ledger.OpenAsync();
}

public sealed class SqliteEmbedKeyStoreTests : EmbedKeyStoreContract, IAsyncLifetime
{
    private readonly LedgerInFolder _ledger = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _ledger.DisposeAsync();

    protected override async ValueTask<IEmbedKeyStore> OpenAsync() => (IEmbedKeyStore)await _ledger.OpenAsync();
}
