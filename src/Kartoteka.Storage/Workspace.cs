using Kartoteka.Domain.Identity;

namespace Kartoteka.Storage;

/// <summary>Answers for personal data (the law's "operator").</summary>
public sealed record LegalEntity(int Id, string Key, string Name, string? Inn, long CreatedAtUs);

/// <summary>A brand of one legal entity.</summary>
public sealed record Brand(int Id, string Key, string Name, int LegalEntityId, long CreatedAtUs);

/// <summary>A system that sends data.</summary>
/// <param name="Id">Its number in this base, above 0.</param>
/// <param name="Key">Its name in URLs: <c>[a-z0-9][a-z0-9_-]{0,62}</c>.</param>
/// <param name="Name">Its name for people.</param>
/// <param name="Kind"><c>web</c>, <c>app</c>, <c>server</c>, <c>till</c>, <c>crm</c>, <c>call_centre</c>, <c>file</c> or <c>manual</c>.</param>
/// <param name="IdNamespace">Namespace of its user ids: its own key, or one shared with other sources.</param>
/// <param name="BrandId">The brand it belongs to.</param>
/// <param name="LegalEntityId">That brand's legal entity.</param>
/// <param name="TrustRank">Survivorship: the higher wins; 0 to 1000, default 100; the built-in source <c>manual</c> has 1001.</param>
/// <param name="Enabled">A disabled source's events are refused.</param>
/// <param name="CreatedAtUs">When it was made.</param>
public sealed record Source(
    int Id, string Key, string Name, string Kind, string IdNamespace, int BrandId, int LegalEntityId, int TrustRank, bool Enabled, long CreatedAtUs);

/// <summary>A key for the API; the secret itself is not kept, only its SHA-256.</summary>
public sealed record ApiToken(int Id, string Name, IReadOnlyList<string> Scopes, long CreatedAtUs, long? RevokedAtUs);

/// <summary>A line of the audit log; each hash covers the one before it.</summary>
public sealed record AuditEntry(long Sequence, long AtUs, string Actor, string Action, string Subject, string Detail, byte[] PreviousHash, byte[] Hash);

/// <summary>A trait of the catalogue.</summary>
/// <param name="Kind">Trait of persons or of accounts.</param>
/// <param name="Name">Its name.</param>
/// <param name="Type"><c>string</c>, <c>number</c>, <c>boolean</c>, <c>date</c>, <c>object</c>, <c>array</c> or <c>mixed</c>.</param>
/// <param name="PrivacyClass"><c>contact</c>, <c>identity</c>, <c>demographic</c>, <c>financial</c>, <c>special</c>, <c>behaviour</c> or <c>none</c>.</param>
/// <param name="Declared">False: only seen in data, type inferred, class suggested. True: values of another type are refused.</param>
/// <param name="Label">Labels by language code, such as <c>ru</c> and <c>en</c>.</param>
/// <param name="Purpose">What it is kept for.</param>
/// <param name="RetentionDays">How long, in days; null for as long as the profile.</param>
/// <param name="MasterSource">Key of the source whose statement always wins.</param>
/// <param name="FirstSeenUs">When it first appeared.</param>
public sealed record TraitDefinition(
    ProfileKind Kind, string Name, string Type, string PrivacyClass, bool Declared, IReadOnlyDictionary<string, string> Label,
    string? Purpose, int? RetentionDays, string? MasterSource, long FirstSeenUs);

/// <summary>Counters of one source since the base was made; committed with the events they count.</summary>
public sealed record SourceCounters(int SourceId, long Received, long Stored, long Duplicate, long Quarantined, long LastReceivedAtUs);

/// <summary>Counters of one source in one hour; committed with the events they count.</summary>
/// <param name="HourUs">The hour's beginning (UTC).</param>
/// <param name="Received">Events received: stored, duplicate and quarantined together.</param>
/// <param name="Stored">Events stored.</param>
/// <param name="Duplicate">Events that were there already.</param>
/// <param name="Quarantined">Events kept apart.</param>
public sealed record SourceHour(long HourUs, long Received, long Stored, long Duplicate, long Quarantined)
{
    private const long LengthUs = 3_600_000_000;

    /// <summary>The beginning of the hour that a time lies in.</summary>
    public static long Floor(long us) => us - (us % LengthUs);
}

/// <summary>Which lines of the audit log to read; null for any.</summary>
/// <param name="Actor">Who did it, exactly.</param>
/// <param name="Action">What was done: <c>token.create</c>, or <c>token</c> for all that is done to tokens.</param>
/// <param name="Subject">To what: <c>source/shop</c>, or <c>source</c> for all sources.</param>
/// <param name="FromUs">Earliest time.</param>
/// <param name="ToUs">First time left out.</param>
public sealed record AuditFilter(string? Actor, string? Action, string? Subject, long? FromUs, long? ToUs)
{
    /// <summary>Every line.</summary>
    public static AuditFilter None { get; } = new(null, null, null, null, null);
}

/// <summary>Configuration kept in the ledger's base. Every method is one transaction; writes are durable when they return.</summary>
public interface IWorkspaceStore
{
    /// <summary>All legal entities, by id.</summary>
    ValueTask<IReadOnlyList<LegalEntity>> ListLegalEntitiesAsync(CancellationToken ct);

    /// <summary>Adds one; null when the key is taken.</summary>
    ValueTask<LegalEntity?> AddLegalEntityAsync(string key, string name, string? inn, CancellationToken ct);

    /// <summary>All brands, by id.</summary>
    ValueTask<IReadOnlyList<Brand>> ListBrandsAsync(CancellationToken ct);

    /// <summary>Adds one; null when the key is taken.</summary>
    ValueTask<Brand?> AddBrandAsync(string key, string name, int legalEntityId, CancellationToken ct);

    /// <summary>All sources, by id.</summary>
    ValueTask<IReadOnlyList<Source>> ListSourcesAsync(CancellationToken ct);

    /// <summary>
    /// Adds one with the SHA-256 of its write key, or without a key if nobody may send as it; null when the source's key is taken.
    /// <paramref name="source"/>'s id is ignored.
    /// </summary>
    ValueTask<Source?> AddSourceAsync(Source source, byte[]? writeKeyHash, CancellationToken ct);

    /// <summary>Changes name, kind, trust rank and enabled; the rest is fixed for life.</summary>
    ValueTask UpdateSourceAsync(Source source, CancellationToken ct);

    /// <summary>Adds a further write key to a source (rotation); false when the hash is known already.</summary>
    ValueTask<bool> AddWriteKeyAsync(int sourceId, byte[] writeKeyHash, CancellationToken ct);

    /// <summary>Ends all write keys of a source but those of <paramref name="keep"/>.</summary>
    ValueTask RevokeWriteKeysAsync(int sourceId, byte[] keep, CancellationToken ct);

    /// <summary>Live write keys: SHA-256 and source id.</summary>
    ValueTask<IReadOnlyList<(byte[] Hash, int SourceId)>> ListWriteKeysAsync(CancellationToken ct);

    /// <summary>All tokens, revoked ones included.</summary>
    ValueTask<IReadOnlyList<(ApiToken Token, byte[] Hash)>> ListTokensAsync(CancellationToken ct);

    /// <summary>Adds a token; null when the hash is known already.</summary>
    ValueTask<ApiToken?> AddTokenAsync(string name, IReadOnlyList<string> scopes, byte[] hash, CancellationToken ct);

    /// <summary>Revokes a token; false when there is none.</summary>
    ValueTask<bool> RevokeTokenAsync(int id, CancellationToken ct);

    /// <summary>The catalogue.</summary>
    ValueTask<IReadOnlyList<TraitDefinition>> ListTraitsAsync(CancellationToken ct);

    /// <summary>Adds or replaces a definition.</summary>
    ValueTask PutTraitAsync(TraitDefinition trait, CancellationToken ct);

    /// <summary>A settings document (JSON) by name, or null.</summary>
    ValueTask<string?> ReadSettingAsync(string name, CancellationToken ct);

    /// <summary>Stores a settings document.</summary>
    ValueTask WriteSettingAsync(string name, string json, CancellationToken ct);

    /// <summary>Appends to the audit log, chaining the hash (SHA-256 over the previous hash and the fields).</summary>
    ValueTask<AuditEntry> AppendAuditAsync(string actor, string action, string subject, string detail, CancellationToken ct);

    /// <summary>Audit lines below <paramref name="before"/>, newest first.</summary>
    ValueTask<IReadOnlyList<AuditEntry>> ReadAuditAsync(long before, int limit, CancellationToken ct) => ReadAuditAsync(AuditFilter.None, before, limit, ct);

    /// <summary>As the other, of the lines that fit <paramref name="filter"/>.</summary>
    ValueTask<IReadOnlyList<AuditEntry>> ReadAuditAsync(AuditFilter filter, long before, int limit, CancellationToken ct);

    /// <summary>Checks the chain; null when whole, else the sequence of the first line that does not fit.</summary>
    ValueTask<long?> VerifyAuditAsync(CancellationToken ct);
}
