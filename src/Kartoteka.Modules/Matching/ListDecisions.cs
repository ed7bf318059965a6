using System.Globalization;
using System.Security.Claims;
using Kartoteka.Domain.Identity;
using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Storage;
using Kartoteka.Storage.Matching;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kartoteka.Modules.Matching;

/// <summary>Which decisions are asked for in the URL; see the route's description.</summary>
internal readonly record struct AskedDecisions(
    int? Entity, string? Kind, string? Who, string? Decision, bool? Automatic, string? State, DateTimeOffset? From, DateTimeOffset? To, int? Limit, string? Cursor);

/// <summary><c>GET /api/matching/decisions</c>: who decided what and when.</summary>
internal sealed class ListDecisions(ILedger ledger, PairQuestions questions, PairRows rows)
{
    /// <summary>Most decisions of a page.</summary>
    public const int LimitMax = 200;

    public async Task<Results<Ok<DecisionPage>, ProblemHttpResult>> HandleAsync(AskedDecisions asked, ClaimsPrincipal user, CancellationToken ct)
    {
        MatchPopulation? population = null;
        if (asked.Entity is not null || asked.Kind is not null)
        {
            (population, var wrong) = await questions.PopulationAsync(asked.Entity, asked.Kind, ct);
            if (population is null) return wrong!;
        }
        if (asked.Decision is not null && MatchWords.Verdict(asked.Decision) is null) return Problems.Invalid("decision", "It is same, different or later.");
        if (asked.State is not (null or "active" or "undone")) return Problems.Invalid("state", "It is active or undone.");
        long? before = null;
        if (asked.Cursor is not null)
        {
            if (!long.TryParse(asked.Cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var from)) return Problems.Invalid("cursor", "It is not a cursor of this list.");
            before = from;
        }
        var limit = Math.Clamp(asked.Limit ?? 50, 1, LimitMax);
        var decisions = await ledger.ListMatchDecisionsAsync(
            new MatchDecisionFilter
            {
                Population = population, WhoId = asked.Who, Verdict = MatchWords.Verdict(asked.Decision), Automatic = asked.Automatic, Active = asked.State is null ? null : asked.State == "active",
                FromUs = asked.From is { } earliest ? Times.ToUs(earliest) : null, ToUs = asked.To is { } end ? Times.ToUs(end) : null, Before = before, Limit = limit,
            },
            ct);
        var shown = new List<DecisionRow>();
        foreach (var decision in decisions) shown.Add(await rows.DecisionRowAsync(decision, user, ct));
        return TypedResults.Ok(new DecisionPage(shown, decisions.Count < limit ? null : decisions[^1].Id.ToString(CultureInfo.InvariantCulture)));
    }
}
