using System.Security.Claims;
using Kartoteka.Domain.Identity;
using Kartoteka.Modules.Profiles.Contracts;
using Kartoteka.Storage;
using Kartoteka.Storage.Matching;

namespace Kartoteka.Modules.Matching;

/// <summary>Profiles near a pair: those that claim an identifier of it, and those that may be the same as one of it.</summary>
internal sealed class RelatedProfiles(ILedger ledger, IMatchIndex index, ProfileAnswers profiles)
{
    /// <summary>Most profiles shown.</summary>
    public const int ProfilesMax = 10;

    /// <summary>Most holders of one identifier looked at: what more people share says nothing.</summary>
    private const int HoldersMax = 10;

    private sealed class Near
    {
        public bool First, Second;
        public readonly HashSet<string> Shares = new(StringComparer.Ordinal);
        public double? Probability;
    }

    /// <summary>The nearest first: what shares more, then what is likelier.</summary>
    public async ValueTask<IReadOnlyList<RelatedProfile>> FindAsync(PairCase pair, ClaimsPrincipal user, bool isBlind, CancellationToken ct)
    {
        var near = new Dictionary<ProfileId, Near>();
        foreach (var (side, isFirst) in new[] { (pair.First, true), (pair.Second, false) })
        {
            await ShareAsync(side, isFirst, near, ct);
            await CandidatesAsync(pair, side, isFirst, near, ct);
        }
        var own = pair.First.Records.Concat(pair.Second.Records).Select(record => record.Profile).ToHashSet();
        var found = new List<RelatedProfile>();
        foreach (var (id, what) in near.Where(entry => !own.Contains(entry.Key)).OrderByDescending(entry => entry.Value.Shares.Count).ThenByDescending(entry => entry.Value.Probability).Take(ProfilesMax))
        {
            if (await ledger.ReadProfileAsync(id, ct) is not { } profile || profile.Id != id) continue;
            var why = what.Shares.Order(StringComparer.Ordinal).Select(type => new RelatedWhy("shares", type, null)).ToList();
            if (what.Probability is { } probability) why.Add(new RelatedWhy("candidate", null, isBlind ? null : Math.Round(probability, 6)));
            found.Add(new RelatedProfile(profiles.Summary(profile, user), what is { First: true, Second: true } ? "both" : what.First ? "first" : "second", why));
        }
        return found;
    }

    private async ValueTask ShareAsync(ProfileState side, bool isFirst, Dictionary<ProfileId, Near> near, CancellationToken ct)
    {
        foreach (var identifier in side.Records.SelectMany(record => record.Claims).Select(claim => claim.Identifier).Distinct())
        {
            // A browser's or a system's own id is shared by nobody who is not joined already.
            if (identifier.Type is IdentifierTypes.AnonymousId or IdentifierTypes.DeviceId or IdentifierTypes.UserId) continue;
            var holders = await ledger.FindClaimingProfilesAsync(new ClaimKey(side.Realm, side.Kind, identifier), HoldersMax, ct);
            foreach (var holder in holders) Of(near, holder, isFirst).Shares.Add(identifier.Type);
        }
    }

    private async ValueTask CandidatesAsync(PairCase pair, ProfileState side, bool isFirst, Dictionary<ProfileId, Near> near, CancellationToken ct)
    {
        if (pair.Model is not { } model) return;
        var filter = new MatchPairFilter { State = MatchPairState.Open, Profile = side.Records[0].Profile };
        foreach (var other in await index.ListPairsAsync(model.Generation, filter, MatchOrder.Surest, null, ProfilesMax, ct))
        {
            var entry = Of(near, other.First == filter.Profile ? other.Second : other.First, isFirst);
            entry.Probability = Math.Max(entry.Probability ?? 0, other.Probability);
        }
    }

    private static Near Of(Dictionary<ProfileId, Near> near, ProfileId id, bool isFirst)
    {
        if (!near.TryGetValue(id, out var entry)) near[id] = entry = new Near();
        if (isFirst) entry.First = true;
        else entry.Second = true;
        return entry;
    }
}
