using Kartoteka.Domain.Computed;
using Kartoteka.Domain.Segments;

namespace Kartoteka.Storage.Segments;

/// <summary>
/// How a column store spells the parts of a rule. Every condition it gives is true or false, never null. Names and values of a rule are
/// parameters throughout; the texts given here are columns and what was made of them.
/// </summary>
public abstract class RuleDialect
{
    /// <summary>A member of a column of JSON objects, as JSON; null when it is not there.</summary>
    public abstract string Member(string json, string name, RuleParameters parameters);

    /// <summary>Some value at a place passes a test.</summary>
    /// <param name="value">What <see cref="Member"/> gave.</param>
    /// <param name="path">Members inside it.</param>
    /// <param name="test">The test.</param>
    /// <param name="moment">What its windows refer to.</param>
    /// <param name="parameters">Takes the values.</param>
    public abstract string Some(RuleValue value, IReadOnlyList<string> path, ValueTest test, RuleMoment moment, RuleParameters parameters);

    /// <summary>A moment as a literal, by which a store skips what it need not read; a parameter is not known yet when that is planned.</summary>
    /// <param name="us">Microseconds since 1970.</param>
    public abstract string Moment(long us);

    /// <summary>A number is among those in the table <c>given</c>.</summary>
    public abstract string IsGiven(string number);

    /// <summary>The events of the profiles in the table <c>given</c>, as the table <c>event</c> has them: a query.</summary>
    public abstract string EventsOfGiven { get; }

    /// <summary>Name of a statement's table of the events of the profiles in table <c>given</c>.</summary>
    public const string GivenEvents = "given_event";

    private const string OfRules = "e.profile, e.kind, e.name, e.occurred_at, e.properties";
    private const string OfComputed = OfRules + ", e.position, e.url, e.referrer, e.utm_source, e.utm_medium, e.product_id, e.quantity, e.price, e.currency";

    /// <summary>The table <see cref="GivenEvents"/> as it stands after <c>with</c>: the store is read for it once, whoever in the statement asks it.</summary>
    /// <param name="forComputed">With the columns that <see cref="Computed"/> reads, beside those of rules.</param>
    /// <param name="condition">Which events are enough; null for all.</param>
    public string GivenEventsTable(bool forComputed, string? condition = null) =>
        $"{GivenEvents} as {Once($"select {(forComputed ? OfComputed : OfRules)} from ({EventsOfGiven}) e{(condition is null ? "" : $" where {condition}")}")}";

    /// <summary>A list of texts holds one.</summary>
    public abstract string Holds(string list, string parameter);

    /// <summary>A measure over the rows of a group that meet a condition; null where <see cref="MeasureKind"/> says that nothing passes.</summary>
    /// <param name="measure">What is measured.</param>
    /// <param name="value">What <see cref="Member"/> gave for the property; null for <see cref="MeasureKind.Times"/>.</param>
    /// <param name="condition">The condition; null for all rows.</param>
    /// <param name="parameters">Takes the values.</param>
    public abstract string Measure(EventMeasure measure, RuleValue? value, string? condition, RuleParameters parameters);

    /// <summary>The latest of the times of the rows of a group that meet a condition; null when there is none.</summary>
    /// <param name="time">Their time.</param>
    /// <param name="condition">The condition; null for all rows.</param>
    public abstract string Latest(string time, string? condition);

    /// <summary>The first 32 bits of the MD5 of a seed, a colon and a UUID, as a whole number: see <see cref="SampleShare"/>.</summary>
    public abstract string Lot(string seedParameter, string uuid);

    /// <summary>
    /// The profiles (column <c>number</c>) of which events followed each other.
    /// </summary>
    /// <param name="from">A table of events <c>e</c>, as it stands after <c>from</c>.</param>
    /// <param name="steps">The condition of each step.</param>
    /// <param name="rule">Times between the steps.</param>
    /// <param name="nowUs">A step that did not happen had until then.</param>
    /// <param name="parameters">Takes the values.</param>
    public abstract string Sequence(string from, IReadOnlyList<string> steps, SequenceRule rule, long nowUs, RuleParameters parameters);

    /// <summary>A query of two columns, <c>rule</c> and <c>number</c>: each number with each of some conditions that hold.</summary>
    /// <param name="conditions">By the number of their rule.</param>
    /// <param name="number">The number.</param>
    /// <param name="from">What stands from <c>from</c> on.</param>
    public abstract string Each(IReadOnlyList<string> conditions, string number, string from);

    /// <summary>A query of <see cref="RuleAnswer.Words"/>.</summary>
    /// <param name="conditions">By the number of their rule.</param>
    /// <param name="number">The number.</param>
    /// <param name="from">What stands from <c>from</c> on.</param>
    public abstract string Words(IReadOnlyList<string> conditions, string number, string from);

    /// <summary>A table of the statement, as it stands after <c>as</c>, that is read from the store once though it is asked often.</summary>
    public abstract string Once(string sql);

    /// <summary>The values of a computed trait: a query with a column <c>number</c>, once for each profile, and the column in which the value stands as JSON text; null for none.</summary>
    /// <param name="formula">The trait. Traits of one source have one query.</param>
    /// <param name="asked">Keys of all built-in traits that the statement asks for: others of the source may be left out.</param>
    /// <param name="moment">As of when.</param>
    /// <param name="ofGiven">True to ask of the profiles in table <c>given</c> alone; the statement then has <see cref="GivenEventsTable"/>.</param>
    /// <param name="parameters">Takes the values.</param>
    public abstract (string Sql, string Column) Computed(ComputedFormula formula, IReadOnlySet<string> asked, RuleMoment moment, bool ofGiven, RuleParameters parameters);

    /// <summary>What lies in carts: <c>number</c>, <c>product_id</c>, <c>name</c>, <c>quantity</c>, <c>price</c>, <c>currency</c>, <c>added_at</c>, a row for each product.</summary>
    public abstract string CartLines(RuleMoment moment, bool ofGiven, RuleParameters parameters);

    /// <summary>What lies in wish lists: <c>number</c>, <c>product_id</c>, <c>name</c>, <c>price</c>, <c>currency</c>, <c>added_at</c>, a row for each product.</summary>
    public abstract string WishLines(RuleMoment moment, bool ofGiven, RuleParameters parameters);

    /// <summary>A JSON object of members in JSON, as text; what is null is left out.</summary>
    /// <param name="members">Names, of small Latin letters, digits, <c>-</c> and <c>_</c>, and expressions.</param>
    public abstract string Object(IReadOnlyList<(string Name, string Value)> members);

    /// <summary>Numbers of the other column of the record table, as a query of <c>profile</c> and <c>account</c>.</summary>
    public abstract string Related { get; }

    /// <summary>
    /// What events there are to make rules of, the most frequent first: columns <c>kind</c>, <c>name</c> (empty for none), <c>events</c>, and for each property of
    /// the latest of them, or once without, <c>property</c> and <c>type</c> (<c>string</c>, <c>number</c>, <c>boolean</c>, <c>date</c>, <c>array</c>, <c>object</c>). Parameters:
    /// most names, and how many positions back properties are looked for.
    /// </summary>
    public abstract string Seen { get; }
}
