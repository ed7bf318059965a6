using System.Security.Claims;
using System.Text.Json;
using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kartoteka.Modules.Exports.Sql;

/// <summary>A query that is kept for everybody who asks in SQL.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Name">For people.</param>
/// <param name="Sql">Its text; not checked until it is asked.</param>
/// <param name="Version">Sent back with a change, so that two do not overwrite each other.</param>
/// <param name="UpdatedAt">When it was changed last.</param>
/// <param name="UpdatedBy">Who changed it last.</param>
public sealed record SavedQuery(int Id, string Name, string Sql, int Version, DateTimeOffset UpdatedAt, string UpdatedBy);

/// <summary>All that are kept, by name.</summary>
public sealed record SavedQueryList(IReadOnlyList<SavedQuery> Queries);

/// <summary>A query to keep.</summary>
/// <param name="Name">For people.</param>
/// <param name="Sql">Its text.</param>
/// <param name="Version">The version that it was read at; of a new one, nothing.</param>
public sealed record SavedQueryBody(string? Name, string? Sql, int? Version);

/// <summary>Queries that are kept and shared, in one settings document: they are few, and changed by hand.</summary>
internal sealed class SavedQueries(IWorkspaceStore store, TimeProvider time, AuditLog audit) : IDisposable
{
    private const string DocumentName = "sql-queries";
    private const int QueriesMax = 500, NameLengthMax = 200;

    public const string RequestExample = """{"name":"Выручка по источникам","sql":"from events select source, sum(revenue) group by source"}""";
    public const string Example = """{"id":1,"name":"Выручка по источникам","sql":"from events select source, sum(revenue) group by source","version":1,"updatedAt":"2026-03-15T09:00:00Z","updatedBy":"analyst@shop.example"}""";

    // The document is read, changed and written as a whole.
    private readonly SemaphoreSlim _turn = new(1, 1);

    public async Task<Ok<SavedQueryList>> ListAsync(CancellationToken ct) => TypedResults.Ok(new SavedQueryList([.. (await ReadAsync(ct)).OrderBy(query => query.Name, StringComparer.CurrentCultureIgnoreCase)]));

    public async Task<Results<Created<SavedQuery>, ProblemHttpResult>> AddAsync(SavedQueryBody body, ClaimsPrincipal user, CancellationToken ct)
    {
        if (Wrong(body) is { } wrong) return wrong;
        await _turn.WaitAsync(ct);
        try
        {
            var all = await ReadAsync(ct);
            if (all.Count >= QueriesMax) return Problems.Conflict("too-many-saved-queries", $"There are {QueriesMax} kept queries already.");
            var query = new SavedQuery(all.Select(one => one.Id).DefaultIfEmpty().Max() + 1, body.Name!, body.Sql!, 1, time.GetUtcNow(), user.ActorName);
            await WriteAsync([.. all, query], ct);
            await audit.AppendAsync(user, "sql.keep", $"sql/{query.Id}", query.Name);
            return TypedResults.Created($"/api/sql/queries/{query.Id}", query);
        }
        finally
        {
            _turn.Release();
        }
    }

    public async Task<Results<Ok<SavedQuery>, ProblemHttpResult>> ChangeAsync(int id, SavedQueryBody body, ClaimsPrincipal user, CancellationToken ct)
    {
        if (Wrong(body) is { } wrong) return wrong;
        await _turn.WaitAsync(ct);
        try
        {
            var all = await ReadAsync(ct);
            if (all.FirstOrDefault(one => one.Id == id) is not { } known) return Problems.NotFound("query", id);
            if (body.Version is { } version && version != known.Version) return Problems.Conflict("query-changed", $"It was changed by {known.UpdatedBy} meanwhile; read it again.");
            var query = known with { Name = body.Name!, Sql = body.Sql!, Version = known.Version + 1, UpdatedAt = time.GetUtcNow(), UpdatedBy = user.ActorName };
            await WriteAsync([.. all.Select(one => one.Id == id ? query : one)], ct);
            await audit.AppendAsync(user, "sql.keep", $"sql/{id}", query.Name);
            return TypedResults.Ok(query);
        }
        finally
        {
            _turn.Release();
        }
    }

    public async Task<Results<NoContent, ProblemHttpResult>> RemoveAsync(int id, ClaimsPrincipal user, CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            var all = await ReadAsync(ct);
            if (all.All(one => one.Id != id)) return Problems.NotFound("query", id);
            await WriteAsync([.. all.Where(one => one.Id != id)], ct);
            await audit.AppendAsync(user, "sql.forget", $"sql/{id}", "");
            return TypedResults.NoContent();
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private static ProblemHttpResult? Wrong(SavedQueryBody body) => Problems.TextProblem("name", body.Name, NameLengthMax) ?? Problems.TextProblem("sql", body.Sql, AskSql.SqlLengthMax);

    private async ValueTask<IReadOnlyList<SavedQuery>> ReadAsync(CancellationToken ct) =>
        await store.ReadSettingAsync(DocumentName, ct) is { } json ? JsonSerializer.Deserialize<SavedQuery[]>(json, JsonSerializerOptions.Web)! : [];

    private ValueTask WriteAsync(SavedQuery[] queries, CancellationToken ct) => store.WriteSettingAsync(DocumentName, JsonSerializer.Serialize(queries, JsonSerializerOptions.Web), ct);
}
