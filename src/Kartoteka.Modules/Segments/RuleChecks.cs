using System.Text.Json;
using Kartoteka.Domain.Identity;
using Kartoteka.Domain.Segments;
using Kartoteka.Modules.Catalogue.Contracts;
using Kartoteka.Modules.Computed.Contracts;
using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Storage.Segments;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kartoteka.Modules.Segments;

/// <summary>Reads a rule from a request and holds it against the catalogue, the other segments and what the asker may see.</summary>
internal sealed class RuleChecks(TraitCatalog catalog, ComputedTraits computed, ISegmentStore segments)
{
    /// <summary>Reads a rule.</summary>
    /// <param name="json">As it was sent.</param>
    /// <param name="key">Key of the segment that it is for, which it may not refer to; null for none.</param>
    /// <param name="sight">What the asker may see; null for everything.</param>
    /// <param name="ct">Ends it.</param>
    /// <returns>The rule, or the answer that says what is wrong with it.</returns>
    public async ValueTask<(Rule? Rule, ProblemHttpResult? Refusal)> ReadAsync(JsonElement json, string? key, Sight? sight, CancellationToken ct)
    {
        if (RuleReader.Read(json, out var problems) is not { } rule) return (null, Wrong(problems));
        var names = RuleNames.Of(rule);
        // Counted letter by letter, a condition would tell a value that is masked on the screen.
        foreach (var (kind, trait) in names.Traits.Select(trait => (ProfileKind.Person, trait)).Concat(names.AccountTraits.Select(trait => (ProfileKind.Account, trait))))
        {
            if (sight is not null && !sight.Shows(kind, trait)) return (null, Problems.Forbidden("trait-masked", $"Your role does not see '{trait}', and so cannot choose people by it."));
        }
        var formulas = await computed.FormulasAsync(ct);
        var unknown = names.Traits.Where(trait => catalog.Find(ProfileKind.Person, trait) is null).Select(trait => Unknown("trait", trait))
            .Concat(names.AccountTraits.Where(trait => catalog.Find(ProfileKind.Account, trait) is null).Select(trait => Unknown("trait of accounts", trait)))
            .Concat(names.Computed.Where(trait => formulas(trait) is null).Select(trait => Unknown("computed trait", trait))).ToList();
        unknown.AddRange(await LoopsAsync(names, key, ct));
        return unknown.Count > 0 ? (null, Wrong(unknown)) : (rule, null);
    }

    private async ValueTask<IReadOnlyList<RuleProblem>> LoopsAsync(RuleNames names, string? key, CancellationToken ct)
    {
        if (names.Segments.Count == 0) return [];
        var known = (await segments.ListSegmentsAsync(ct)).ToDictionary(segment => segment.Key, StoredRule.Of);
        var problems = new List<RuleProblem>();
        var (seen, next) = (new HashSet<string>(), new Stack<string>(names.Segments));
        while (next.TryPop(out var one))
        {
            if (one == key) problems.Add(new RuleProblem("", "not-allowed", $"By way of other segments '{key}' would refer to itself."));
            else if (!known.TryGetValue(one, out var rule)) problems.Add(Unknown("segment", one));
            else if (seen.Add(one)) foreach (var further in RuleNames.Of(rule).Segments) next.Push(further);
        }
        return problems;
    }

    private static RuleProblem Unknown(string what, string name) => new("", "unknown-name", $"There is no {what} '{name}'.");

    private static ProblemHttpResult Wrong(IReadOnlyList<RuleProblem> problems) => TypedResults.Problem(
        string.Join(' ', problems.Take(3).Select(problem => problem.Pointer.Length > 0 ? $"{problem.Pointer}: {problem.Detail}" : problem.Detail)),
        statusCode: StatusCodes.Status400BadRequest, type: "/problems/invalid-rule", title: "The rule is not valid.",
        extensions: new Dictionary<string, object?> { ["field"] = "rule", ["problems"] = problems });
}
