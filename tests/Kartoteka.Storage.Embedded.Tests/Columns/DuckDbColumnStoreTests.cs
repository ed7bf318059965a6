using Kartoteka.Storage.Columns;
using Kartoteka.Storage.Contract.Columns;
using Kartoteka.Storage.Embedded.Columns.Store;
using Kartoteka.Storage.Embedded.Sqlite;

namespace Kartoteka.Storage.Embedded.Tests.Columns;

public sealed class DuckDbColumnStoreTests : ColumnStoreContract, IAsyncLifetime
{
    private readonly LedgerFolders _folders = new();

    protected override IReadOnlyList<string> Hostile { get; } =
    [
        "", ";", "select 1; select 2", "delete from profiles", "update profiles set kind = 'x'", "insert into events select * from events", "create table mine as select 1", "drop view profiles",
        "attach 'other.db'", "detach columns", "copy profiles to '/tmp/out.csv'", "copy (select 1) to '/tmp/out.csv'", "export database '/tmp/out'", "import database '/tmp/out'", "install httpfs", "load httpfs",
        "pragma version", "pragma table_info('profile')", "set threads = 1", "reset threads", "set variable x = 1", "call pragma_version()", "checkpoint", "vacuum", "explain analyze select 1", "explain select 1",
        "prepare q as select 1", "execute q", "begin", "commit", "use memory", "show tables", "show all tables", "describe profile", "describe profiles", "summarize profile", "pivot profiles on kind", "alter table profile rename to p",
        "select * from event", "select * from event_row", "select * from profile", "select * from record", "select * from moved", "select * from order_line", "select * from order_step", "select * from archived_step", "select * from main.orders", "select * from progress", "select * from given", "select * from asked_member",
        "select * from main.profiles", "select * from main.event", "select * from columns.main.event", "select * from temp.profiles", "select * from \"main\".\"event\"", "select * from \"event\"", "select * from EVENT",
        "select * from information_schema.tables", "select * from pg_catalog.pg_class", "select * from pg_class", "select * from sqlite_master", "select * from duckdb_tables", "select * from duckdb_settings()",
        "select * from duckdb_tables()", "select * from duckdb_columns()", "select * from duckdb_secrets()", "select * from duckdb_views()", "select * from pragma_table_info('profile')", "select * from duckdb_logs()",
        "select * from read_csv('/etc/passwd')", "select * from read_csv_auto('/etc/passwd')", "select * from read_text('/etc/passwd')", "select * from read_blob('/etc/passwd')", "select * from read_json('/etc/passwd')",
        "select * from read_parquet('archive/**')", "select * from parquet_metadata('x')", "select * from glob('/*')", "select * from sniff_csv('/etc/passwd')", "select * from '/etc/passwd'", "select * from 'x.parquet'",
        "from '/etc/passwd.csv'", "select * from query('select * from event')", "select * from query_table('event')", "select * from json_execute_serialized_sql(json_serialize_sql('select 1'))",
        "select * from seq_scan('event')", "select * from repeat('a', 1000000000)", "select * from (select * from event)", "select (select count(*) from event)", "select 1 where exists (select 1 from event)",
        "select * from profiles, lateral (select * from event) e", "select * from profiles where profile_id in (select id from profile)", "select * from profiles join (values (1)) v(x) on (select true from event limit 1)",
        "select * from profiles union all select * from profile", "select count(*) filter (where exists (select 1 from record)) from profiles", "select row_number() over (order by (select 1 from record)) from profiles",
        "with event as (select 1) select * from event", "with e as (select * from event) select * from e", "select * from (with event as (select 1 as x) select * from event), event",
        "with recursive t as (select * from event union all select * from t) select * from t", "with \"/etc/passwd.csv\" as (select 1) select * from '/etc/passwd.csv'", "with duckdb_tables as (select 1) select * from duckdb_tables",
        "select getenv('HOME')", "select current_setting('temp_directory')", "select getvariable('x')", "select nextval('s')", "select current_query()", "select pg_get_viewdef(1)", "select has_table_privilege('x', 'y')",
        "select write_log('x')", "select sleep_ms(100000)", "select pg_sleep(100)", "select stats(email) from profiles", "select repeat('a', 1000000000)", "select lpad('a', 1000000000, 'b')", "select rpad('a', 1000000000, 'b')",
        "select range(1000000000)", "select generate_series(1, 1000000000)", "select list_resize([1], 1000000000)", "select format('{:>1000000000}', 1)", "select printf('%1000000000d', 1)",
        "select kartoteka_mask(1, 2, false, 'x')", "select 'x'.kartoteka_mask(1, 2, false)", "select system.main.upper('x') from event", "select main.getenv('HOME')", "select '/etc/passwd'.read_text()",
        "select list_transform(['HOME'], lambda x: getenv(x))", "select [getenv(x) for x in ['HOME']]", "select upper(getenv('HOME')) over () from profiles", "select json_serialize_plan('select 1')",
        "select $1", "select ?", "select $name", "select * from profiles at (version => 1)", "select * from profiles where email = (select getenv('HOME'))", "select columns(x -> getenv(x) is null) from profiles",
        "select no_such_column from profiles", "this is no sql", "select interval '1' day", "select * from profiles /* unclosed", "values (getenv('HOME'))", "select * from (values ((select 1 from event)))",
        "select * from (pivot event on kind using count(*))", "select * from (unpivot event on kind)", "select * exclude (profile_id) replace ((select max(name) from event) as kind) from profiles",
        "select 1 from profiles order by (select 1 from event)", "select 1 limit (select count(*) from event)", "select 1 from profiles group by (select 1 from event)", "select 1 qualify (select true from event)",
        "select 1\0", "select 1\0 from event", "select * from event\0",
        $"select {string.Concat(Enumerable.Repeat("abs(", 2000))}1{new string(')', 2000)}",
    ];

    protected override string Endless => "select count(*) from range(1000000) a, range(1000000) b where hash(a.range + b.range) = 5";

    protected override ValueTask<ILedger> OpenEmptyAsync() => ValueTask.FromResult(_folders.Open(_folders.NewFolder()));

    protected override ValueTask<ILedger> ReopenAsync(ILedger ledger) => _folders.ReopenAsync(ledger);

    protected override ColumnStoreOpener Opener(ILedger ledger) => In(_folders.FolderOf(ledger));

    protected override ColumnStoreOpener EmptyOpener() => In(_folders.NewFolder());

    protected override ValueTask LoseEventsAsync(ILedger ledger, long through)
    {
        using var database = SqliteDatabase.Open(Path.Combine(_folders.FolderOf(ledger), "ledger.db"), readOnly: false);
        database.Use("delete from event_pack where last <= ?").Bind(through).Run();
        return ValueTask.CompletedTask;
    }

    protected override ValueTask LoseReplicaAsync(ILedger ledger)
    {
        File.Delete(Path.Combine(_folders.FolderOf(ledger), DuckDbColumnStore.FileName));
        return ValueTask.CompletedTask;
    }

    private static ColumnStoreOpener In(string folder) =>
        (anew, _) => ValueTask.FromResult<IColumnStore>(DuckDbColumnStore.Open(folder, anew, new DuckDbColumnsOptions { MemoryBytesMax = 256 << 20 }));

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _folders.CloseAsync();
}
