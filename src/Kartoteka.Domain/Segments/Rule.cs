namespace Kartoteka.Domain.Segments;

/// <summary>
/// Who belongs to a segment: a tree of conditions on a profile. It has no clock and no store: <see cref="RuleMoment"/> settles what its windows mean
/// at a moment, and each column store answers it with the same people. Written as JSON: see docs/segment-rule.schema.json.
/// </summary>
public abstract record Rule;

/// <summary>All of some rules hold; with none, everybody.</summary>
public sealed record AllRule(IReadOnlyList<Rule> Of) : Rule;

/// <summary>At least one of some rules holds; with none, nobody.</summary>
public sealed record AnyRule(IReadOnlyList<Rule> Of) : Rule;

/// <summary>A rule does not hold.</summary>
public sealed record NotRule(Rule Of) : Rule;

/// <summary>A trait of the profile, as it survived, passes a test. Of a list, some element passes; lists within lists are not looked into.</summary>
/// <param name="Name">The trait.</param>
/// <param name="Path">Names of members inside the trait's value; empty for the value itself. Lists on the way stand for each of their elements.</param>
/// <param name="Test">The test.</param>
/// <param name="IsComputed">True for a computed trait.</param>
public sealed record TraitRule(string Name, IReadOnlyList<string> Path, ValueTest Test, bool IsComputed) : Rule;

/// <summary>Some account that the profile is related to meets a rule made of conditions on traits.</summary>
public sealed record AccountRule(Rule Of) : Rule;

/// <summary>The profile has an identifier of a type. What is kept was found valid, so "has an e-mail" is "has a valid one".</summary>
public sealed record IdentifierRule(string Type) : Rule;

/// <summary>A measure of the profile's events passes a test: by default, that there is one.</summary>
/// <param name="Events">Which events.</param>
/// <param name="Within">When; null for any time up to the moment.</param>
/// <param name="Measure">What is measured over them.</param>
/// <param name="Test">What the measure must be.</param>
public sealed record EventRule(EventFilter Events, TimeWindow? Within, EventMeasure Measure, NumberTest Test) : Rule;

/// <summary>Events of the profile in this order: each step later than the one before it.</summary>
/// <param name="Steps">At least two; only the last may be one that did not happen.</param>
/// <param name="Within">When all steps, save one that did not happen, took place; null for any time.</param>
public sealed record SequenceRule(IReadOnlyList<SequenceStep> Steps, TimeWindow? Within) : Rule;

/// <summary>The profile is a member of another segment.</summary>
public sealed record SegmentRule(string Key) : Rule;

/// <summary>A share of all profiles, the same people each time: see <see cref="SampleShare"/>.</summary>
/// <param name="Percent">Over 0, at most 100.</param>
/// <param name="Seed">Another seed takes other people.</param>
public sealed record SampleRule(double Percent, string Seed) : Rule;

/// <summary>Which events a condition is about.</summary>
/// <param name="Kind"><c>track</c>, <c>page</c> or <c>screen</c>.</param>
/// <param name="Names">Any of these names, letter by letter; empty for all.</param>
/// <param name="Where">What holds of the properties of each: all of these.</param>
public sealed record EventFilter(string Kind, IReadOnlyList<string> Names, IReadOnlyList<PropertyTest> Where);

/// <summary>A property of an event passes a test. Of a list, some element passes.</summary>
/// <param name="Name">The property.</param>
/// <param name="Path">As in <see cref="TraitRule.Path"/>.</param>
/// <param name="Test">The test.</param>
public sealed record PropertyTest(string Name, IReadOnlyList<string> Path, ValueTest Test);

/// <summary>What is counted or computed over events.</summary>
public enum MeasureKind
{
    /// <summary>How many events; 0 when there are none.</summary>
    Times,

    /// <summary>The sum of a property; 0 when there is none.</summary>
    Sum,

    /// <summary>The mean of a property; without values it passes no test.</summary>
    Average,

    /// <summary>The least value of a property; without values it passes no test.</summary>
    Least,

    /// <summary>The greatest value of a property; without values it passes no test.</summary>
    Greatest,

    /// <summary>How many different texts, numbers and truth values a property has; 0 when there are none.</summary>
    Distinct,
}

/// <summary>A measure over events.</summary>
/// <param name="Kind">What is computed.</param>
/// <param name="Property">The property that is measured, which of a list is each element; null for <see cref="MeasureKind.Times"/>.</param>
/// <param name="Path">As in <see cref="TraitRule.Path"/>.</param>
public sealed record EventMeasure(MeasureKind Kind, string? Property, IReadOnlyList<string> Path)
{
    /// <summary>Sums and means are compared after rounding to so many decimals, so that the order in which floating numbers are added decides nothing.</summary>
    public const int Decimals = 6;

    /// <summary>How many events.</summary>
    public static EventMeasure Times { get; } = new(MeasureKind.Times, null, []);
}

/// <summary>A step of a <see cref="SequenceRule"/>.</summary>
/// <param name="Events">Which events.</param>
/// <param name="Within">At most so long after the step before it, the end included; null for any time after. The first step has none.</param>
/// <param name="IsAbsent">
/// True when no such event followed. With <see cref="Within"/> the time must have passed, so that nobody enters who may still do it.
/// </param>
public sealed record SequenceStep(EventFilter Events, TimeSpan? Within, bool IsAbsent);
