using System.Security.Claims;
using Kartoteka.Modules.Users.Contracts;
using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Storage;
using Kartoteka.Storage.Matching;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kartoteka.Modules.Matching;

/// <summary>Which pairs to decide on, as in the list.</summary>
public sealed record DecideFilter(int? Entity, string? Kind, string? State, double? Min, double? Max, string? Pattern, string? Source);

/// <summary>A decision on many pairs.</summary>
/// <param name="Filter">Which.</param>
/// <param name="Decision"><c>same</c>, <c>different</c> or <c>later</c>.</param>
/// <param name="DryRun">True: only says how many there are, with samples.</param>
/// <param name="Reason">Why, kept with each.</param>
public sealed record DecideBody(DecideFilter? Filter, string? Decision, bool? DryRun, string? Reason);

/// <summary>What became of it.</summary>
/// <param name="Count">Pairs that fit before this call.</param>
/// <param name="Decided">Decided by this call.</param>
/// <param name="Refused">Passed over, as they changed meanwhile or their profile would be too large.</param>
/// <param name="Remaining">Pairs that fit still: call again for them while it falls.</param>
/// <param name="Samples">With <c>dryRun</c>: some of them, spread over all.</param>
public sealed record DecideAnswer(long Count, int Decided, int Refused, long Remaining, IReadOnlyList<PairRow> Samples);

/// <summary><c>POST /api/matching/decide</c>: one decision for a filtered group, a page a call.</summary>
internal sealed class DecideMany(IMatchIndex index, PairQuestions questions, PairRows rows, PairCases cases, DecidePair decide, People people, AuditLog audit)
{
    /// <summary>Most pairs of one call: some seconds of work, between which events are committed.</summary>
    public const int PageMax = 500;

    /// <summary>Most pairs that one call looks at, those that are refused among them.</summary>
    public const int LookedAtMax = 10 * PageMax;

    private const int SamplesMax = 20;

    public const string RequestExample = """{"filter":{"entity":1,"min":0.9,"pattern":"2f41"},"decision":"same","dryRun":true}""";

    public async Task<Results<Ok<DecideAnswer>, ProblemHttpResult>> HandleAsync(DecideBody body, ClaimsPrincipal user, CancellationToken ct)
    {
        if (MatchWords.Verdict(body.Decision) is not { } verdict) return Problems.Invalid("decision", "It is same, different or later.");
        if (body.Filter is not { } filter) return Problems.Invalid("filter", "It is missing.");
        if (filter.State == "decided") return Problems.Invalid("filter.state", "It is open or later.");
        if (body.Reason?.Length > DecidePair.ReasonLengthMax) return Problems.Invalid("reason", $"'reason' is at most {DecidePair.ReasonLengthMax} characters.");
        var asked = new AskedPairs(filter.Entity, filter.Kind, filter.State, filter.Min, filter.Max, filter.Pattern, filter.Source, null, null, null, null, null);
        var (question, wrong) = await questions.ReadAsync(asked, ct);
        if (question is null) return wrong!;
        if (question.Model is not { } model) return TypedResults.Ok(new DecideAnswer(0, 0, 0, 0, []));
        var count = await index.CountPairsAsync(model.Generation, question.Filter, ct);
        if (body.DryRun == true) return TypedResults.Ok(new DecideAnswer(count, 0, 0, count, await SamplesAsync(model, question.Filter, count, user, ct)));
        var author = await people.AuthorOfAsync(user, ct);
        var (decided, refused) = (0, 0);
        MatchCursor? after = null;
        // Past those that are refused, which stay at the top of the list, so that they hold up nothing behind them.
        while (decided < PageMax && decided + refused < LookedAtMax)
        {
            var page = await index.ListPairsAsync(model.Generation, question.Filter, MatchOrder.Surest, after, PageMax - decided, ct);
            foreach (var pair in page)
            {
                var found = await cases.FindAsync(MatchWords.PairId(pair.First, pair.Second), ct);
                if (found is { IsOpen: true } && (await decide.DecideAsync(found, verdict, author, body.Reason ?? "", null, null)).Refusal is null) decided++;
                else refused++;
            }
            if (page.Count == 0) break;
            after = new MatchCursor(page[^1].Probability, page[^1].First, page[^1].Second);
        }
        await audit.AppendAsync(user, "matching.decide", MatchSettingsStore.Subject(question.Population), $"{body.Decision}: {decided} pairs");
        return TypedResults.Ok(new DecideAnswer(count, decided, refused, await index.CountPairsAsync(model.Generation, question.Filter, ct), []));
    }

    // The least sure are where a mistake would be, so half of the samples are theirs.
    private async ValueTask<IReadOnlyList<PairRow>> SamplesAsync(MatchingModel model, MatchPairFilter filter, long count, ClaimsPrincipal user, CancellationToken ct)
    {
        var least = await index.ListPairsAsync(model.Generation, filter, MatchOrder.LeastSure, null, count > SamplesMax ? SamplesMax / 2 : SamplesMax, ct);
        var surest = count > SamplesMax ? await index.ListPairsAsync(model.Generation, filter, MatchOrder.Surest, null, SamplesMax / 2, ct) : [];
        return await rows.RowsAsync(model, surest.Concat(least.Reverse()), user, ct);
    }
}
