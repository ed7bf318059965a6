using Kartoteka.Domain.Identity;
using System.Security.Claims;
using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kartoteka.Modules.Workspace;

/// <summary>Legal entities: each answers for the personal data of its brands (152-FZ: the "operator").</summary>
internal static class LegalEntities
{
    public const string Example = """{"key":"north","name":"ООО «Север»","inn":"7707083893","createdAt":"2026-01-15T09:30:00Z"}""";
    public const string RequestExample = """{"key":"north","name":"ООО «Север»","inn":"7707083893"}""";

    public sealed record Body(string? Key, string? Name, string? Inn);

    public sealed record Change(string? Name, string? Inn);

    public sealed record View(string Key, string Name, string? Inn, DateTimeOffset CreatedAt);

    public static async Task<Ok<IEnumerable<View>>> List(IWorkspaceStore store, CancellationToken ct) =>
        TypedResults.Ok((await store.ListLegalEntitiesAsync(ct)).Select(ToView));

    public static async Task<Results<Created<View>, ProblemHttpResult>> Create(
        Body body, ClaimsPrincipal user, IWorkspaceStore store, AuditLog audit, CancellationToken ct)
    {
        if ((Problems.KeyProblem("key", body.Key) ?? Problems.TextProblem("name", body.Name, 200)) is { } wrong) return wrong;
        var inn = Trimmed(body.Inn);
        if (InnProblem(inn) is { } wrongInn) return wrongInn;
        if (await store.AddLegalEntityAsync(body.Key!, body.Name!, inn, ct) is not { } entity)
        {
            return Problems.Conflict("legal-entity-exists", $"Legal entity '{body.Key}' exists.");
        }
        await audit.AppendAsync(user, "legal_entity.create", $"legal_entity/{entity.Key}", entity.Name);
        return TypedResults.Created("/api/legal-entities", ToView(entity));
    }

    /// <summary>Changes name and INN; fields left out stay, an empty INN takes it away. The key is fixed for life.</summary>
    public static async Task<Results<Ok<View>, ProblemHttpResult>> Update(
        string key, Change body, ClaimsPrincipal user, IWorkspaceStore store, AuditLog audit, CancellationToken ct)
    {
        if ((await store.ListLegalEntitiesAsync(ct)).FirstOrDefault(one => one.Key == key) is not { } entity) return Problems.NotFound("legal entity", key);
        var changed = entity with { Name = body.Name ?? entity.Name, Inn = body.Inn is null ? entity.Inn : Trimmed(body.Inn) };
        if ((Problems.TextProblem("name", changed.Name, 200) ?? InnProblem(changed.Inn)) is { } wrong) return wrong;
        await store.ChangeLegalEntityAsync(key, changed.Name, changed.Inn, ct);
        await audit.AppendAsync(user, "legal_entity.change", $"legal_entity/{key}", changed.Inn is null ? changed.Name : $"{changed.Name}, INN {changed.Inn}");
        return TypedResults.Ok(ToView(changed));
    }

    private static string? Trimmed(string? inn) => string.IsNullOrWhiteSpace(inn) ? null : inn.Trim();

    private static ProblemHttpResult? InnProblem(string? inn) => inn is null || TaxpayerNumber.TryNormalize(inn, out _, out _)
        ? null
        : Problems.Invalid("inn", "'inn' is a taxpayer's number of 10 or 12 digits with a valid checksum.");

    private static View ToView(LegalEntity entity) => new(entity.Key, entity.Name, entity.Inn, Times.FromUs(entity.CreatedAtUs));
}
