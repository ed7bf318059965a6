using System.Buffers.Binary;
using System.Text;
using Kartoteka.Domain.Events;
using Kartoteka.Domain.Identity;
using Kartoteka.Domain.Profiles;

namespace Kartoteka.Domain.Tests.Identity;

/// <summary>A base in memory: applies each event as a commit of its own, repetitions left out.</summary>
public sealed class IdentityBench(IdentityRules? rules = null) : IIdSource, ISourceTrust
{
    private readonly HashSet<(int, string)> _stored = [];
    private long _record;
    private long _position;
    private long _profile;

    public IdentityRules Rules { get; } = rules ?? IdentityRules.Default;

    public WorkingSet Set { get; } = new();

    public List<Conflict> Conflicts { get; } = [];

    public List<HistoryEntry> History { get; } = [];

    public IReadOnlyList<RecordState> Records => [.. Set.RecordsById.Values.OrderBy(record => record.Id)];

    /// <summary>Applies an event; the reason if it was refused.</summary>
    public string? Say(IncomingEvent incoming, int realm = 1)
    {
        if (PreparedEvent.From(incoming, realm, Rules) is not { } prepared) return "no_identifiers";
        if (!_stored.Add((incoming.SourceId, incoming.MessageId))) return "duplicate";
        foreach (var identifier in prepared.Claims.Concat(incoming.AliasOf)) Load(new ClaimKey(realm, ProfileKind.Person, identifier));
        foreach (var identifier in prepared.AccountClaims) Load(new ClaimKey(realm, ProfileKind.Account, identifier));
        var plan = new CommitPlan();
        var refusal = new IdentityResolver(Rules, Set, plan, this).Apply(prepared);
        Conflicts.AddRange(plan.Conflicts);
        History.AddRange(plan.History);
        return refusal;
    }

    public void SayAll(params IncomingEvent[] events)
    {
        foreach (var incoming in events) Assert.Null(Say(incoming));
    }

    public void Decide(Func<IdentityResolver, string?> decision) => Assert.Null(decision(new IdentityResolver(Rules, Set, new CommitPlan(), this)));

    public ProfileState Of(string externalId, int source = 1) => Set.ProfileOf(Set.Records[new RecordKey(source, externalId)]);

    public bool Together(string one, string other) => Of(one).Id == Of(other).Id;

    /// <summary>Who is together with whom, and what is known of them, in words that two bases can be compared by.</summary>
    public string Describe() => string.Join("\n", Set.Profiles.Values.Select(Describe).Order(StringComparer.Ordinal));

    private string Describe(ProfileState profile)
    {
        var records = profile.Records.Select(record => $"{record.Key.SourceId}/{record.Key.ExternalId}").Order(StringComparer.Ordinal);
        var identifiers = profile.Records.SelectMany(record => record.Claims).Where(claim => claim.State != ClaimState.Refused)
            .Select(claim => claim.Identifier.ToString()).Distinct().Order(StringComparer.Ordinal);
        var traits = Survivorship.Fold(profile.Records, this).Values
            .Select(trait => $"{trait.Name}={Encoding.UTF8.GetString(trait.Value.Json)} by {trait.Record.Key} at {trait.Value.AtUs} ({trait.Rule})");
        return $"[{string.Join(' ', records)}] {string.Join(' ', identifiers)} {string.Join(", ", traits)}";
    }

    private void Load(ClaimKey key)
    {
        if (!Set.IsLoaded(key)) Set.SetLoaded(key, Set.Profiles.Values);
    }

    public long NextRecordId() => ++_record;

    public long NextPosition() => ++_position;

    public ProfileId NewProfileId(long atUs)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(bytes, ++_profile);
        return new ProfileId(new Guid(bytes, bigEndian: true));
    }

    // Source 2 is trusted most, and source 3 is the master of one trait.
    public int TrustRank(int sourceId) => sourceId == 2 ? 200 : 100;

    public int? MasterSource(ProfileKind kind, string trait) => trait == "city" ? 3 : null;
}
