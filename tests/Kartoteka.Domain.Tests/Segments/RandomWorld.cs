using System.Globalization;
using System.Text.Json;
using Kartoteka.Domain.Computed;
using Kartoteka.Domain.Identity;
using Kartoteka.Domain.Segments;

namespace Kartoteka.Domain.Tests.Segments;

/// <summary>People and rules drawn at random from few values, so that conditions are often just met or just missed.</summary>
internal sealed class RandomWorld(int seed)
{
    private static readonly string[] Traits = ["city", "age", "vip", "birthday", "seen", "tags", "address"];
    private static readonly string[] Texts = ["Москва", "москва", "Орёл", "орел ", "O'Neil", "50%", "_", "", "5", "true", "2026-03-15"];
    private static readonly double[] Numbers = [-1, 0, 0.1, 1, 5, 34, 34.5, 100, 1e6];
    private static readonly string[] Days = ["2026-03-15", "2026-03-14", "2026-03-22", "2026-02-13", "1990-03-15", "2000-02-29", "2026-04-01", "15.03.2026", "2026-13-01"];
    private static readonly string[] Moments = ["2026-03-15T12:00:00+03:00", "2026-03-15T00:00:00+03:00", "2026-03-14T20:59:59.999999Z", "2026-03-15T09:30:00Z", "2026-02-13T00:00:00+03:00", "2025-03-15T12:00:00Z"];
    private static readonly string[] Events = ["Order Completed", "Product Added", "Product Viewed"];
    private static readonly string[] Properties = ["revenue", "category", "products", "coupon"];
    private static readonly string[] Identifiers = ["email", "phone", "anonymous_id"];
    private static readonly string[] Segments = ["vip", "new", "nobody"];

    private readonly Random _random = new(seed);

    /// <summary>A person.</summary>
    public WorldPerson Person(int number) => new(
        new ProfileId(new Guid(number, 2, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 0)), Values(Traits, 0.6), Values(["revenue", "lastOrder"], 0.5), Some(Identifiers), Some(Segments),
        [.. Enumerable.Range(0, Chance(0.3) ? _random.Next(1, 3) : 0).Select(_ => Values(["industry", "size"], 0.7))],
        [.. Enumerable.Range(0, Chance(0.2) ? 0 : _random.Next(1, 9)).Select(_ => Event())]);

    /// <summary>A rule.</summary>
    public Rule Rule(int depth = 3) => (depth > 0 ? _random.Next(14) : 3 + _random.Next(11)) switch
    {
        0 => new AllRule([.. Several(() => Rule(depth - 1), 0, 3)]),
        1 => new AnyRule([.. Several(() => Rule(depth - 1), 0, 3)]),
        2 => new NotRule(Rule(depth - 1)),
        3 => new AccountRule(OfAccount(2)),
        4 => new IdentifierRule(One(Identifiers)),
        5 => new SegmentRule(One(Segments)),
        6 => new SampleRule(One([1.0, 10, 33.3, 50, 100]), One(["", "spring"])),
        7 or 8 => new SequenceRule(Steps(), Chance(0.3) ? EventWindow() : null),
        9 or 10 or 11 => Measured(),
        12 => new TraitRule(One(["revenue", "lastOrder"]), [], Test(), IsComputed: true),
        _ => Trait(Traits),
    };

    /// <summary>The formula of a computed trait.</summary>
    public EventFormula Formula()
    {
        var aggregate = One(Enum.GetValues<EventAggregate>());
        var isCount = aggregate == EventAggregate.Count;
        return new EventFormula(Filter(), Chance(0.4) ? EventWindow() : null, aggregate, isCount ? null : One(Properties), isCount ? [] : Path());
    }

    /// <summary>A test of one of some computed traits.</summary>
    public TraitRule OfComputed(string[] keys) => new(One(keys), [], Test(), IsComputed: true);

    private Rule OfAccount(int depth) => (depth > 0 ? _random.Next(5) : 4) switch
    {
        0 => new AllRule([.. Several(() => OfAccount(depth - 1), 0, 2)]),
        1 => new AnyRule([.. Several(() => OfAccount(depth - 1), 0, 2)]),
        2 => new NotRule(OfAccount(depth - 1)),
        _ => Trait(["industry", "size"]),
    };

    private TraitRule Trait(string[] names) => new(One(names), Path(), Test(), IsComputed: false);

    private EventRule Measured()
    {
        var kind = One(Enum.GetValues<MeasureKind>());
        var measure = kind == MeasureKind.Times ? EventMeasure.Times : new EventMeasure(kind, One(Properties), Path());
        return new EventRule(Filter(), Chance(0.5) ? EventWindow() : null, measure, Chance(0.4) ? NumberTest.AtLeast(1) : Bounds());
    }

    private List<SequenceStep> Steps()
    {
        var steps = Several(() => new SequenceStep(Filter(), Chance(0.5) ? TimeSpan.FromMinutes(One([1, 30, 180, 1440, 43_200])) : null, false), 2, 3).ToList();
        steps[0] = steps[0] with { Within = null };
        if (Chance(0.4)) steps[^1] = steps[^1] with { IsAbsent = true };
        return steps;
    }

    private EventFilter Filter() => new(Chance(0.9) ? "track" : "page", Chance(0.1) ? [] : [.. Several(() => One(Events), 1, 2).Distinct()],
        Chance(0.7) ? [] : [.. Several(() => new PropertyTest(One(Properties), Path(), Test()), 1, 2)]);

    private string[] Path() => Chance(0.75) ? [] : [One(["brand", "price", "city"])];

    private ValueTest Test() => _random.Next(9) switch
    {
        0 => new ExistsTest(),
        1 => new BooleanTest(Chance(0.5)),
        2 => new TextInTest([.. Several(() => One(Texts), 1, 3)]),
        3 => new TextPartTest(One(Enum.GetValues<TextPlace>()), One(["м", "о", "%", "_", "'", "5"])),
        4 => new NumberInTest([.. Several(() => One(Numbers), 1, 3)]),
        5 => Bounds(),
        6 => new AnniversaryTest(-_random.Next(20), _random.Next(20)),
        _ => new TimeTest(Chance(0.2) ? new NextWindow(Amount()) : EventWindow()),
    };

    private NumberTest Bounds()
    {
        double? from = Chance(0.7) ? One(Numbers) : null;
        return new NumberTest(from, from is null || Chance(0.3) ? One(Numbers) : null, Chance(0.5), Chance(0.5));
    }

    private TimeWindow EventWindow() => _random.Next(4) switch
    {
        0 => new LastWindow(Amount()),
        1 => new EarlierWindow(Amount()),
        2 => new DaysWindow(Chance(0.7) ? Day() : null, Chance(0.5) ? Day() : null),
        _ => new MomentsWindow(Chance(0.7) ? Us() : null, Chance(0.5) ? Us() : null),
    };

    private TimeAmount Amount() => new(One([0, 1, 2, 7, 30, 365]), One([TimeUnit.Minutes, TimeUnit.Hours, TimeUnit.Days, TimeUnit.Weeks, TimeUnit.Months]));

    private DateOnly Day() => DateOnly.ParseExact(One(Days[..7]), "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private long Us() => SegmentWorld.Us(One(Moments));

    private WorldEvent Event() => new(Chance(0.9) ? "track" : "page", One(Events), Us() + (Chance(0.5) ? 0 : One([60, 1_800, 10_800, 86_400]) * 1_000_000L * One([-1, 1])), Json(Members(Properties, 0.6)));

    private Dictionary<string, JsonElement> Values(string[] names, double share)
    {
        var values = new Dictionary<string, JsonElement>();
        foreach (var name in names) if (Chance(share)) values[name] = Json(Value(2));
        return values;
    }

    private string Members(string[] names, double share) => $"{{{string.Join(',', names.Where(_ => Chance(share)).Select(name => $"\"{name}\":{Value(2)}"))}}}";

    private string Value(int depth) => (depth > 0 ? _random.Next(12) : _random.Next(9)) switch
    {
        0 or 1 => JsonSerializer.Serialize(One(Texts)),
        2 or 3 or 4 => One(Numbers).ToString("R", CultureInfo.InvariantCulture),
        5 => JsonSerializer.Serialize(One(Days)),
        6 => JsonSerializer.Serialize(One(Moments)),
        7 => One(["true", "false", "null", "5.0", "1e2"]),
        8 => JsonSerializer.Serialize(One(Numbers).ToString(CultureInfo.InvariantCulture)),
        9 or 10 => $"[{string.Join(',', Several(() => Value(depth - 1), 0, 3))}]",
        _ => Members(["brand", "price", "city"], 0.6),
    };

    private static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;

    private bool Chance(double share) => _random.NextDouble() < share;

    private T One<T>(T[] values) => values[_random.Next(values.Length)];

    private T[] Some<T>(T[] values) => [.. values.Where(_ => Chance(0.4))];

    private IEnumerable<T> Several<T>(Func<T> make, int least, int most)
    {
        var count = _random.Next(least, most + 1);
        for (var i = 0; i < count; i++) yield return make();
    }
}
