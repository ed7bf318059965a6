using System.Security.Claims;
using System.Text.Json;
using Kartoteka.Domain.Reports;
using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kartoteka.Modules.Reports;

/// <summary>A named group of levels; intervals of two numbers, both ends included.</summary>
/// <param name="Key">1 to 63 Latin lower-case letters, digits, <c>-</c> and <c>_</c>.</param>
/// <param name="Name">For people; null for the screen's own word.</param>
/// <param name="Recency">Levels of recency, 1 to 5.</param>
/// <param name="Frequency">Levels of frequency.</param>
/// <param name="Monetary">Levels of money.</param>
public sealed record RfmNameView(string? Key, string? Name, IReadOnlyList<int>? Recency, IReadOnlyList<int>? Frequency, IReadOnlyList<int>? Monetary);

/// <summary>Groups in order: of those that hold for a person the first counts.</summary>
/// <param name="Names">The groups.</param>
/// <param name="Version">Sent back with a change; 0 for the built-in ones.</param>
public sealed record RfmNamesBody(IReadOnlyList<RfmNameView?>? Names, long? Version);

/// <summary>Names of groups of levels: the published ones, or the company's own.</summary>
internal sealed class RfmSettings(IWorkspaceStore store, AuditLog audit) : IDisposable
{
    private const string DocumentName = "rfm-names";

    /// <summary>Most groups.</summary>
    public const int GroupsMax = 30;

    /// <summary>Longest name, in UTF-16 units.</summary>
    public const int NameLengthMax = 100;

    public const string Example = """{"names":[{"key":"champions","name":"Чемпионы","recency":[5,5],"frequency":[5,5],"monetary":[5,5]}],"version":1}""";

    // Two who change the names at once take turns, and the second is told.
    private readonly SemaphoreSlim _turn = new(1, 1);

    public void Dispose() => _turn.Dispose();

    /// <summary>The names as they are.</summary>
    public async ValueTask<RfmNamesNow> ReadAsync(CancellationToken ct)
    {
        if (await store.ReadSettingAsync(DocumentName, ct) is not { Length: > 0 } json) return new RfmNamesNow(RfmNames.Published, 0);
        var stored = JsonSerializer.Deserialize<RfmNamesBody>(json)!;
        return new RfmNamesNow([.. stored.Names!.Select(name => Group(name!))], stored.Version!.Value);
    }

    /// <summary>Answers with the names.</summary>
    public async Task<Ok<RfmNamesBody>> ReadNamesAsync(CancellationToken ct) => TypedResults.Ok(View(await ReadAsync(ct)));

    /// <summary>Replaces the names.</summary>
    public async Task<Results<Ok<RfmNamesBody>, ProblemHttpResult>> ChangeAsync(RfmNamesBody body, ClaimsPrincipal user, CancellationToken ct)
    {
        if (body.Names is not { Count: > 0 and <= GroupsMax } names) return Problems.Invalid("names", $"'names' holds 1 to {GroupsMax} groups.");
        if (names.Select(Problem).FirstOrDefault(problem => problem is not null) is { } wrong) return wrong;
        if (names.Select(name => name!.Key).Distinct().Count() < names.Count) return Problems.Invalid("names", "Each key comes once.");
        await _turn.WaitAsync(ct);
        try
        {
            var now = await ReadAsync(ct);
            if (body.Version is { } version && version != now.Version) return Problems.Conflict("names-changed", "The names were changed meanwhile; read them again.");
            var changed = body with { Version = now.Version + 1 };
            await store.WriteSettingAsync(DocumentName, JsonSerializer.Serialize(changed), ct);
            await audit.AppendAsync(user, "report.rfm-names", "reports/rfm", $"{names.Count} groups");
            return TypedResults.Ok(changed);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Goes back to the published names.</summary>
    public async Task<Ok<RfmNamesBody>> ResetAsync(ClaimsPrincipal user, CancellationToken ct)
    {
        await store.WriteSettingAsync(DocumentName, "", ct);
        await audit.AppendAsync(user, "report.rfm-names", "reports/rfm", "the published groups");
        return TypedResults.Ok(View(await ReadAsync(ct)));
    }

    private static RfmNamesBody View(RfmNamesNow now) => new(
        [.. now.Groups.Select(group => new RfmNameView(
            group.Key, group.Name, [group.Recency.From, group.Recency.To], [group.Frequency.From, group.Frequency.To], [group.Monetary.From, group.Monetary.To]))],
        now.Version);

    private static RfmGroup Group(RfmNameView name) => new(name.Key!, name.Name, Interval(name.Recency!), Interval(name.Frequency!), Interval(name.Monetary!));

    private static (int, int) Interval(IReadOnlyList<int> ends) => (ends[0], ends[1]);

    private static ProblemHttpResult? Problem(RfmNameView? name)
    {
        if (name?.Key is RfmNames.Others or RfmNames.None) return Problems.Invalid("key", $"'{name.Key}' is taken.");
        if (Problems.KeyProblem("key", name?.Key) is { } wrong) return wrong;
        if (name!.Name?.Length > NameLengthMax) return Problems.Invalid("name", $"A name has at most {NameLengthMax} characters.");
        return Array.TrueForAll([name.Recency, name.Frequency, name.Monetary], ends => ends is [>= 1 and <= RfmNames.Levels, >= 1 and <= RfmNames.Levels] && ends[0] <= ends[1])
            ? null
            : Problems.Invalid("names", $"'{name.Key}' needs three intervals of levels, as [4,5].");
    }
}

/// <summary>Groups as they are, and the version of them.</summary>
internal sealed record RfmNamesNow(IReadOnlyList<RfmGroup> Groups, long Version)
{
    /// <summary>The groups for so many levels; intervals are of five.</summary>
    public IReadOnlyList<RfmGroup> GroupsOf(int levels) => levels == RfmNames.Levels ? Groups : [];
}
