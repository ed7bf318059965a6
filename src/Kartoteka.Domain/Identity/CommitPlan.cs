namespace Kartoteka.Domain.Identity;

/// <summary>Gives out numbers that the ledger will not give again. A number may be lost when a commit fails.</summary>
public interface IIdSource
{
    /// <summary>A number for a record.</summary>
    long NextRecordId();

    /// <summary>The next ledger position.</summary>
    long NextPosition();

    /// <summary>A profile id: UUID version 7 of <paramref name="atUs"/>, in microseconds since 1970.</summary>
    ProfileId NewProfileId(long atUs);
}

/// <summary>What a line of the identity history says.</summary>
public enum HistoryKind : byte
{
    /// <summary>One profile took in another.</summary>
    Merge = 1,

    /// <summary>Records left a profile.</summary>
    Unmerge = 2,
}

/// <summary>A line of the identity history: who moved which records between profiles, when and why.</summary>
/// <param name="Position">Ledger position.</param>
/// <param name="AtUs">When (our clock).</param>
/// <param name="Kind">Merge or un-merge.</param>
/// <param name="From">The profile that the records left.</param>
/// <param name="To">The profile that the records joined.</param>
/// <param name="RecordIds">The records moved.</param>
/// <param name="Who">The person, token or rule that caused it.</param>
/// <param name="Why">The reason in words or the identifier that joined them.</param>
/// <param name="MessageId">The event that caused it, if one did.</param>
public sealed record HistoryEntry(
    long Position, long AtUs, HistoryKind Kind, ProfileId From, ProfileId To, IReadOnlyList<long> RecordIds, string Who, string Why, string? MessageId);

/// <summary>A forbidden join, kept for the steward.</summary>
/// <param name="RecordId">The record whose claim was refused.</param>
/// <param name="Identifier">The identifier dropped.</param>
/// <param name="Reason">The protection that forbade it.</param>
/// <param name="Others">Profiles that hold the identifier.</param>
/// <param name="AtUs">When (our clock).</param>
public sealed record Conflict(long RecordId, Identifier Identifier, ConflictReason Reason, IReadOnlyList<ProfileId> Others, long AtUs);

/// <summary>An event with its place in the ledger.</summary>
/// <param name="Position">Ledger position: rises with commits, may have gaps.</param>
/// <param name="RecordId">The record it speaks of.</param>
/// <param name="Profile">That record's profile at the time.</param>
/// <param name="Prepared">The event.</param>
public sealed record PlacedEvent(long Position, long RecordId, ProfileId Profile, PreparedEvent Prepared);

/// <summary>What a batch changes: written all or nothing.</summary>
public sealed class CommitPlan
{
    private readonly List<PlacedEvent> _events = [];
    private readonly Dictionary<(long RecordId, Identifier Identifier), Conflict> _conflicts = [];

    // Profiles that never came to be, and who took their records: looked up once at the end, not through the whole plan at each merge.
    private readonly Dictionary<ProfileId, ProfileId> _yielded = [];

    /// <summary>Events to append, in order of position.</summary>
    public IReadOnlyList<PlacedEvent> Events
    {
        get
        {
            Settle();
            return _events;
        }
    }

    /// <summary>Profiles to add.</summary>
    public HashSet<ProfileState> NewProfiles { get; } = [];

    /// <summary>Profiles whose <see cref="ProfileState.MergedInto"/> changed.</summary>
    public HashSet<ProfileState> RedirectedProfiles { get; } = [];

    /// <summary>Records to add or to write again.</summary>
    public HashSet<RecordState> DirtyRecords { get; } = [];

    /// <summary>Those of <see cref="DirtyRecords"/> that are new.</summary>
    public HashSet<RecordState> NewRecords { get; } = [];

    /// <summary>Records to remove (an import undone).</summary>
    public HashSet<RecordState> RemovedRecords { get; } = [];

    /// <summary>Profiles to remove: every record of theirs is among <see cref="RemovedRecords"/>. Their ids are never given again.</summary>
    public HashSet<ProfileState> RemovedProfiles { get; } = [];

    /// <summary>Claims added or changed.</summary>
    public HashSet<(RecordState Record, Claim Claim)> Claims { get; } = [];

    /// <summary>Claims taken away (an import undone, a rebuild).</summary>
    public List<(RecordState Record, Identifier Identifier)> RemovedClaims { get; } = [];

    /// <summary>Conflicts to keep.</summary>
    public IReadOnlyCollection<Conflict> Conflicts
    {
        get
        {
            Settle();
            return _conflicts.Values;
        }
    }

    /// <summary>Claims that joined after they had been refused: their open conflict is over.</summary>
    public HashSet<(long RecordId, Identifier Identifier)> ResolvedConflicts { get; } = [];

    /// <summary>History to append.</summary>
    public List<HistoryEntry> History { get; } = [];

    /// <summary>Profiles whose view changed: followers read them again.</summary>
    public HashSet<ProfileId> ChangedProfiles { get; } = [];

    /// <summary>Keeps a conflict; a later one about the same claim takes its place.</summary>
    public void Add(Conflict conflict)
    {
        ResolvedConflicts.Remove((conflict.RecordId, conflict.Identifier));
        _conflicts[(conflict.RecordId, conflict.Identifier)] = conflict;
    }

    /// <summary>Ends a conflict, also one of this very batch.</summary>
    public void Resolve(long recordId, Identifier identifier)
    {
        _conflicts.Remove((recordId, identifier));
        ResolvedConflicts.Add((recordId, identifier));
    }

    /// <summary>Appends an event.</summary>
    public void Add(PlacedEvent placed) => _events.Add(placed);

    /// <summary>Gives the events and conflicts of a profile that never came to be to the one that took its records.</summary>
    public void Readdress(ProfileId from, ProfileId to) => _yielded[from] = to;

    private void Settle()
    {
        if (_yielded.Count == 0) return;
        for (var i = 0; i < _events.Count; i++)
        {
            if (_yielded.ContainsKey(_events[i].Profile)) _events[i] = _events[i] with { Profile = Last(_events[i].Profile) };
        }
        foreach (var (key, conflict) in _conflicts)
        {
            if (conflict.Others.Any(_yielded.ContainsKey)) _conflicts[key] = conflict with { Others = [.. conflict.Others.Select(Last).Distinct()] };
        }
        _yielded.Clear();
    }

    private ProfileId Last(ProfileId id)
    {
        while (_yielded.TryGetValue(id, out var next)) id = next;
        return id;
    }

    /// <summary>True when there is nothing to write.</summary>
    public bool IsEmpty => _events.Count == 0 && DirtyRecords.Count == 0 && History.Count == 0 && RemovedRecords.Count == 0 && RemovedProfiles.Count == 0
        && RedirectedProfiles.Count == 0 && Claims.Count == 0 && RemovedClaims.Count == 0;
}
