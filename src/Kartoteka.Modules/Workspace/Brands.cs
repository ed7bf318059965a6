using System.Security.Claims;
using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kartoteka.Modules.Workspace;

/// <summary>Brands: each belongs to one legal entity for life.</summary>
internal static class Brands
{
    public const string Example = """{"key":"tea","name":"Чайный дом","legalEntity":"north","createdAt":"2026-01-15T09:30:00Z"}""";
    public const string RequestExample = """{"key":"tea","name":"Чайный дом","legalEntity":"north"}""";

    public sealed record Body(string? Key, string? Name, string? LegalEntity);

    public sealed record Change(string? Name);

    public sealed record View(string Key, string Name, string LegalEntity, DateTimeOffset CreatedAt);

    public static async Task<Ok<IEnumerable<View>>> List(IWorkspaceStore store, CancellationToken ct)
    {
        var entities = (await store.ListLegalEntitiesAsync(ct)).ToDictionary(entity => entity.Id, entity => entity.Key);
        return TypedResults.Ok((await store.ListBrandsAsync(ct)).Select(brand => ToView(brand, entities[brand.LegalEntityId])));
    }

    public static async Task<Results<Created<View>, ProblemHttpResult>> Create(
        Body body, ClaimsPrincipal user, IWorkspaceStore store, AuditLog audit, CancellationToken ct)
    {
        if ((Problems.KeyProblem("key", body.Key) ?? Problems.TextProblem("name", body.Name, 200)) is { } wrong) return wrong;
        var entities = await store.ListLegalEntitiesAsync(ct);
        var entity = body.LegalEntity is null ? entities[0] : entities.FirstOrDefault(one => one.Key == body.LegalEntity);
        if (entity is null) return Problems.Invalid("legalEntity", $"There is no legal entity '{body.LegalEntity}'.");
        if (await store.AddBrandAsync(body.Key!, body.Name!, entity.Id, ct) is not { } brand)
        {
            return Problems.Conflict("brand-exists", $"Brand '{body.Key}' exists.");
        }
        await audit.AppendAsync(user, "brand.create", $"brand/{brand.Key}", $"{brand.Name}, legal entity {entity.Key}");
        return TypedResults.Created("/api/brands", ToView(brand, entity.Key));
    }

    /// <summary>Changes a brand's name. Key and legal entity are fixed for life.</summary>
    public static async Task<Results<Ok<View>, ProblemHttpResult>> Update(
        string key, Change body, ClaimsPrincipal user, IWorkspaceStore store, AuditLog audit, CancellationToken ct)
    {
        if (Problems.TextProblem("name", body.Name, 200) is { } wrong) return wrong;
        if ((await store.ListBrandsAsync(ct)).FirstOrDefault(one => one.Key == key) is not { } brand) return Problems.NotFound("brand", key);
        await store.ChangeBrandAsync(key, body.Name!, ct);
        await audit.AppendAsync(user, "brand.change", $"brand/{key}", body.Name!);
        var entity = (await store.ListLegalEntitiesAsync(ct)).Single(one => one.Id == brand.LegalEntityId);
        return TypedResults.Ok(ToView(brand with { Name = body.Name! }, entity.Key));
    }

    private static View ToView(Brand brand, string legalEntity) => new(brand.Key, brand.Name, legalEntity, Times.FromUs(brand.CreatedAtUs));
}
