using System.Runtime.CompilerServices;
using Kartoteka.Domain.Identity;
using Kartoteka.Storage.Embedded.Sqlite;

namespace Kartoteka.Storage.Embedded.Ledger;

// What the looks over the whole base read: counters by hour, conflicts by source, all profiles.
public sealed partial class SqliteLedger
{
    private const string ActivitySql = """
        select hour_us, received, stored, duplicate, quarantined from source_hour
        where source_id = ? and hour_us >= ? and (received <> 0 or stored <> 0 or duplicate <> 0 or quarantined <> 0) order by hour_us
        """;

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<SourceHour>> ReadActivityAsync(int sourceId, long fromUs, CancellationToken ct) => ValueTask.FromResult(Read<IReadOnlyList<SourceHour>>(database =>
    {
        using var rows = database.Use(ActivitySql).Bind(sourceId).Bind(SourceHour.Floor(fromUs));
        var hours = new List<SourceHour>();
        while (rows.Step()) hours.Add(new SourceHour(rows.Number(0), rows.Number(1), rows.Number(2), rows.Number(3), rows.Number(4)));
        return hours;
    }));

    private const string CountConflictsSql = "select source_id, count(*) from conflict join record on record.id = record_id where state = 'open' group by source_id";

    /// <inheritdoc />
    public ValueTask<IReadOnlyDictionary<int, long>> CountConflictsAsync(CancellationToken ct) => ValueTask.FromResult(Read<IReadOnlyDictionary<int, long>>(database =>
    {
        using var rows = database.Use(CountConflictsSql);
        var counts = new Dictionary<int, long>();
        while (rows.Step()) counts[(int)rows.Number(0)] = rows.Number(1);
        return counts;
    }));

    /// <summary>Records read at once by <see cref="ScanProfilesAsync"/>.</summary>
    internal const int ScanRecords = 1_000;

    private const string ScanProfilesSql = $"select {RecordRows.Columns} from record where profile_id > ? order by profile_id, id limit ?";

    /// <inheritdoc />
    public async IAsyncEnumerable<IReadOnlyList<RecordState>> ScanProfilesAsync([EnumeratorCancellation] CancellationToken ct)
    {
        var after = default(ProfileId);
        while (true)
        {
            ct.ThrowIfCancellationRequested();
            var from = after;
            var page = Read(database => ReadProfilesAfter(database, from));
            if (page.Count == 0) yield break;
            foreach (var profile in page) yield return profile;
            after = page[^1][0].Profile;
            await Task.Yield();
        }
    }

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<ProfileState>> ReadProfilesAsync(ProfileId after, CancellationToken ct) => ValueTask.FromResult(Read<IReadOnlyList<ProfileState>>(database =>
    {
        var profiles = new List<ProfileState>();
        foreach (var records in ReadProfilesAfter(database, after))
        {
            var profile = RecordRows.FindProfile(database, records[0].Profile)!;
            profile.Records.AddRange(records);
            profiles.Add(profile);
        }
        return profiles;
    }));

    private static List<IReadOnlyList<RecordState>> ReadProfilesAfter(SqliteDatabase database, ProfileId after)
    {
        var records = new List<RecordState>();
        using (var rows = database.Use(ScanProfilesSql).Bind(after.Value).Bind(ScanRecords))
        {
            while (rows.Step()) records.Add(RecordRows.Read(rows));
        }
        var profiles = records.GroupBy(record => record.Profile).Select(group => (IReadOnlyList<RecordState>)[.. group]).ToList();
        // A full page may end inside a profile: that one is read whole.
        if (records.Count == ScanRecords) profiles[^1] = RecordRows.OfProfile(database, profiles[^1][0].Profile);
        return profiles;
    }
}
