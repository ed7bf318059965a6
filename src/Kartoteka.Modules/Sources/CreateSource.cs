using System.Security.Claims;
using Kartoteka.Modules.Sources.Contracts;
using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kartoteka.Modules.Sources;

/// <summary>Makes a source; its write key is shown in the answer and never again.</summary>
internal static class CreateSource
{
    public const string RequestExample = """{"key":"shop","name":"Online shop","kind":"web"}""";

    public sealed record Body(string? Key, string? Name, string? Kind, string? IdNamespace, string? Brand, int? TrustRank);

    public static async Task<Results<Created<SourceCreated>, ProblemHttpResult>> Handle(
        Body body, ClaimsPrincipal user, IWorkspaceStore store, SourceDirectory directory, AuditLog audit, CancellationToken ct)
    {
        var wrong = Problems.KeyProblem("key", body.Key, "new") ?? Problems.TextProblem("name", body.Name, 200) ?? SourceFields.KindProblem(body.Kind)
            ?? (body.IdNamespace is null ? null : Problems.KeyProblem("idNamespace", body.IdNamespace)) ?? SourceFields.TrustProblem(body.TrustRank);
        if (wrong is not null) return wrong;
        var brands = await store.ListBrandsAsync(ct);
        var brand = body.Brand is null ? brands[0] : brands.FirstOrDefault(one => one.Key == body.Brand);
        if (brand is null) return Problems.Invalid("brand", $"There is no brand '{body.Brand}'.");
        var writeKey = Secrets.NewWriteKey();
        var draft = new Source(
            0, body.Key!, body.Name!, body.Kind!, body.IdNamespace ?? body.Key!, brand.Id, brand.LegalEntityId, body.TrustRank ?? SourceFields.TrustRankDefault, true, 0);
        if (await store.AddSourceAsync(draft, Secrets.Hash(writeKey), ct) is not { } source)
        {
            return Problems.Conflict("source-exists", $"Source '{body.Key}' exists.");
        }
        await directory.ReloadAsync(CancellationToken.None);
        await audit.AppendAsync(
            user, "source.create", $"source/{source.Key}", $"{source.Name}, {source.Kind}, namespace {source.IdNamespace}, brand {brand.Key}");
        return TypedResults.Created($"/api/sources/{source.Key}", SourceCreated.Of(SourceView.Of(source, brands), writeKey));
    }
}
