using System.Security.Claims;
using Kartoteka.Domain.Identity;
using Kartoteka.Modules.Catalogue.Contracts;
using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Storage;
using Kartoteka.Storage.Columns;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kartoteka.Modules.Catalogue;

/// <summary>The trait catalogue: what was seen in data, and what a person declared.</summary>
internal static class Traits
{
    /// <summary>Longest trait name that can be declared, in UTF-16 units.</summary>
    public const int NameLengthMax = 200;

    public const string Example = """
        {"kind":"person","name":"birthday","type":"date","privacyClass":"demographic","declared":true,"label":{"ru":"День рождения","en":"Birthday"},
        "purpose":"loyalty","retentionDays":1825,"masterSource":"crm","firstSeen":"2026-01-15T09:30:00Z"}
        """;

    public const string RequestExample = """
        {"type":"date","privacyClass":"demographic","label":{"ru":"День рождения","en":"Birthday"},"purpose":"loyalty","retentionDays":1825,"masterSource":"crm"}
        """;

    public sealed record Body(
        string? Type, string? PrivacyClass, IReadOnlyDictionary<string, string>? Label, string? Purpose, int? RetentionDays, string? MasterSource);

    public sealed record View(
        string Kind, string Name, string Type, string PrivacyClass, bool Declared, IReadOnlyDictionary<string, string> Label, string? Purpose,
        int? RetentionDays, string? MasterSource, DateTimeOffset FirstSeen);

    public static Results<Ok<IEnumerable<View>>, ProblemHttpResult> List(TraitCatalog catalog, string? kind)
    {
        if (kind is null) return TypedResults.Ok(catalog.All.Select(ToView));
        if (ParseKind(kind) is not { } asked) return KindProblem();
        return TypedResults.Ok(catalog.All.Where(trait => trait.Kind == asked).Select(ToView));
    }

    public static async Task<Results<Ok<View>, ProblemHttpResult>> Declare(
        string kind, string name, Body body, ClaimsPrincipal user, TraitCatalog catalog, IWorkspaceStore store, IProfileSearch search, ColumnReplica columns,
        TimeProvider time, AuditLog audit, CancellationToken ct)
    {
        if (ParseKind(kind) is not { } profileKind) return KindProblem();
        if (Problems.TextProblem("name", name, NameLengthMax) is { } wrongName) return wrongName;
        if (!TraitTypes.All.Contains(body.Type)) return Problems.Invalid("type", $"'type' is one of {string.Join(", ", TraitTypes.All)}.");
        if (body.PrivacyClass is not null && !PrivacyClasses.All.Contains(body.PrivacyClass))
        {
            return Problems.Invalid("privacyClass", $"'privacyClass' is one of {string.Join(", ", PrivacyClasses.All)}.");
        }
        if (body.RetentionDays is < 1 or > 36_500) return Problems.Invalid("retentionDays", "'retentionDays' is 1 to 36500, or null for as long as the profile.");
        if (body.MasterSource is { } master && (await store.ListSourcesAsync(ct)).All(source => source.Key != master))
        {
            return Problems.Invalid("masterSource", $"There is no source '{master}'.");
        }
        var known = catalog.Find(profileKind, name);
        var trait = new TraitDefinition(
            profileKind, name, body.Type!, body.PrivacyClass ?? known?.PrivacyClass ?? PrivacyClasses.Suggest(name), Declared: true,
            body.Label ?? known?.Label ?? new Dictionary<string, string>(), body.Purpose, body.RetentionDays, body.MasterSource,
            known?.FirstSeenUs ?? time.NowUs());
        await catalog.PutAsync(trait, ct);
        if (trait.MasterSource != known?.MasterSource)
        {
            // Other values survive now.
            search.Refresh();
            columns.Refresh();
        }
        columns.ChangeSchema();
        var detail = $"{trait.Type}, {trait.PrivacyClass}, master {trait.MasterSource ?? "none"}, {trait.RetentionDays?.ToString() ?? "no"} days";
        await audit.AppendAsync(user, "trait.declare", $"trait/{kind}/{name}", detail);
        return TypedResults.Ok(ToView(trait));
    }

    private static ProfileKind? ParseKind(string kind) => kind switch { "person" => ProfileKind.Person, "account" => ProfileKind.Account, _ => null };

    private static ProblemHttpResult KindProblem() => Problems.Invalid("kind", "'kind' is person or account.");

    private static View ToView(TraitDefinition trait) => new(
        trait.Kind == ProfileKind.Person ? "person" : "account", trait.Name, trait.Type, trait.PrivacyClass, trait.Declared, trait.Label, trait.Purpose,
        trait.RetentionDays, trait.MasterSource, Times.FromUs(trait.FirstSeenUs));
}
