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
        var known = names.Segments.Count == 0 ? [] : (await segments.ListSegmentsAsync(ct)).ToDictionary(segment => segment.Key, StoredRule.Of);
        var wrong = RuleNames.Leaves(rule).Select(leaf => leaf.Rule switch
        {
            TraitRule { IsComputed: true } trait => formulas(trait.Name) is null ? Unknown($"{leaf.Pointer}/computed", "computed trait", trait.Name) : null,
            TraitRule trait when leaf.OfAccount => catalog.Find(ProfileKind.Account, trait.Name) is null ? Unknown($"{leaf.Pointer}/trait", "trait of accounts", trait.Name) : null,
            TraitRule trait => catalog.Find(ProfileKind.Person, trait.Name) is null ? Unknown($"{leaf.Pointer}/trait", "trait", trait.Name) : null,
            SegmentRule segment => SegmentProblem($"{leaf.Pointer}/segment", segment.Key, key, known),
            _ => null,
        }).OfType<RuleProblem>().ToArray();
        return wrong.Length > 0 ? (null, Wrong(wrong)) : (rule, null);
    }

    // A segment that is not there, or one by way of which the rule would refer to the segment that it is for.
    private static RuleProblem? SegmentProblem(string pointer, string named, string? key, Dictionary<string, Rule> known)
    {
        if (named != key && !known.ContainsKey(named)) return Unknown(pointer, "segment", named);
        var (seen, next) = (new HashSet<string>(), new Stack<string>([named]));
        while (next.TryPop(out var one))
        {
            if (one == key) return new RuleProblem(pointer, "not-allowed", $"By way of other segments '{key}' would refer to itself.");
            if (seen.Add(one) && known.TryGetValue(one, out var rule)) foreach (var further in RuleNames.Of(rule).Segments) next.Push(further);
        }
        return null;
    }

    private static RuleProblem Unknown(string pointer, string what, string name) => new(pointer, "unknown-name", $"There is no {what} '{name}'.");

    private static ProblemHttpResult Wrong(IReadOnlyList<RuleProblem> problems) => TypedResults.Problem(
        string.Join(' ', problems.Take(3).Select(problem => problem.Pointer.Length > 0 ? $"{problem.Pointer}: {problem.Detail}" : problem.Detail)),
        statusCode: StatusCodes.Status400BadRequest, type: "/problems/invalid-rule", title: "The rule is not valid.",
        extensions: new Dictionary<string, object?> { ["field"] = "rule", ["problems"] = problems });
}
