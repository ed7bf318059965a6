using System.Globalization;
using System.Text.Json;

namespace Kartoteka.Domain.Segments;

public sealed partial class RuleReader
{
    private T? Wrong<T>(Place place, string code, string detail)
    {
        _problems.Add(new RuleProblem(place.Pointer, code, detail));
        return default;
    }

    private T? Missing<T>(Place place, string member) => Wrong<T>(place, "missing", $"\"{member}\" is missing.");

    private bool IsObject(Place place)
    {
        if (place.Json.ValueKind == JsonValueKind.Object) return true;
        Wrong<object>(place, "wrong-type", "It is an object.");
        return false;
    }

    /// <summary>False, and a problem, when an object has other members than these, or one twice.</summary>
    private bool Members(Place place, params ReadOnlySpan<string> known)
    {
        var seen = new HashSet<string>();
        var good = true;
        foreach (var member in place.Json.EnumerateObject())
        {
            var isKnown = known.Contains(member.Name);
            if (isKnown && seen.Add(member.Name)) continue;
            good = false;
            Wrong<object>(place.At(member.Name, member.Value), isKnown ? "ambiguous" : "unknown-member", isKnown ? "It is here twice." : $"There is no \"{member.Name}\" here.");
        }
        return good;
    }

    private static Place? Member(Place place, string name) => place.Json.TryGetProperty(name, out var value) ? place.At(name, value) : null;

    private IReadOnlyList<Place> Items(Place place, int max)
    {
        if (place.Json.ValueKind != JsonValueKind.Array) return Wrong<IReadOnlyList<Place>>(place, "wrong-type", "It is a list.") ?? [];
        var items = place.Json.EnumerateArray().Select((item, index) => place.At(index, item)).ToArray();
        if (items.Length == 0 || items.Length > max) return Wrong<IReadOnlyList<Place>>(place, "out-of-range", $"A list of 1 to {max} is expected here.") ?? [];
        return items;
    }

    private string? Text(Place place)
    {
        if (place.Json.ValueKind != JsonValueKind.String) return Wrong<string>(place, "wrong-type", "It is a text.");
        var text = place.Json.GetString()!;
        return text.Length is > 0 and <= RuleLimits.TextLengthMax ? text : Wrong<string>(place, "out-of-range", $"A text has 1 to {RuleLimits.TextLengthMax} characters.");
    }

    private double? Number(Place place)
    {
        if (place.Json.ValueKind != JsonValueKind.Number) return Wrong<double?>(place, "wrong-type", "It is a number.");
        return place.Json.TryGetDouble(out var number) && double.IsFinite(number) ? number : Wrong<double?>(place, "out-of-range", "It is too large.");
    }

    private (DateOnly? Day, long Us)? Moment(Place place)
    {
        if (Text(place) is not { } text) return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= 1 and < 9999) return (day, 0);
        if (RuleTimes.TryReadMoment(text, out var us)) return (null, us);
        return Wrong<(DateOnly?, long)?>(place, "wrong-type", "It is a day such as 2026-01-31 or a moment with its offset such as 2026-01-31T18:00:00+03:00.");
    }

    private TimeAmount? ReadAmount(Place place)
    {
        if (!IsObject(place)) return null;
        var names = Enum.GetNames<TimeUnit>().Select(name => name.ToLowerInvariant()).ToArray();
        if (!Members(place, names)) return null;
        var found = names.Where(name => place.Json.TryGetProperty(name, out _)).ToArray();
        if (found.Length != 1) return Wrong<TimeAmount?>(place, found.Length == 0 ? "missing" : "ambiguous", $"An amount of time is one of {string.Join(", ", names)}.");
        var value = Member(place, found[0])!.Value;
        if (Number(value) is not { } number) return null;
        var unit = (TimeUnit)Array.IndexOf(names, found[0]);
        if (number % 1 != 0 || number < 0 || number > TimeAmount.AmountMax(unit)) return Wrong<TimeAmount?>(value, "out-of-range", $"It is a whole number of {found[0]} from 0 to {TimeAmount.AmountMax(unit)}.");
        return new TimeAmount((int)number, unit);
    }
}
