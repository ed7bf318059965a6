using System.Security.Claims;
using System.Text.Json;
using Kartoteka.Modules.Ingest.Contracts;
using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kartoteka.Modules.Identity;

/// <summary>An application of changed rules.</summary>
/// <param name="Id">Its number.</param>
/// <param name="State"><c>running</c>, <c>paused</c> or <c>done</c>.</param>
/// <param name="GroupsDone">Groups of profiles done.</param>
/// <param name="GroupsTotal">Groups in all; null until counted.</param>
/// <param name="ProfilesMerged">Profiles that became part of another so far.</param>
/// <param name="ProfilesAdded">Profiles that came apart from another so far.</param>
/// <param name="Error">Why it stopped.</param>
/// <param name="StartedAt">When it was asked for.</param>
public sealed record ApplyView(long Id, string State, int GroupsDone, int? GroupsTotal, int ProfilesMerged, int ProfilesAdded, string? Error, DateTimeOffset StartedAt);

/// <summary>Reading and changing the rules; applications as jobs.</summary>
internal static class RulesEndpoints
{
    public static IdentitySettings Read(CurrentRules current) => IdentitySettings.Of(current.Current);

    /// <summary>Puts the settings in force for new events and starts the job that applies them to the base.</summary>
    public static async Task<IResult> ApplyAsync(
        IdentitySettings body, ILedger ledger, CurrentRules current, ApplyRules runner, AuditLog audit, ClaimsPrincipal user, CancellationToken ct)
    {
        var before = current.Current;
        var (rules, field, problem) = body.Over(before);
        if (rules is null) return Problems.Invalid(field!, problem!);
        if ((await ledger.ListJobsAsync(ApplyRules.JobKind, 10, ct)).FirstOrDefault(job => job.State is "running" or "paused") is { } busy)
        {
            return Problems.Conflict("rules-being-applied", $"Application {busy.Id} is {busy.State}; let it end first.");
        }
        var document = new ApplyDocument(IdentitySettings.Of(before), IdentitySettings.Of(rules), user.ActorName, 0, null, null, 0, 0, null);
        var job = await ledger.AddJobAsync(ApplyRules.JobKind, "running", JsonSerializer.Serialize(document), ct);
        await ledger.WriteSettingAsync(IdentitySettings.DocumentName, IdentitySettings.ToJson(rules), ct);
        current.Current = rules;
        await audit.AppendAsync(user, "identity.apply", $"identity/jobs/{job.Id}", JsonSerializer.Serialize(body));
        runner.Wake();
        return Results.Accepted($"/api/identity/jobs/{job.Id}", View(job));
    }

    public static async Task<IResult> FindJobAsync(long id, ILedger ledger, CancellationToken ct) => await JobAsync(id, ledger, ct) is { } job ? Results.Ok(View(job)) : Unknown(id);

    public static async Task<IReadOnlyList<ApplyView>> ListJobsAsync(ILedger ledger, CancellationToken ct) => [.. (await ledger.ListJobsAsync(ApplyRules.JobKind, 50, ct)).Select(View)];

    public static async Task<IResult> PauseAsync(long id, ILedger ledger, ApplyRules runner, AuditLog audit, ClaimsPrincipal user, CancellationToken ct)
    {
        if (await JobAsync(id, ledger, ct) is not { } job) return Unknown(id);
        if (job.State != "running") return Problems.Conflict("job-not-running", $"The application is {job.State}.");
        runner.Pause(id);
        await audit.AppendAsync(user, "identity.pause", $"identity/jobs/{id}", "");
        return Results.Accepted($"/api/identity/jobs/{id}", View(job));
    }

    public static async Task<IResult> ResumeAsync(long id, ILedger ledger, ApplyRules runner, AuditLog audit, ClaimsPrincipal user, CancellationToken ct)
    {
        if (await JobAsync(id, ledger, ct) is not { } job) return Unknown(id);
        if (job.State != "paused") return Problems.Conflict("job-not-paused", $"The application is {job.State}.");
        await runner.ResumeAsync(job, ct);
        await audit.AppendAsync(user, "identity.resume", $"identity/jobs/{id}", "");
        return Results.Accepted($"/api/identity/jobs/{id}", View(job with { State = "running" }));
    }

    private static async Task<Job?> JobAsync(long id, ILedger ledger, CancellationToken ct) => await ledger.FindJobAsync(id, ct) is { Kind: ApplyRules.JobKind } job ? job : null;

    private static ProblemHttpResult Unknown(long id) => Problems.NotFound("identity job", id);

    private static ApplyView View(Job job)
    {
        var document = ApplyRules.Read(job);
        return new ApplyView(
            job.Id, job.State, document.GroupsDone, document.GroupsTotal, document.ProfilesMerged, document.ProfilesAdded, document.Error, Times.FromUs(job.CreatedAtUs));
    }
}
