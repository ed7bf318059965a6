using System.Globalization;
using System.Text.Json;
using Kartoteka.Domain.Computed;
using Kartoteka.Domain.Identity;
using Kartoteka.Domain.Segments;
using Kartoteka.Domain.Tests.Segments;
using Kartoteka.Storage.Columns;
using Kartoteka.Storage.Segments;

namespace Kartoteka.Storage.Contract.Segments;

/// <summary>A column store answers rules with the same people as the table of truths and as the plain evaluator do.</summary>
public abstract class SegmentRulesContract
{
    /// <summary>The member of traits in which a person's segments stand, since the table states memberships and not their rules.</summary>
    private const string SegmentsTrait = ":segments";

    private const int RulesAtOnce = 100;

    /// <summary>How many random rules are compared: KARTOTEKA_LONG=1 asks for ten thousand, which take a minute of processor time.</summary>
    private static int RandomRules => Environment.GetEnvironmentVariable("KARTOTEKA_LONG") == "1" ? 10_000 : 1_500;

    /// <summary>The store's spelling.</summary>
    protected abstract RuleDialect Dialect { get; }

    /// <summary>Fills an empty store with people: each one's number is its place in the list.</summary>
    protected abstract void Fill(IReadOnlyList<StoredPerson> people);

    /// <summary>Answers a statement of columns of whole numbers.</summary>
    protected abstract IReadOnlyList<long[]> Ask(ColumnQuery query);

    /// <summary>What the store holds of a person.</summary>
    protected sealed record StoredPerson(
        ProfileId Id, IReadOnlyList<string> Identifiers, string TraitsJson, IReadOnlyList<string> AccountsJson, IReadOnlyList<StoredEvent> Events);

    /// <summary>What the store holds of an event.</summary>
    protected sealed record StoredEvent(string Kind, string Name, long OccurredAtUs, string PropertiesJson);

    [Fact]
    public void The_table_of_truths_holds()
    {
        foreach (var world in SegmentWorld.ReadAll())
        {
            var names = world.People.Keys.ToArray();
            Fill([.. world.People.Values.Select(Stored)]);
            var rules = world.Cases.Select(one => RuleReader.Read(JsonDocument.Parse(one.Rule).RootElement, out _)!).ToArray();
            var together = Members(rules, given: null, each: true);
            long[] some = [.. Enumerable.Range(0, names.Length).Where(number => number % 2 == 0).Select(number => (long)number)];
            var ofSome = Members(rules, some, each: true);
            for (var i = 0; i < rules.Length; i++)
            {
                var expected = string.Join(' ', world.Cases[i].Members.Order());
                Assert.Equal($"{world.Cases[i].Rule}: {expected}", $"{world.Cases[i].Rule}: {Named(together[i])}");
                Assert.Equal($"{world.Cases[i].Rule}: {expected}", $"{world.Cases[i].Rule}: {Named(Members([rules[i]], given: null, each: true)[0])}");
                // A set of changed profiles is answered as they are in the whole base.
                Assert.Equal(together[i].Intersect(some).Order(), Members([rules[i]], some)[0].Order());
                Assert.Equal(together[i].Intersect(some).Order(), ofSome[i].Order());
            }
            string Named(IEnumerable<long> numbers) => string.Join(' ', numbers.Select(number => names[number]).Order());
        }
    }

    [Fact]
    public void Random_rules_give_the_people_that_the_plain_evaluator_gives()
    {
        var world = new RandomWorld(4711);
        var people = Enumerable.Range(0, 120).Select(world.Person).ToArray();
        Fill([.. people.Select(Stored)]);
        var naive = new NaiveRules(SegmentWorld.Moment);
        for (var asked = 0; asked < RandomRules; asked += RulesAtOnce)
        {
            var rules = Enumerable.Range(0, RulesAtOnce).Select(_ => world.Rule()).ToArray();
            var found = Members(rules, given: null);
            for (var i = 0; i < rules.Length; i++)
            {
                var expected = Enumerable.Range(0, people.Length).Where(number => naive.Holds(rules[i], people[number])).Select(number => (long)number).ToHashSet();
                if (!expected.SetEquals(found[i])) Assert.Fail(Difference(rules[i], expected, found[i], people));
            }
        }
    }

    [Fact]
    public void Random_computed_traits_have_the_values_that_the_plain_evaluator_gives()
    {
        var world = new RandomWorld(815);
        var naive = new NaiveRules(SegmentWorld.Moment);
        var formulas = Enumerable.Range(0, 60).ToDictionary(i => $"f{i.ToString(CultureInfo.InvariantCulture)}", _ => world.Formula());
        string[] keys = [.. formulas.Keys];
        WorldPerson[] people = [.. Enumerable.Range(0, 120).Select(world.Person).Select(person => person with { Computed = Values(person) })];
        Fill([.. people.Select(Stored)]);
        for (var asked = 0; asked < RandomRules / 3; asked += RulesAtOnce)
        {
            var rules = Enumerable.Range(0, RulesAtOnce).Select(_ => world.OfComputed(keys)).ToArray();
            var found = Members(rules, given: null, key => formulas[key]);
            for (var i = 0; i < rules.Length; i++)
            {
                var expected = Enumerable.Range(0, people.Length).Where(number => naive.Holds(rules[i], people[number])).Select(number => (long)number).ToHashSet();
                if (!expected.SetEquals(found[i])) Assert.Fail($"{RuleWriter.Write(formulas[rules[i].Name]).ToJsonString()}\n{Difference(rules[i], expected, found[i], people)}");
            }
        }

        Dictionary<string, JsonElement> Values(WorldPerson person) =>
            formulas.Select(formula => (formula.Key, Value: naive.Value(formula.Value, person))).Where(value => value.Value is not null).ToDictionary(value => value.Key, value => value.Value!.Value);
    }

    // The table states computed values and not what they are worked out of: each person has an event that says them.
    private const string StatedKind = "computed";

    private static EventFormula Stated(string key) => new(new EventFilter(StatedKind, [], []), null, EventAggregate.Last, key, []);

    /// <summary>The members of each rule, as words; and, where <paramref name="each"/> says so, one by one, which must be the same.</summary>
    private HashSet<long>[] Members(IReadOnlyList<Rule> rules, IReadOnlyList<long>? given, Func<string, ComputedFormula>? computed = null, bool each = false)
    {
        var members = rules.Select(_ => new HashSet<long>()).ToArray();
        foreach (var row in Ask(Compiled(RuleAnswer.Words)))
        {
            for (var rule = 0; rule < rules.Count; rule++)
            {
                if ((row[1 + (rule / RuleAnswer.RulesOfWord)] >> (rule % RuleAnswer.RulesOfWord) & 1) != 0) Assert.True(members[rule].Add(row[0]), "A member came twice.");
            }
        }
        if (each) Assert.Equal(Ask(Compiled(RuleAnswer.Members)).Select(row => (row[0], row[1])).Order(), members.SelectMany((numbers, rule) => numbers.Select(number => ((long)rule, number))).Order());
        return members;

        ColumnQuery Compiled(RuleAnswer answer) => RuleCompiler.Compile(rules, answer, Dialect, SegmentWorld.Moment, OfTrait, given is not null, computed ?? Stated) with { Given = given };
        static Rule OfTrait(string segment) => new TraitRule(SegmentsTrait, [], new TextInTest([segment]), IsComputed: false);
    }

    private static StoredPerson Stored(WorldPerson person)
    {
        var segments = JsonSerializer.SerializeToElement(person.Segments);
        return new StoredPerson(
            person.Id, person.Identifiers, Json(person.Traits.Append(new KeyValuePair<string, JsonElement>(SegmentsTrait, segments))), [.. person.Accounts.Select(Json)],
            [.. person.Events.Select(one => new StoredEvent(one.Kind, one.Name, one.OccurredAtUs, one.Properties.GetRawText())), new StoredEvent(StatedKind, "", 0, Json(person.Computed))]);
    }

    private static string Json(IEnumerable<KeyValuePair<string, JsonElement>> values) =>
        $"{{{string.Join(',', values.Select(value => $"{JsonSerializer.Serialize(value.Key)}:{value.Value.GetRawText()}"))}}}";

    private static string Difference(Rule rule, HashSet<long> expected, HashSet<long> found, WorldPerson[] people)
    {
        var wrong = expected.ToHashSet();
        wrong.SymmetricExceptWith(found);
        var (number, person) = (wrong.First(), people[wrong.First()]);
        return string.Create(CultureInfo.InvariantCulture, $"{RuleWriter.Write(rule).ToJsonString()}\n{wrong.Count} differ, such as {number} ({(found.Contains(number) ? "found" : "not found")}): {JsonSerializer.Serialize(person)}");
    }
}
