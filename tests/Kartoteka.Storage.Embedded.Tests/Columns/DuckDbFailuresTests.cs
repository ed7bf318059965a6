using Kartoteka.Storage.Embedded.Columns.DuckDb;

namespace Kartoteka.Storage.Embedded.Tests.Columns;

/// <summary>What goes wrong is said in DuckDB's words, and leaves neither a lock nor memory behind.</summary>
[Collection("memory of the process")]
public sealed class DuckDbFailuresTests : IDisposable
{
    private const string Endless = "select count(*) from range(100000000000) as a(i), range(1000) as b(j) where i * j % 7 = 3";
    private readonly string _folder = Directory.CreateTempSubdirectory("kartoteka-duckdb-").FullName;
    private readonly DuckDbDatabase _database = DuckDbDatabase.Open();
    private readonly DuckDbConnection _connection;

    public DuckDbFailuresTests() => _connection = _database.Connect();

    public void Dispose()
    {
        _connection.Dispose();
        _database.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void The_version_is_the_one_that_is_installed() => Assert.StartsWith("v1.", DuckDbDatabase.LibraryVersion, StringComparison.Ordinal);

    [Fact]
    public void An_error_has_DuckDBs_message_and_kind()
    {
        _connection.Execute("create table t (i integer primary key)");
        Assert.Contains("syntax error", Assert.Throws<DuckDbException>(() => _connection.Prepare("selec 1")).Message, StringComparison.Ordinal);
        Assert.Equal(DuckDbError.Parser, Assert.Throws<DuckDbException>(() => _connection.Execute("selec 1")).Error);
        Assert.Equal(DuckDbError.Catalog, Assert.Throws<DuckDbException>(() => _connection.Execute("select * from nowhere")).Error);
        Assert.Equal(DuckDbError.Catalog, Assert.Throws<DuckDbException>(() => _connection.Append("nowhere")).Error);
        Assert.Equal(DuckDbError.Binder, Assert.Throws<DuckDbException>(() => _connection.Execute("select j from t")).Error);
        _connection.Execute("insert into t values (1)");
        var duplicate = Assert.Throws<DuckDbException>(() => _connection.Execute("insert into t values (1)"));
        Assert.Equal(DuckDbError.Constraint, duplicate.Error);
        Assert.Contains("Duplicate key", duplicate.Message, StringComparison.Ordinal);
        using var statement = _connection.Prepare("select $1 + $2");
        Assert.Throws<DuckDbException>(() => statement.Bind(1).Execute());
        Assert.Equal(DuckDbError.InvalidInput, Assert.Throws<DuckDbException>(() => statement.Bind(1).Bind(2).Bind(3)).Error);
        Assert.Contains("no_such", Assert.Throws<DuckDbException>(() => DuckDbDatabase.Open(null, new DuckDbOptions { Settings = new Dictionary<string, string> { ["no_such"] = "1" } })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_error_in_the_midst_of_a_stream_comes_when_its_chunk_is_read()
    {
        // With two threads DuckDB tells now and then that it stopped the one, instead of what the other met.
        _connection.Execute("set threads = 1");
        using var result = _connection.Query("select cast(case when i = 500000 then 'x' else '1' end as integer) from range(1000000) as t(i)");
        var rows = 0;
        var error = Assert.Throws<DuckDbException>(() =>
        {
            while (result.Read()) rows += result.Rows;
        });
        Assert.Equal(DuckDbError.Conversion, error.Error);
        Assert.Contains("'x'", error.Message, StringComparison.Ordinal);
        Assert.InRange(rows, 1, 500_000);
        _connection.Execute("select 1");
    }

    [Fact]
    public void A_broken_constraint_adds_no_row_of_an_append()
    {
        _connection.Execute("create table t (i bigint primary key)");
        using (var appender = _connection.Append("t"))
        {
            (appender.Column(0).Values<long>()[0], appender.Column(0).Values<long>()[1]) = (5, 5);
            var error = Assert.Throws<DuckDbException>(() =>
            {
                appender.Append(2);
                appender.Complete();
            });
            Assert.Contains("5", error.Message, StringComparison.Ordinal);
        }
        using var result = _connection.Query("select count(*) from t");
        Assert.True(result.Read());
        Assert.Equal(0, result.Column(0).Values<long>()[0]);
    }

    [Fact]
    public void A_query_is_interrupted_and_the_connection_goes_on()
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        Interrupted(() => _connection.Execute(Endless, stop.Token));
        Assert.Throws<OperationCanceledException>(() => _connection.Execute("select 1", stop.Token));
        _connection.Execute("select 1");
    }

    [Fact]
    public void A_stream_is_interrupted_while_its_next_chunk_is_worked_out()
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        Interrupted(() =>
        {
            using var result = _connection.Query("select i from range(100000000000) as t(i) where i < 10 or i % 99999999999 = 7", stop.Token);
            while (result.Read(stop.Token))
            {
            }
        });
        _connection.Execute("select 1");
    }

    [Fact]
    public void A_file_keeps_its_rows_and_a_file_of_something_else_is_refused()
    {
        var path = Path.Combine(_folder, "base.duckdb");
        using (var database = DuckDbDatabase.Open(path, new DuckDbOptions { Threads = 1, MemoryBytesMax = 256 << 20 }))
        using (var connection = database.Connect())
        {
            connection.Execute("create table t as select 42 as i");
            using var limit = connection.Query("select current_setting('threads')");
            Assert.True(limit.Read());
            Assert.Equal(1, limit.Column(0).Values<long>()[0]);
        }
        using (var database = DuckDbDatabase.Open(path, new DuckDbOptions { ReadOnly = true }))
        using (var connection = database.Connect())
        {
            using var result = connection.Query("select i from t");
            Assert.True(result.Read());
            Assert.Equal(42, result.Column(0).Values<int>()[0]);
            Assert.Throws<DuckDbException>(() => connection.Execute("insert into t values (1)"));
        }
        File.WriteAllText(path, new string('x', 10_000));
        Assert.Throws<DuckDbException>(() => DuckDbDatabase.Open(path));
    }

    [Fact]
    public void A_query_over_the_limit_of_memory_fails_and_the_process_lives()
    {
        using var database = DuckDbDatabase.Open(null, new DuckDbOptions { Threads = 1, MemoryBytesMax = 16 << 20, Settings = new Dictionary<string, string> { ["temp_directory"] = "" } });
        using var connection = database.Connect();
        Assert.Equal(DuckDbError.OutOfMemory, Assert.Throws<DuckDbException>(() => connection.Execute("create table t as select i, repeat('x', 100) || i as s from range(2000000) as r(i)")).Error);
        connection.Execute("select 1");
    }

    [Fact]
    public void Opening_and_failing_again_and_again_leaves_no_memory_behind()
    {
        for (var i = 0; i < 20; i++) OpenAndFail(i);
        var before = Resident();
        for (var i = 0; i < 150; i++) OpenAndFail(i);
        Assert.InRange(Resident() - before, long.MinValue, 48 << 20);
    }

    /// <summary>Run by the caller's own thread, so that it is the library that stops and not only a task.</summary>
    private static void Interrupted(Action run)
    {
        var cancelled = Assert.ThrowsAny<OperationCanceledException>(run);
        Assert.Equal(DuckDbError.Interrupted, Assert.IsType<DuckDbException>(cancelled.InnerException).Error);
    }

    private static void OpenAndFail(int round)
    {
        using var database = DuckDbDatabase.Open(null, new DuckDbOptions { Threads = 1 });
        using var connection = database.Connect();
        connection.Execute("create table t (i bigint primary key, s varchar)");
        for (var i = 0; i < 30; i++)
        {
            Assert.Throws<DuckDbException>(() => connection.Prepare($"select * from nowhere_{round}"));
            using var statement = connection.Prepare("select i, repeat('y', 2000) from range($1) as t(i)");
            using var half = statement.Bind(20_000).Query();
            Assert.True(half.Read()); // The rest is never read.
        }
        using var appender = connection.Append("t");
        for (var i = 0; i < 2_000; i++) appender.Column(1).Set(i, "a text that is longer than twelve bytes"u8);
        appender.Column(0).Values<long>()[..2_000].Clear();
        Assert.Throws<DuckDbException>(() =>
        {
            appender.Append(2_000);
            appender.Complete();
        });
    }

    private static long Resident()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        using var process = System.Diagnostics.Process.GetCurrentProcess();
        return process.WorkingSet64;
    }
}

/// <summary>Tests that measure the whole process, one after the other and beside no others.</summary>
[CollectionDefinition("memory of the process", DisableParallelization = true)]
public sealed class MemoryOfTheProcess;
