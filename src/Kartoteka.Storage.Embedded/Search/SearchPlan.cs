using Kartoteka.Domain.Profiles;

namespace Kartoteka.Storage.Embedded.Search;

/// <summary>Which index proposes documents for a query, and with what expression; without one all documents are looked at in turn.</summary>
/// <param name="Table"><c>gram</c>, <c>facet</c>, or null.</param>
/// <param name="Match">An FTS5 expression that every document meets which meets the query.</param>
internal readonly record struct SearchPlan(string? Table, string Match)
{
    /// <summary>Runs of three letters that a spelling is looked up by: the rarest, since more of them cost more than they exclude.</summary>
    private const int GramsPerSpelling = 3;

    /// <summary>What a proposal costs next to a step through all documents in turn: it reads them out of order.</summary>
    private const double ProposalCost = 4;

    private readonly record struct Proposal(string Table, string Match, double Documents);

    public static SearchPlan Of(ProfileQuery query, TokenSketch sketch)
    {
        var proposals = query.Terms.Select(term => OfTerm(term, sketch)).OfType<Proposal>()
            .Concat(query.Conditions.Select(condition => OfCondition(condition, sketch)).OfType<Proposal>()).OrderBy(proposal => proposal.Documents).ToArray();
        if (proposals is not [var best, ..]) return default;
        if (best.Documents * ProposalCost > sketch.IdMax && proposals.All(proposal => proposal.Documents * ProposalCost > sketch.IdMax)) return default;
        // The rest of the same index narrow it at the cost of a look into one more list.
        return new SearchPlan(best.Table, string.Join(" AND ", proposals.Where(proposal => proposal.Table == best.Table).Take(2).Select(proposal => $"({proposal.Match})")));
    }

    // Any of the spellings will do, so one that is too short for an index leaves the term without a proposal.
    private static Proposal? OfTerm(SearchTerm term, TokenSketch sketch)
    {
        var spellings = term.Spellings.Select(spelling => TokenSketch.Grams(spelling).Distinct(StringComparer.Ordinal)
            .Select(gram => (Gram: gram, Documents: sketch.Gram(gram))).OrderBy(entry => entry.Documents).Take(GramsPerSpelling).ToArray()).ToArray();
        if (spellings.Any(grams => grams.Length == 0)) return null;
        var match = string.Join(" OR ", spellings.Select(grams => $"({string.Join(" AND ", grams.Select(entry => Quote(entry.Gram)))})"));
        return new Proposal("gram", match, spellings.Sum(grams => grams[0].Documents));
    }

    private static Proposal? OfCondition(TraitCondition condition, TokenSketch sketch) => condition.Operator is TraitOperator.Equal
        ? new Proposal("facet", string.Join(" OR ", condition.Words.Select(Quote)), condition.Words.Sum(sketch.Facet))
        : null;

    // An FTS5 string: everything inside the quotes is text.
    private static string Quote(string term) => $"\"{term.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
