using System.Security.Claims;
using Kartoteka.Domain.Identity;
using Kartoteka.Modules.Ingest.Contracts;
using Kartoteka.Modules.Profiles.Contracts;
using Kartoteka.Modules.Sources.Contracts;
using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Storage;
using Microsoft.AspNetCore.Http;

namespace Kartoteka.Modules.Service;

/// <summary>The profile to join into the one of the address.</summary>
/// <param name="With">Its id.</param>
/// <param name="Why">The reason, kept in the history.</param>
/// <param name="DryRun">True: only says what would result.</param>
public sealed record MergeBody(string? With, string? Why, bool? DryRun);

/// <summary>A record by source and external id.</summary>
public sealed record StewardRecord(string? Source, string? ExternalId);

/// <summary>Records to take out of a profile.</summary>
/// <param name="Records">Some of its records, not all.</param>
/// <param name="Why">The reason, kept in the history.</param>
/// <param name="DryRun">True: only says what would result.</param>
public sealed record UnmergeBody(IReadOnlyList<StewardRecord>? Records, string? Why, bool? DryRun);

/// <summary>A profile in an answer to a steward.</summary>
public sealed record ResultingProfile(string Id, IReadOnlyList<StewardRecord> Records);

/// <summary>The profiles that result.</summary>
public sealed record StewardAnswer(IReadOnlyList<ResultingProfile> Profiles);

/// <summary><c>POST /api/profiles/{id}/merge</c> and <c>/unmerge</c>.</summary>
internal static class StewardEndpoints
{
    public static async Task<IResult> MergeAsync(
        string id, MergeBody body, ILedger ledger, SourceDirectory sources, CurrentRules rules, ProfileAnswers answers, TimeProvider time, AuditLog audit, ClaimsPrincipal user, CancellationToken ct)
    {
        if (!ProfileId.TryParse(id, out var survivor)) return Problems.NotFound("profile", id);
        if (!ProfileId.TryParse(body.With, out var absorbed)) return Problems.Invalid("with", "It is not a profile id.");
        if (body.DryRun == true && !user.Holds(Scopes.ProfilesRead)) return Problems.Forbidden("scope-needed", "A dry run shows profiles, so it needs profiles:read too.");
        if (body.DryRun == true) return Preview(await new IdentitySteward(ledger, time).PreviewMergeAsync(survivor, absorbed, rules.Current, ct), answers, user);
        var outcome = await new IdentitySteward(ledger, time).MergeAsync(survivor, absorbed, rules.Current, user.ActorName, body.Why ?? "", ct);
        if (outcome.Refusal is { } refusal) return Refuse(refusal);
        await audit.AppendAsync(user, "profile.merge", $"profile/{survivor}", $"with {absorbed}");
        return await AnswerAsync(outcome, ledger, sources, ct);
    }

    public static async Task<IResult> UnmergeAsync(
        string id, UnmergeBody body, ILedger ledger, SourceDirectory sources, CurrentRules rules, ProfileAnswers answers, TimeProvider time, AuditLog audit, ClaimsPrincipal user, CancellationToken ct)
    {
        if (!ProfileId.TryParse(id, out var profile)) return Problems.NotFound("profile", id);
        var keys = new List<RecordKey>();
        for (var i = 0; i < (body.Records?.Count ?? 0); i++)
        {
            var reference = body.Records![i];
            if (reference.Source is null || sources.ByKey(reference.Source) is not { } source) return Problems.Invalid($"records[{i}].source", "There is no such source.");
            if (string.IsNullOrEmpty(reference.ExternalId)) return Problems.Invalid($"records[{i}].externalId", "It is missing.");
            keys.Add(new RecordKey(source.Id, reference.ExternalId));
        }
        if (body.DryRun == true && !user.Holds(Scopes.ProfilesRead)) return Problems.Forbidden("scope-needed", "A dry run shows profiles, so it needs profiles:read too.");
        if (body.DryRun == true) return Preview(await new IdentitySteward(ledger, time).PreviewUnmergeAsync(profile, keys, rules.Current, ct), answers, user);
        var outcome = await new IdentitySteward(ledger, time).UnmergeAsync(profile, keys, rules.Current, user.ActorName, body.Why ?? "", ct);
        if (outcome.Refusal is { } refusal) return Refuse(refusal);
        await audit.AppendAsync(user, "profile.unmerge", $"profile/{profile}", $"{keys.Count} records to {outcome.Profiles[^1]}");
        return await AnswerAsync(outcome, ledger, sources, ct);
    }

    private static IResult Refuse(string refusal)
    {
        var (status, detail) = refusal switch
        {
            "unknown_profile" => (StatusCodes.Status404NotFound, "There is no such profile."),
            "unknown_record" => (StatusCodes.Status422UnprocessableEntity, "The profile has no such record."),
            "no_records" => (StatusCodes.Status422UnprocessableEntity, "No record is named."),
            "all_records" => (StatusCodes.Status422UnprocessableEntity, "At least one record must stay."),
            "same_profile" => (StatusCodes.Status422UnprocessableEntity, "They are one profile already."),
            "other_kind" => (StatusCodes.Status422UnprocessableEntity, "A person and an account cannot be one."),
            "other_legal_entity" => (StatusCodes.Status422UnprocessableEntity, "Profiles of different legal entities cannot be one."),
            _ => (StatusCodes.Status422UnprocessableEntity, "The profile would have too many records."),
        };
        return Results.Problem(detail, statusCode: status, type: $"/problems/{Slug(refusal)}");
    }

    private static string Slug(string refusal) => refusal switch { "unknown_profile" => "profile-not-found", "unknown_record" => "record-not-found", _ => refusal.Replace('_', '-') };

    private static IResult Preview(StewardPreview preview, ProfileAnswers answers, ClaimsPrincipal user) => preview.Refusal == "unknown_profile" ? Refuse(preview.Refusal) : ProfileAnswers.Answer(json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("profiles"u8);
        foreach (var profile in preview.Profiles) answers.WriteSummary(json, profile, user);
        json.WriteEndArray();
        json.WriteStartArray("newIds"u8);
        foreach (var id in preview.New) json.WriteStringValue(id.Value);
        json.WriteEndArray();
        json.WriteString("refusal"u8, preview.Refusal is { } refusal ? Slug(refusal) : null);
        json.WriteEndObject();
    });

    private static async Task<IResult> AnswerAsync(StewardOutcome outcome, ILedger ledger, SourceDirectory sources, CancellationToken ct)
    {
        var profiles = new List<ResultingProfile>();
        foreach (var id in outcome.Profiles)
        {
            var profile = await ledger.ReadProfileAsync(id, ct);
            profiles.Add(new ResultingProfile(id.ToString(), [.. profile!.Records.Select(record => new StewardRecord(sources.ById(record.Key.SourceId)?.Key, record.Key.ExternalId))]));
        }
        return Results.Ok(new StewardAnswer(profiles));
    }
}
