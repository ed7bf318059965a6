using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kartoteka.Modules.Sources;

/// <summary>A source as the API shows it.</summary>
internal sealed record SourceView(
    string Key, string Name, string Kind, string IdNamespace, string Brand, int TrustRank, bool Enabled, DateTimeOffset CreatedAt)
{
    public const string Example =
        """{"key":"shop","name":"Online shop","kind":"web","idNamespace":"shop","brand":"default","trustRank":100,"enabled":true,"createdAt":"2026-01-15T09:30:00Z"}""";

    public static SourceView Of(Source source, IReadOnlyList<Brand> brands) => new(
        source.Key, source.Name, source.Kind, source.IdNamespace, brands.FirstOrDefault(brand => brand.Id == source.BrandId)?.Key ?? "", source.TrustRank,
        source.Enabled, Times.FromUs(source.CreatedAtUs));
}

/// <summary>A source just made.</summary>
/// <param name="WriteKey">Shown this once.</param>
internal sealed record SourceCreated(
    string Key, string Name, string Kind, string IdNamespace, string Brand, int TrustRank, bool Enabled, DateTimeOffset CreatedAt, string WriteKey)
{
    public const string Example =
        """{"key":"shop","name":"Online shop","kind":"web","idNamespace":"shop","brand":"default","trustRank":100,"enabled":true,"createdAt":"2026-01-15T09:30:00Z","writeKey":"…"}""";

    public static SourceCreated Of(SourceView source, string writeKey) =>
        new(source.Key, source.Name, source.Kind, source.IdNamespace, source.Brand, source.TrustRank, source.Enabled, source.CreatedAt, writeKey);
}

/// <summary>Rules of a source's fields.</summary>
internal static class SourceFields
{
    public const int TrustRankMax = 1_000;
    public const int TrustRankDefault = 100;

    public static readonly string[] Kinds = ["web", "app", "server", "till", "crm", "call_centre", "file"];

    public static ProblemHttpResult? KindProblem(string? kind) =>
        Kinds.Contains(kind) ? null : Problems.Invalid("kind", $"'kind' is one of {string.Join(", ", Kinds)}.");

    /// <summary>Refuses what the built-in source cannot do.</summary>
    public static ProblemHttpResult BuiltIn(string key) => Problems.Conflict("source-built-in", $"Source '{key}' is built in: it has no write keys, and its trust and switch are fixed.");

    public static ProblemHttpResult? TrustProblem(int? rank) =>
        rank is < 0 or > TrustRankMax ? Problems.Invalid("trustRank", $"'trustRank' is 0 to {TrustRankMax}; the higher wins.") : null;
}
