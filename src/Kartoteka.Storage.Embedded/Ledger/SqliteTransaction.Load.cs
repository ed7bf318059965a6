using Kartoteka.Domain.Identity;
using Kartoteka.Storage.Embedded.Sqlite;

namespace Kartoteka.Storage.Embedded.Ledger;

internal sealed partial class SqliteTransaction
{
    public ValueTask<IReadOnlySet<int>> FindStoredAsync(IReadOnlyList<MessageKey> keys, CancellationToken ct)
    {
        var stored = new HashSet<int>();
        Guarded(() =>
        {
            var events = new EventLookup(database);
            for (var i = 0; i < keys.Count; i++)
            {
                _candidates.Clear();
                index.Find(database, HashOf(keys[i]), _candidates);
                // An event that was retracted with its import may come again.
                if (_candidates.Count > 0 && _candidates.Exists(position => events.IsMessage(position, keys[i]))) stored.Add(i);
            }
        });
        return ValueTask.FromResult<IReadOnlySet<int>>(stored);
    }

    // Asked when a key is looked for and again when its event is written.
    private long HashOf(MessageKey key)
    {
        if (!_hashes.TryGetValue(key, out var hash)) _hashes[key] = hash = MessageHash.Of(key);
        return hash;
    }

    private const string ProfileOfKeySql = "select profile_id from record where external_id = ? and source_id = ?";
    private const string ProfileOfRecordSql = "select profile_id from record where id = ?";

    // Told apart below and not by "distinct", which makes a table for each question: 2 % of an import.
    private const string OwnersSql = """
        select record.profile_id from claim join record on record.id = claim.record_id
        where value = ? and type = ? and claim.realm = ? and claim.kind = ? and state <> 3
        """;

    // Two owners are enough to know that an identifier is contested; loading all of a thousand would serve no decision.
    private const int OwnersLoadedMax = 3;

    public ValueTask LoadAsync(LoadRequest request, CancellationToken ct)
    {
        Guarded(() =>
        {
            foreach (var id in request.Profiles) LoadProfile(id);
            foreach (var id in request.RecordIds) LoadRecord(id);
            foreach (var key in request.Records) LoadRecord(key);
            foreach (var key in request.Identifiers) LoadOwners(key);
        });
        return ValueTask.CompletedTask;
    }

    private void LoadRecord(RecordKey key)
    {
        if (Set.Records.TryGetValue(key, out var known))
        {
            Set.ProfileOf(known).LastUse = cache.Now;
            return;
        }
        ProfileId profile;
        using (var row = database.Use(ProfileOfKeySql).Bind(key.ExternalId).Bind(key.SourceId))
        {
            if (!row.Step()) return;
            profile = new ProfileId(row.Uuid(0));
        }
        LoadProfile(profile);
    }

    private void LoadRecord(long id)
    {
        if (Set.RecordsById.ContainsKey(id)) return;
        ProfileId profile;
        using (var row = database.Use(ProfileOfRecordSql).Bind(id))
        {
            if (!row.Step()) return;
            profile = new ProfileId(row.Uuid(0));
        }
        LoadProfile(profile);
    }

    private void LoadOwners(ClaimKey key)
    {
        if (Set.IsLoaded(key))
        {
            foreach (var record in Set.Claimants(key)) Set.ProfileOf(record).LastUse = cache.Now;
            return;
        }
        var owners = new List<ProfileId>(1);
        using (var rows = database.Use(OwnersSql).Bind(key.Identifier.Value).Bind(key.Identifier.Type).Bind(key.Realm).Bind((long)key.Kind))
        {
            while (owners.Count < OwnersLoadedMax && rows.Step())
            {
                var owner = new ProfileId(rows.Uuid(0));
                if (!owners.Contains(owner)) owners.Add(owner);
            }
        }
        Set.SetLoaded(key, owners.Select(owner => LoadProfile(owner)!).ToArray(), crowded: owners.Count == OwnersLoadedMax);
    }

    private ProfileState? LoadProfile(ProfileId id)
    {
        if (!Set.Profiles.TryGetValue(id, out var profile))
        {
            if (RecordRows.FindLive(database, id) is not { } live) return null;
            if (!Set.Profiles.TryGetValue(live.Id, out profile))
            {
                profile = RecordRows.WithRecords(database, live);
                Set.Add(profile);
                foreach (var record in profile.Records) cache.Weigh(record);
            }
        }
        profile.LastUse = cache.Now;
        return profile;
    }
}
