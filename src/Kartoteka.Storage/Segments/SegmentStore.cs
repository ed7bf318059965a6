namespace Kartoteka.Storage.Segments;

/// <summary>A segment as it is defined.</summary>
/// <param name="Key">Its name in addresses and rules: small Latin letters, digits, <c>-</c> and <c>_</c>; it never changes.</param>
/// <param name="Name">For people.</param>
/// <param name="Description">For people; empty for none.</param>
/// <param name="RuleJson">Its rule, as <see cref="Domain.Segments.RuleWriter"/> writes it.</param>
/// <param name="Version">1, and one more with each change.</param>
/// <param name="CreatedAtUs">Microseconds since 1970.</param>
/// <param name="CreatedBy">Name of who made it.</param>
/// <param name="UpdatedAtUs">Microseconds since 1970.</param>
/// <param name="UpdatedBy">Name of who changed it last.</param>
/// <param name="IsList">True for a list: its members are named one by one, and it has <see cref="NoRule"/>.</param>
public sealed record Segment(
    string Key, string Name, string Description, string RuleJson, long Version, long CreatedAtUs, string CreatedBy, long UpdatedAtUs, string UpdatedBy, bool IsList = false)
{
    /// <summary>What stands for the rule of a list.</summary>
    public const string NoRule = "null";
}

/// <summary>What came of writing a segment.</summary>
public enum SegmentWrite
{
    /// <summary>It is written.</summary>
    Written,

    /// <summary>The key is taken.</summary>
    Exists,

    /// <summary>There are as many as there may be.</summary>
    TooMany,

    /// <summary>There is no segment of this key, or it is of another version.</summary>
    Changed,
}

/// <summary>Definitions of segments. Every write is durable when it returns.</summary>
public interface ISegmentStore
{
    /// <summary>All of them, by key.</summary>
    ValueTask<IReadOnlyList<Segment>> ListSegmentsAsync(CancellationToken ct);

    /// <summary>One; null when there is none.</summary>
    ValueTask<Segment?> FindSegmentAsync(string key, CancellationToken ct);

    /// <summary>Adds one, unless its key is taken or there are <paramref name="max"/> already.</summary>
    ValueTask<SegmentWrite> AddSegmentAsync(Segment segment, int max, CancellationToken ct);

    /// <summary>Replaces one, if what is there is of the version before <paramref name="segment"/>'s.</summary>
    ValueTask<SegmentWrite> ChangeSegmentAsync(Segment segment, CancellationToken ct);

    /// <summary>Removes one; false when there is none.</summary>
    ValueTask<bool> RemoveSegmentAsync(string key, CancellationToken ct);
}
