using Kartoteka.Domain.Identity;

namespace Kartoteka.Storage.Segments;

/// <summary>How far what is derived of profiles has come.</summary>
/// <param name="Position">Ledger position up to which changes of profiles are in it; 0 for nothing.</param>
/// <param name="EvaluatedAtUs">The moment as of which windows of time were asked last; 0 for never.</param>
/// <param name="Epoch">Of the replica that was asked: <see cref="Columns.ColumnProgress.Epoch"/>.</param>
/// <param name="Day">Day and zone for which windows of the calendar hold; empty for none.</param>
public readonly record struct DerivationProgress(long Position, long EvaluatedAtUs, long Epoch, string Day);

/// <summary>How far the values of computed traits have come.</summary>
/// <param name="Position">Ledger position up to which changes of profiles are in them; 0 for nothing.</param>
/// <param name="EvaluatedAtUs">The moment as of which windows of minutes and hours were asked last; 0 for never.</param>
/// <param name="Epoch">Of the replica that was asked: <see cref="Columns.ColumnProgress.Epoch"/>.</param>
/// <param name="Meaning">Fingerprint of the traits, with the day for which their windows hold; empty for none.</param>
public readonly record struct ValuesProgress(long Position, long EvaluatedAtUs, long Epoch, string Meaning);

/// <summary>What is kept of a segment.</summary>
public enum SegmentPhase : byte
{
    /// <summary>Its members are being found for the first time since it was made or changed.</summary>
    Filling = 1,

    /// <summary>Its members follow what happens.</summary>
    Live = 2,

    /// <summary>Its rule cannot be asked; its members are those of before.</summary>
    Failed = 3,
}

/// <summary>A segment as its members were found by it.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Name">Its name for people.</param>
/// <param name="Version">Version of its definition.</param>
/// <param name="Meaning">Fingerprint of its rule and of those that it names: when another segment changes, this does.</param>
/// <param name="FilledAtUs">When its members were last found without comparing, so that entries of one filling have names that no other gave.</param>
/// <param name="Phase">What it is at.</param>
/// <param name="Error">Why it failed; null when well.</param>
public sealed record SegmentMark(string Key, string Name, long Version, string Meaning, long FilledAtUs, SegmentPhase Phase, string? Error);

/// <summary>A segment's figures.</summary>
/// <param name="Mark">What it is.</param>
/// <param name="Size">Members.</param>
/// <param name="AuditedAtUs">When all of it was last worked out anew and compared; null for never.</param>
/// <param name="Differences">Members that were wrong then.</param>
public sealed record SegmentFigures(SegmentMark Mark, long Size, long? AuditedAtUs, long Differences);

/// <summary>Why a membership changed.</summary>
public enum MembershipReason : byte
{
    /// <summary>The segment was filled, without telling anybody.</summary>
    Filled = 0,

    /// <summary>Something happened to the profile.</summary>
    Event = 1,

    /// <summary>Time passed.</summary>
    Time = 2,

    /// <summary>Something else changed that the rule stands on: another segment, the catalogue, the trust in a source.</summary>
    Definition = 3,

    /// <summary>The profile became part of another, or was removed; nobody is told.</summary>
    Gone = 4,

    /// <summary>A self-audit found it wrong.</summary>
    Audit = 5,
}

/// <summary>A profile became a member, or is one no more.</summary>
/// <param name="Profile">The profile.</param>
/// <param name="Segment">Key of the segment.</param>
/// <param name="Entered">True when it is a member now.</param>
/// <param name="AtUs">When it was seen.</param>
/// <param name="Reason">Why.</param>
/// <param name="Number">Which change of this profile's membership it is, from 1.</param>
public sealed record MembershipChange(ProfileId Profile, string Segment, bool Entered, long AtUs, MembershipReason Reason, long Number);

/// <summary>Whether a profile is a member of a segment.</summary>
/// <param name="Profile">The profile.</param>
/// <param name="Segment">Key of the segment.</param>
/// <param name="IsMember">False for one that was.</param>
/// <param name="SinceUs">Since when.</param>
/// <param name="Changes">How often it changed.</param>
public sealed record Membership(ProfileId Profile, string Segment, bool IsMember, long SinceUs, long Changes);

/// <summary>What is known of a profile.</summary>
/// <param name="Segments">Key, name and since when, by key.</param>
/// <param name="Computed">Computed traits as a JSON object; null for none.</param>
public sealed record ProfileDerived(IReadOnlyList<(string Key, string Name, long SinceUs)> Segments, byte[]? Computed)
{
    /// <summary>Of a profile of which nothing is known.</summary>
    public static ProfileDerived None { get; } = new([], null);
}

/// <summary>What is written at once, or not at all.</summary>
public sealed record DerivationBatch
{
    /// <summary>The moment; counts of entries are kept by its hour.</summary>
    public required long AtUs { get; init; }

    /// <summary>Segments to add or to replace.</summary>
    public IReadOnlyList<SegmentMark> Marks { get; init; } = [];

    /// <summary>Keys of segments that are no more.</summary>
    public IReadOnlyList<string> Removed { get; init; } = [];

    /// <summary>Changes of membership of segments that are marked, in order.</summary>
    public IReadOnlyList<MembershipChange> Changes { get; init; } = [];

    /// <summary>Computed traits by profile; null forgets them.</summary>
    public IReadOnlyList<(ProfileId Profile, byte[]? Json)> Computed { get; init; } = [];

    /// <summary>Segments that were worked out anew and compared, with how many members were wrong.</summary>
    public IReadOnlyList<(string Segment, long Differences)> Audits { get; init; } = [];

    /// <summary>How far this brings memberships; null for no further.</summary>
    public DerivationProgress? Progress { get; init; }

    /// <summary>How far this brings the values of computed traits; null for no further.</summary>
    public ValuesProgress? Values { get; init; }
}

/// <summary>A line of a segment's history.</summary>
/// <param name="Id">Its number, higher for later lines.</param>
/// <param name="AtUs">When.</param>
/// <param name="Reason">Why; <see cref="MembershipReason.Filled"/> for the line that tells of a filling.</param>
/// <param name="Profile">Who; null for a filling.</param>
/// <param name="Entered">True when it entered.</param>
/// <param name="Count">Of a filling, the members found; else 1.</param>
public sealed record MembershipLine(long Id, long AtUs, MembershipReason Reason, ProfileId? Profile, bool Entered, long Count);

/// <summary>A segment in one hour, or in one day when that is long ago.</summary>
/// <param name="AtUs">Beginning of the hour.</param>
/// <param name="Size">Members at its end, or now.</param>
/// <param name="Entered">Entries in it.</param>
/// <param name="Exited">Exits in it.</param>
public readonly record struct SegmentHour(long AtUs, long Size, long Entered, long Exited);

/// <summary>
/// What is worked out of profiles as they change: which segments they are in, and computed traits. It is kept beside the ledger, can be read in
/// microseconds, and is made anew from ledger and replica when it is lost. One writes; any number read, each from one snapshot.
/// </summary>
public interface IProfileDerivations : IDisposable
{
    /// <summary>How far it is.</summary>
    ValueTask<DerivationProgress> ReadProgressAsync(CancellationToken ct);

    /// <summary>How far the values of computed traits are.</summary>
    ValueTask<ValuesProgress> ReadValuesProgressAsync(CancellationToken ct);

    /// <summary>Forgets everything.</summary>
    ValueTask ForgetAsync(CancellationToken ct);

    /// <summary>Writes a batch, whole.</summary>
    ValueTask PutAsync(DerivationBatch batch, CancellationToken ct);

    /// <summary>All segments, by key.</summary>
    ValueTask<IReadOnlyList<SegmentFigures>> ListAsync(CancellationToken ct);

    /// <summary>What is known of a profile.</summary>
    ValueTask<ProfileDerived> FindAsync(ProfileId profile, CancellationToken ct);

    /// <summary>Memberships of some profiles, past ones too.</summary>
    ValueTask<IReadOnlyList<Membership>> ReadAsync(IReadOnlyCollection<ProfileId> profiles, CancellationToken ct);

    /// <summary>Members of a segment in order of id, above one; fewer than <paramref name="limit"/> at the end.</summary>
    ValueTask<IReadOnlyList<Membership>> ReadMembersAsync(string segment, ProfileId? after, int limit, CancellationToken ct);

    /// <summary>A segment's history, newest first, below a line.</summary>
    ValueTask<IReadOnlyList<MembershipLine>> ReadLinesAsync(string segment, long? before, int limit, CancellationToken ct);

    /// <summary>A segment's size by hour within a stretch of time, and the last known hour before it.</summary>
    ValueTask<IReadOnlyList<SegmentHour>> ReadHoursAsync(string segment, long fromUs, long toUs, CancellationToken ct);

    /// <summary>Entries and exits of all segments in hours from one on.</summary>
    ValueTask<IReadOnlyDictionary<string, (long Entered, long Exited)>> CountSinceAsync(long fromUs, CancellationToken ct);

    /// <summary>Members that two segments share, for each pair of some; of segments that are not there, none.</summary>
    ValueTask<IReadOnlyList<(string First, string Second, long Both)>> CountSharedAsync(IReadOnlyList<string> segments, CancellationToken ct);

    /// <summary>Thins out what is old: hours before <paramref name="hoursFromUs"/> become days, lines of history before <paramref name="linesFromUs"/> go.</summary>
    ValueTask TidyAsync(long hoursFromUs, long linesFromUs, CancellationToken ct);
}
