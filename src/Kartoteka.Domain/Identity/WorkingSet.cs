namespace Kartoteka.Domain.Identity;

/// <summary>Where claims on an identifier meet: records of another realm or kind with the same identifier are other customers.</summary>
public readonly record struct ClaimKey(int Realm, ProfileKind Kind, Identifier Identifier);

/// <summary>A profile as the rules see it: its records. Traits are computed from them on reading.</summary>
public sealed class ProfileState(ProfileId id, ProfileKind kind, int realm, long createdAtUs)
{
    /// <summary>The id.</summary>
    public ProfileId Id { get; } = id;

    /// <summary>Person or account.</summary>
    public ProfileKind Kind { get; } = kind;

    /// <summary>The legal entity that answers for it.</summary>
    public int Realm { get; } = realm;

    /// <summary>When it was made (our clock).</summary>
    public long CreatedAtUs { get; } = createdAtUs;

    /// <summary>The profile that took it in, if it was merged away.</summary>
    public ProfileId? MergedInto { get; set; }

    /// <summary>Its records; empty once merged away.</summary>
    public List<RecordState> Records { get; } = [];

    /// <summary>When it or a record of it last changed (our clock).</summary>
    public long UpdatedAtUs => Records.Count == 0 ? CreatedAtUs : Records.Max(record => record.UpdatedAtUs);

    /// <summary>The record by which it is held where there are any: the oldest that a source of its own knows, or the oldest of all.</summary>
    public RecordState Anchor => Records.OrderBy(record => record.IsAttached).ThenBy(record => record.Id).First();

    /// <summary>Marks use, so that a cache can let go of profiles that are not used.</summary>
    public long LastUse { get; set; }
}

/// <summary>The part of the base that a batch touches, whole profiles at a time. Not thread-safe: it belongs to one transaction.</summary>
public sealed class WorkingSet
{
    private readonly Dictionary<ClaimKey, List<RecordState>> _claimants = [];
    private readonly HashSet<ClaimKey> _crowded = [];

    /// <summary>Records by source and external id.</summary>
    public Dictionary<RecordKey, RecordState> Records { get; } = [];

    /// <summary>Records by number.</summary>
    public Dictionary<long, RecordState> RecordsById { get; } = [];

    /// <summary>Live profiles.</summary>
    public Dictionary<ProfileId, ProfileState> Profiles { get; } = [];

    /// <summary>How many identifiers have their claimants loaded.</summary>
    public int LoadedIdentifiers => _claimants.Count;

    /// <summary>Adds a profile with its records.</summary>
    public void Add(ProfileState profile)
    {
        Profiles[profile.Id] = profile;
        foreach (var record in profile.Records) AddRecord(record);
    }

    /// <summary>Adds a record whose profile is in the set.</summary>
    public void AddRecord(RecordState record)
    {
        Records[record.Key] = record;
        RecordsById[record.Id] = record;
        foreach (var claim in record.Claims)
        {
            if (claim.State != ClaimState.Refused) AddClaimant(record, claim.Identifier);
        }
    }

    /// <summary>True when all records that claim <paramref name="key"/> without refusal are known to the set.</summary>
    public bool IsLoaded(ClaimKey key) => _claimants.ContainsKey(key) && !_crowded.Contains(key);

    /// <summary>True when more profiles claim <paramref name="key"/> than were worth loading: it is contested whoever else is in the set.</summary>
    public bool IsCrowded(ClaimKey key) => _crowded.Count > 0 && _crowded.Contains(key);

    /// <summary>
    /// States that the joining claimants of <paramref name="key"/> are all among <paramref name="profiles"/>, or, if
    /// <paramref name="crowded"/>, that there are more of them than these: it is then asked for again by the next transaction.
    /// </summary>
    public void SetLoaded(ClaimKey key, IEnumerable<ProfileState> profiles, bool crowded = false)
    {
        if (crowded) _crowded.Add(key);
        else _crowded.Remove(key);
        var records = new List<RecordState>(1);
        foreach (var profile in profiles)
        {
            foreach (var record in profile.Records)
            {
                if (record.Realm != key.Realm || record.Kind != key.Kind) continue;
                if (record.FindClaim(key.Identifier) is { State: not ClaimState.Refused }) records.Add(record);
            }
        }
        _claimants[key] = records;
    }

    /// <summary>Records that claim <paramref name="key"/> without refusal; empty where none does or it is not loaded.</summary>
    public IReadOnlyList<RecordState> Claimants(ClaimKey key) => _claimants.TryGetValue(key, out var records) ? records : [];

    /// <summary>Notes a new joining claim.</summary>
    public void AddClaimant(RecordState record, Identifier identifier)
    {
        // Where the others are not loaded the entry stays absent, since half a list would look like the whole.
        if (_claimants.TryGetValue(new ClaimKey(record.Realm, record.Kind, identifier), out var records) && !records.Contains(record)) records.Add(record);
    }

    /// <summary>Notes that a claim no longer joins.</summary>
    public void RemoveClaimant(RecordState record, Identifier identifier)
    {
        if (_claimants.TryGetValue(new ClaimKey(record.Realm, record.Kind, identifier), out var records)) records.Remove(record);
    }

    /// <summary>Takes a record out of the set and of its profile for good.</summary>
    public void RemoveRecord(RecordState record)
    {
        Records.Remove(record.Key);
        RecordsById.Remove(record.Id);
        foreach (var claim in record.Claims) RemoveClaimant(record, claim.Identifier);
        if (Profiles.TryGetValue(record.Profile, out var profile)) profile.Records.Remove(record);
    }

    /// <summary>Lets go of a profile, its records and all that is known of their identifiers.</summary>
    public void Remove(ProfileState profile)
    {
        Profiles.Remove(profile.Id);
        foreach (var record in profile.Records)
        {
            Records.Remove(record.Key);
            RecordsById.Remove(record.Id);
            foreach (var claim in record.Claims) _claimants.Remove(new ClaimKey(record.Realm, record.Kind, claim.Identifier));
        }
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        _claimants.Clear();
        _crowded.Clear();
        Records.Clear();
        RecordsById.Clear();
        Profiles.Clear();
    }

    /// <summary>The profile of <paramref name="record"/>.</summary>
    public ProfileState ProfileOf(RecordState record) => Profiles[record.Profile];
}
