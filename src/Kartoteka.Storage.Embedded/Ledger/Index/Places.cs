using System.Runtime.InteropServices;

namespace Kartoteka.Storage.Embedded.Ledger;

/// <summary>A message key's hash and its event, as they stand in a run: 16 bytes of the machine's order.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct MessagePlace(long Hash, long Position) : IComparable<MessagePlace>
{
    /// <inheritdoc />
    public int CompareTo(MessagePlace other) => Hash != other.Hash ? Hash.CompareTo(other.Hash) : Position.CompareTo(other.Position);
}

/// <summary>An event's place in the timeline of its record, as it stands in a run: 24 bytes of the machine's order.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct TimelinePlace(long RecordId, long OccurredAtUs, long Position) : IComparable<TimelinePlace>
{
    /// <summary>The place without its record.</summary>
    public TimelineCursor Cursor => new(OccurredAtUs, Position);

    /// <inheritdoc />
    public int CompareTo(TimelinePlace other)
    {
        if (RecordId != other.RecordId) return RecordId.CompareTo(other.RecordId);
        return OccurredAtUs != other.OccurredAtUs ? OccurredAtUs.CompareTo(other.OccurredAtUs) : Position.CompareTo(other.Position);
    }
}
