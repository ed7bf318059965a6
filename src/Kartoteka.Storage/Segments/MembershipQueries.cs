using System.Globalization;
using Kartoteka.Domain.Segments;
using Kartoteka.Storage.Columns;

namespace Kartoteka.Storage.Segments;

/// <summary>What keeps memberships level asks of the replica beside the rules. Profiles come as <c>number</c>, <c>id</c> and <c>person</c> (1, or 0 for an account).</summary>
public static class MembershipQueries
{
    private const string Columns = "p.number, p.id, case when p.kind = 'person' then 1 else 0 end as person";

    /// <summary>No row: to know as of when the replica is.</summary>
    public static ColumnQuery Nothing { get; } = new("select 1 as nothing where 1 = 0");

    /// <summary>Profiles that changed, or to which something happened, above a position. What was said of membership in segments counts for nothing.</summary>
    /// <remarks>The position is a literal: rows are skipped by a number that is known when the question is planned, and a parameter is not.</remarks>
    public static ColumnQuery Changed(long position) => new(
        string.Create(CultureInfo.InvariantCulture, $"""
        select {Columns} from profile p where p.position > {position}
        union
        select {Columns} from {Of($"select e.profile from event e where e.position > {position} and not (e.kind = $1 and e.name in ($2, $3))")}
        """),
        MembershipEvents.Kind, MembershipEvents.Entered, MembershipEvents.Exited);

    // A handful, which DuckDB takes for most of the base: asked by "in" it makes a table of all profiles to look them up in, 160 ms of a million instead of 1.
    private static string Of(string profiles) => $"(select distinct profile from ({profiles}) as e) as e join profile p on p.number = e.profile";

    /// <summary>Profiles (<c>id</c>) that went above a position.</summary>
    public static ColumnQuery Gone(long position) => new("select id from gone where position > $1", position);

    /// <summary>Persons related to given accounts.</summary>
    public static ColumnQuery Related(RuleDialect dialect, IReadOnlyCollection<long> accounts) => new(
        $"select {Columns} from profile p where p.kind = 'person' and p.number in (select related.profile from ({dialect.Related}) as related where related.account in (select number from given))")
    {
        Given = accounts,
    };

    /// <summary>Persons (<c>number</c>, <c>id</c>) in order of id.</summary>
    public static ColumnQuery People { get; } = new("select number, id from profile where kind = 'person' order by id");

    /// <summary>Persons who did, a span ago, what one of some edges is about; and those of whom events were known before they happened.</summary>
    /// <param name="dialect">The store's.</param>
    /// <param name="edges">Spans after events.</param>
    /// <param name="lastUs">The moment up to which that was asked before.</param>
    /// <param name="nowUs">The moment up to which it is asked now. Both ends are included: at the very edge an answer may be the old one.</param>
    public static ColumnQuery Edges(RuleDialect dialect, IEnumerable<TimeEdge> edges, long lastUs, long nowUs)
    {
        var (parameters, parts) = (new RuleParameters(), new List<string>());
        foreach (var (_, events) in Passing(dialect, edges, lastUs, nowUs, parameters)) parts.Add($"select e.profile from event e where {events}");
        return new ColumnQuery($"select {Columns} from {Of(string.Join(" union all ", parts))} where p.kind = 'person'", parameters.Values);
    }

    /// <summary>
    /// When <see cref="Edges"/> has somebody to name for the first time within a stretch of time, both ends included: <c>after</c>, a span in microseconds, and
    /// <c>first</c>, the earliest event of it, so that the moment is the sum of both. Rows without an event name nobody.
    /// </summary>
    public static ColumnQuery NextEdge(RuleDialect dialect, IEnumerable<TimeEdge> edges, long fromUs, long toUs)
    {
        var (parameters, parts) = (new RuleParameters(), new List<string>());
        foreach (var (afterUs, events) in Passing(dialect, edges, fromUs, toUs, parameters))
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"select {afterUs} as after, min(e.occurred_at) as first from event e where {events}"));
        return new ColumnQuery(string.Join(" union all ", parts), parameters.Values);
    }

    // Conditions on the events a span after which something may change between two moments.
    private static IEnumerable<(long AfterUs, string Events)> Passing(RuleDialect dialect, IEnumerable<TimeEdge> edges, long fromUs, long toUs, RuleParameters parameters)
    {
        yield return (0, $"{Between(0)} and e.occurred_at > e.received_at");
        foreach (var span in edges.GroupBy(edge => edge.After))
        {
            var afterUs = span.Key.Ticks / TimeSpan.TicksPerMicrosecond;
            var named = span.Select(edge => $"(e.kind = {parameters.Add(edge.Kind)}{(edge.Name.Length > 0 ? $" and e.name = {parameters.Add(edge.Name)}" : "")})");
            yield return (afterUs, $"{Between(afterUs)} and ({string.Join(" or ", named)})");
        }

        string Between(long afterUs) => $"e.occurred_at >= {dialect.Moment(fromUs - afterUs)} and e.occurred_at <= {dialect.Moment(toUs - afterUs)}";
    }
}
