using System.Globalization;
using Kartoteka.Storage.Columns;
using Kartoteka.Storage.Embedded.Columns.DuckDb;

namespace Kartoteka.Storage.Embedded.Columns.Store;

// Closed days go from the table to files. Which file counts is a row that is written in the transaction that takes the events from the
// table: a step that was cut off leaves a file that nobody counts, and writes it over the next time.
public sealed partial class DuckDbColumnStore
{
    private bool _hasArchive;

    private const string DaysSql = "select distinct kind, date_trunc('day', received_at) as day from event_row order by day, kind";
    private const string FilesSql = "select path, kind, day from archive_file order by day, kind, part";

    // A day begins at midnight in UTC, whatever the zone of the machine.
    private static DateTime Day(long us) => Times.FromUs(us).UtcDateTime;

    /// <inheritdoc />
    public ValueTask<bool> TierAsync(TierRules rules, long nowUs, CancellationToken ct) => ValueTask.FromResult(Guarded(() =>
    {
        foreach (var (path, kind, day) in Files())
        {
            if (day >= (rules.KeepFromUs(kind, nowUs) ?? long.MinValue)) continue;
            Drop(path);
            return true;
        }
        foreach (var (kind, day) in Days(ct))
        {
            if (day < (rules.KeepFromUs(kind, nowUs) ?? long.MinValue))
            {
                InTransaction(() => TakeOut(kind, day, ct));
                return true;
            }
            // Today is not over, however small the number of days.
            if (day >= TierRules.DayOf(nowUs) || day >= (rules.WarmFromUs(kind, nowUs) ?? long.MinValue)) continue;
            Archive(kind, day, ct);
            return true;
        }
        return rules.KeepFromUs("track", nowUs) is { } keepFrom && DropOrders(keepFrom, ct);
    }));

    // Whole orders: without its first steps what is left of one would be a return of something unknown.
    private bool DropOrders(long keepFrom, CancellationToken ct)
    {
        var asked = $"select order_key as number from order_step_row group by order_key having max(received_at) < make_timestamp({keepFrom.ToString(CultureInfo.InvariantCulture)})";
        _writer.Execute($"create or replace temp table asked as {asked}", ct);
        if (Scalar(_writer, "select count(*) from asked") == 0) return false;
        InTransaction(() =>
        {
            foreach (var table in (string[])["order_step_row", "orders_row", "order_line_row"]) _writer.Execute($"delete from {table} where order_key in (select number from asked)", ct);
        });
        return true;
    }

    private List<(string Kind, long Day)> Days(CancellationToken ct)
    {
        var days = new List<(string, long)>();
        using var result = _writer.Query(DaysSql, ct);
        while (result.Read(ct))
        {
            for (var row = 0; row < result.Rows; row++) days.Add((System.Text.Encoding.UTF8.GetString(result.Column(0).Bytes(row)), result.Column(1).Values<long>()[row]));
        }
        return days;
    }

    private List<(string Path, string Kind, long Day)> Files()
    {
        var files = new List<(string, string, long)>();
        using var result = _writer.Query(FilesSql);
        while (result.Read())
        {
            for (var row = 0; row < result.Rows; row++)
                files.Add((System.Text.Encoding.UTF8.GetString(result.Column(0).Bytes(row)), System.Text.Encoding.UTF8.GetString(result.Column(1).Bytes(row)), result.Column(2).Values<long>()[row]));
        }
        return files;
    }

    private void Archive(string kind, long day, CancellationToken ct)
    {
        var date = DateOnly.FromDateTime(Day(day));
        var part = 1 + Files().Count(file => file.Kind == kind && file.Day == day);
        var path = DuckDbArchive.PathOf(kind, date, part);
        // What other tools know a profile by is its id; the number is this replica's own.
        var rows = _writer.Execute(
            $"""
            copy (select e.* replace (coalesce(m.profile, e.profile) as profile), n.id as profile_id
                from event_row e left join moved m on m.record = e.record left join profile_number n on n.number = coalesce(m.profile, e.profile)
                where {OfDay("e", kind, day)} order by e.position)
            to {DuckDbSchema.Quote(_archive.Begin(path))} (format parquet, compression zstd)
            """,
            ct);
        FailPoint.Reach("columns_mid_archive");
        var file = _archive.Finish(path, kind, date, part, rows);
        InTransaction(() =>
        {
            TakeOut(kind, day, ct);
            using var add = _writer.Prepare("insert into archive_file values ($1, $2, $3, $4, $5, $6)");
            add.Bind(path).Bind(kind).Bind(Day(day)).Bind((long)part).Bind(rows).Bind(file.Sha256).Execute(ct);
            ShowTiers();
        });
        _hasArchive = true;
    }

    private void Drop(string path)
    {
        InTransaction(() =>
        {
            using var forget = _writer.Prepare("delete from archive_file where path = $1");
            forget.Bind(path).Execute();
            ShowTiers();
        });
        // Answers that are being read may still have it open, and end with it.
        _archive.Drop(path);
    }

    private void TakeOut(string kind, long day, CancellationToken ct) => _writer.Execute($"delete from event_row e where {OfDay("e", kind, day)}", ct);

    // A kind is one of the program's seven words, and a day a number: nothing of a request is in here.
    private static string OfDay(string table, string kind, long day) => string.Create(
        CultureInfo.InvariantCulture, $"{table}.kind = {DuckDbSchema.Quote(kind)} and {table}.received_at >= make_timestamp({day}) and {table}.received_at < make_timestamp({day + 86_400_000_000})");

    // Without a file that it counts on the replica would answer wrongly; the ledger has all that is missing.
    private void RequireArchive()
    {
        if (Files().FirstOrDefault(file => !File.Exists(_archive.FullPath(file.Path))) is { Path: { } missing }) throw new DuckDbException($"The archived file {missing} is gone.", DuckDbError.Io);
    }

    private void ShowTiers()
    {
        var files = Files();
        _hasArchive = files.Count > 0;
        _writer.Execute(DuckDbSchema.EventView([.. files.Select(file => _archive.FullPath(file.Path))]));
    }
}
