using System.Security.Claims;
using System.Text.Json;
using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Storage;
using Kartoteka.Storage.Reports;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kartoteka.Modules.Reports;

/// <summary>A report on a dashboard.</summary>
/// <param name="Report">Its name in addresses: <c>rfm</c>, <c>rfm/transitions</c>, <c>abc</c>, <c>cohorts</c>, <c>revenue</c>, <c>funnel</c>, <c>overlap</c>, <c>growth</c> or <c>campaigns</c>.</param>
/// <param name="Parameters">What stands in its query; each a list, for those that come several times.</param>
/// <param name="Title">For people; null for the screen's own word.</param>
/// <param name="Chart"><c>table</c>, <c>bar</c>, <c>line</c>, <c>grid</c> or <c>number</c>.</param>
/// <param name="Width">In twelfths of the page, 1 to 12.</param>
public sealed record DashboardTile(string? Report, IReadOnlyDictionary<string, IReadOnlyList<string?>?>? Parameters, string? Title, string? Chart, int? Width);

/// <summary>A dashboard.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Name">For people; of the built-in one empty, for the screen's own word.</param>
/// <param name="Tiles">In order.</param>
/// <param name="Version">Sent back with a change.</param>
/// <param name="IsBuiltIn">True for the one that comes with the program and is not changed.</param>
/// <param name="UpdatedAt">When it was changed last.</param>
/// <param name="UpdatedBy">Who changed it.</param>
public sealed record DashboardView(string Key, string Name, IReadOnlyList<DashboardTile> Tiles, long Version, bool IsBuiltIn, DateTimeOffset? UpdatedAt, string? UpdatedBy);

/// <summary>All dashboards: the built-in one, then the others by key.</summary>
public sealed record DashboardList(IReadOnlyList<DashboardView> Dashboards);

/// <summary>A dashboard to make.</summary>
public sealed record NewDashboardBody(string? Key, string? Name, IReadOnlyList<DashboardTile?>? Tiles);

/// <summary>A dashboard as it is to be, and the version it was read at.</summary>
public sealed record DashboardBody(string? Name, IReadOnlyList<DashboardTile?>? Tiles, long? Version);

/// <summary><c>/api/dashboards</c>: reports side by side.</summary>
internal sealed class Dashboards(IReportStore store, CompanyClock clock, AuditLog audit)
{
    /// <summary>Most dashboards.</summary>
    public const int DashboardsMax = 200;

    /// <summary>Most tiles of one.</summary>
    public const int TilesMax = 30;

    /// <summary>Longest name and title, in UTF-16 units.</summary>
    public const int NameLengthMax = 200;

    private const int ParametersMax = 40, ParameterLengthMax = 4_000, WidthMax = 12;
    private const string BuiltInKey = "overview";

    public const string Example = """{"key":"sales","name":"Продажи","tiles":[{"report":"revenue","parameters":{"by":["month"],"compare":["year"]},"title":"Выручка","chart":"bar","width":12}],"version":1,"isBuiltIn":false,"updatedAt":"2026-03-15T09:00:00Z","updatedBy":"desk"}""";
    public const string RequestExample = """{"key":"sales","name":"Продажи","tiles":[{"report":"revenue","parameters":{"by":["month"],"compare":["year"]},"title":"Выручка","chart":"bar","width":12}]}""";
    public const string ChangeExample = """{"name":"Продажи","tiles":[{"report":"revenue","parameters":{"by":["week"]},"title":"Выручка","chart":"line","width":12}],"version":1}""";

    private static readonly string[] Reports = ["rfm", "rfm/transitions", "abc", "cohorts", "revenue", "funnel", "overlap", "growth", "campaigns"];
    private static readonly string[] Charts = ["table", "bar", "line", "grid", "number"];

    private static readonly DashboardView BuiltIn = new(
        BuiltInKey, "",
        [
            Tile("revenue", "number", 4, ("compare", "previous")), Tile("growth", "line", 8), Tile("revenue", "bar", 12, ("by", "month"), ("compare", "year")), Tile("revenue", "table", 6, ("by", "channel")),
            Tile("campaigns", "table", 6, ("by", "source")), Tile("cohorts", "grid", 12), Tile("rfm", "grid", 6), Tile("abc", "table", 6),
        ],
        1, IsBuiltIn: true, null, null);

    public async Task<Ok<DashboardList>> ListAsync(CancellationToken ct) => TypedResults.Ok(new DashboardList([BuiltIn, .. (await store.ListDashboardsAsync(ct)).Select(View)]));

    public async Task<Results<Ok<DashboardView>, ProblemHttpResult>> ReadAsync(string key, CancellationToken ct) =>
        key == BuiltInKey ? TypedResults.Ok(BuiltIn) : await FindAsync(key, ct) is { } dashboard ? TypedResults.Ok(View(dashboard)) : Problems.NotFound("dashboard", key);

    public async Task<Results<Created<DashboardView>, ProblemHttpResult>> AddAsync(NewDashboardBody body, ClaimsPrincipal user, CancellationToken ct)
    {
        if ((Problems.KeyProblem("key", body.Key) ?? Problem(body.Name, body.Tiles)) is { } wrong) return wrong;
        var dashboard = new Dashboard(body.Key!, body.Name!, JsonSerializer.Serialize(body.Tiles), 1, clock.NowUs, user.ActorName);
        if (body.Key == BuiltInKey || await FindAsync(body.Key!, ct) is not null) return Problems.Conflict("dashboard-exists", $"Dashboard '{body.Key}' exists.");
        if (!await store.AddDashboardAsync(dashboard, DashboardsMax, ct)) return Problems.Conflict("too-many-dashboards", $"There are {DashboardsMax} dashboards already.");
        await audit.AppendAsync(user, "dashboard.create", $"dashboard/{dashboard.Key}", dashboard.Name);
        return TypedResults.Created($"/api/dashboards/{dashboard.Key}", View(dashboard));
    }

    public async Task<Results<Ok<DashboardView>, ProblemHttpResult>> ChangeAsync(string key, DashboardBody body, ClaimsPrincipal user, CancellationToken ct)
    {
        if (Problem(body.Name, body.Tiles) is { } wrong) return wrong;
        if (key == BuiltInKey) return Fixed();
        if (await FindAsync(key, ct) is not { } known) return Problems.NotFound("dashboard", key);
        var changed = known with { Name = body.Name!, TilesJson = JsonSerializer.Serialize(body.Tiles), Version = (body.Version ?? known.Version) + 1, UpdatedAtUs = clock.NowUs, UpdatedBy = user.ActorName };
        if (!await store.ChangeDashboardAsync(changed, ct)) return Problems.Conflict("dashboard-changed", $"Dashboard '{key}' was changed by {known.UpdatedBy} meanwhile; read it again.");
        await audit.AppendAsync(user, "dashboard.change", $"dashboard/{key}", changed.Name);
        return TypedResults.Ok(View(changed));
    }

    public async Task<Results<NoContent, ProblemHttpResult>> RemoveAsync(string key, ClaimsPrincipal user, CancellationToken ct)
    {
        if (key == BuiltInKey) return Fixed();
        if (!await store.RemoveDashboardAsync(key, ct)) return Problems.NotFound("dashboard", key);
        await audit.AppendAsync(user, "dashboard.remove", $"dashboard/{key}", "");
        return TypedResults.NoContent();
    }

    private static ProblemHttpResult Fixed() => Problems.Conflict("dashboard-built-in", "The built-in dashboard stays as it is; make one of your own.");

    private static DashboardTile Tile(string report, string chart, int width, params IReadOnlyList<(string Name, string Value)> parameters) =>
        new(report, parameters.ToDictionary(parameter => parameter.Name, parameter => (IReadOnlyList<string?>?)[parameter.Value]), null, chart, width);

    private async ValueTask<Dashboard?> FindAsync(string key, CancellationToken ct) => (await store.ListDashboardsAsync(ct)).FirstOrDefault(dashboard => dashboard.Key == key);

    private static DashboardView View(Dashboard dashboard) => new(
        dashboard.Key, dashboard.Name, JsonSerializer.Deserialize<DashboardTile[]>(dashboard.TilesJson)!, dashboard.Version, IsBuiltIn: false, Times.FromUs(dashboard.UpdatedAtUs), dashboard.UpdatedBy);

    private static ProblemHttpResult? Problem(string? name, IReadOnlyList<DashboardTile?>? tiles)
    {
        if (Problems.TextProblem("name", name, NameLengthMax) is { } wrong) return wrong;
        if (tiles is not { Count: <= TilesMax }) return Problems.Invalid("tiles", $"A dashboard has at most {TilesMax} tiles.");
        foreach (var tile in tiles)
        {
            if (!Reports.Contains(tile?.Report)) return Problems.Invalid("tiles", $"A tile's report is one of {string.Join(", ", Reports)}.");
            if (!Charts.Contains(tile!.Chart)) return Problems.Invalid("tiles", $"A tile's chart is one of {string.Join(", ", Charts)}.");
            if (tile.Width is not (>= 1 and <= WidthMax)) return Problems.Invalid("tiles", $"A tile's width is 1 to {WidthMax}.");
            if (tile.Title?.Length > NameLengthMax) return Problems.Invalid("tiles", $"A title has at most {NameLengthMax} characters.");
            if (tile.Parameters?.Count > ParametersMax || tile.Parameters?.Values.Any(values => values is null || values.Any(value => value is not { Length: <= ParameterLengthMax })) == true)
                return Problems.Invalid("tiles", $"A tile has at most {ParametersMax} parameters, each a list of texts of at most {ParameterLengthMax} characters.");
        }
        return null;
    }
}
