using System.Text.Json;
using Kartoteka.Domain.Identity;
using Kartoteka.Storage.Embedded.Sqlite;

namespace Kartoteka.Storage.Embedded.Ledger;

/// <summary>Reads records and profiles from their tables; used by transactions and by reading connections alike.</summary>
internal static class RecordRows
{
    public const string Columns = "id, source_id, external_id, kind, realm, profile_id, created_at_us, updated_at_us, document";
    private const string OfProfileSql = $"select {Columns} from record where profile_id = ? order by id";
    private const string ByIdSql = $"select {Columns} from record where id = ?";
    private const string ProfileSql = "select kind, realm, created_at_us, merged_into from profile where id = ?";

    /// <summary>Merged ids form chains; one longer than this means a damaged base.</summary>
    private const int RedirectsMax = 10_000;

    public static RecordState Read(SqliteStatement row, bool withTraits = true)
    {
        var record = new RecordState(
            row.Number(0), new RecordKey((int)row.Number(1), row.Text(2)), (ProfileKind)row.Number(3), (int)row.Number(4), row.Number(6))
        {
            Profile = new ProfileId(row.Uuid(5)),
            UpdatedAtUs = row.Number(7),
        };
        RecordDocument.Read(row.Blob(8), record, withTraits);
        return record;
    }

    /// <summary>The profile row alone, merged or not.</summary>
    public static ProfileState? FindProfile(SqliteDatabase database, ProfileId id)
    {
        using var row = database.Use(ProfileSql).Bind(id.Value);
        if (!row.Step()) return null;
        return new ProfileState(id, (ProfileKind)row.Number(0), (int)row.Number(1), row.Number(2)) { MergedInto = row.IsNull(3) ? null : new ProfileId(row.Uuid(3)) };
    }

    /// <summary>Follows redirects to the live profile.</summary>
    public static ProfileState? FindLive(SqliteDatabase database, ProfileId id)
    {
        var profile = FindProfile(database, id);
        for (var steps = 0; profile?.MergedInto is { } next; steps++)
        {
            if (steps > RedirectsMax) throw new JsonException($"Profile {id} redirects in a circle.");
            profile = FindProfile(database, next);
        }
        return profile;
    }

    /// <summary>Fills in the records of a live profile.</summary>
    public static ProfileState WithRecords(SqliteDatabase database, ProfileState profile)
    {
        profile.Records.AddRange(OfProfile(database, profile.Id));
        return profile;
    }

    /// <summary>The records of a live profile, in order of number.</summary>
    public static List<RecordState> OfProfile(SqliteDatabase database, ProfileId profile)
    {
        using var rows = database.Use(OfProfileSql).Bind(profile.Value);
        var records = new List<RecordState>();
        while (rows.Step()) records.Add(Read(rows));
        return records;
    }

    public static RecordState? FindRecord(SqliteDatabase database, long id)
    {
        using var row = database.Use(ByIdSql).Bind(id);
        return row.Step() ? Read(row) : null;
    }
}
