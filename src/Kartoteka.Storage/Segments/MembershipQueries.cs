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
        var parameters = new RuleParameters();
        var parts = new List<string> { $"select e.profile from event e where {Between(0)} and e.occurred_at > e.received_at" };
        foreach (var span in edges.GroupBy(edge => edge.After))
        {
            var named = span.Select(edge => $"(e.kind = {parameters.Add(edge.Kind)}{(edge.Name.Length > 0 ? $" and e.name = {parameters.Add(edge.Name)}" : "")})");
            parts.Add($"select e.profile from event e where {Between(span.Key.Ticks / TimeSpan.TicksPerMicrosecond)} and ({string.Join(" or ", named)})");
        }
        return new ColumnQuery($"select {Columns} from {Of(string.Join(" union all ", parts))} where p.kind = 'person'", parameters.Values);

        string Between(long afterUs) => $"e.occurred_at >= {dialect.Moment(lastUs - afterUs)} and e.occurred_at <= {dialect.Moment(nowUs - afterUs)}";
    }
}
