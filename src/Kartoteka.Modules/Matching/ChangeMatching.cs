using System.Security.Claims;
using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Storage.Matching;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kartoteka.Modules.Matching;

/// <summary>Which population to learn.</summary>
public sealed record LearnBody(int? Entity, string? Kind);

/// <summary>Settings to put in force; what is left out stays.</summary>
/// <param name="Entity">The legal entity; the first one when left out.</param>
/// <param name="Kind"><c>person</c>, which is the default, or <c>account</c>.</param>
/// <param name="Lower">0.01 to 0.999, below the upper.</param>
/// <param name="Upper">0.5 to 0.9999.</param>
/// <param name="Automatic">True: merges without a person. To switch it on, a dry run must fit.</param>
/// <param name="AfterRelearning">True: that goes on under a newly learned model.</param>
/// <param name="DryRun">Number of the dry run that was looked at.</param>
public sealed record SettingsBody(int? Entity, string? Kind, double? Lower, double? Upper, bool? Automatic, bool? AfterRelearning, long? DryRun);

/// <summary>Learning by request, and thresholds.</summary>
internal sealed class ChangeMatching(PairQuestions questions, MatchLearner learner, MatchSettingsStore settings, MatchModels models, DryRuns dryRuns, AutoMerger merger, AuditLog audit)
{
    public const string LearnExample = """{"entity":1,"kind":"person"}""";
    public const string SettingsExample = """{"entity":1,"kind":"person","lower":0.5,"upper":0.98,"automatic":true,"dryRun":7}""";

    private const double LowerMin = 0.01, UpperMin = 0.5, UpperMax = 0.9999;

    /// <summary><c>POST /api/matching/learn</c>.</summary>
    public async Task<Results<Accepted, ProblemHttpResult>> LearnAsync(LearnBody body, ClaimsPrincipal user, CancellationToken ct)
    {
        var (population, wrong) = await questions.PopulationAsync(body.Entity, body.Kind, ct);
        if (population is not { } known) return wrong!;
        await learner.AskAsync(known, user.ActorName, ct);
        await audit.AppendAsync(user, "matching.learn", MatchSettingsStore.Subject(known), "");
        return TypedResults.Accepted("/api/matching");
    }

    /// <summary><c>PUT /api/matching/settings</c>.</summary>
    public async Task<Results<Ok<SettingsView>, ProblemHttpResult>> PutAsync(SettingsBody body, ClaimsPrincipal user, CancellationToken ct)
    {
        var (population, wrong) = await questions.PopulationAsync(body.Entity, body.Kind, ct);
        if (population is not { } known) return wrong!;
        var before = await settings.ReadAsync(known, ct);
        var after = before with
        {
            Lower = body.Lower ?? before.Lower,
            Upper = body.Upper ?? before.Upper,
            Automatic = body.Automatic ?? before.Automatic,
            AfterRelearning = body.AfterRelearning ?? before.AfterRelearning,
        };
        if (!(after.Upper >= UpperMin) || after.Upper > UpperMax) return Problems.Invalid("upper", $"It is {UpperMin} to {UpperMax}.");
        if (!(after.Lower >= LowerMin) || after.Lower >= after.Upper) return Problems.Invalid("lower", $"It is {LowerMin} or more, and less than the upper threshold.");
        // A lower threshold merges what nobody has looked at, so it is looked at as if it were switched on.
        var widens = after.Automatic && (!before.Automatic || after.Upper < before.Upper);
        if (widens && await dryRuns.ProblemAsync(known, models.Find(known), after.Upper, body.DryRun, ct) is { } problem) return problem;
        after = await settings.ChangeAsync(known, now => now with
        {
            Lower = after.Lower,
            Upper = after.Upper,
            Automatic = after.Automatic,
            AfterRelearning = after.AfterRelearning,
            SwitchedOff = after.Automatic || body.Automatic is not null ? null : now.SwitchedOff,
        });
        var what = before.Automatic == after.Automatic ? "" : after.Automatic ? $", automatic on by dry run {body.DryRun}" : ", automatic off";
        await audit.AppendAsync(user, "matching.settings", MatchSettingsStore.Subject(known), FormattableString.Invariant($"lower {after.Lower}, upper {after.Upper}{what}"));
        if (after.Automatic) merger.Wake();
        return TypedResults.Ok(Overview.View(after));
    }
}
