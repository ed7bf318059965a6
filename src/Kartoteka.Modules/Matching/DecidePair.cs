using System.Security.Claims;
using Kartoteka.Modules.Ingest.Contracts;
using Kartoteka.Modules.Users.Contracts;
using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Storage;
using Kartoteka.Storage.Matching;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kartoteka.Modules.Matching;

/// <summary>A decision to make.</summary>
/// <param name="Decision"><c>same</c>, <c>different</c> or <c>later</c>.</param>
/// <param name="Reason">Why; of a merge it stands in the history.</param>
/// <param name="Seconds">How long the pair was looked at, for figures of work.</param>
/// <param name="Sample">The sample in which the pair was drawn.</param>
public sealed record DecisionBody(string? Decision, string? Reason, double? Seconds, long? Sample);

/// <summary>A decision that was made.</summary>
/// <param name="Decision">The decision.</param>
/// <param name="Profile">The profile that both are now; null while they are two.</param>
public sealed record DecisionMade(PairDecision Decision, string? Profile);

/// <summary>A decision that was taken back.</summary>
/// <param name="Pair">Id of the pair, which is as it was before.</param>
/// <param name="Decision">Number of the decision.</param>
public sealed record DecisionUndone(string Pair, long Decision);

/// <summary>Decides on single pairs and takes decisions back.</summary>
internal sealed class DecidePair(ILedger ledger, IMatchIndex index, PairCases cases, PairRows rows, CurrentRules rules, People people, TimeProvider time)
{
    /// <summary>Longest reason.</summary>
    public const int ReasonLengthMax = 500;

    /// <summary>Longest time told for one pair: who went for lunch did not look at it.</summary>
    private const double SecondsMax = 600;

    public const string RequestExample = """{"decision":"same","reason":"one passport","seconds":3.2}""";
    public const string Example = """{"decision":{"id":41,"decision":"same","who":"Ольга Орлова","at":"2026-11-22T09:00:00Z","reason":"one passport"},"profile":"01a1fbd0-1c00-7a11-8f2d-5b1f0a6c7d21"}""";

    /// <summary><c>POST /api/matching/pairs/{id}/decision</c>.</summary>
    public async Task<Results<Ok<DecisionMade>, ProblemHttpResult>> HandleAsync(string id, DecisionBody body, ClaimsPrincipal user, CancellationToken ct)
    {
        if (MatchWords.Verdict(body.Decision) is not { } verdict) return Problems.Invalid("decision", "It is same, different or later.");
        if (body.Reason?.Length > ReasonLengthMax) return Problems.Invalid("reason", $"'reason' is at most {ReasonLengthMax} characters.");
        if (body.Seconds is < 0 or double.NaN) return Problems.Invalid("seconds", "It is 0 or more.");
        if (body.Sample is { } sample && await ledger.FindJobAsync(sample, ct) is not { Kind: Samples.JobKind }) return Problems.NotFound("sample", sample);
        if (await cases.FindAsync(id, ct) is not { } pair) return MatchWords.TryPairId(id, out _, out _) ? Changed() : Problems.NotFound("pair", id);
        // What is decided is decided again in a sample only; else two people would overrule each other unseen.
        if (body.Sample is null && !pair.IsOpen) return Changed();
        var author = await people.AuthorOfAsync(user, ct);
        var done = await DecideAsync(pair, verdict, author, body.Reason ?? "", body.Seconds is { } seconds ? Math.Min(seconds, SecondsMax) : null, body.Sample);
        return done.Refusal is { } refusal ? Refuse(refusal) : TypedResults.Ok(new DecisionMade(rows.Decision(done.Decision!, user), done.Profile?.ToString()));
    }

    /// <summary>Decides, and says so in the index at once, so that the queue does not offer the pair again before the follower has been there.</summary>
    public async Task<MatchDone> DecideAsync(PairCase pair, MatchVerdict verdict, Author who, string reason, double? seconds, long? sample, bool automatic = false)
    {
        var draft = new MatchDraft(
            pair.Population, verdict, automatic, PairCases.Side(pair.First, pair.Pair?.FirstRecord), PairCases.Side(pair.Second, pair.Pair?.SecondRecord), PairCases.Evidence(pair), who, reason,
            seconds, sample, pair.Decision?.Id);
        var done = await new MatchSteward(ledger, time).DecideAsync(draft, rules.Current, CancellationToken.None);
        if (done.Refusal is null && pair is { Pair: not null, Model: { } model })
        {
            var state = verdict == MatchVerdict.Later ? MatchPairState.Later : MatchPairState.Different;
            await index.SetStateAsync(model.Generation, pair.Pair.First, pair.Pair.Second, state, CancellationToken.None);
        }
        return done;
    }

    /// <summary><c>DELETE /api/matching/decisions/{id}</c>.</summary>
    public async Task<Results<Ok<DecisionUndone>, ProblemHttpResult>> UndoAsync(long id, ClaimsPrincipal user, CancellationToken ct)
    {
        if (await ledger.FindMatchDecisionAsync(id, ct) is not { } decision) return Problems.NotFound("decision", id);
        var author = await people.AuthorOfAsync(user, ct);
        var done = await new MatchSteward(ledger, time).UndoAsync(id, author, $"decision {id} taken back", rules.Current, CancellationToken.None);
        if (done.Refusal is { } refusal) return Refuse(refusal);
        await OpenAgainAsync(decision, CancellationToken.None);
        return TypedResults.Ok(new DecisionUndone(MatchWords.PairId(decision.First.Profile, decision.Second.Profile), id));
    }

    // Where no record moved, the pair is still in the index; where some did, the follower finds it anew.
    private async Task OpenAgainAsync(MatchDecision decision, CancellationToken ct)
    {
        var id = MatchWords.PairId(decision.First.Profile, decision.Second.Profile);
        if (await cases.FindAsync(id, ct) is not { IsOne: false, Pair: not null, Model: { } model } pair) return;
        var state = pair.Decision?.Verdict switch { MatchVerdict.Later => MatchPairState.Later, MatchVerdict.Different => MatchPairState.Different, _ => MatchPairState.Open };
        await index.SetStateAsync(model.Generation, pair.First.Id, pair.Second.Id, state, ct);
    }

    private static ProblemHttpResult Changed() => Problems.Conflict("pair-changed", "The pair was decided, merged or changed meanwhile. Read it again.");

    private static ProblemHttpResult Refuse(string refusal) => refusal switch
    {
        "pair_changed" => Changed(),
        "undone" => Problems.Conflict("decision-undone", "The decision was taken back already."),
        "decided_since" => Problems.Conflict("decided-since", "A later decision on the same two stands on this one. Take that one back first."),
        "records_joined" => Problems.Conflict("records-joined", "Other records have joined the profile since. Take back what joined them first, or take the records apart on the profile's card."),
        "records_moved" => Problems.Conflict("records-moved", "The records went to other profiles since. Look at their cards."),
        "records_cap" => Problems.Conflict("records-cap", "The profile would have too many records."),
        _ => Problems.Conflict(refusal.Replace('_', '-'), "The two cannot be decided on so."),
    };
}
