using System.Text.Json;

namespace Kartoteka.Domain.Segments;

public sealed partial class RuleReader
{
    private static readonly string[] TestNames =
        ["exists", "equals", "in", "contains", "startsWith", "endsWith", "above", "atLeast", "below", "atMost", "between", "before", "after", "on", "inLast", "inNext", "earlierThan", "anniversary"];

    /// <summary>Reads the test among an object's members.</summary>
    /// <param name="place">The object.</param>
    /// <param name="beside">Its members that are no tests.</param>
    private ValueTest? ReadTest(Place place, string[] beside)
    {
        if (!Members(place, [.. beside, .. TestNames])) return null;
        var found = TestNames.Where(name => place.Json.TryGetProperty(name, out _)).ToArray();
        if (found.Length == 0) return Wrong<ValueTest>(place, "missing", $"A test is missing: one of {string.Join(", ", TestNames)}.");
        if (found.Length > 1) return ReadBounds(place, found);
        var value = Member(place, found[0])!.Value;
        return found[0] switch
        {
            "exists" => value.Json.ValueKind == JsonValueKind.True ? new ExistsTest() : Wrong<ValueTest>(value, "wrong-type", "It is true; \"not\" around the rule says the contrary."),
            "equals" => Equal([value]),
            "in" => Equal(Items(value, RuleLimits.ValuesMax)),
            "contains" => Part(value, TextPlace.Within),
            "startsWith" => Part(value, TextPlace.AtStart),
            "endsWith" => Part(value, TextPlace.AtEnd),
            "between" => Between(value),
            "before" or "after" or "on" => Moment(value) is { } moment ? Around(moment, found[0]) : null,
            "inLast" => ReadAmount(value) is { } last ? new TimeTest(new LastWindow(last)) : null,
            "inNext" => ReadAmount(value) is { } next ? new TimeTest(new NextWindow(next)) : null,
            "earlierThan" => ReadAmount(value) is { } earlier ? new TimeTest(new EarlierWindow(earlier)) : null,
            "anniversary" => Anniversary(value),
            _ => ReadBounds(place, found),
        };
    }

    /// <summary>One bound, or a lower and an upper one.</summary>
    private NumberTest? ReadBounds(Place place, string[] found)
    {
        var lower = found.Where(name => name is "above" or "atLeast").ToArray();
        var upper = found.Where(name => name is "below" or "atMost").ToArray();
        if (lower.Length + upper.Length != found.Length || lower.Length > 1 || upper.Length > 1)
            return Wrong<NumberTest>(place, "ambiguous", $"One test at a time, not {string.Join(", ", found)}; \"all\" joins several.");
        var from = lower is [var least] ? Number(Member(place, least)!.Value) : null;
        var to = upper is [var most] ? Number(Member(place, most)!.Value) : null;
        if ((lower.Length > 0 && from is null) || (upper.Length > 0 && to is null)) return null;
        return new NumberTest(from, to, lower is ["atLeast"], upper is ["atMost"]);
    }

    private ValueTest? Equal(IReadOnlyList<Place> values)
    {
        if (values.Count == 0) return null;
        switch (values[0].Json.ValueKind)
        {
            case JsonValueKind.True or JsonValueKind.False when values.Count == 1: return new BooleanTest(values[0].Json.GetBoolean());
            case JsonValueKind.Number:
                var numbers = values.Select(Number).OfType<double>().ToArray();
                return numbers.Length == values.Count ? new NumberInTest(numbers) : null;
            case JsonValueKind.String:
                var texts = values.Select(Text).OfType<string>().ToArray();
                return texts.Length == values.Count ? new TextInTest(texts) : null;
            default: return Wrong<ValueTest>(values[0], "wrong-type", "It is compared with a text, a number, true or false.");
        }
    }

    private TextPartTest? Part(Place place, TextPlace where) => Text(place) is { } text ? new TextPartTest(where, text) : null;

    private ValueTest? Between(Place place)
    {
        var bounds = Items(place, 2);
        if (bounds.Count != 2) return bounds.Count == 0 ? null : Wrong<ValueTest>(place, "out-of-range", "\"between\" has two bounds.");
        if (bounds[0].Json.ValueKind == JsonValueKind.Number)
            return Number(bounds[0]) is { } from && Number(bounds[1]) is { } to ? new NumberTest(from, to, true, true) : null;
        if (Moment(bounds[0]) is not { } first || Moment(bounds[1]) is not { } last) return null;
        return (first.Day, last.Day) switch
        {
            ({ } from, { } to) => new TimeTest(new DaysWindow(from, to)),
            (null, null) => new TimeTest(new MomentsWindow(first.Us, last.Us + 1)),
            _ => Wrong<ValueTest>(place, "wrong-type", "Both bounds are days or both are moments."),
        };
    }

    private static TimeTest Around((DateOnly? Day, long Us) moment, string side) => new(moment.Day is { } day
        ? side switch { "before" => new DaysWindow(null, day.AddDays(-1)), "after" => new DaysWindow(day.AddDays(1), null), _ => new DaysWindow(day, day) }
        : side switch { "before" => new MomentsWindow(null, moment.Us), "after" => new MomentsWindow(moment.Us + 1, null), _ => new MomentsWindow(moment.Us, moment.Us + 1) });

    private AnniversaryTest? Anniversary(Place place)
    {
        if (!IsObject(place) || !Members(place, "fromDays", "toDays")) return null;
        var from = Member(place, "fromDays") is { } first ? Number(first) : 0;
        var to = Member(place, "toDays") is { } last ? Number(last) : Missing<double?>(place, "toDays");
        if (from is not { } start || to is not { } end) return null;
        if (start > end || start < -AnniversaryTest.DaysMax || end > AnniversaryTest.DaysMax || start % 1 != 0 || end % 1 != 0)
            return Wrong<AnniversaryTest>(place, "out-of-range", $"Days are whole, from -{AnniversaryTest.DaysMax} to {AnniversaryTest.DaysMax}, the first not after the last.");
        return new AnniversaryTest((int)start, (int)end);
    }

    private (TimeWindow? Window, bool IsWrong) ReadWithin(Place place)
    {
        if (Member(place, "within") is not { } within) return (null, false);
        if (!IsObject(within) || !Members(within, "last", "earlierThan", "from", "to")) return (null, true);
        TimeWindow? window = null;
        if (Member(within, "last") is { } last) window = ReadAmount(last) is { } amount ? new LastWindow(amount) : null;
        else if (Member(within, "earlierThan") is { } earlier) window = ReadAmount(earlier) is { } amount ? new EarlierWindow(amount) : null;
        else window = FromTo(within);
        if (window is not null && within.Json.EnumerateObject().Count() > (window is DaysWindow { From: not null, To: not null } or MomentsWindow { FromUs: not null, ToUs: not null } ? 2 : 1))
            return (Wrong<TimeWindow>(within, "ambiguous", "A window is \"last\", \"earlierThan\", or \"from\" and \"to\"."), true);
        return (window, window is null);
    }

    private TimeWindow? FromTo(Place place)
    {
        if (Member(place, "from") is null && Member(place, "to") is null) return Wrong<TimeWindow>(place, "missing", "A window is \"last\", \"earlierThan\", or \"from\" and \"to\".");
        var from = Member(place, "from") is { } first ? Moment(first) : null;
        var to = Member(place, "to") is { } last ? Moment(last) : null;
        if ((Member(place, "from") is not null && from is null) || (Member(place, "to") is not null && to is null)) return null;
        if (from is { Day: null } || to is { Day: null })
            return from is { Day: not null } || to is { Day: not null } ? Wrong<TimeWindow>(place, "wrong-type", "Both bounds are days or both are moments.") : new MomentsWindow(from?.Us, to?.Us);
        return new DaysWindow(from?.Day, to?.Day);
    }
}
