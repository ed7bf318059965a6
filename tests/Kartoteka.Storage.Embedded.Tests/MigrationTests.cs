using Kartoteka.Storage.Embedded.Ledger;
using Kartoteka.Storage.Embedded.Sqlite;

namespace Kartoteka.Storage.Embedded.Tests;

public sealed class MigrationTests : IAsyncLifetime
{
    private readonly LedgerFolders _folders = new();

    [Fact]
    public async Task A_base_of_a_newer_program_is_refused_and_left_as_it_is()
    {
        var folder = _folders.NewFolder();
        await SqliteLedger.Open(folder, TimeProvider.System).DisposeAsync();
        long? version;
        using (var database = SqliteDatabase.Open(Path.Combine(folder, "ledger.db"), readOnly: false))
        {
            version = database.Scalar("pragma user_version");
            database.Execute("pragma user_version = 999");
        }
        Assert.Contains("999", Assert.Throws<MigrationException>(() => SqliteLedger.Open(folder, TimeProvider.System)).Message, StringComparison.Ordinal);
        using (var database = SqliteDatabase.Open(Path.Combine(folder, "ledger.db"), readOnly: false))
        {
            Assert.Equal(999, database.Scalar("pragma user_version"));
            database.Execute($"pragma user_version = {version}");
        }
        // The refusal let go of the folder's lock.
        _folders.Open(folder);
    }

    [Fact]
    public void A_failed_migration_leaves_the_version_and_the_tables_as_they_were()
    {
        using var database = SqliteDatabase.Open(Path.Combine(_folders.NewFolder(), "some.db"), readOnly: false);
        for (var attempt = 0; attempt < 2; attempt++)
        {
            var error = Assert.Throws<MigrationException>(() => Migrations.Apply(database, typeof(MigrationTests).Assembly, "broken/"));
            Assert.Contains("0002_bad", error.Message, StringComparison.Ordinal);
            Assert.Equal(1, database.Scalar("pragma user_version"));
            Assert.Equal(0, database.Scalar("select count(*) from sqlite_schema where name = 'half'"));
            Assert.Equal(0, database.Scalar("select count(*) from kept"));
            Assert.True(database.IsAutoCommit);
        }
    }

    [Fact]
    public async Task Opening_again_migrates_nothing()
    {
        var folder = _folders.NewFolder();
        await SqliteLedger.Open(folder, TimeProvider.System).DisposeAsync();
        long? version;
        using (var database = SqliteDatabase.Open(Path.Combine(folder, "ledger.db"), readOnly: true)) version = database.Scalar("pragma user_version");
        await SqliteLedger.Open(folder, TimeProvider.System).DisposeAsync();
        using (var database = SqliteDatabase.Open(Path.Combine(folder, "ledger.db"), readOnly: true)) Assert.Equal(version, database.Scalar("pragma user_version"));
    }

    [Fact]
    public void A_folder_in_use_is_refused()
    {
        var folder = _folders.NewFolder();
        _folders.Open(folder);
        Assert.Throws<LedgerUnavailableException>(() => SqliteLedger.Open(folder, TimeProvider.System));
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _folders.CloseAsync();
}
