using System.Text.Json;

namespace Kartoteka.Domain.Segments;

public sealed partial class RuleReader
{
    private static readonly string[] FilterMembers = ["event", "kind", "where"];

    private static readonly (string Name, MeasureKind Kind)[] Measures =
    [
        ("times", MeasureKind.Times), ("sum", MeasureKind.Sum), ("average", MeasureKind.Average),
        ("least", MeasureKind.Least), ("greatest", MeasureKind.Greatest), ("distinct", MeasureKind.Distinct),
    ];

    private EventRule? ReadEvent(Place place)
    {
        if (!Members(place, [.. FilterMembers, "within", .. Measures.Select(measure => measure.Name)])) return null;
        var filter = ReadFilter(place);
        var (window, isWrong) = ReadWithin(place);
        var measure = ReadMeasure(place);
        return filter is not null && !isWrong && measure is { } known ? new EventRule(filter, window, known.Measure, known.Test) : null;
    }

    private EventFilter? ReadFilter(Place place)
    {
        if (Member(place, "event") is not { } named) return Missing<EventFilter>(place, "event");
        var kind = Member(place, "kind") is { } member ? Text(member) : "track";
        if (kind is not (null or "track" or "page" or "screen")) return Wrong<EventFilter>(place.At("kind", place.Json), "out-of-range", "The kind of an event is track, page or screen.");
        string[]? names = named.Json.ValueKind == JsonValueKind.Array ? [.. Items(named, RuleLimits.ValuesMax).Select(Text).OfType<string>()]
            : Text(named) is { } name ? (name == "*" ? [] : [name]) : null;
        if (named.Json.ValueKind == JsonValueKind.Array && names is []) return Wrong<EventFilter>(named, "missing", "No event is named; \"*\" stands for all.");
        var where = new List<PropertyTest>();
        if (Member(place, "where") is { } tests)
            foreach (var item in Items(tests, RuleLimits.PropertyTestsMax))
                if (ReadProperty(item) is { } test) where.Add(test);
        return kind is not null && names is not null ? new EventFilter(kind, names, where) : null;
    }

    private PropertyTest? ReadProperty(Place place)
    {
        if (!IsObject(place)) return null;
        if (Member(place, "property") is not { } name) return Missing<PropertyTest>(place, "property");
        var path = ReadPath(place);
        return Text(name) is { } property && ReadTest(place, ["property", "path"]) is { } test ? new PropertyTest(property, path, test) : null;
    }

    private (EventMeasure Measure, NumberTest Test)? ReadMeasure(Place place)
    {
        var found = Measures.Where(measure => place.Json.TryGetProperty(measure.Name, out _)).ToArray();
        if (found.Length == 0) return (EventMeasure.Times, NumberTest.AtLeast(1));
        if (found.Length > 1)
        {
            Wrong<object>(place, "ambiguous", $"An event has one of {string.Join(", ", found.Select(measure => measure.Name))}, not several.");
            return null;
        }
        var value = Member(place, found[0].Name)!.Value;
        if (!IsObject(value)) return null;
        if (found[0].Kind == MeasureKind.Times) return ReadTest(value, []) is { } times ? AsNumber(value, times) is { } test ? (EventMeasure.Times, test) : null : null;
        if (Member(value, "property") is not { } property) return Missing<(EventMeasure, NumberTest)?>(value, "property");
        var path = ReadPath(value);
        if (Text(property) is not { } name || ReadTest(value, ["property", "path"]) is not { } any || AsNumber(value, any) is not { } bound) return null;
        return (new EventMeasure(found[0].Kind, name, path), bound);
    }

    private NumberTest? AsNumber(Place place, ValueTest test) => test switch
    {
        NumberTest number => number,
        NumberInTest { Values: [var only] } => new NumberTest(only, only, true, true),
        _ => Wrong<NumberTest>(place, "wrong-type", "A measure is compared with a number."),
    };

    private SequenceRule? ReadSequence(Place place, Place value)
    {
        if (!Members(place, "sequence", "within")) return null;
        var steps = new List<SequenceStep>();
        var items = Items(value, RuleLimits.StepsMax);
        foreach (var item in items)
            if (ReadStep(item, isFirst: item == items[0], isLast: item == items[^1]) is { } step) steps.Add(step);
        var (window, isWrong) = ReadWithin(place);
        if (items.Count < 2) return Wrong<SequenceRule>(value, "out-of-range", "A sequence has two steps or more.");
        return isWrong ? null : new SequenceRule(steps, window);
    }

    private SequenceStep? ReadStep(Place place, bool isFirst, bool isLast)
    {
        if (!IsObject(place)) return null;
        var absent = Member(place, "not");
        if (absent is not null && (isFirst || !isLast)) return Wrong<SequenceStep>(place, "not-allowed", "Only the last step may be one that did not happen.");
        if (!Members(place, absent is null ? [.. FilterMembers, "within"] : ["not", "within"])) return null;
        if (absent is { } inner && (!IsObject(inner) || !Members(inner, FilterMembers))) return null;
        TimeSpan? within = null;
        if (Member(place, "within") is { } span)
        {
            if (isFirst) return Wrong<SequenceStep>(span, "not-allowed", "The first step comes after nothing.");
            if (ReadAmount(span) is not { } amount) return null;
            if (amount.Unit > TimeUnit.Weeks) return Wrong<SequenceStep>(span, "not-allowed", "Between steps time is counted in minutes, hours, days or weeks.");
            within = amount.Unit switch { TimeUnit.Days => TimeSpan.FromDays(amount.Amount), TimeUnit.Weeks => TimeSpan.FromDays(7.0 * amount.Amount), _ => amount.Span };
            if (within <= TimeSpan.Zero || within > RuleLimits.StepWithinMax) return Wrong<SequenceStep>(span, "out-of-range", $"Between steps lie up to {RuleLimits.StepWithinMax.TotalDays} days.");
        }
        return ReadFilter(absent ?? place) is { } filter ? new SequenceStep(filter, within, absent is not null) : null;
    }
}
