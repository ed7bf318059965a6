using System.Security.Claims;
using System.Text.Json;
using Kartoteka.Modules.Users.Contracts;
using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kartoteka.Modules.Service;

/// <summary>A view of the list of profiles.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Name">Its name.</param>
/// <param name="Shared">True: everybody sees it.</param>
/// <param name="Owner">Name of who made it.</param>
/// <param name="Own">True for the owner.</param>
/// <param name="Query">What is searched for; empty for everything.</param>
/// <param name="Where">Conditions, as the list takes them.</param>
/// <param name="Columns">Traits shown, in order.</param>
public sealed record SavedViewView(long Id, string Name, bool Shared, string Owner, bool Own, string Query, IReadOnlyList<string> Where, IReadOnlyList<string> Columns);

/// <summary>The views that somebody sees.</summary>
public sealed record SavedViewList(IReadOnlyList<SavedViewView> Views);

/// <summary>A view to keep.</summary>
public sealed record SavedViewBody(string? Name, bool? Shared, string? Query, IReadOnlyList<string?>? Where, IReadOnlyList<string?>? Columns);

/// <summary><c>/api/views</c>: each sees one's own and the shared ones, and changes one's own.</summary>
internal static class SavedViews
{
    /// <summary>Most views of one owner.</summary>
    public const int PerOwnerMax = 100;

    /// <summary>Longest name, in UTF-16 units.</summary>
    public const int NameLengthMax = 100;

    /// <summary>Longest query, in UTF-16 units: as long as the list takes.</summary>
    public const int QueryLengthMax = 200;

    /// <summary>Most conditions.</summary>
    public const int WhereMax = 20;

    /// <summary>Most columns.</summary>
    public const int ColumnsMax = 50;

    /// <summary>Longest condition and column, in UTF-16 units.</summary>
    public const int PartLengthMax = 500;

    public const string RequestExample = """{"name":"Томск с картой","shared":true,"query":"","where":["city=Томск","card?"],"columns":["lastName","firstName","phone","card"]}""";
    public const string Example = """{"id":3,"name":"Томск с картой","shared":true,"owner":"desk","own":true,"query":"","where":["city=Томск","card?"],"columns":["lastName","firstName","phone","card"]}""";

    private sealed record Document(string Query, IReadOnlyList<string> Where, IReadOnlyList<string> Columns);

    public static async Task<Ok<SavedViewList>> ListAsync(IServiceStore store, ClaimsPrincipal user, CancellationToken ct) =>
        TypedResults.Ok(new SavedViewList([.. (await store.ListViewsAsync(user.ActorId, ct)).Select(view => View(view, user))]));

    public static async Task<Results<Created<SavedViewView>, ProblemHttpResult>> AddAsync(SavedViewBody body, IServiceStore store, People people, ClaimsPrincipal user, TimeProvider time, CancellationToken ct)
    {
        if (Problem(body) is { } problem) return problem;
        var draft = new SavedView(0, await people.AuthorOfAsync(user, ct), body.Name!, body.Shared == true, Json(body), time.NowUs());
        return await store.AddViewAsync(draft, PerOwnerMax, ct) is { } added
            ? TypedResults.Created($"/api/views/{added.Id}", View(added, user))
            : Problems.Conflict("too-many-views", $"One has at most {PerOwnerMax} views.");
    }

    public static async Task<Results<Ok<SavedViewView>, ProblemHttpResult>> ChangeAsync(
        long id, SavedViewBody body, IServiceStore store, ClaimsPrincipal user, TimeProvider time, CancellationToken ct)
    {
        if (Problem(body) is { } problem) return problem;
        var (known, refusal) = await FindOwnAsync(id, store, user, ct);
        if (known is null) return refusal!;
        var view = known with { Name = body.Name!, Shared = body.Shared == true, Json = Json(body), UpdatedAtUs = time.NowUs() };
        return await store.ChangeViewAsync(view, ct) ? TypedResults.Ok(View(view, user)) : Problems.NotFound("view", id);
    }

    public static async Task<Results<NoContent, ProblemHttpResult>> RemoveAsync(long id, IServiceStore store, ClaimsPrincipal user, CancellationToken ct)
    {
        var (known, refusal) = await FindOwnAsync(id, store, user, ct);
        if (known is null) return refusal!;
        return await store.RemoveViewAsync(id, ct) ? TypedResults.NoContent() : Problems.NotFound("view", id);
    }

    // Somebody else's view that is not shared is not there at all for whoever asks; a shared one may also be tidied by an administrator.
    private static async Task<(SavedView? View, ProblemHttpResult? Refusal)> FindOwnAsync(long id, IServiceStore store, ClaimsPrincipal user, CancellationToken ct)
    {
        var view = await store.FindViewAsync(id, ct);
        if (view is null || (view.Owner.Id != user.ActorId && !view.Shared)) return (null, Problems.NotFound("view", id));
        return view.Owner.Id == user.ActorId || user.Holds(Scopes.WorkspaceWrite) ? (view, null) : (null, Problems.Forbidden("not-the-owner", "A view is changed by its owner."));
    }

    private static ProblemHttpResult? Problem(SavedViewBody body)
    {
        if (Problems.TextProblem("name", body.Name, NameLengthMax) is { } wrong) return wrong;
        if (body.Query?.Length > QueryLengthMax) return Problems.Invalid("query", $"It is longer than {QueryLengthMax} characters.");
        return PartsProblem("where", body.Where, WhereMax) ?? PartsProblem("columns", body.Columns, ColumnsMax);
    }

    private static ProblemHttpResult? PartsProblem(string field, IReadOnlyList<string?>? parts, int max) =>
        parts is null || (parts.Count <= max && parts.All(part => part is { Length: > 0 and <= PartLengthMax })) ? null : Problems.Invalid(field, $"It is at most {max} texts of 1 to {PartLengthMax} characters.");

    private static string Json(SavedViewBody body) => JsonSerializer.Serialize(new Document(body.Query ?? "", [.. (body.Where ?? []).OfType<string>()], [.. (body.Columns ?? []).OfType<string>()]));

    private static SavedViewView View(SavedView view, ClaimsPrincipal user)
    {
        var document = JsonSerializer.Deserialize<Document>(view.Json)!;
        return new SavedViewView(view.Id, view.Name, view.Shared, view.Owner.Name, view.Owner.Id == user.ActorId, document.Query, document.Where, document.Columns);
    }
}
