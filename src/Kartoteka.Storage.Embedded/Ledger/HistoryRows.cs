using System.Globalization;
using Kartoteka.Domain.Identity;
using Kartoteka.Storage.Embedded.Sqlite;

namespace Kartoteka.Storage.Embedded.Ledger;

/// <summary>The stored form of history: record numbers as text separated by commas.</summary>
internal static class HistoryRows
{
    public static HistoryEntry Read(SqliteStatement row) => new(
        row.Number(0), row.Number(1), (HistoryKind)row.Number(2), new ProfileId(row.Uuid(3)), new ProfileId(row.Uuid(4)),
        ReadNumbers(row.Text(5)), row.Text(6), row.Text(7), row.NullableText(8));

    public static string WriteNumbers(IEnumerable<long> numbers) => string.Join(',', numbers);

    public static long[] ReadNumbers(string text) => text.Length == 0 ? [] : [.. text.Split(',').Select(number => long.Parse(number, CultureInfo.InvariantCulture))];
}
