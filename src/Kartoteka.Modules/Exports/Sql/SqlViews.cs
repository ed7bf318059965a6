using System.Security.Claims;
using Kartoteka.Modules.Catalogue.Contracts;
using Kartoteka.Modules.Segments.Contracts;
using Kartoteka.Modules.Sources.Contracts;
using Kartoteka.Storage;
using Kartoteka.Storage.Columns;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http;

namespace Kartoteka.Modules.Exports.Sql;

/// <summary>A view that questions may name.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Meaning">What a row is.</param>
/// <param name="Columns">In order.</param>
public sealed record SqlView(string Name, string Meaning, IReadOnlyList<SqlColumn> Columns);

/// <summary>A column of a view.</summary>
/// <param name="Name">Its name; quoted where it holds other than small Latin letters, digits and <c>_</c>.</param>
/// <param name="Type">boolean, whole, fraction, money, text, time, uuid, textList or json.</param>
/// <param name="Meaning">What it holds.</param>
/// <param name="Masked">True when the asker sees its values masked, or none.</param>
public sealed record SqlColumn(string Name, string Type, string Meaning, bool Masked);

/// <summary>The views of the asker.</summary>
/// <param name="Dialect">Whose SQL it is: <c>duckdb</c>; null while the replica is not open.</param>
/// <param name="Views">In order.</param>
public sealed record SqlViewList(string? Dialect, IReadOnlyList<SqlView> Views);

/// <summary>The views as one asker sees them: what numbers stand for, and what is masked.</summary>
internal sealed class SqlViews(ColumnReplica columns, SegmentPeople people, SourceDirectory sources, IWorkspaceStore workspace, PersonalDataGate gate)
{
    public const string Example = """{"dialect":"duckdb","views":[{"name":"profiles","meaning":"Customers as they are now: one row for each live profile.","columns":[{"name":"profile_id","type":"uuid","meaning":"The profile's id.","masked":false}]}]}""";

    /// <summary><c>GET /api/sql/views</c>.</summary>
    public async Task<Ok<SqlViewList>> ListAsync(ClaimsPrincipal user, CancellationToken ct)
    {
        var query = await QueryAsync("", user, ct);
        var sight = gate.For(user);
        return TypedResults.Ok(new SqlViewList(columns.Dialect, [.. query.Views.Select(view => new SqlView(view.Name, view.Meaning,
            [.. view.Columns.Select(column => new SqlColumn(column.Name, TypeWord(column), column.Meaning, sight is not null && column.Masking is not (ViewMasking.None or ViewMasking.Text)))]))]));
    }

    /// <summary>A question of an asker, with the views as that asker may see them.</summary>
    public async ValueTask<ViewQuery> QueryAsync(string sql, ClaimsPrincipal user, CancellationToken ct)
    {
        var sight = gate.For(user);
        var (segments, members) = await people.AllAsync(ct);
        var names = new ViewNames(
            sources.All.ToDictionary(source => source.Id, source => source.Key),
            (await workspace.ListBrandsAsync(ct)).ToDictionary(brand => brand.Id, brand => brand.Key),
            (await workspace.ListLegalEntitiesAsync(ct)).ToDictionary(entity => entity.Id, entity => entity.Key),
            (kind, trait) => sight is null || sight.Shows(kind, trait));
        return new ViewQuery(sql, AnalystViews.All(columns.TraitColumns, [.. segments.Select(segment => (segment.Key, segment.Name))], names), sight is null ? null : sight.Mask)
        {
            Tables = [new ViewTable(AnalystViews.MemberTable, AnalystViews.Memberships, members ?? AnalystViews.NoMembers)],
        };
    }

    private static string TypeWord(ViewColumn column) => column.IsJson ? "json" : System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(column.Type.ToString());
}
