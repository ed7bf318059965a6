using Kartoteka.Domain.Tests.Identity;
using Kartoteka.Storage.Columns;
using Kartoteka.Storage.Embedded.Columns.DuckDb;
using Kartoteka.Storage.Embedded.Columns.Store;

namespace Kartoteka.Storage.Embedded.Tests.Columns;

/// <summary>The replica's file is worth nothing that the ledger does not have: what is wrong with it never stands in the way.</summary>
public sealed class DamagedReplicaTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("kartoteka-").FullName;
    private readonly List<(string File, string Reason)> _aside = [];

    private string File => Path.Combine(_folder, DuckDbColumnStore.FileName);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private DuckDbColumnStore Open(bool anew = false) =>
        DuckDbColumnStore.Open(_folder, anew, new DuckDbColumnsOptions { MemoryBytesMax = 128 << 20, Threads = 1, OnSetAside = (file, reason) => _aside.Add((file, reason)) });

    private async Task FillAsync()
    {
        await using var store = Open();
        var rows = new ColumnBlock(ColumnSchema.Event);
        rows[0].Add(1);
        rows.EndRow();
        await store.WriteAsync(new ColumnBatch { Progress = new ColumnProgress(7, true, false), Events = rows }, default);
    }

    [Fact]
    public async Task One_that_is_well_is_kept()
    {
        await FillAsync();
        await using var store = Open();
        Assert.Equal(7, (await store.ReadProgressAsync(default)).Position);
        Assert.Empty(_aside);
    }

    [Fact]
    public async Task One_that_is_no_database_is_set_aside_and_an_empty_one_takes_its_place()
    {
        await FillAsync();
        var bytes = await System.IO.File.ReadAllBytesAsync(File);
        new Random(1).NextBytes(bytes.AsSpan(0, 8192));
        await System.IO.File.WriteAllBytesAsync(File, bytes);
        await using var store = Open();
        Assert.Equal(default, await store.ReadProgressAsync(default));
        Assert.Equal("columns.aside.duckdb", Assert.Single(_aside).File);
        Assert.True(System.IO.File.Exists(Path.Combine(_folder, "columns.aside.duckdb")));
    }

    [Fact]
    public async Task One_of_another_version_is_set_aside()
    {
        await FillAsync();
        using (var database = DuckDbDatabase.Open(File))
        using (var connection = database.Connect()) connection.Execute("update progress set version = 99");
        await using var store = Open();
        Assert.Equal(default, await store.ReadProgressAsync(default));
        Assert.Contains("version 99", Assert.Single(_aside).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_is_asked_for_anew_is_empty()
    {
        await FillAsync();
        await using var store = Open(anew: true);
        Assert.Equal(default, await store.ReadProgressAsync(default));
        Assert.Single(_aside);
    }

    [Fact]
    public void A_folder_that_cannot_be_written_makes_columns_unavailable_and_nothing_worse() =>
        Assert.Throws<ColumnsUnavailableException>(() => DuckDbColumnStore.Open(Path.Combine(_folder, "not", "there"), false, new DuckDbColumnsOptions()));

    [Theory]
    [InlineData("select * from read_text('/etc/hostname')")]
    [InlineData("select * from read_csv('/etc/passwd')")]
    [InlineData("copy (select 1) to 'out.csv'")]
    [InlineData("attach 'other.db' as other")]
    [InlineData("set memory_limit = '100GB'")]
    [InlineData("install httpfs")]
    public async Task A_question_reaches_no_other_file_and_changes_no_setting(string sql)
    {
        await using var store = Open();
        await Assert.ThrowsAsync<ColumnQueryException>(async () =>
        {
            await using var rows = await store.QueryAsync(new ColumnQuery(sql), default);
            while (await rows.ReadAsync(default)) { }
        });
    }
}
