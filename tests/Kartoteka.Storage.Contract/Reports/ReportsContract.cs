using System.Globalization;
using Kartoteka.Domain.Identity;
using Kartoteka.Domain.Reports;
using Kartoteka.Domain.Segments;
using Kartoteka.Storage.Columns;
using Kartoteka.Storage.Reports;

namespace Kartoteka.Storage.Contract.Reports;

/// <summary>A column store answers reports as docs/REPORTS.md defines them, and with people who are as many as the number says.</summary>
public abstract partial class ReportsContract
{
    private static readonly TimeZoneInfo Utc = TimeZoneInfo.Utc;

    /// <summary>The store's spelling.</summary>
    protected abstract ReportDialect Dialect { get; }

    /// <summary>Appends rows to the table that the block is of.</summary>
    protected abstract void Append(ColumnBlock block);

    /// <summary>Answers a question.</summary>
    protected abstract ColumnRows Ask(ColumnQuery query);

    private async Task<IReadOnlyList<TRow>> AskAsync<TRow>(ReportStatement<TRow> statement)
    {
        await using var rows = Ask(statement.Table);
        var all = new List<TRow>();
        while (await rows.ReadAsync(default))
            for (var row = 0; row < rows.Count; row++) all.Add(statement.Read(rows, row));
        return all;
    }

    // The people of a cell, page by page; and that the total says how many they are.
    private async Task<IReadOnlyList<long>> PeopleAsync<TRow>(ReportStatement<TRow> statement, params IReadOnlyList<CellFilter> cell)
    {
        var (found, after, total) = (new List<long>(), (ProfileId?)null, 0L);
        while (true)
        {
            var before = found.Count;
            await using var rows = Ask(statement.People(cell, after, limit: 2_000));
            while (await rows.ReadAsync(default))
            {
                for (var row = 0; row < rows.Count; row++)
                {
                    total = rows.Whole(1)[row];
                    if (rows.IsNull(0, row)) continue;
                    after = new ProfileId(rows.Uuid(0, row));
                    found.Add(NumberOf(after.Value));
                }
            }
            if (found.Count == before) break;
        }
        Assert.Equal(total, found.Count);
        return found;
    }

    private static CellFilter Cell(string column, params IReadOnlyList<string> values) => new(column, values);

    private static ProfileId IdOf(long number) => new(new Guid((int)number, 1, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 0));

    private static long NumberOf(ProfileId id) => int.Parse(id.Value.ToString("N")[..8], NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private static long Us(DateTime at) => (at - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    private static long Us(string at) => Us(DateTime.Parse(at, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal));

    private static DateOnly Day(string day) => DateOnly.Parse(day, CultureInfo.InvariantCulture);

    private static RuleMoment At(string day) => new(Us(day), Utc);

    private static ReportScope Between(ReportPeriods periods) => new(periods.StartsUs[0], periods.EndUs);

    /// <summary>Adds rows by the names of columns.</summary>
    private sealed class Rows(ColumnTable table)
    {
        public ColumnBlock Block { get; } = new(table);

        public void Add(params IReadOnlyList<(string Column, object? Value)> values)
        {
            foreach (var (column, value) in values)
            {
                var buffer = Block[table.IndexOf(column)];
                switch (value)
                {
                    case null: buffer.AddNull(); break;
                    case string text: buffer.Add(text); break;
                    case decimal money: buffer.Add((long)(money * 10_000)); break;
                    case double fraction: buffer.Add(fraction); break;
                    case bool flag: buffer.Add(flag); break;
                    case Guid uuid: buffer.Add(uuid); break;
                    case string[] texts:
                        foreach (var text in texts) buffer.AddElement(System.Text.Encoding.UTF8.GetBytes(text));
                        buffer.EndList();
                        break;
                    default: buffer.Add(Convert.ToInt64(value, CultureInfo.InvariantCulture)); break;
                }
            }
            Block.EndRow();
        }
    }

    private void AppendProfiles(IEnumerable<long> numbers, string created = "2011-01-01", params string[] identifiers)
    {
        var rows = new Rows(ColumnSchema.Profile([]));
        foreach (var number in numbers) rows.Add(("number", number), ("id", IdOf(number).Value), ("kind", "person"), ("created_at", Us(created)), ("identifier_types", identifiers));
        Append(rows.Block);
    }
}
