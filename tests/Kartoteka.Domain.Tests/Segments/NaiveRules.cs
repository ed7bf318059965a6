using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Kartoteka.Domain.Computed;
using Kartoteka.Domain.Identity;
using Kartoteka.Domain.Segments;

namespace Kartoteka.Domain.Tests.Segments;

/// <summary>What rules mean, written down as plainly as can be over lists: stores must give the same people.</summary>
internal sealed class NaiveRules(RuleMoment moment)
{
    public bool Holds(Rule rule, WorldPerson person) => rule switch
    {
        AllRule all => all.Of.All(one => Holds(one, person)),
        AnyRule any => any.Of.Any(one => Holds(one, person)),
        NotRule not => !Holds(not.Of, person),
        TraitRule trait => HoldsOf(trait.IsComputed ? person.Computed : person.Traits, trait),
        AccountRule account => person.Accounts.Any(traits => HoldsOfAccount(account.Of, traits)),
        IdentifierRule identifier => person.Identifiers.Contains(identifier.Type),
        SegmentRule segment => person.Segments.Contains(segment.Key),
        SampleRule sample => LotOf(sample.Seed, person.Id) < SampleShare.End(sample.Percent),
        EventRule events => Holds(events, person),
        SequenceRule sequence => Holds(sequence, person),
        _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, "No such rule."),
    };

    private bool HoldsOfAccount(Rule rule, IReadOnlyDictionary<string, JsonElement> traits) => rule switch
    {
        AllRule all => all.Of.All(one => HoldsOfAccount(one, traits)),
        AnyRule any => any.Of.Any(one => HoldsOfAccount(one, traits)),
        NotRule not => !HoldsOfAccount(not.Of, traits),
        TraitRule trait => HoldsOf(traits, trait),
        _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, "Not asked of an account."),
    };

    private bool HoldsOf(IReadOnlyDictionary<string, JsonElement> traits, TraitRule rule) =>
        traits.TryGetValue(rule.Name, out var value) && Values(value, rule.Path).Any(one => Passes(one, rule.Test));

    private bool Holds(EventRule rule, WorldPerson person)
    {
        return Measured(rule.Measure, [.. Matching(rule.Events, rule.Within, person)]) is { } measured && rule.Test.Passes(measured);
    }

    private bool Holds(SequenceRule rule, WorldPerson person)
    {
        var ends = Matching(rule.Steps[0].Events, rule.Within, person).Select(one => one.OccurredAtUs).ToArray();
        foreach (var step in rule.Steps.Skip(1))
        {
            var withinUs = step.Within is { } span ? span.Ticks / TimeSpan.TicksPerMicrosecond : (long?)null;
            var next = Matching(step.Events, step.IsAbsent ? null : rule.Within, person).Select(one => one.OccurredAtUs).ToArray();
            bool Follows(long at, long end) => at > end && (withinUs is not { } us || at <= end + us);
            ends = step.IsAbsent
                ? [.. ends.Where(end => !next.Any(at => Follows(at, end)) && (withinUs is not { } us || end + us <= moment.NowUs))]
                : [.. next.Where(at => ends.Any(end => Follows(at, end)))];
        }
        return ends.Length > 0;
    }

    /// <summary>The value of a computed trait; null for none.</summary>
    public JsonElement? Value(EventFormula formula, WorldPerson person)
    {
        var events = Matching(formula.Events, formula.Within, person).ToArray();
        if (formula.Measure is { } measure) return Measured(measure, events) is { } number ? JsonSerializer.SerializeToElement(number) : null;
        // Without a path the first and the last are the value as it stands.
        var isWhole = formula.Path.Count == 0 && formula.Aggregate != EventAggregate.MostFrequent;
        var values = events.SelectMany(one => (isWhole ? one.Properties.TryGetProperty(formula.Property!, out var whole) ? [whole] : [] : PropertyValues(one, formula.Property!, formula.Path))
            .Where(value => value.ValueKind != JsonValueKind.Null).Select(value => (one.OccurredAtUs, Text: TextOfJson(value))));
        var chosen = formula.Aggregate switch
        {
            EventAggregate.First => values.OrderBy(value => value.OccurredAtUs).ThenBy(value => value.Text, StringComparer.Ordinal).Select(value => value.Text).FirstOrDefault(),
            EventAggregate.Last => values.OrderByDescending(value => value.OccurredAtUs).ThenBy(value => value.Text, StringComparer.Ordinal).Select(value => value.Text).FirstOrDefault(),
            _ => values.Where(value => value.Text[0] is not ('[' or '{')).GroupBy(value => value.Text).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).FirstOrDefault()?.Key,
        };
        return chosen is null ? null : JsonDocument.Parse(chosen).RootElement;
    }

    private static double? Measured(EventMeasure measure, WorldEvent[] events)
    {
        if (measure.Kind == MeasureKind.Times) return events.Length;
        var values = events.SelectMany(one => PropertyValues(one, measure.Property!, measure.Path)).ToArray();
        if (measure.Kind == MeasureKind.Distinct) return values.Select(KeyOf).OfType<string>().Distinct().Count();
        var numbers = values.Select(NumberOf).OfType<double>().ToArray();
        return measure.Kind switch
        {
            MeasureKind.Sum => Math.Round(numbers.Sum(), EventMeasure.Decimals),
            MeasureKind.Average => numbers.Length > 0 ? Math.Round(numbers.Average(), EventMeasure.Decimals) : null,
            MeasureKind.Least => numbers.Length > 0 ? numbers.Min() : null,
            _ => numbers.Length > 0 ? numbers.Max() : null,
        };
    }

    // JSON as a store writes it again: letters as they are, a fraction with its point.
    private static string TextOfJson(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => JsonSerializer.Serialize(value.GetString(), Relaxed),
        JsonValueKind.Number when value.GetRawText().AsSpan().IndexOfAny('.', 'e') >= 0 => value.GetDouble().ToString("R", CultureInfo.InvariantCulture) is var text && text.Contains('.', StringComparison.Ordinal) ? text : $"{text}.0",
        JsonValueKind.Array => $"[{string.Join(',', value.EnumerateArray().Select(TextOfJson))}]",
        JsonValueKind.Object => $"{{{string.Join(',', value.EnumerateObject().Select(member => $"\"{member.Name}\":{TextOfJson(member.Value)}"))}}}",
        _ => value.GetRawText(),
    };

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private IEnumerable<WorldEvent> Matching(EventFilter filter, TimeWindow? within, WorldPerson person)
    {
        var bounds = within is null ? default : moment.Settle(within);
        return person.Events.Where(one => one.OccurredAtUs <= moment.NowUs && one.Kind == filter.Kind && (filter.Names.Count == 0 || filter.Names.Contains(one.Name))
            && !(one.OccurredAtUs < bounds.FromUs) && !(one.OccurredAtUs >= bounds.ToUs)
            && filter.Where.All(test => PropertyValues(one, test.Name, test.Path).Any(value => Passes(value, test.Test))));
    }

    private static IEnumerable<JsonElement> PropertyValues(WorldEvent one, string name, IReadOnlyList<string> path) =>
        one.Properties.TryGetProperty(name, out var value) ? Values(value, path) : [];

    /// <summary>The values at a path: a list stands for its elements (not for those of lists within it), null for nothing.</summary>
    private static IEnumerable<JsonElement> Values(JsonElement value, IReadOnlyList<string> path)
    {
        IEnumerable<JsonElement> elements = value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : [value];
        if (path.Count == 0) return elements.Where(element => element.ValueKind != JsonValueKind.Null);
        return elements.Where(element => element.ValueKind == JsonValueKind.Object)
            .SelectMany(element => element.TryGetProperty(path[0], out var member) ? Values(member, [.. path.Skip(1)]) : []);
    }

    private bool Passes(JsonElement value, ValueTest test) => test switch
    {
        ExistsTest => true,
        BooleanTest boolean => value.ValueKind == (boolean.Value ? JsonValueKind.True : JsonValueKind.False),
        TextInTest texts => TextOf(value) is { } text && texts.Values.Any(one => RuleText.Fold(one) == text),
        TextPartTest part => TextOf(value) is { } text && IsPart(text, RuleText.Fold(part.Value), part.Place),
        NumberInTest numbers => NumberOf(value) is { } number && numbers.Values.Contains(number),
        NumberTest bounds => NumberOf(value) is { } number && bounds.Passes(number),
        TimeTest time => IsIn(value, moment.Settle(time.Window)),
        AnniversaryTest anniversary => DayOf(value) is { } day && moment.Anniversaries(anniversary).Contains(day.Month * 100 + day.Day),
        _ => throw new ArgumentOutOfRangeException(nameof(test), test, "No such test."),
    };

    private static bool IsPart(string text, string part, TextPlace place) => place switch
    {
        TextPlace.AtStart => text.StartsWith(part, StringComparison.Ordinal),
        TextPlace.AtEnd => text.EndsWith(part, StringComparison.Ordinal),
        _ => text.Contains(part, StringComparison.Ordinal),
    };

    private bool IsIn(JsonElement value, WindowBounds bounds)
    {
        if (bounds.Days is { } days) return DayOf(value) is { } day && !(day < days.From) && !(day > days.To);
        return MomentOf(value) is { } us && !(us < bounds.FromUs) && !(us >= bounds.ToUs);
    }

    private DateOnly? DayOf(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String) return null;
        if (TryReadDay(value.GetString()!, out var day)) return day;
        return RuleTimes.TryReadMoment(value.GetString()!, out var us) ? moment.DayOf(us) : null;
    }

    private long? MomentOf(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String) return null;
        if (RuleTimes.TryReadMoment(value.GetString()!, out var us)) return us;
        return TryReadDay(value.GetString()!, out var day) ? moment.StartOf(day) : null;
    }

    private static string? TextOf(JsonElement value) => value.ValueKind == JsonValueKind.String ? RuleText.Fold(value.GetString()!) : null;

    private static double? NumberOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.GetDouble(),
        JsonValueKind.String when TryReadNumber(value.GetString()!, out var number) => number,
        _ => null,
    };

    private static string? KeyOf(JsonElement value) => NumberOf(value) is { } number ? $"{number:R}" : TextOf(value) ?? (value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetRawText() : null);

    /// <summary>The number of a profile: see <see cref="SampleShare"/>.</summary>
    public static long LotOf(string seed, ProfileId profile)
    {
#pragma warning disable CA5351 // It draws lots, and guards nothing; every column store has it.
        var hash = MD5.HashData(Encoding.UTF8.GetBytes($"{seed}:{profile}"));
#pragma warning restore CA5351
        return BinaryPrimitives.ReadUInt32BigEndian(hash);
    }

    private static bool TryReadNumber(string text, out double number)
    {
        number = 0;
        return Regex.IsMatch(text, RuleTimes.NumberPattern, RegexOptions.CultureInvariant) && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number);
    }

    private static bool TryReadDay(string text, out DateOnly day) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
}
