using Kartoteka.Domain.Identity;

namespace Kartoteka.Storage.Matching;

/// <summary>What of a record takes part in matching.</summary>
/// <param name="Id">The record's number.</param>
/// <param name="SourceId">The source that states it.</param>
/// <param name="Cells">Values by column, each column at most once; never empty.</param>
public sealed record MatchRecord(long Id, int SourceId, IReadOnlyList<KeyValuePair<string, string>> Cells);

/// <summary>A profile as the index keeps it: those of its records that take part.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Population">With whom it may be compared.</param>
/// <param name="Fingerprint">Of what its records say; see <see cref="MatchSide.Fingerprint"/>.</param>
/// <param name="Records">At least one, in order of number.</param>
public sealed record MatchProfile(ProfileId Id, MatchPopulation Population, ulong Fingerprint, IReadOnlyList<MatchRecord> Records);

/// <summary>Blocking keys of a profile under one model.</summary>
public sealed record MatchKeys(int Generation, IReadOnlyList<ulong> Keys);

/// <summary>A profile to keep, or to forget.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Profile">What to keep; null forgets the profile with its keys and pairs.</param>
/// <param name="Keys">Its keys, one entry for each model to keep them for. Keys under other models stay as they are.</param>
public sealed record MatchEntry(ProfileId Id, MatchProfile? Profile, IReadOnlyList<MatchKeys> Keys);

/// <summary>Where a pair stands.</summary>
public enum MatchPairState : byte
{
    /// <summary>Nobody has decided, or both have changed since.</summary>
    Open = 0,

    /// <summary>Put off.</summary>
    Later = 1,

    /// <summary>Declared different.</summary>
    Different = 2,
}

/// <summary>Two profiles that may be one.</summary>
/// <param name="First">The one with the smaller id.</param>
/// <param name="Second">The other.</param>
/// <param name="Weight">Bits.</param>
/// <param name="Probability">0 to 1.</param>
/// <param name="Pattern">Level of each field.</param>
/// <param name="Support">Bits; above 0 when nothing speaks against it.</param>
/// <param name="FirstRecord">The record of the first that speaks most for it.</param>
/// <param name="SecondRecord">The record of the second.</param>
/// <param name="State">Where it stands.</param>
/// <param name="FoundAtUs">When it was first found by this model.</param>
public sealed record MatchPair(
    ProfileId First, ProfileId Second, double Weight, double Probability, ulong Pattern, double Support, long FirstRecord, long SecondRecord, MatchPairState State, long FoundAtUs);

/// <summary>Pairs of one profile. The time at which a known pair was found stays.</summary>
/// <param name="Profile">The profile.</param>
/// <param name="Pairs">Its pairs.</param>
/// <param name="Adds">False: all of them, in place of those that it had. True: only some to add.</param>
public sealed record MatchPairsOf(ProfileId Profile, IReadOnlyList<MatchPair> Pairs, bool Adds = false);

/// <summary>Profiles that share a key.</summary>
/// <param name="Profiles">Those to compare, without the one asked for.</param>
/// <param name="BlocksSkipped">Keys that too many share.</param>
public sealed record MatchCandidates(IReadOnlyList<MatchProfile> Profiles, int BlocksSkipped);

/// <summary>A model as the index keeps it.</summary>
/// <param name="Generation">Names its keys and pairs in this index.</param>
/// <param name="Population">Whose it is.</param>
/// <param name="Version">Its number in the population, rising.</param>
/// <param name="LearnedAtUs">When.</param>
/// <param name="AsOf">Ledger position of what it was learned from.</param>
/// <param name="Records">Records that it was learned from.</param>
/// <param name="Judge">The judge, in the library's own form.</param>
public sealed record MatchModelRow(int Generation, MatchPopulation Population, int Version, long LearnedAtUs, long AsOf, long Records, ReadOnlyMemory<byte> Judge);

/// <summary>In which order pairs are listed.</summary>
public enum MatchOrder
{
    /// <summary>The surest first.</summary>
    Surest,

    /// <summary>The least sure first.</summary>
    LeastSure,

    /// <summary>Those found last first.</summary>
    Newest,
}

/// <summary>A place in a list of pairs.</summary>
/// <param name="Key">The probability, or the time found in microseconds.</param>
/// <param name="First">The pair's first profile.</param>
/// <param name="Second">The pair's second profile.</param>
public readonly record struct MatchCursor(double Key, ProfileId First, ProfileId Second);

/// <summary>Which pairs of a model; null for any.</summary>
public sealed record MatchPairFilter
{
    /// <summary>Where they stand.</summary>
    public required MatchPairState State { get; init; }

    /// <summary>Least probability.</summary>
    public double? Min { get; init; }

    /// <summary>First probability left out.</summary>
    public double? Max { get; init; }

    /// <summary>Just this pattern.</summary>
    public ulong? Pattern { get; init; }

    /// <summary>With a record of this source on either side.</summary>
    public int? SourceId { get; init; }

    /// <summary>Of this profile.</summary>
    public ProfileId? Profile { get; init; }
}

/// <summary>Pairs of one pattern.</summary>
public sealed record MatchGroup(ulong Pattern, long Pairs, double MinProbability, double MaxProbability);

/// <summary>How many pairs of a model stand where.</summary>
/// <param name="Open">Open ones at or above the lower threshold and below the upper.</param>
/// <param name="Later">Put off.</param>
/// <param name="Above">Open ones at or above the upper threshold.</param>
/// <param name="Kept">All that are kept.</param>
public sealed record MatchQueue(long Open, long Later, long Above, long Kept);

/// <summary>What there is of a population.</summary>
public sealed record MatchExtent(MatchPopulation Population, long Records, long Profiles);

/// <summary>
/// What matching keeps beside the ledger: cells of records, blocking keys, pairs, models. A derived view: losing it costs reading the ledger and
/// learning anew. Reads may run beside a write; writes take turns by themselves.
/// </summary>
public interface IMatchIndex : IDisposable
{
    /// <summary>The ledger position up to which it is true; 0 for a new one.</summary>
    ValueTask<long> ReadPositionAsync(CancellationToken ct);

    /// <summary>Throws away everything, models too.</summary>
    ValueTask ForgetAsync(CancellationToken ct);

    /// <summary>Keeps and forgets profiles, all or none.</summary>
    ValueTask PutProfilesAsync(IReadOnlyList<MatchEntry> entries, CancellationToken ct);

    /// <summary>Keeps pairs of profiles under a model, all or none; pairs with a profile that is not kept are passed over.</summary>
    /// <param name="generation">The model; null when there are no pairs.</param>
    /// <param name="pairs">By profile.</param>
    /// <param name="position">The position that is reached with it; null when none is.</param>
    /// <param name="ct">Ends the wait for the turn.</param>
    ValueTask PutPairsAsync(int? generation, IReadOnlyList<MatchPairsOf> pairs, long? position, CancellationToken ct);

    /// <summary>Says where a pair stands now; false when it is not kept.</summary>
    ValueTask<bool> SetStateAsync(int generation, ProfileId first, ProfileId second, MatchPairState state, CancellationToken ct);

    /// <summary>A profile, or null.</summary>
    ValueTask<MatchProfile?> FindProfileAsync(ProfileId id, CancellationToken ct);

    /// <summary>Profiles that share a key with <paramref name="profile"/>; those of small blocks first.</summary>
    /// <param name="generation">The model.</param>
    /// <param name="profile">Is left out.</param>
    /// <param name="keys">Its keys.</param>
    /// <param name="blockMax">A key that more profiles share proposes nobody.</param>
    /// <param name="candidatesMax">Most candidates.</param>
    /// <param name="ct">Cancels.</param>
    ValueTask<MatchCandidates> FindCandidatesAsync(int generation, ProfileId profile, IReadOnlyList<ulong> keys, int blockMax, int candidatesMax, CancellationToken ct);

    /// <summary>Profiles of a population page by page, in an order of its own; what changes meanwhile may be seen as before or after.</summary>
    IAsyncEnumerable<IReadOnlyList<MatchProfile>> ScanProfilesAsync(MatchPopulation population, CancellationToken ct);

    /// <summary>Gives many profiles their keys under a model that is being made; profiles that are not kept are passed over.</summary>
    ValueTask AddKeysAsync(int generation, IReadOnlyList<(ProfileId Profile, IReadOnlyList<ulong> Keys)> profiles, CancellationToken ct);

    /// <summary>How much there is.</summary>
    ValueTask<IReadOnlyList<MatchExtent>> CountAsync(CancellationToken ct);

    /// <summary>Begins a model; until it is in force nobody asks for its pairs.</summary>
    ValueTask<int> BeginModelAsync(MatchPopulation population, CancellationToken ct);

    /// <summary>Puts a model in force in place of its population's former one, whose keys and pairs go.</summary>
    ValueTask PutInForceAsync(MatchModelRow model, CancellationToken ct);

    /// <summary>Models in force.</summary>
    ValueTask<IReadOnlyList<MatchModelRow>> ListModelsAsync(CancellationToken ct);

    /// <summary>Takes away a part of what models left that are no longer, or never were, in force.</summary>
    /// <param name="keep">A model that is being made now; null for none.</param>
    /// <param name="ct">Ends the wait for the turn.</param>
    /// <returns>True when more is left.</returns>
    ValueTask<bool> SweepAsync(int? keep, CancellationToken ct);

    /// <summary>A pair, or null; in either order.</summary>
    ValueTask<MatchPair?> FindPairAsync(int generation, ProfileId first, ProfileId second, CancellationToken ct);

    /// <summary>Pairs in order.</summary>
    ValueTask<IReadOnlyList<MatchPair>> ListPairsAsync(int generation, MatchPairFilter filter, MatchOrder order, MatchCursor? after, int limit, CancellationToken ct);

    /// <summary>How many pairs fit.</summary>
    ValueTask<long> CountPairsAsync(int generation, MatchPairFilter filter, CancellationToken ct);

    /// <summary>Pairs by pattern, the most frequent first.</summary>
    ValueTask<IReadOnlyList<MatchGroup>> GroupPairsAsync(int generation, MatchPairFilter filter, int limit, CancellationToken ct);

    /// <summary>How many pairs stand where.</summary>
    ValueTask<MatchQueue> CountQueueAsync(int generation, double lower, double upper, CancellationToken ct);
}
