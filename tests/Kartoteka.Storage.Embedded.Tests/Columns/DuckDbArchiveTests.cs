using System.Security.Cryptography;
using System.Text.Json;
using Kartoteka.Domain.Identity;
using Kartoteka.Storage.Columns;
using Kartoteka.Storage.Embedded.Columns.DuckDb;
using Kartoteka.Storage.Embedded.Columns.Parquet;
using Kartoteka.Storage.Embedded.Columns.Store;

namespace Kartoteka.Storage.Embedded.Tests.Columns;

/// <summary>The files that closed days become.</summary>
public sealed class DuckDbArchiveTests : IDisposable
{
    private const long Day = 86_400_000_000;
    private const long Now = 20 * Day;
    private static readonly TierRules Rules = new(10, new Dictionary<string, int>(), null, new Dictionary<string, int>());

    private readonly string _folder = Directory.CreateTempSubdirectory("kartoteka-").FullName;
    private readonly List<string> _aside = [], _asideFiles = [];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Archive => Path.Combine(_folder, "archive");

    private DuckDbColumnStore Open(string? folder = null) =>
        DuckDbColumnStore.Open(folder ?? _folder, anew: false, new DuckDbColumnsOptions { MemoryBytesMax = 256 << 20, Threads = 2, OnSetAside = SetAside });

    private void SetAside(string file, string reason)
    {
        _asideFiles.Add(file);
        _aside.Add(reason);
    }

    // An event on each of twelve days, of one profile.
    private static async Task FillAsync(DuckDbColumnStore store, bool numbers = true)
    {
        var rows = new ColumnBlock(ColumnSchema.Event);
        for (var day = 0; day < 12; day++)
        {
            rows[0].Add(day + 1);
            rows[1].Add(5);
            rows[2].Add(1);
            rows[6].Add("track");
            rows[7].Add("Заказ");
            rows[8].Add(day * Day);
            rows[9].Add((day * Day) + 7);
            rows[ColumnSchema.Event.IndexOf("revenue")].Add(15_000);
            rows[ColumnSchema.Event.IndexOf("product_ids")].AddElement("p1"u8);
            rows[ColumnSchema.Event.IndexOf("product_ids")].EndList();
            rows.EndRow();
        }
        await store.WriteAsync(new ColumnBatch { Progress = new ColumnProgress(12, true, false), Events = rows, Numbers = numbers ? [(new ProfileId(Guid.AllBitsSet), 1)] : [] }, default);
    }

    private static async Task<int> TierAsync(DuckDbColumnStore store, TierRules? rules = null, long nowUs = Now)
    {
        var steps = 0;
        while (await store.TierAsync(rules ?? Rules, nowUs, default)) steps++;
        return steps;
    }

    private static async Task<long> AskAsync(DuckDbColumnStore store, string sql)
    {
        await using var rows = await store.QueryAsync(new ColumnQuery(sql), default);
        Assert.True(await rows.ReadAsync(default));
        return rows.Whole(0)[0];
    }

    [Fact]
    public async Task Closed_days_become_files_by_month_and_day_which_any_duckdb_reads_and_the_manifest_counts()
    {
        await using var store = Open();
        await FillAsync(store);
        Assert.Equal(10, await TierAsync(store));
        Assert.Equal(12, await AskAsync(store, "select count(*) from event"));
        Assert.Equal(2, await AskAsync(store, "select count(*) from event_row"));
        Assert.True(File.Exists(Path.Combine(Archive, "1970", "01", "1970-01-10.track.parquet")));
        using (var other = DuckDbDatabase.Open())
        using (var connection = other.Connect())
        using (var rows = connection.Query($"select count(*), sum(revenue)::double, min(profile_id::varchar), max(product_ids[1]) from read_parquet('{Archive}/*/*/*.parquet')"))
        {
            Assert.True(rows.Read());
            Assert.Equal((10, 15.0), (rows.Column(0).Values<long>()[0], rows.Column(1).Values<double>()[0]));
            Assert.Equal("ffffffff-ffff-ffff-ffff-ffffffffffff"u8, rows.Column(2).Bytes(0));
            Assert.Equal("p1"u8, rows.Column(3).Bytes(0));
        }
        using var manifest = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(Archive, "manifest.json")));
        Assert.Equal(10, manifest.RootElement.EnumerateArray().Sum(file => file.GetProperty("rows").GetInt64()));
        foreach (var file in manifest.RootElement.EnumerateArray())
        {
            var bytes = await File.ReadAllBytesAsync(Path.Combine(Archive, file.GetProperty("path").GetString()!));
            Assert.Equal(file.GetProperty("sha256").GetString(), Convert.ToHexStringLower(SHA256.HashData(bytes)));
        }
    }

    [Fact]
    public async Task The_reader_of_imports_gives_a_file_back_cell_by_cell()
    {
        await using var store = Open();
        await FillAsync(store);
        await TierAsync(store);
        using var file = ParquetFile.Open(Path.Combine(Archive, "1970", "01", "1970-01-03.track.parquet"));
        Assert.Equal([.. ColumnSchema.Event.Columns.Select(column => column.Name), "profile_id", "message_id", "order_key"], file.Columns);
        var cells = new Dictionary<string, string>();
        Assert.True(file.ReadRow());
        for (var column = 0; column < file.Columns.Count; column++) cells[file.Columns[column]] = file.Field(column, out _).ToString();
        Assert.False(file.ReadRow());
        Assert.Equal(("3", "track", "Заказ", "1.5"), (cells["position"], cells["kind"], cells["name"], cells["revenue"]));
    }

    [Fact]
    public async Task Of_a_kind_with_too_many_events_the_oldest_closed_days_go_to_files_before_their_age()
    {
        await using var store = Open();
        await FillAsync(store);
        var rules = TierRules.None with { WarmRows = 100, WarmRowsOf = new Dictionary<string, long> { ["track"] = 4 } };
        Assert.Equal(0, await TierAsync(store, rules with { WarmRowsOf = new Dictionary<string, long> { ["page"] = 4 } }));
        Assert.Equal(8, await TierAsync(store, rules));
        Assert.Equal(9, await AskAsync(store, "select min(position) from event_row"));
        Assert.Equal(12, await AskAsync(store, "select count(*) from event"));
        // Today stays even where it is too much by itself.
        Assert.Equal(3, await TierAsync(store, rules with { WarmRowsOf = new Dictionary<string, long> { ["track"] = 0 } }, nowUs: (11 * Day) + 9));
        Assert.Equal(1, await AskAsync(store, "select count(*) from event_row"));
    }

    [Fact]
    public async Task A_store_made_anew_takes_up_files_that_are_whole_and_of_its_ledger_and_sets_the_others_aside()
    {
        await using (var store = Open())
        {
            await FillAsync(store);
            await TierAsync(store);
        }
        File.Delete(Path.Combine(_folder, DuckDbColumnStore.FileName));
        var (damaged, gone) = (Path.Combine(Archive, "1970", "01", "1970-01-02.track.parquet"), Path.Combine(Archive, "1970", "01", "1970-01-05.track.parquet"));
        await File.AppendAllTextAsync(damaged, "x");
        File.Delete(gone);
        await using var anew = Open();
        await anew.ClearAsync(head: 8, default);
        Assert.Equal(6, await AskAsync(anew, "select count(*) from event"));
        Assert.Equal(1 + 3 + 4 + 6 + 7 + 8, await AskAsync(anew, "select sum(position)::bigint from event"));
        Assert.Equal(["1970/01/1970-01-02.track.parquet.aside", "1970/01/1970-01-09.track.parquet.aside", "1970/01/1970-01-10.track.parquet.aside"], _asideFiles.Order(StringComparer.Ordinal));
        Assert.Equal(1, _aside.Count(reason => reason == "its bytes are not those that were written"));
        Assert.True(File.Exists(damaged + ".aside") && !File.Exists(damaged));
        // What the ledger brings again is not there twice, and what no file has is.
        await FillAsync(anew, numbers: false);
        Assert.Equal(12, await AskAsync(anew, "select count(*) from event"));
        Assert.Equal(12, await AskAsync(anew, "select count(distinct position) from event"));
        Assert.Equal(6, await AskAsync(anew, "select count(*) from event_row"));
        Assert.Equal(1, await AskAsync(anew, "select count(*) from profile_number"));
    }

    [Fact]
    public async Task A_folder_that_was_moved_still_finds_its_files()
    {
        var moved = Path.Combine(_folder, "it's moved");
        Directory.CreateDirectory(moved);
        await using (var store = Open())
        {
            await FillAsync(store);
            await TierAsync(store);
        }
        File.Move(Path.Combine(_folder, DuckDbColumnStore.FileName), Path.Combine(moved, DuckDbColumnStore.FileName));
        Directory.Move(Archive, Path.Combine(moved, "archive"));
        await using var again = Open(moved);
        Assert.Equal(12, await AskAsync(again, "select count(*) from event"));
        Assert.Empty(_aside);
    }

    [Fact]
    public async Task A_replica_whose_file_is_gone_is_set_aside_and_built_anew()
    {
        await using (var store = Open())
        {
            await FillAsync(store);
            await TierAsync(store);
        }
        File.Delete(Path.Combine(Archive, "1970", "01", "1970-01-03.track.parquet"));
        await using var again = Open();
        Assert.Equal(default, await again.ReadProgressAsync(default));
        Assert.Contains("1970-01-03.track.parquet is gone", Assert.Single(_aside), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_past_its_end_leaves_tables_files_and_manifest()
    {
        await using var store = Open();
        await FillAsync(store);
        await TierAsync(store);
        var (due, kept) = (Path.Combine(Archive, "1970", "01", "1970-01-03.track-2.parquet.aside"), Path.Combine(Archive, "1970", "01", "1970-01-12.track.parquet.aside"));
        foreach (var aside in new[] { due, kept }) await File.WriteAllTextAsync(aside, "what nobody counts");
        await TierAsync(store, Rules with { KeepDays = 9 });
        Assert.Equal((false, true), (File.Exists(due), File.Exists(kept)));
        Assert.Equal(1, await AskAsync(store, "select count(*) from event"));
        Assert.Empty(Directory.GetFiles(Archive, "*.parquet", SearchOption.AllDirectories));
        Assert.Equal("[]", await File.ReadAllTextAsync(Path.Combine(Archive, "manifest.json")));
    }

    [Fact]
    public async Task What_a_step_that_was_cut_off_left_behind_is_written_over_and_counted_once()
    {
        await using var store = Open();
        await FillAsync(store);
        var left = Path.Combine(Archive, "1970", "01", "1970-01-01.track.parquet");
        Directory.CreateDirectory(Path.GetDirectoryName(left)!);
        await File.WriteAllTextAsync(left, "a whole file that no row counts");
        await File.WriteAllTextAsync(left + ".next", "half of a file");
        Assert.Equal(12, await AskAsync(store, "select count(*) from event"));
        await TierAsync(store);
        Assert.Equal(12, await AskAsync(store, "select count(*) from event"));
        Assert.Equal(12, await AskAsync(store, "select count(distinct position) from event"));
        Assert.Empty(Directory.GetFiles(Archive, "*.next", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task The_day_that_is_not_over_is_never_archived()
    {
        await using var store = Open();
        await FillAsync(store);
        await TierAsync(store, Rules with { WarmDays = 0 }, nowUs: (11 * Day) + 9);
        Assert.Equal(1, await AskAsync(store, "select count(*) from event_row"));
        Assert.Equal(12, await AskAsync(store, "select count(*) from event"));
    }

    [Fact]
    public async Task A_question_that_needs_more_memory_than_there_is_uses_the_disk()
    {
        await using var store = DuckDbColumnStore.Open(_folder, anew: false, new DuckDbColumnsOptions { MemoryBytesMax = 64 << 20, Threads = 1 });
        Assert.Equal(3_000_000, await AskAsync(store, "select count(*) from (select i, md5(i::varchar) as m from range(3000000) t(i) order by m) where m is not null"));
        Assert.Equal(2_000_000, await AskAsync(store, "select count(*) from (select md5(i::varchar) as m, count(*) as n from range(2000000) t(i) group by all having n = 1)"));
    }
}
