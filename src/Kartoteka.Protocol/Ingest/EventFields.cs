using Kartoteka.Domain.Events;

namespace Kartoteka.Protocol.Ingest;

/// <summary>What the scanner picked out of one event, as sent. Scratch: reused for the next event.</summary>
internal sealed class EventFields
{
    public long? TimestampUs;
    public long? OriginalAtUs;
    public long? SentAtUs;

    public ReadOnlyMemory<byte> Raw { get; set; }

    /// <summary>The value of <c>properties</c>, whatever it is; empty without one.</summary>
    public ReadOnlyMemory<byte> Properties { get; set; }

    public string? Type { get; set; }
    public string? UserId { get; set; }
    public string? AnonymousId { get; set; }
    public string? GroupId { get; set; }
    public string? PreviousId { get; set; }
    public string? MessageId { get; set; }
    public string? Event { get; set; }
    public string? Name { get; set; }
    public string? WriteKey { get; set; }
    public string? DeviceId { get; set; }
    public bool IsDirect { get; set; }
    public bool HasIp { get; set; }

    /// <summary>Of the event's own <c>traits</c>.</summary>
    public List<TraitStatement> Traits { get; } = [];

    /// <summary>Of <c>context.traits</c>.</summary>
    public List<TraitStatement> ContextTraits { get; } = [];

    /// <summary>
    /// Identifiers among both; true for those of the event's own <c>traits</c>, which in a <c>group</c> are the account's.
    /// </summary>
    public List<(string Type, string Text, bool OfTraits)> TraitIds { get; } = [];

    public List<(string? Type, string? Value)> ExternalIds { get; } = [];

    public List<(string? Type, string? Value)> MergePairs { get; } = [];

    public void Clear()
    {
        TimestampUs = OriginalAtUs = SentAtUs = null;
        Type = UserId = AnonymousId = GroupId = PreviousId = MessageId = Event = Name = WriteKey = DeviceId = null;
        Raw = Properties = default;
        IsDirect = HasIp = false;
        Traits.Clear();
        ContextTraits.Clear();
        TraitIds.Clear();
        ExternalIds.Clear();
        MergePairs.Clear();
    }
}
