using System.ComponentModel.DataAnnotations;

namespace Kartoteka.Modules.Exports.Destinations;

/// <summary>Settings of destinations.</summary>
public sealed class DestinationOptions
{
    /// <summary>Hosts and networks of one's own that destinations may be in although they are not public: names, addresses or <c>10.0.0.0/8</c>. Default none.</summary>
    public string[] AllowedPrivate { get; set; } = [];

    /// <summary>How long one request may take, in seconds. Default 15.</summary>
    [Range(1, 300)] public int TimeoutSeconds { get; set; } = 15;

    /// <summary>Tries after which a change becomes a dead letter. Default 12, which is about two days.</summary>
    [Range(1, 100)] public int AttemptsMax { get; set; } = 12;

    /// <summary>Pause after the first failure, in milliseconds; it grows fourfold with each up to six hours, and a fifth of it is left to chance. Default 5,000.</summary>
    [Range(1, 3_600_000)] public int RetryMs { get; set; } = 5_000;
}
