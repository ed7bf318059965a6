using Kartoteka.Domain.Identity;
using Kartoteka.Storage;
using Kartoteka.Storage.Matching;

namespace Kartoteka.Modules.Matching;

/// <summary>Meets a profile with its candidates.</summary>
internal sealed class PairFinder(IMatchIndex index, ILedger ledger, TimeProvider time)
{
    /// <summary>Pairs less likely than this are not kept.</summary>
    public const double ProbabilityMin = 0.01;

    /// <summary>A key that more profiles share proposes nobody: those who meet by it alone are as good as strangers.</summary>
    public const int BlockMax = 400;

    /// <summary>Most candidates of a profile: 800 are compared in some 8 ms.</summary>
    public const int CandidatesMax = 800;

    private long _blocksSkipped;

    /// <summary>Keys that proposed nobody since the start, for being too common.</summary>
    public long BlocksSkipped => Interlocked.Read(ref _blocksSkipped);

    /// <summary>The pairs of a profile under a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="profile">The profile as it is now.</param>
    /// <param name="onlyAfter">True: only those with profiles of a greater id, as when all profiles are gone through.</param>
    /// <param name="ct">Cancels.</param>
    public async ValueTask<MatchPairsOf> FindAsync(MatchingModel model, MatchProfile profile, bool onlyAfter, CancellationToken ct)
    {
        var found = await index.FindCandidatesAsync(model.Generation, profile.Id, model.KeysOf(profile), BlockMax, CandidatesMax, ct);
        if (found.BlocksSkipped > 0) Interlocked.Add(ref _blocksSkipped, found.BlocksSkipped);
        var candidates = onlyAfter ? [.. found.Profiles.Where(candidate => candidate.Id > profile.Id)] : found.Profiles;
        if (candidates.Count == 0) return new MatchPairsOf(profile.Id, [], onlyAfter);
        var judged = model.Judge.Compare(model.SideOf(profile.Records), [.. candidates.Select(candidate => model.SideOf(candidate.Records))]);
        var (pairs, nowUs) = (new List<MatchPair>(), time.NowUs());
        DecidedPairs? decided = null;
        for (var i = 0; i < judged.Count; i++)
        {
            if (judged[i].Probability < ProbabilityMin) continue;
            decided ??= await DecidedPairs.OfAsync(ledger, profile, ct);
            var (pair, other) = (judged[i], candidates[i]);
            var (own, others) = (profile.Records[pair.FirstRecord].Id, other.Records[pair.SecondRecord].Id);
            var isFirst = profile.Id < other.Id;
            pairs.Add(new MatchPair(
                isFirst ? profile.Id : other.Id, isFirst ? other.Id : profile.Id, pair.Weight, pair.Probability, pair.Pattern, pair.Support, isFirst ? own : others, isFirst ? others : own,
                await decided.StateAsync(other, ct), nowUs));
        }
        return new MatchPairsOf(profile.Id, pairs, onlyAfter);
    }
}

/// <summary>What was decided of a profile and others. Where a pair stands depends on the ledger alone, and on what both sides say now.</summary>
internal sealed class DecidedPairs
{
    private readonly ILedger _ledger;
    private readonly MatchProfile _profile;
    private readonly IReadOnlyList<MatchDecision> _decisions;
    private readonly ProfileState? _state;
    private readonly long[] _records;

    private DecidedPairs(ILedger ledger, MatchProfile profile, ProfileState? state, IReadOnlyList<MatchDecision> decisions)
    {
        (_ledger, _profile, _state, _decisions) = (ledger, profile, state, decisions);
        _records = state is null ? [.. profile.Records.Select(record => record.Id)] : [.. state.Records.Select(record => record.Id)];
    }

    /// <summary>Reads what there is about a profile.</summary>
    public static async ValueTask<DecidedPairs> OfAsync(ILedger ledger, MatchProfile profile, CancellationToken ct)
    {
        var state = await ledger.ReadProfileAsync(profile.Id, ct);
        var records = state?.Records.Select(record => record.Id) ?? profile.Records.Select(record => record.Id);
        return new DecidedPairs(ledger, profile, state, await ledger.FindMatchDecisionsAsync([.. records], ct));
    }

    /// <summary>Where the pair with <paramref name="other"/> stands.</summary>
    public async ValueTask<MatchPairState> StateAsync(MatchProfile other, CancellationToken ct)
    {
        var last = MatchSteward.LastOf(_decisions, _records, [.. other.Records.Select(record => record.Id)]);
        // Only when both say something else than then is there a reason to ask again.
        if (last?.Verdict == MatchVerdict.Different) return HaveBothChanged(last, other) ? MatchPairState.Open : MatchPairState.Different;
        if (await ArePartedAsync(other, ct)) return MatchPairState.Different;
        return last?.Verdict == MatchVerdict.Later ? MatchPairState.Later : MatchPairState.Open;
    }

    private bool HaveBothChanged(MatchDecision last, MatchProfile other)
    {
        var isSwapped = last.First.Records.Intersect(other.Records.Select(record => record.Id)).Any();
        var (own, others) = isSwapped ? (last.Second, last.First) : (last.First, last.Second);
        return own.Fingerprint != _profile.Fingerprint && others.Fingerprint != other.Fingerprint;
    }

    // By an un-merge on the card, of which no decision on a pair tells.
    private async ValueTask<bool> ArePartedAsync(MatchProfile other, CancellationToken ct)
    {
        if (_state is null || !_state.Records.Exists(record => record.Decisions.Exists(tag => !tag.Joins))) return false;
        return await _ledger.ReadProfileAsync(other.Id, ct) is { } state && IdentityResolver.AreDecidedDifferent(_state, state);
    }
}
