using System.Collections.Concurrent;
using System.Globalization;
using Kartoteka.Domain.Identity;
using Kartoteka.Storage.Columns;
using Kartoteka.Storage.Embedded.Columns.DuckDb;
using Kartoteka.Storage.Embedded.Columns.Views;

namespace Kartoteka.Storage.Embedded.Columns.Store;

/// <summary>
/// The column store on DuckDB: one file beside the ledger, one connection that writes, others that read. Events stand in <c>event_row</c> in
/// order of position, which is nearly that of time, so that row groups are skipped by their times; <c>moved</c> holds where records went since
/// they were written, and the view <c>event</c> joins it, as those of orders do. See docs/adr/0012-column-store-port.md.
/// </summary>
public sealed partial class DuckDbColumnStore : IColumnStore
{
    private const int Version = 4;

    /// <summary>
    /// Log of changes that is brought into the file at once, in bytes. Batches wait for it up to 1.4 s, which does not depend on how much
    /// came: 9 MB of events took longer than 36 MB. At 2,000 events/s that is once in two and a half minutes; a start reads the log in 1.3 s.
    /// </summary>
    private const long CheckpointBytes = 192L << 20;

    /// <summary>Log of changes at which the writer brings it in itself and waits for it: where the one beside it never could.</summary>
    private const string CheckpointByWriterAt = "1GB";

    /// <summary>Free disk below which a failed replica is not built anew, in bytes.</summary>
    private const long FreeBytesMin = 256L << 20;

    private readonly DuckDbArchive _archive;
    private readonly DuckDbDatabase _database;
    private readonly DuckDbConnection _writer;
    private readonly DuckDbCheckpoint _checkpoint;
    private readonly ConcurrentBag<DuckDbConnection> _readers = [];
    private bool _disposed;

    private DuckDbColumnStore(string folder, DuckDbDatabase database, DuckDbConnection writer, Action<string, string> onSetAside) =>
        (_archive, _database, _writer, _checkpoint) = (new DuckDbArchive(folder, onSetAside), database, writer, new DuckDbCheckpoint(database, Path.Combine(folder, FileName + ".wal"), CheckpointBytes));

    /// <inheritdoc />
    public string Dialect => "duckdb";

    /// <summary>
    /// Opens the replica in <paramref name="folder"/>. One that is damaged, or of another version, is set aside under another name and an empty
    /// one takes its place.
    /// </summary>
    /// <param name="folder">The data folder.</param>
    /// <param name="anew">True to set aside what is there in any case.</param>
    /// <param name="options">Memory and threads.</param>
    /// <exception cref="ColumnsUnavailableException">DuckDB's library is missing, or the folder cannot be written.</exception>
    public static DuckDbColumnStore Open(string folder, bool anew, DuckDbColumnsOptions options)
    {
        var path = Path.Combine(folder, FileName);
        try
        {
            // A store that failed because the disk is full would not be better off anew.
            if (anew && new DriveInfo(Path.GetFullPath(folder)).AvailableFreeSpace < FreeBytesMin) throw new IOException("The disk is full.");
            if (anew) SetAside(path, "it failed", options);
            try
            {
                return OpenFile(folder, path, options);
            }
            catch (DuckDbException damage) when (File.Exists(path))
            {
                SetAside(path, damage.Message, options);
                return OpenFile(folder, path, options);
            }
        }
        catch (Exception error) when (error is DuckDbMissingException or DuckDbException or IOException or UnauthorizedAccessException)
        {
            throw new ColumnsUnavailableException($"There is no column store: {error.Message}", error);
        }
    }

    /// <summary>The file's name in the data folder.</summary>
    public const string FileName = "columns.duckdb";

    private const string AsideName = "columns.aside.duckdb";

    // One is kept, for whoever wants to know; it holds nothing that ledger and archive have not.
    private static void SetAside(string path, string reason, DuckDbColumnsOptions options)
    {
        if (!File.Exists(path)) return;
        var aside = Path.Combine(Path.GetDirectoryName(path)!, AsideName);
        File.Move(path, aside, overwrite: true);
        foreach (var log in Directory.GetFiles(Path.GetDirectoryName(path)!, FileName + ".wal*")) File.Delete(log);
        options.OnSetAside(AsideName, reason);
    }

    private static DuckDbColumnStore OpenFile(string folder, string path, DuckDbColumnsOptions options)
    {
        var settings = new Dictionary<string, string>
        {
            ["temp_directory"] = Path.Combine(folder, "columns.tmp"),
            ["checkpoint_threshold"] = CheckpointByWriterAt,
            // It finds the given profiles read in two places and reads them once; then they filter neither scan, and all profiles are read: 90 ms of 350 of a hundred rules.
            ["disabled_optimizers"] = "common_subplan",
        };
        var database = DuckDbDatabase.Open(path, new DuckDbOptions { MemoryBytesMax = options.MemoryBytesMax, Threads = options.Threads, Settings = settings });
        try
        {
            var writer = database.Connect();
            // A question reads the replica and its archive, and no other file.
            writer.Execute($"set allowed_directories = [{DuckDbSchema.Quote(DuckDbArchive.FolderIn(folder))}]; set enable_external_access = false; set allowed_configs = ['streaming_buffer_size']; set lock_configuration = true");
            Prepare(writer);
            ViewMasks.AddTo(writer);
            var store = new DuckDbColumnStore(folder, database, writer, options.OnSetAside);
            store.RequireArchive();
            store.ShowTiers(); // The folder may have moved since.
            return store;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    private static void Prepare(DuckDbConnection writer)
    {
        if (Scalar(writer, "select count(*) from duckdb_tables() where table_name = 'progress'") == 0)
        {
            writer.Execute($"begin; {DuckDbSchema.Make(Version)} commit");
            return;
        }
        var version = Scalar(writer, "select version from progress");
        if (version != Version) throw new DuckDbException(string.Create(CultureInfo.InvariantCulture, $"It is of version {version}, and this program writes version {Version}."));
    }

    private static long Scalar(DuckDbConnection connection, string sql)
    {
        using var result = connection.Query(sql);
        return result.Read() && !result.Column(0).IsNull(0) ? result.Column(0).Values<long>()[0] : 0;
    }

    /// <inheritdoc />
    public ValueTask<ColumnProgress> ReadProgressAsync(CancellationToken ct) => ValueTask.FromResult(Guarded(() => ReadProgress(_writer)));

    private static ColumnProgress ReadProgress(DuckDbConnection connection)
    {
        using var result = connection.Query("select position, has_profiles, is_scan_due, epoch from progress");
        result.Read();
        return new ColumnProgress(result.Column(0).Values<long>()[0], result.Column(1).Values<byte>()[0] != 0, result.Column(2).Values<byte>()[0] != 0, result.Column(3).Values<long>()[0]);
    }

    /// <inheritdoc />
    public ValueTask<ColumnTable> ReadProfileTableAsync(CancellationToken ct) => ValueTask.FromResult(Guarded(() => DuckDbSchema.ReadTable(_writer, "profile")));

    /// <inheritdoc />
    public ValueTask ChangeProfileTableAsync(ColumnTable table, CancellationToken ct)
    {
        Guarded(() => InTransaction(() =>
        {
            foreach (var change in DuckDbSchema.Changes(DuckDbSchema.ReadTable(_writer, table.Name), table)) _writer.Execute(change);
            _writer.Execute("update progress set is_scan_due = true where has_profiles");
        }));
        return ValueTask.CompletedTask;
    }

    private const string FindSql = "select n.id, n.number from asked_id a join profile_number n on n.id = a.id";

    /// <inheritdoc />
    public ValueTask<(IReadOnlyDictionary<ProfileId, long> Known, long Highest)> FindNumbersAsync(IReadOnlyCollection<ProfileId> ids, CancellationToken ct) => ValueTask.FromResult(Guarded(() =>
    {
        var asked = new ColumnBlock(new ColumnTable("asked_id", [new ColumnDefinition("id", ColumnType.Uuid)]));
        foreach (var id in ids)
        {
            asked[0].Add(id.Value);
            asked.EndRow();
        }
        _writer.Execute("create or replace temp table asked_id (id uuid)", ct);
        DuckDbAppend.All(_writer, "asked_id", asked, ct);
        var known = new Dictionary<ProfileId, long>();
        using (var result = _writer.Query(FindSql, ct))
        {
            while (result.Read(ct))
            {
                var found = result.Column(0).Values<Int128>();
                var numbers = result.Column(1).Values<long>();
                for (var row = 0; row < result.Rows; row++) known[new ProfileId(DuckDbAppend.ToGuid(found[row]))] = numbers[row];
            }
        }
        return ((IReadOnlyDictionary<ProfileId, long>)known, Scalar(_writer, "select max(number) from profile_number"));
    }));

    /// <inheritdoc />
    public ValueTask<Dictionary<ProfileId, long>?> ReadNumbersAsync(int max, CancellationToken ct) => ValueTask.FromResult(Guarded(() =>
    {
        var count = Scalar(_writer, "select count(*) from profile_number");
        if (count > max) return null;
        var numbers = new Dictionary<ProfileId, long>((int)count);
        using var result = _writer.Query("select id, number from profile_number", ct);
        while (result.Read(ct))
        {
            var ids = result.Column(0).Values<Int128>();
            var found = result.Column(1).Values<long>();
            for (var row = 0; row < result.Rows; row++) numbers[new ProfileId(DuckDbAppend.ToGuid(ids[row]))] = found[row];
        }
        return numbers;
    }));

    private const string FoldSql = """
        update event_row set profile = m.profile from moved m where event_row.record = m.record and event_row.profile <> m.profile;
        update order_step_row set profile = m.profile from moved m where order_step_row.record = m.record and order_step_row.profile <> m.profile;
        update orders_row set profile = m.profile from moved m where orders_row.record = m.record and orders_row.profile <> m.profile;
        update order_line_row set profile = m.profile from moved m where order_line_row.record = m.record and order_line_row.profile <> m.profile;
        delete from moved;
        """;

    /// <inheritdoc />
    public ValueTask<bool> FoldAsync(CancellationToken ct) => ValueTask.FromResult(Guarded(() =>
    {
        if (Scalar(_writer, "select count(*) from moved") == 0) return false;
        InTransaction(() => _writer.Execute(FoldSql, ct));
        return true;
    }));

    // A transaction that failed is rolled back; where even that fails, the error before it is the one to tell.
    private void InTransaction(Action work)
    {
        _writer.Execute("begin");
        try
        {
            work();
            FailPoint.Reach("columns_before_commit");
            _writer.Execute("commit");
            FailPoint.Reach("columns_after_commit");
        }
        catch
        {
            try
            {
                _writer.Execute("rollback");
            }
            catch (DuckDbException)
            {
            }
            throw;
        }
    }

    private static void Guarded(Action work) => Guarded(() =>
    {
        work();
        return true;
    });

    private static T Guarded<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (DuckDbException error) when (error.Error is DuckDbError.Fatal or DuckDbError.Internal or DuckDbError.Serialization or DuckDbError.Io)
        {
            throw new ColumnStoreFailedException(error.Message, error);
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_disposed) return;
        _disposed = true;
        await _checkpoint.DisposeAsync();
        _writer.Dispose();
        while (_readers.TryTake(out var reader)) reader.Dispose();
        _database.Dispose();
    }
}
