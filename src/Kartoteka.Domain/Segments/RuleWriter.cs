using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kartoteka.Domain.Computed;

namespace Kartoteka.Domain.Segments;

/// <summary>Writes a rule as JSON: what <see cref="RuleReader"/> reads back as the same rule. Of two spellings of one test the shorter.</summary>
public static class RuleWriter
{
    /// <summary>The JSON of a rule.</summary>
    public static JsonObject Write(Rule rule) => rule switch
    {
        AllRule all => new JsonObject { ["all"] = List(all.Of) },
        AnyRule any => new JsonObject { ["any"] = List(any.Of) },
        NotRule not => new JsonObject { ["not"] = Write(not.Of) },
        TraitRule trait => Tested(Named(trait.IsComputed ? "computed" : "trait", trait.Name, trait.Path), trait.Test),
        AccountRule account => new JsonObject { ["account"] = Write(account.Of) },
        IdentifierRule identifier => new JsonObject { ["identifier"] = identifier.Type },
        EventRule events => Write(events),
        SequenceRule sequence => Within(new JsonObject { ["sequence"] = new JsonArray([.. sequence.Steps.Select(Write)]) }, sequence.Within),
        SegmentRule segment => new JsonObject { ["segment"] = segment.Key },
        SampleRule sample => new JsonObject { ["sample"] = sample.Seed.Length == 0 ? new JsonObject { ["percent"] = sample.Percent } : new JsonObject { ["percent"] = sample.Percent, ["seed"] = sample.Seed } },
        _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, "No such rule."),
    };

    /// <summary>The JSON of a formula: what <see cref="RuleReader.ReadFormula"/> reads back as the same.</summary>
    public static JsonObject Write(EventFormula formula)
    {
        var json = Within(Write(formula.Events), formula.Within);
        json[RuleReader.Aggregates.First(aggregate => aggregate.Aggregate == formula.Aggregate).Name] = formula.Property is { } property ? property : true;
        if (formula.Path.Count > 0) json["path"] = new JsonArray([.. formula.Path.Select(part => JsonValue.Create(part))]);
        return json;
    }

    private static JsonArray List(IReadOnlyList<Rule> rules) => new([.. rules.Select(Write)]);

    private static JsonObject Named(string member, string name, IReadOnlyList<string> path)
    {
        var json = new JsonObject { [member] = name };
        if (path.Count > 0) json["path"] = new JsonArray([.. path.Select(part => JsonValue.Create(part))]);
        return json;
    }

    private static JsonObject Write(EventRule rule)
    {
        var json = Within(Write(rule.Events), rule.Within);
        if (rule.Measure.Kind == MeasureKind.Times)
        {
            if (rule.Test != NumberTest.AtLeast(1)) json["times"] = Tested([], rule.Test);
            return json;
        }
        json[rule.Measure.Kind.ToString().ToLowerInvariant()] = Tested(Named("property", rule.Measure.Property!, rule.Measure.Path), rule.Test);
        return json;
    }

    private static JsonObject Write(EventFilter events)
    {
        var json = new JsonObject
        {
            ["event"] = events.Names switch { [] => "*", [var only] => only, _ => new JsonArray([.. events.Names.Select(name => JsonValue.Create(name))]) },
        };
        if (events.Kind != "track") json["kind"] = events.Kind;
        if (events.Where.Count > 0) json["where"] = new JsonArray([.. events.Where.Select(test => Tested(Named("property", test.Name, test.Path), test.Test))]);
        return json;
    }

    private static JsonObject Write(SequenceStep step)
    {
        var json = step.IsAbsent ? new JsonObject { ["not"] = Write(step.Events) } : Write(step.Events);
        if (step.Within is { } within) json["within"] = Amount(AmountOf(within));
        return json;
    }

    private static TimeAmount AmountOf(TimeSpan span) => span.Ticks % TimeSpan.TicksPerDay == 0
        ? new TimeAmount((int)span.TotalDays, TimeUnit.Days)
        : span.Ticks % TimeSpan.TicksPerHour == 0 ? new TimeAmount((int)span.TotalHours, TimeUnit.Hours) : new TimeAmount((int)span.TotalMinutes, TimeUnit.Minutes);

    private static JsonObject Within(JsonObject json, TimeWindow? window)
    {
        if (window is null) return json;
        json["within"] = window switch
        {
            LastWindow last => new JsonObject { ["last"] = Amount(last.Amount) },
            EarlierWindow earlier => new JsonObject { ["earlierThan"] = Amount(earlier.Amount) },
            DaysWindow days => Bounds(days.From is { } from ? Day(from) : null, days.To is { } to ? Day(to) : null),
            MomentsWindow moments => Bounds(moments.FromUs is { } from ? Moment(from) : null, moments.ToUs is { } to ? Moment(to) : null),
            _ => throw new ArgumentOutOfRangeException(nameof(window), window, "Events lie in no such window."),
        };
        return json;
    }

    private static JsonObject Bounds(string? from, string? to)
    {
        var json = new JsonObject();
        if (from is not null) json["from"] = from;
        if (to is not null) json["to"] = to;
        return json;
    }

    private static JsonObject Amount(TimeAmount amount) => new() { [amount.Unit.ToString().ToLowerInvariant()] = amount.Amount };

    private static JsonObject Tested(JsonObject json, ValueTest test)
    {
        switch (test)
        {
            case ExistsTest: json["exists"] = true; break;
            case BooleanTest boolean: json["equals"] = boolean.Value; break;
            case TextInTest { Values: [var only] }: json["equals"] = only; break;
            case TextInTest texts: json["in"] = new JsonArray([.. texts.Values.Select(text => JsonValue.Create(text))]); break;
            case TextPartTest part: json[part.Place switch { TextPlace.AtStart => "startsWith", TextPlace.AtEnd => "endsWith", _ => "contains" }] = part.Value; break;
            case NumberInTest { Values: [var only] }: json["equals"] = only; break;
            case NumberInTest numbers: json["in"] = new JsonArray([.. numbers.Values.Select(number => JsonValue.Create(number))]); break;
            case NumberTest { From: { } same, To: { } other, FromIncluded: true, ToIncluded: true } when same == other: json["equals"] = same; break;
            case NumberTest number:
                if (number.From is { } from) json[number.FromIncluded ? "atLeast" : "above"] = from;
                if (number.To is { } to) json[number.ToIncluded ? "atMost" : "below"] = to;
                break;
            case AnniversaryTest anniversary: json["anniversary"] = new JsonObject { ["fromDays"] = anniversary.FromDays, ["toDays"] = anniversary.ToDays }; break;
            case TimeTest time: WriteTime(json, time.Window); break;
        }
        return json;
    }

    private static void WriteTime(JsonObject json, TimeWindow window)
    {
        switch (window)
        {
            case LastWindow last: json["inLast"] = Amount(last.Amount); break;
            case NextWindow next: json["inNext"] = Amount(next.Amount); break;
            case EarlierWindow earlier: json["earlierThan"] = Amount(earlier.Amount); break;
            case DaysWindow { From: { } from, To: { } to }: if (from == to) json["on"] = Day(from); else json["between"] = new JsonArray(Day(from), Day(to)); break;
            case DaysWindow { From: { } from }: json["after"] = Day(from.AddDays(-1)); break;
            case DaysWindow { To: { } to }: json["before"] = Day(to.AddDays(1)); break;
            case MomentsWindow { FromUs: { } from, ToUs: { } to }: if (to == from + 1) json["on"] = Moment(from); else json["between"] = new JsonArray(Moment(from), Moment(to - 1)); break;
            case MomentsWindow { FromUs: { } from }: json["after"] = Moment(from - 1); break;
            case MomentsWindow { ToUs: { } to }: json["before"] = Moment(to); break;
        }
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Moment(long us) => DateTime.UnixEpoch.AddTicks(us * TimeSpan.TicksPerMicrosecond).ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
}
