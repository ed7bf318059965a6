using Kartoteka.Storage.Segments;

namespace Kartoteka.Storage.Columns;

/// <summary>
/// How long events stay where, by age since they were received and by how many there are: first in the store's own tables, then in archived files, then
/// nowhere in the replica. The ledger keeps them all.
/// </summary>
/// <param name="WarmDays">Days in the store's tables; null for ever.</param>
/// <param name="WarmDaysOf">The same for single kinds (<c>track</c>, <c>page</c>, …), before <paramref name="WarmDays"/>.</param>
/// <param name="KeepDays">Days until they are dropped; null for ever.</param>
/// <param name="KeepDaysOf">The same for single kinds.</param>
public sealed record TierRules(int? WarmDays, IReadOnlyDictionary<string, int> WarmDaysOf, int? KeepDays, IReadOnlyDictionary<string, int> KeepDaysOf)
{
    private const long UsPerDay = 86_400_000_000;

    /// <summary>Everything stays where it is.</summary>
    public static TierRules None { get; } = new(null, new Dictionary<string, int>(), null, new Dictionary<string, int>());

    /// <summary>Most events of a kind in the store's tables: where there are more, its oldest closed days are archived whatever their age. Null for any number.</summary>
    public long? WarmRows { get; init; }

    /// <summary>The same for single kinds, before <see cref="WarmRows"/>.</summary>
    public IReadOnlyDictionary<string, long> WarmRowsOf { get; init; } = new Dictionary<string, long>();

    /// <summary>Most events of the kind in the store's tables; today's stay there even so.</summary>
    public long WarmRowsMax(string kind) => (WarmRowsOf.TryGetValue(kind, out var rows) ? rows : WarmRows) ?? long.MaxValue;

    /// <summary>Events of the kind received before this time are archived; null for none. A day's beginning: days are archived whole.</summary>
    public long? WarmFromUs(string kind, long nowUs) => FromUs(WarmDaysOf.TryGetValue(kind, out var days) ? days : WarmDays, nowUs);

    /// <summary>Events of the kind received before this time are dropped; null for none. A day's beginning. What says who is on a list stays, or the list would shrink.</summary>
    public long? KeepFromUs(string kind, long nowUs) => kind == MembershipEvents.Kind ? null : FromUs(KeepDaysOf.TryGetValue(kind, out var days) ? days : KeepDays, nowUs);

    /// <summary>The beginning of the day (UTC) that a time lies in.</summary>
    public static long DayOf(long us) => us - (((us % UsPerDay) + UsPerDay) % UsPerDay);

    private static long? FromUs(int? days, long nowUs) => days is { } some ? DayOf(nowUs) - (some * UsPerDay) : null;
}
