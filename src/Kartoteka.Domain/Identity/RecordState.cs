using Kartoteka.Domain.Events;

namespace Kartoteka.Domain.Identity;

/// <summary>What a claim does.</summary>
public enum ClaimState : byte
{
    /// <summary>Joins the record with every other record that claims the identifier.</summary>
    Active = 1,

    /// <summary>As active, stated by an <c>alias</c>: the value does not count towards the type's limit.</summary>
    Alias = 2,

    /// <summary>Kept for the steward but does not join: a protection forbade it.</summary>
    Refused = 3,
}

/// <summary>Why a claim was refused.</summary>
public enum ConflictReason : byte
{
    /// <summary>Not refused.</summary>
    None = 0,

    /// <summary>The profile would hold more values of a type than its limit.</summary>
    Limit = 1,

    /// <summary>The profile would hold more records than the cap.</summary>
    Cap = 2,

    /// <summary>A steward decided that the two are different.</summary>
    Decision = 3,

    /// <summary>The identifier is claimed by several profiles already.</summary>
    Ambiguous = 4,

    /// <summary>The value was blocked after it had been claimed.</summary>
    Blocked = 5,

    /// <summary>The record claims as many identifiers as one may; see <see cref="RecordState.ClaimsMax"/>.</summary>
    Full = 6,
}

/// <summary>A record's statement that an identifier is its customer's.</summary>
public sealed class Claim(Identifier identifier, ClaimState state, long firstSeenUs, long lastSeenUs, ConflictReason reason)
{
    /// <summary>Last-seen times are kept to the hour, so that a busy visitor costs one write an hour and not one an event.</summary>
    public const long LastSeenGrainUs = 3_600_000_000;

    /// <summary>The identifier.</summary>
    public Identifier Identifier { get; } = identifier;

    /// <summary>What the claim does.</summary>
    public ClaimState State { get; set; } = state;

    /// <summary>Why it was refused.</summary>
    public ConflictReason Reason { get; set; } = reason;

    /// <summary>Smallest <c>occurredAt</c> of the events that stated it.</summary>
    public long FirstSeenUs { get; private set; } = firstSeenUs;

    /// <summary>Largest <c>occurredAt</c>, rounded down to <see cref="LastSeenGrainUs"/>.</summary>
    public long LastSeenUs { get; private set; } = lastSeenUs;

    /// <summary>Widens the seen interval; true when something changed.</summary>
    public bool Touch(long occurredAtUs)
    {
        var last = Floor(occurredAtUs);
        var changed = occurredAtUs < FirstSeenUs || last > LastSeenUs;
        FirstSeenUs = Math.Min(FirstSeenUs, occurredAtUs);
        LastSeenUs = Math.Max(LastSeenUs, last);
        return changed;
    }

    /// <summary>Rounds down to <see cref="LastSeenGrainUs"/>.</summary>
    public static long Floor(long us) => us - (us % LastSeenGrainUs);
}

/// <summary>One trait of a record, and when it was stated.</summary>
/// <param name="Json">One JSON value; <c>null</c> means withdrawn, kept so that an older value that comes late does not return.</param>
/// <param name="AtUs"><c>occurredAt</c> of the event that stated it.</param>
/// <param name="MessageId">That event's message id: breaks ties of time.</param>
public sealed record TraitValue(byte[] Json, long AtUs, string MessageId)
{
    /// <summary>True for a withdrawn trait.</summary>
    public bool IsNull => Json.AsSpan().SequenceEqual("null"u8);

    /// <summary>True when this value is stated later than <paramref name="other"/>: by time, then by message id, then by content.</summary>
    public bool IsLaterThan(TraitValue other) => IsLaterThan(AtUs, MessageId, Json, other);

    /// <summary>As <see cref="IsLaterThan(TraitValue)"/>, before the value is made.</summary>
    public static bool IsLaterThan(long atUs, string messageId, ReadOnlySpan<byte> json, TraitValue other)
    {
        if (atUs != other.AtUs) return atUs > other.AtUs;
        var byMessage = string.CompareOrdinal(messageId, other.MessageId);
        return byMessage != 0 ? byMessage > 0 : json.SequenceCompareTo(other.Json) > 0;
    }
}

/// <summary>A person's record belongs to an account's record.</summary>
public sealed record Relation(long AccountRecordId, long FirstSeenUs);

/// <summary>A remembered decision that binds a record.</summary>
/// <param name="DecisionId">Ledger position of the decision.</param>
/// <param name="Side">
/// 0 or 1: different from the records on the other side; 2: the same as the others of the decision; 3: as 2, of a record that was attached.
/// </param>
public readonly record struct DecisionTag(long DecisionId, byte Side)
{
    /// <summary>Marks records that a steward declared to be one customer.</summary>
    public const byte Same = 2;

    /// <summary>
    /// Marks a record that was made for a customer and not found by identifiers, such as a steward's edit: it is the same as the others of
    /// the decision, and is bound to another record of its profile when an un-merge takes those away.
    /// </summary>
    public const byte Attached = 3;

    /// <summary>True when the decision joins.</summary>
    public bool Joins => Side >= Same;
}

/// <summary>What one source says of one customer: traits, identifiers, relations, and the profile it is part of.</summary>
public sealed class RecordState(long id, RecordKey key, ProfileKind kind, int realm, long createdAtUs)
{
    /// <summary>Most traits of one record; an event that would exceed it is quarantined.</summary>
    public const int TraitsMax = 2_000;

    /// <summary>
    /// Most claims of one record, refused ones included. The last of them is refused as <see cref="ConflictReason.Full"/> and stands for all
    /// that follow, which are kept in their events alone: a test user with a new visitor id in each event does no harm.
    /// </summary>
    public const int ClaimsMax = 1_000;

    /// <summary>Most refused claims of one type; an identifier refused beyond them is kept in its event alone.</summary>
    public const int RefusedPerTypeMax = 20;

    /// <summary>Claims from which on looking for one uses an index.</summary>
    private const int IndexFrom = 16;

    private readonly List<Claim> _claims = [];
    private Dictionary<Identifier, Claim>? _index;

    /// <summary>The record's number in this base, immutable: events carry it.</summary>
    public long Id { get; } = id;

    /// <summary>Source and external id.</summary>
    public RecordKey Key { get; } = key;

    /// <summary>Person or account.</summary>
    public ProfileKind Kind { get; } = kind;

    /// <summary>The legal entity that answers for it: records of different realms never join.</summary>
    public int Realm { get; } = realm;

    /// <summary>When it was first received.</summary>
    public long CreatedAtUs { get; } = createdAtUs;

    /// <summary>When its traits, identifiers or profile last changed (our clock).</summary>
    public long UpdatedAtUs { get; set; } = createdAtUs;

    /// <summary>The profile it is part of.</summary>
    public ProfileId Profile { get; set; }

    /// <summary>Its identifiers.</summary>
    public IReadOnlyList<Claim> Claims => _claims;

    /// <summary>Its traits, withdrawn ones included.</summary>
    public Dictionary<string, TraitValue> Traits { get; } = new(StringComparer.Ordinal);

    /// <summary>Accounts it belongs to.</summary>
    public List<Relation> Relations { get; } = [];

    /// <summary>Decisions that bind it.</summary>
    public List<DecisionTag> Decisions { get; } = [];

    /// <summary>True for a record that was attached to its profile; see <see cref="DecisionTag.Attached"/>.</summary>
    public bool IsAttached => Decisions.Exists(tag => tag.Side == DecisionTag.Attached);

    /// <summary>The claim on <paramref name="identifier"/>, or null.</summary>
    public Claim? FindClaim(Identifier identifier)
    {
        if (_claims.Count > IndexFrom)
        {
            _index ??= _claims.ToDictionary(claim => claim.Identifier);
            return _index.GetValueOrDefault(identifier);
        }
        foreach (var claim in _claims)
        {
            if (claim.Identifier == identifier) return claim;
        }
        return null;
    }

    /// <summary>Adds a claim on an identifier that it does not claim yet.</summary>
    public void AddClaim(Claim claim)
    {
        _claims.Add(claim);
        _index?.Add(claim.Identifier, claim);
    }

    /// <summary>Puts another claim on the same identifier in the place of one, or, if null, takes it away.</summary>
    public void ReplaceClaim(int index, Claim? claim)
    {
        if (claim is null) _claims.RemoveAt(index);
        else _claims[index] = claim;
        _index = null;
    }

    /// <summary>Takes in traits; order and repetition do not matter, since the latest statement wins.</summary>
    /// <returns>True when a trait changed or its time moved on.</returns>
    public bool Fold(IReadOnlyList<TraitStatement> traits, long atUs, string messageId)
    {
        var changed = false;
        for (var i = 0; i < traits.Count; i++)
        {
            var statement = traits[i];
            if (Traits.TryGetValue(statement.Name, out var known) && !TraitValue.IsLaterThan(atUs, messageId, statement.Json.Span, known)) continue;
            Traits[statement.Name] = new TraitValue(statement.Json.ToArray(), atUs, messageId);
            changed = true;
        }
        return changed;
    }
}
