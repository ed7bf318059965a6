using System.Net.Http.Json;
using System.Text.Json;
using Kartoteka.Storage.Embedded.Sqlite;

namespace Kartoteka.Reliability.Tests.Rig;

/// <summary>A number that the program states and the number of rows that it should speak of.</summary>
internal readonly record struct Stated(string Name, long Value, long Rows);

/// <summary>What is in the store, read past the program: straight from its file.</summary>
/// <param name="Stored">Source and message id of every event.</param>
/// <param name="Quarantined">Message ids in quarantine, where they could be read.</param>
/// <param name="Received">Counter of received items.</param>
/// <param name="StoredCount">Counter of stored items.</param>
/// <param name="Duplicate">Counter of duplicates.</param>
/// <param name="QuarantinedCount">Counter of quarantined items.</param>
/// <param name="Totals">Each kept count beside the rows that it counts.</param>
internal sealed record LedgerImage(
    IReadOnlyList<(long Source, string MessageId)> Stored, IReadOnlySet<string> Quarantined,
    long Received, long StoredCount, long Duplicate, long QuarantinedCount, IReadOnlyList<Stated> Totals)
{
    private static readonly (string Name, string Value, string Rows)[] TotalQueries =
    [
        ("quarantined", "select coalesce(sum(quarantined), 0) from source_counter", "select count(*) from quarantine where state <> 'replayed'"),
        ("profiles", "select value from total where name = 'profiles'", "select count(*) from profile where merged_into is null"),
        ("records", "select value from total where name = 'records'", "select count(*) from record"),
        ("events of runs", "select coalesce(sum(events), 0) from index_run", "select coalesce(sum(length(keys) / 16), 0) from message_keys where run_id in (select id from index_run)"),
        ("records of live profiles", "select count(*) from record", "select count(*) from record join profile on profile.id = record.profile_id where merged_into is null"),
        ("owned claims", "select count(*) from claim", "select count(*) from claim join record on record.id = claim.record_id"),
    ];

    /// <summary>Reads a stopped server's folder from a copy, since opening a base may fold its log into it.</summary>
    public static LedgerImage FromFolder(string folder)
    {
        var copy = Copy(folder);
        using var database = SqliteDatabase.Open(Path.Combine(copy, "ledger.db"), readOnly: false);
        var quarantined = new HashSet<string>(StringComparer.Ordinal);
        using (var rows = database.Use("select message_id from quarantine where message_id is not null"))
        {
            while (rows.Step()) quarantined.Add(rows.Text(0));
        }
        var packs = PackedEvents.Read(database);
        long Sum(string column) => database.Scalar($"select coalesce(sum({column}), 0) from source_counter") ?? 0;
        var totals = TotalQueries.Select(query => new Stated(query.Name, database.Scalar(query.Value) ?? -1, database.Scalar(query.Rows) ?? -1)).ToList();
        var (keys, places) = packs.CountIndexFaults(database);
        totals.AddRange(
        [
            new Stated("stored", Sum("stored"), packs.Events.Count),
            new Stated("events", database.Scalar("select value from total where name = 'events'") ?? -1, packs.Events.Count - (database.Scalar("select count(*) from retraction") ?? 0)),
            new Stated("faults of packs", packs.Faults, 0),
            new Stated("faults of message keys", keys, 0),
            new Stated("faults of timeline places", places, 0),
            new Stated("faults of integrity", IsWhole(database) ? 0 : 1, 0),
        ]);
        return new LedgerImage([.. packs.Events.Select(stored => (stored.Source, stored.MessageId))], quarantined, Sum("received"), Sum("stored"), Sum("duplicate"), Sum("quarantined"), totals);
    }

    /// <summary>Copies the ledger's files to a folder of their own.</summary>
    public static string Copy(string folder)
    {
        var copy = Repo.NewFolder();
        foreach (var file in Directory.GetFiles(folder, "ledger.db*").Where(file => !file.EndsWith("-shm", StringComparison.Ordinal)))
        {
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        }
        return copy;
    }

    /// <summary>Asks a stand-in that has no file of ours: its <c>/dump</c> says what it holds.</summary>
    public static async Task<LedgerImage> FromDumpAsync(ServerProcess server)
    {
        var dump = await server.Client.GetFromJsonAsync<JsonElement>("/dump");
        var stats = await server.Client.GetFromJsonAsync<JsonElement>("/api/stats");
        long Number(string name) => stats.GetProperty(name).GetInt64();
        var stored = dump.GetProperty("stored").EnumerateArray().Select(id => (1L, id.GetString()!)).ToList();
        var quarantined = dump.GetProperty("quarantined").EnumerateArray().Select(id => id.GetString()!).ToHashSet(StringComparer.Ordinal);
        return new LedgerImage(
            stored, quarantined, Number("received"), Number("stored"), Number("duplicate"), Number("quarantined"),
            [new Stated("stored", Number("stored"), stored.Count), new Stated("quarantined", Number("quarantined"), quarantined.Count)]);
    }

    private static bool IsWhole(SqliteDatabase database)
    {
        using var row = database.Use("pragma integrity_check(1)");
        return row.Step() && row.Text(0) == "ok";
    }
}
