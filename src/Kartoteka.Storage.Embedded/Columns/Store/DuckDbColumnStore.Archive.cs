using System.Globalization;
using Kartoteka.Storage.Columns;
using Kartoteka.Storage.Embedded.Columns.DuckDb;

namespace Kartoteka.Storage.Embedded.Columns.Store;

// Closed days go from the table to files. Which file counts is a row that is written in the transaction that takes the events from the
// table: a step that was cut off leaves a file that nobody counts, and writes it over the next time.
public sealed partial class DuckDbColumnStore
{
    private bool _hasArchive;
    private long _archivedThrough;

    private const string DaysSql = "select kind, date_trunc('day', received_at) as day, count(*) from event_row group by all order by day, kind";
    private const string FilesSql = "select path, kind, day, first, last from archive_file order by day, kind, part";

    /// <summary>A file that the replica counts on.</summary>
    private readonly record struct CountedFile(string Path, string Kind, long Day, long First, long Last);

    // A day begins at midnight in UTC, whatever the zone of the machine.
    private static DateTime Day(long us) => Times.FromUs(us).UtcDateTime;

    /// <inheritdoc />
    public ValueTask<bool> TierAsync(TierRules rules, long nowUs, CancellationToken ct) => ValueTask.FromResult(Guarded(() =>
    {
        foreach (var file in Files())
        {
            if (file.Day >= (rules.KeepFromUs(file.Kind, nowUs) ?? long.MinValue)) continue;
            Drop(file.Path);
            return true;
        }
        var days = Days(ct);
        var tooMany = days.GroupBy(day => day.Kind).Where(kind => kind.Sum(day => day.Rows) > rules.WarmRowsMax(kind.Key)).Select(kind => kind.Key).ToHashSet();
        foreach (var (kind, day, _) in days)
        {
            if (day < (rules.KeepFromUs(kind, nowUs) ?? long.MinValue))
            {
                InTransaction(() => TakeOut(kind, day, ct));
                return true;
            }
            // Today is not over, however small the number of days.
            if (day >= TierRules.DayOf(nowUs) || (!tooMany.Contains(kind) && day >= (rules.WarmFromUs(kind, nowUs) ?? long.MinValue))) continue;
            Archive(kind, day, ct);
            return true;
        }
        _archive.DropAside((kind, day) => day < (rules.KeepFromUs(kind, nowUs) ?? long.MinValue));
        return rules.KeepFromUs("track", nowUs) is { } keepFrom && DropOrders(keepFrom, ct);
    }));

    /// <inheritdoc />
    public ValueTask ClearAsync(long head, CancellationToken ct)
    {
        Guarded(() =>
        {
            var files = _archive.TakeUp(file => file.Last > head ? "it goes beyond the ledger" : _archive.Damage(file));
            if (files.Count > 0 && !AreNumbersOne(files, ct)) files = _archive.TakeUp(_ => "its numbers of profiles are not those of the other files");
            InTransaction(() =>
            {
                _writer.Execute(DuckDbSchema.Clear);
                if (files.Count > 0) _writer.Execute($"insert into profile_number select distinct profile_id, profile from {Rows(files)}", ct);
                foreach (var file in files) Count(file, ct);
                ShowTiers();
            });
        });
        return ValueTask.CompletedTask;
    }

    private string Rows(IEnumerable<ArchiveFile> files) => DuckDbSchema.Read(files.Select(file => _archive.FullPath(file.Path)));

    // One number for each id and one id for each number, or events would be given to others.
    private bool AreNumbersOne(IReadOnlyList<ArchiveFile> files, CancellationToken ct)
    {
        using var result = _writer.Query($"select count(*), count(distinct profile), count(distinct profile_id) from (select distinct profile, profile_id from {Rows(files)})", ct);
        result.Read(ct);
        var pairs = result.Column(0).Values<long>()[0];
        return pairs == result.Column(1).Values<long>()[0] && pairs == result.Column(2).Values<long>()[0];
    }

    // What is archived comes again from the ledger only while the replica is made anew.
    private void TakeOutArchived(long first, long last, CancellationToken ct)
    {
        if (first > _archivedThrough) return;
        var files = Files().Where(file => file.First <= last && file.Last >= first).Select(file => _archive.FullPath(file.Path)).ToArray();
        if (files.Length == 0) return;
        var range = string.Create(CultureInfo.InvariantCulture, $"position between {first} and {last}");
        _writer.Execute($"delete from event_row where {range} and position in (select position from {DuckDbSchema.Read(files)} where {range})", ct);
    }

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

    private List<(string Kind, long Day, long Rows)> Days(CancellationToken ct)
    {
        var days = new List<(string, long, long)>();
        using var result = _writer.Query(DaysSql, ct);
        while (result.Read(ct))
        {
            for (var row = 0; row < result.Rows; row++)
                days.Add((System.Text.Encoding.UTF8.GetString(result.Column(0).Bytes(row)), result.Column(1).Values<long>()[row], result.Column(2).Values<long>()[row]));
        }
        return days;
    }

    private List<CountedFile> Files()
    {
        var files = new List<CountedFile>();
        using var result = _writer.Query(FilesSql);
        while (result.Read())
        {
            for (var row = 0; row < result.Rows; row++)
            {
                files.Add(new CountedFile(
                    System.Text.Encoding.UTF8.GetString(result.Column(0).Bytes(row)), System.Text.Encoding.UTF8.GetString(result.Column(1).Bytes(row)), result.Column(2).Values<long>()[row],
                    result.Column(3).Values<long>()[row], result.Column(4).Values<long>()[row]));
            }
        }
        return files;
    }

    private void Archive(string kind, long day, CancellationToken ct)
    {
        var date = DateOnly.FromDateTime(Day(day));
        var part = 1 + Files().Count(file => file.Kind == kind && file.Day == day);
        var path = DuckDbArchive.PathOf(kind, date, part);
        // What other tools know a profile by is its id; the number is this replica's own. Of a step of an order all is there that the order is made of.
        var rows = _writer.Execute(
            $"""
            copy (select e.* replace (coalesce(m.profile, e.profile) as profile), n.id as profile_id, s.message_id, s.order_key
                from event_row e left join moved m on m.record = e.record left join profile_number n on n.number = coalesce(m.profile, e.profile) left join order_step_row s on s.position = e.position
                where {OfDay("e", kind, day)} order by e.position)
            to {DuckDbSchema.Quote(_archive.Begin(path))} (format parquet, compression zstd)
            """,
            ct);
        FailPoint.Reach("columns_mid_archive");
        var (first, last) = (Scalar(_writer, $"select min(position) from event_row e where {OfDay("e", kind, day)}"), Scalar(_writer, $"select max(position) from event_row e where {OfDay("e", kind, day)}"));
        var file = _archive.Finish(new ArchiveFile(path, kind, date, part, rows, first, last));
        InTransaction(() =>
        {
            TakeOut(kind, day, ct);
            Count(file, ct);
            ShowTiers();
        });
    }

    private void Count(ArchiveFile file, CancellationToken ct)
    {
        using var add = _writer.Prepare("insert into archive_file values ($1, $2, $3, $4, $5, $6)");
        add.Bind(file.Path).Bind(file.Kind).Bind(file.Day.ToDateTime(TimeOnly.MinValue)).Bind((long)file.Part).Bind(file.First).Bind(file.Last).Execute(ct);
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

    // Without a file that it counts on the replica would answer wrongly: it is made anew. Files that it does not count are of another time, and not to be taken up by then.
    private void RequireArchive()
    {
        var files = Files();
        if (files.FirstOrDefault(file => !File.Exists(_archive.FullPath(file.Path))) is { Path: { } missing }) throw new DuckDbException($"The archived file {missing} is gone.", DuckDbError.Io);
        if (ReadProgress(_writer).Position == 0) return;
        var counted = files.Select(file => file.Path).ToHashSet();
        _archive.TakeUp(file => counted.Contains(file.Path) ? null : "the replica does not count it");
    }

    private void ShowTiers()
    {
        var files = Files();
        (_hasArchive, _archivedThrough) = (files.Count > 0, files.Select(file => file.Last).DefaultIfEmpty(long.MinValue).Max());
        string[] paths = [.. files.Select(file => _archive.FullPath(file.Path))];
        _writer.Execute(DuckDbSchema.EventView(paths));
        _writer.Execute(DuckDbSchema.ArchivedStepView(paths));
    }
}
