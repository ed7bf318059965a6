using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Kartoteka.Domain.Identity;
using Kartoteka.Storage;

namespace Kartoteka.Modules.Identity;

/// <summary>
/// Finds what changed rules can touch: groups of profiles, closed in the sense that no profile outside a group shares with one inside it
/// an identifier that could join them. Everything else keeps its shape and is not looked at, so a dry run of unchanged rules is empty.
/// Memory: some tens of bytes for each profile that is touched.
/// </summary>
internal sealed class RulesImpact(ILedgerReader ledger, IdentityRules before, IdentityRules after)
{
    /// <summary>Most profiles looked up that hold one identifier; those beyond are left as they are, and <see cref="IsPartial"/> says so.</summary>
    public const int HoldersMax = 10_000;

    private readonly HashSet<ProfileId> _touched = [];
    private readonly HashSet<Identifier> _reopened = [];
    private readonly Dictionary<ProfileId, int> _records = [];
    private readonly HashSet<UInt128> _values = [];
    private readonly Dictionary<(ProfileId, string), int> _counts = [];
    private readonly HashSet<string> _lowered = [.. after.Types.Concat(before.Types).Select(type => type.Name).Where(name => after.Type(name).LimitPerProfile < before.Type(name).LimitPerProfile)];

    // A raised limit or another order of strength can let a refused claim through, whichever type it was refused for.
    private readonly bool _mayReopen = after.RecordsPerProfileMax > before.RecordsPerProfileMax
        || after.Types.Concat(before.Types).Any(type => after.Type(type.Name).LimitPerProfile > before.Type(type.Name).LimitPerProfile || after.Type(type.Name).Priority != before.Type(type.Name).Priority);

    /// <summary>True when an identifier had more than <see cref="HoldersMax"/> holders, so that a group may lack some.</summary>
    public bool IsPartial { get; private set; }

    /// <summary>The closed groups, in order of their smallest profile id.</summary>
    public async Task<IReadOnlyList<IReadOnlyList<ProfileId>>> FindGroupsAsync(CancellationToken ct)
    {
        await foreach (var record in ledger.ScanRecordsAsync(ct)) Look(record);
        foreach (var (profile, count) in _records)
        {
            if (count > after.RecordsPerProfileMax) _touched.Add(profile);
        }
        foreach (var ((profile, type), count) in _counts)
        {
            if (count > after.Type(type).LimitPerProfile) _touched.Add(profile);
        }
        return await GroupAsync(ct);
    }

    private void Look(RecordState record)
    {
        if (after.RecordsPerProfileMax < before.RecordsPerProfileMax) CollectionsMarshal.GetValueRefOrAddDefault(_records, record.Profile, out _)++;
        foreach (var claim in record.Claims)
        {
            if (Joins(claim.Identifier, before) != Joins(claim.Identifier, after)) _touched.Add(record.Profile);
            if (claim.State == ClaimState.Refused && claim.Reason is ConflictReason.Limit or ConflictReason.Cap or ConflictReason.Ambiguous && _mayReopen)
            {
                _touched.Add(record.Profile);
                _reopened.Add(claim.Identifier);
            }
            if (claim.State == ClaimState.Active && _lowered.Contains(claim.Identifier.Type) && _values.Add(Fingerprint(record.Profile, claim.Identifier)))
            {
                CollectionsMarshal.GetValueRefOrAddDefault(_counts, (record.Profile, claim.Identifier.Type), out _)++;
            }
        }
    }

    private static bool Joins(Identifier identifier, IdentityRules rules) => !rules.IsShared(identifier) && !rules.IsBlocked(identifier);

    private static UInt128 Fingerprint(ProfileId profile, Identifier identifier)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(MemoryMarshal.AsBytes($"{profile.Value:N}{identifier.Type}\n{identifier.Value}".AsSpan()), hash);
        return BinaryPrimitives.ReadUInt128LittleEndian(hash);
    }

    // Profiles that share an identifier which may join them under the new rules, refused claims included, come into one group; their
    // neighbours by refused claims are drawn in until none is missing.
    private async Task<IReadOnlyList<IReadOnlyList<ProfileId>>> GroupAsync(CancellationToken ct)
    {
        var parents = new Dictionary<ProfileId, ProfileId>();
        var holders = new Dictionary<ClaimKey, ProfileId>();
        var waiting = new Queue<ProfileId>(_touched);
        foreach (var identifier in _reopened)
        {
            foreach (var owner in await HoldersAsync(null, identifier, ct)) waiting.Enqueue(owner);
        }
        while (waiting.TryDequeue(out var id))
        {
            if (parents.ContainsKey(id) || await ledger.ReadProfileAsync(id, ct) is not { } profile || !parents.TryAdd(profile.Id, profile.Id)) continue;
            foreach (var record in profile.Records)
            {
                foreach (var claim in record.Claims)
                {
                    if (!Joins(claim.Identifier, after)) continue;
                    var key = new ClaimKey(record.Realm, record.Kind, claim.Identifier);
                    if (holders.TryGetValue(key, out var holder)) Unite(parents, holder, profile.Id);
                    else holders[key] = profile.Id;
                    if (claim.State != ClaimState.Refused) continue;
                    foreach (var owner in await HoldersAsync(record.Kind, claim.Identifier, ct)) waiting.Enqueue(owner);
                }
            }
        }
        return
        [
            .. parents.Keys.GroupBy(id => Root(parents, id)).Select(group => (IReadOnlyList<ProfileId>)[.. group.Order()]).OrderBy(group => group[0]),
        ];
    }

    private async ValueTask<IReadOnlyList<ProfileId>> HoldersAsync(ProfileKind? kind, Identifier identifier, CancellationToken ct)
    {
        var holders = await ledger.FindProfilesAsync(kind, identifier, HoldersMax, ct);
        IsPartial |= holders.Count == HoldersMax;
        return holders;
    }

    private static void Unite(Dictionary<ProfileId, ProfileId> parents, ProfileId left, ProfileId right) => parents[Root(parents, left)] = Root(parents, right);

    private static ProfileId Root(Dictionary<ProfileId, ProfileId> parents, ProfileId id)
    {
        while (parents[id] != id) id = parents[id] = parents[parents[id]];
        return id;
    }
}
