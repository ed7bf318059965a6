using System.Text.Json;
using Kartoteka.Domain.Computed;

namespace Kartoteka.Domain.Segments;

public sealed partial class RuleReader
{
    /// <summary>Aggregates by their word in JSON.</summary>
    internal static readonly (string Name, EventAggregate Aggregate)[] Aggregates =
    [
        ("count", EventAggregate.Count), ("sum", EventAggregate.Sum), ("average", EventAggregate.Average), ("least", EventAggregate.Least),
        ("greatest", EventAggregate.Greatest), ("distinct", EventAggregate.Distinct), ("first", EventAggregate.First), ("last", EventAggregate.Last),
        ("most_frequent", EventAggregate.MostFrequent),
    ];

    /// <summary>
    /// Reads the formula of a computed trait: events as in a rule, and one of <c>"count": true</c>, <c>"sum": "revenue"</c> and the like, with <c>path</c>
    /// for members inside of the property.
    /// </summary>
    /// <param name="json">The formula.</param>
    /// <param name="problems">All that is wrong; empty when it is right.</param>
    /// <returns>The formula; null when something is wrong.</returns>
    public static EventFormula? ReadFormula(JsonElement json, out IReadOnlyList<RuleProblem> problems)
    {
        var reader = new RuleReader();
        var place = new Place(json, "");
        var formula = reader.IsObject(place) ? reader.Formula(place) : null;
        problems = reader._problems;
        return problems.Count == 0 ? formula : null;
    }

    private EventFormula? Formula(Place place)
    {
        string[] names = [.. Aggregates.Select(aggregate => aggregate.Name)];
        if (!Members(place, [.. FilterMembers, "within", "path", .. names])) return null;
        var filter = ReadFilter(place);
        var (window, isWrong) = ReadWithin(place);
        var found = Aggregates.Where(aggregate => place.Json.TryGetProperty(aggregate.Name, out _)).ToArray();
        if (found.Length != 1) return Wrong<EventFormula>(place, found.Length == 0 ? "missing" : "ambiguous", $"A formula has one of {string.Join(", ", names)}.");
        var value = Member(place, found[0].Name)!.Value;
        string? property = null;
        if (found[0].Aggregate != EventAggregate.Count)
        {
            if (Text(value) is not { } named) return null;
            property = named;
        }
        else if (value.Json.ValueKind != JsonValueKind.True)
        {
            return Wrong<EventFormula>(value, "wrong-type", "It is true.");
        }
        if (property is null && Member(place, "path") is { } path) return Wrong<EventFormula>(path, "not-allowed", "Events are counted as a whole.");
        return filter is not null && !isWrong ? new EventFormula(filter, window, found[0].Aggregate, property, ReadPath(place)) : null;
    }
}
