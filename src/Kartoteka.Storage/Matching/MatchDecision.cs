using Kartoteka.Domain.Identity;

namespace Kartoteka.Storage.Matching;

/// <summary>What was decided of a pair.</summary>
public enum MatchVerdict : byte
{
    /// <summary>One customer.</summary>
    Same = 1,

    /// <summary>Two customers.</summary>
    Different = 2,

    /// <summary>Put off.</summary>
    Later = 3,
}

/// <summary>Profiles that may be compared with each other: those of one legal entity and one kind.</summary>
public readonly record struct MatchPopulation(int Realm, ProfileKind Kind);

/// <summary>One of the two of a decision, as it was then.</summary>
/// <param name="Profile">Its id.</param>
/// <param name="Records">Numbers of its records, rising.</param>
/// <param name="Best">The record that spoke most for one customer.</param>
/// <param name="Fingerprint">What its records said; unchanged while they only say the same again.</param>
public sealed record MatchSide(ProfileId Profile, IReadOnlyList<long> Records, long Best, ulong Fingerprint);

/// <summary>What was known of a pair when it was decided.</summary>
/// <param name="Weight">Bits.</param>
/// <param name="Probability">0 to 1.</param>
/// <param name="Pattern">Level of each field; comparable for one model only.</param>
/// <param name="Evidence">The module's own document: fields with level and weight. Never a value.</param>
/// <param name="ModelVersion">Version of the model that judged.</param>
public sealed record MatchEvidence(double Weight, double Probability, ulong Pattern, string Evidence, int ModelVersion);

/// <summary>A decision on a pair, kept for ever: it outlives the index of matching and rebuilds of profiles.</summary>
/// <param name="Id">Its number, above 0; ignored when it is added.</param>
/// <param name="Population">Whose profiles they are.</param>
/// <param name="Verdict">What was decided.</param>
/// <param name="Automatic">True when no person decided.</param>
/// <param name="First">The one side; in a merge the survivor.</param>
/// <param name="Second">The other.</param>
/// <param name="Evidence">What was known.</param>
/// <param name="Who">Who decided.</param>
/// <param name="Reason">Why, in words.</param>
/// <param name="AtUs">When.</param>
/// <param name="Seconds">How long it took them; null when not told.</param>
/// <param name="SampleId">The sample that it was drawn in, or null.</param>
/// <param name="Effect">What it did to profiles.</param>
/// <param name="Changes">Tags that records were given or lost by it.</param>
/// <param name="UndoneAtUs">When it was taken back; null while it holds.</param>
/// <param name="UndoneBy">By whom.</param>
public sealed record MatchDecision(
    long Id, MatchPopulation Population, MatchVerdict Verdict, bool Automatic, MatchSide First, MatchSide Second, MatchEvidence Evidence,
    Author Who, string Reason, long AtUs, double? Seconds, long? SampleId, MatchEffect Effect, IReadOnlyList<TagChange> Changes, long? UndoneAtUs, Author? UndoneBy);

/// <summary>What a decision did to profiles.</summary>
public enum MatchEffect : byte
{
    /// <summary>No record moved.</summary>
    None = 0,

    /// <summary>The second was joined into the first.</summary>
    Merged = 1,

    /// <summary>The second was taken out of the first.</summary>
    Parted = 2,
}

/// <summary>Which decisions to list, newest first; null for any.</summary>
public sealed record MatchDecisionFilter
{
    /// <summary>Of which profiles.</summary>
    public MatchPopulation? Population { get; init; }

    /// <summary>Whose, by id.</summary>
    public string? WhoId { get; init; }

    /// <summary>What was decided.</summary>
    public MatchVerdict? Verdict { get; init; }

    /// <summary>By no person, or by one.</summary>
    public bool? Automatic { get; init; }

    /// <summary>Those that hold, or those that were taken back.</summary>
    public bool? Active { get; init; }

    /// <summary>Of a sample.</summary>
    public long? SampleId { get; init; }

    /// <summary>Of this profile, as it was called then.</summary>
    public ProfileId? Profile { get; init; }

    /// <summary>Earliest time.</summary>
    public long? FromUs { get; init; }

    /// <summary>First time left out.</summary>
    public long? ToUs { get; init; }

    /// <summary>Only those with a smaller number.</summary>
    public long? Before { get; init; }

    /// <summary>Most that are given.</summary>
    public int Limit { get; init; } = 50;
}

/// <summary>How many decisions there are.</summary>
public readonly record struct MatchDecisionCount(MatchVerdict Verdict, bool Automatic, bool Active, long Count, double Seconds);

/// <summary>What a person did, for figures of work.</summary>
/// <param name="AtUs">When it was decided.</param>
/// <param name="Who">Who.</param>
/// <param name="Verdict">What.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="UndoneAtUs">When it was taken back.</param>
public readonly record struct MatchAct(long AtUs, Author Who, MatchVerdict Verdict, double? Seconds, long? UndoneAtUs);

/// <summary>Reads decisions on pairs. They are written with what they decide, in one transaction: see <see cref="ILedgerTransaction"/>.</summary>
public interface IMatchDecisions
{
    /// <summary>Most that <see cref="ReadMatchActsAsync"/> gives.</summary>
    const int ActsMax = 200_000;

    /// <summary>A decision, or null.</summary>
    ValueTask<MatchDecision?> FindMatchDecisionAsync(long id, CancellationToken ct);

    /// <summary>Decisions, newest first.</summary>
    ValueTask<IReadOnlyList<MatchDecision>> ListMatchDecisionsAsync(MatchDecisionFilter filter, CancellationToken ct);

    /// <summary>All decisions, taken back or not, that have one of these records on either side; in order of number.</summary>
    ValueTask<IReadOnlyList<MatchDecision>> FindMatchDecisionsAsync(IReadOnlyCollection<long> recordIds, CancellationToken ct);

    /// <summary>Decisions of a population by verdict, by whether a person made them and whether they hold.</summary>
    ValueTask<IReadOnlyList<MatchDecisionCount>> CountMatchDecisionsAsync(MatchPopulation population, CancellationToken ct);

    /// <summary>People's decisions from <paramref name="fromUs"/> on, in order; at most <see cref="ActsMax"/>.</summary>
    ValueTask<IReadOnlyList<MatchAct>> ReadMatchActsAsync(long fromUs, CancellationToken ct);
}
