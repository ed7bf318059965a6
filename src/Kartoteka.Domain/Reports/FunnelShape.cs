using Kartoteka.Domain.Segments;

namespace Kartoteka.Domain.Reports;

/// <summary>How steps must follow each other; the meanings are those of PostHog (https://posthog.com/docs/product-analytics/funnels).</summary>
public enum FunnelMode
{
    /// <summary>In order; other events may lie between.</summary>
    Sequential,

    /// <summary>In order, and no other event of the person between.</summary>
    Strict,

    /// <summary>In any order; a step counts once.</summary>
    Any,
}

/// <summary>A funnel.</summary>
/// <param name="Steps">2 to <see cref="StepsMax"/>. The same event twice needs two events.</param>
/// <param name="Exclusions">Who does one of these on the way is taken out of the whole funnel.</param>
/// <param name="Mode">How steps follow each other.</param>
/// <param name="WindowUs">Longest time from the first step to the last, in microseconds.</param>
public sealed record FunnelShape(IReadOnlyList<EventFilter> Steps, IReadOnlyList<EventFilter> Exclusions, FunnelMode Mode, long WindowUs)
{
    /// <summary>Most steps.</summary>
    public const int StepsMax = 10;

    /// <summary>Most exclusions.</summary>
    public const int ExclusionsMax = 5;
}
