using System.Security.Claims;
using System.Text.Json;
using Kartoteka.Domain.Identity;
using Kartoteka.Modules.Catalogue.Contracts;
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
    /// <summary>The rules in force. Shared values are people's identifiers, and shown as such.</summary>
    public static IdentitySettings Read(CurrentRules current, PersonalDataGate gate, ClaimsPrincipal user)
    {
        var settings = IdentitySettings.Of(current.Current);
        if (gate.For(user) is not { } sight) return settings;
        return settings with
        {
            SharedValues = [.. settings.SharedValues!.Select(shared => shared! with { Value = sight.Identifier(ProfileKind.Person, shared.Type!, shared.Value!) })],
        };
    }

    /// <summary>Puts the settings in force for new events and starts the job that applies them to the base.</summary>
    public static async Task<IResult> ApplyAsync(IdentitySettings body, CurrentRules current, ApplyRules runner, AuditLog audit, ClaimsPrincipal user)
    {
        // From here on the request may be aborted, and what was begun is finished all the same.
        var (begun, busy, field, problem) = await runner.BeginAsync(body, current, user.ActorName);
        if (busy is not null) return Problems.Conflict("rules-being-applied", $"Application {busy.Id} is {busy.State}; let it end first.");
        if (begun is null) return Problems.Invalid(field!, problem!);
        await audit.AppendAsync(user, "identity.apply", $"identity/jobs/{begun.Id}", Summary(body));
        runner.Wake();
        return Results.Accepted($"/api/identity/jobs/{begun.Id}", View(begun));
    }

    // Shared values and patterns are people's data: an audit line is kept for years and says only how many there are.
    private static string Summary(IdentitySettings body) => JsonSerializer.Serialize(new
    {
        types = (body.Types ?? []).OfType<IdentifierTypeSettings>().Select(type => new { name = type.Name, blocked = type.Blocked?.Count ?? 0 }),
        sharedValues = body.SharedValues?.Count,
        recordsPerProfileMax = body.RecordsPerProfileMax,
    });

    public static async Task<IResult> FindJobAsync(long id, ILedger ledger, CancellationToken ct) => await JobAsync(id, ledger, ct) is { } job ? Results.Ok(View(job)) : Unknown(id);

    public static async Task<IReadOnlyList<ApplyView>> ListJobsAsync(ILedger ledger, CancellationToken ct) => [.. (await ledger.ListJobsAsync(ApplyRules.JobKind, 50, ct)).Select(View)];

    public static async Task<IResult> PauseAsync(long id, ApplyRules runner, AuditLog audit, ClaimsPrincipal user)
    {
        if (await runner.PauseAsync(id) is not { } moved) return Unknown(id);
        if (!moved.Changed) return Problems.Conflict("job-not-running", $"The application is {moved.Now.State}.");
        await audit.AppendAsync(user, "identity.pause", $"identity/jobs/{id}", "");
        return Results.Accepted($"/api/identity/jobs/{id}", View(moved.Now));
    }

    public static async Task<IResult> ResumeAsync(long id, ApplyRules runner, AuditLog audit, ClaimsPrincipal user)
    {
        if (await runner.ResumeAsync(id) is not { } moved) return Unknown(id);
        if (!moved.Changed) return Problems.Conflict("job-not-paused", $"The application is {moved.Now.State}.");
        await audit.AppendAsync(user, "identity.resume", $"identity/jobs/{id}", "");
        return Results.Accepted($"/api/identity/jobs/{id}", View(moved.Now));
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
