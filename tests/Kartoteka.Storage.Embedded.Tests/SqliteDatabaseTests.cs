using Kartoteka.Storage.Embedded.Sqlite;
using SQLitePCL;

namespace Kartoteka.Storage.Embedded.Tests;

public sealed class SqliteDatabaseTests
{
    private const int Replanned = 5; // SQLITE_STMTSTATUS_REPREPARE.

    // Up to 3.51.2 a checkpoint that meets a reset of the log may lose commits (https://www.sqlite.org/wal.html#walresetbug).
    [Fact]
    public void The_library_has_no_race_of_resets_of_the_log()
    {
        using var database = SqliteDatabase.Open(":memory:", readOnly: false);
        using var row = database.Use("select sqlite_version()");
        Assert.True(row.Step());
        Assert.True(Version.Parse(row.Text(0)) >= new Version(3, 51, 3), row.Text(0));
    }

    [Fact]
    public void A_statement_with_a_bound_limit_is_planned_once()
    {
        using var database = SqliteDatabase.Open(":memory:", readOnly: false);
        database.Execute("create table number (value integer primary key); insert into number values (1), (2), (3)");
        const string sql = "select value from number where value > ? limit ?";
        for (var limit = 1; limit <= 3; limit++)
        {
            using var rows = database.Use(sql).Bind(0).Bind(limit);
            var count = 0;
            while (rows.Step()) count++;
            Assert.Equal(limit, count);
        }
        Assert.Equal(0, raw.sqlite3_stmt_status(database.Use(sql).Handle, Replanned, 0));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Ада Лавлейс")]
    [InlineData("nul \0 inside")]
    public void A_text_comes_back_as_it_was_bound_short_or_long(string text)
    {
        using var database = SqliteDatabase.Open(":memory:", readOnly: false);
        foreach (var value in new[] { text, string.Concat(Enumerable.Repeat(text, 200)), null })
        {
            using var row = database.Use("select ?1, typeof(?1), length(cast(?1 as blob))").Bind(value);
            Assert.True(row.Step());
            Assert.Equal(value is null ? "null" : "text", row.Text(1));
            Assert.Equal(value is null ? 0 : System.Text.Encoding.UTF8.GetByteCount(value), row.Number(2));
            if (value?.Contains('\0', StringComparison.Ordinal) != true) Assert.Equal(value, row.NullableText(0)); // The library reads up to a NUL.
        }
    }
}
