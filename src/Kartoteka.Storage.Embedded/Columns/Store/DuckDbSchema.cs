using System.Globalization;
using Kartoteka.Storage.Columns;
using Kartoteka.Storage.Embedded.Columns.DuckDb;

namespace Kartoteka.Storage.Embedded.Columns.Store;

/// <summary>The tables of <see cref="ColumnSchema"/> in DuckDB's words. Names are the program's own, never a request's.</summary>
internal static class DuckDbSchema
{
    public static string Make(int version) => string.Create(CultureInfo.InvariantCulture, $"""
        {Create("event_row", ColumnSchema.Event)} {Create("record", ColumnSchema.Record)} {Create("profile", ColumnSchema.Profile([]))} {Create("gone", ColumnSchema.Gone)}
        {Create("order_step_row", ColumnSchema.OrderStep)} {Create("orders_row", ColumnSchema.Orders)} {Create("order_line_row", ColumnSchema.OrderLine)}
        create table moved (record bigint, profile bigint);
        create table profile_number (id uuid, number bigint);
        create table archive_file (path varchar, kind varchar, day timestamp, part bigint, rows bigint, sha256 varchar);
        create table moved_cold (record bigint, profile bigint);
        create table gone_cold (position bigint);
        create table progress (version bigint, position bigint, has_profiles boolean, is_scan_due boolean, epoch bigint);
        {MovingView(ColumnSchema.OrderStep)} {MovingView(ColumnSchema.Orders)} {MovingView(ColumnSchema.OrderLine)}
        insert into progress values ({version}, 0, false, false, 0);
        """);

    // Of a table whose rows belong to records: each with the profile that its record is part of now.
    private static string MovingView(ColumnTable table) =>
        $"create view {table.Name} as select r.* replace (coalesce(m.profile, r.profile) as profile) from {table.Name}_row r left join moved m on m.record = r.record;";

    private const string Warm = "select e.* replace (coalesce(m.profile, e.profile) as profile) from event_row e left join moved m on m.record = e.record";

    /// <summary>The view of events over all tiers: the table, and files that were archived, each with the moves since.</summary>
    /// <param name="files">Full paths; none for the table alone.</param>
    public static string EventView(IReadOnlyList<string> files) => files.Count == 0
        ? $"create or replace view event as {Warm}"
        : $"""
            create or replace view event as {Warm} union all
            select {string.Join(", ", ColumnSchema.Event.Columns.Select(column => column.Name == "profile" ? "coalesce(m.profile, c.profile) as profile" : $"c.\"{column.Name}\""))}
            from read_parquet([{string.Join(", ", files.Select(Quote))}]) c left join moved_cold m on m.record = c.record anti join gone_cold g on g.position = c.position
            """;

    /// <summary>A text as DuckDB's literal, for the few statements that take no parameters.</summary>
    public static string Quote(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    public const string Clear = """
        delete from event_row; delete from order_step_row; delete from orders_row; delete from order_line_row; delete from record; delete from profile; delete from gone; delete from moved; delete from profile_number;
        delete from archive_file; delete from moved_cold; delete from gone_cold;
        update progress set position = 0, has_profiles = false, is_scan_due = false, epoch = 0;
        """;

    public static string Create(string name, ColumnTable table) => $"create table {name} ({string.Join(", ", table.Columns.Select(Define))});";

    private static string Define(ColumnDefinition column) => $"\"{column.Name}\" {TypeWord(column.Type)}";

    /// <summary>A type in DuckDB's words.</summary>
    public static string TypeWord(ColumnType type) => type switch
    {
        ColumnType.Boolean => "boolean",
        ColumnType.Whole => "bigint",
        ColumnType.Fraction => "double",
        ColumnType.Money => string.Create(CultureInfo.InvariantCulture, $"decimal(18, {ColumnTable.MoneyScale})"),
        ColumnType.Text => "varchar",
        ColumnType.Time => "timestamp",
        ColumnType.Uuid => "uuid",
        ColumnType.TextList => "varchar[]",
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };

    /// <summary>Which of our types a type of DuckDB is; null for none.</summary>
    public static ColumnType? TypeOf(DuckDbType type) => type.Kind switch
    {
        DuckDbKind.Boolean => ColumnType.Boolean,
        DuckDbKind.TinyInt or DuckDbKind.SmallInt or DuckDbKind.Integer or DuckDbKind.BigInt or DuckDbKind.UTinyInt or DuckDbKind.USmallInt or DuckDbKind.UInteger
            or DuckDbKind.UBigInt or DuckDbKind.HugeInt => ColumnType.Whole,
        DuckDbKind.Double or DuckDbKind.Float => ColumnType.Fraction,
        DuckDbKind.Decimal => ColumnType.Money,
        DuckDbKind.Varchar => ColumnType.Text,
        DuckDbKind.Timestamp or DuckDbKind.TimestampUtc or DuckDbKind.Date => ColumnType.Time,
        DuckDbKind.Uuid => ColumnType.Uuid,
        DuckDbKind.List when type.Element!.Kind == DuckDbKind.Varchar => ColumnType.TextList,
        _ => null,
    };

    /// <summary>A table as it is.</summary>
    public static ColumnTable ReadTable(DuckDbConnection connection, string name)
    {
        using var result = connection.Query($"select * from {name} limit 0");
        return new ColumnTable(name, [.. result.Columns.Select(column => new ColumnDefinition(column.Name, TypeOf(column.Type) ?? throw new InvalidOperationException(column.Name)))]);
    }

    /// <summary>What makes a table into another; values of columns that are the same stay.</summary>
    public static IEnumerable<string> Changes(ColumnTable from, ColumnTable to)
    {
        foreach (var column in from.Columns.Except(to.Columns)) yield return $"alter table {from.Name} drop column \"{column.Name}\"";
        foreach (var column in to.Columns.Except(from.Columns)) yield return $"alter table {from.Name} add column {Define(column)}";
    }
}
