using System.Runtime.CompilerServices;
using System.Security.Claims;
using System.Text.Json;
using Kartoteka.Domain.Identity;
using Kartoteka.Modules.Profiles.Contracts;
using Kartoteka.Modules.Segments.Contracts;
using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Protocol.Import;
using Kartoteka.Storage.Segments;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kartoteka.Modules.Segments;

/// <summary>Somebody to put on a list or to take off it: by an identifier, or by id.</summary>
/// <param name="Type">Type of an identifier.</param>
/// <param name="Value">Its value, in any spelling.</param>
/// <param name="Profile">Id of a profile, instead.</param>
public sealed record ListedProfile(string? Type, string? Value, string? Profile);

/// <summary>A change of a list.</summary>
/// <param name="Add">Who is to be on it.</param>
/// <param name="Remove">Who is to be off it.</param>
public sealed record ListBody(IReadOnlyList<ListedProfile>? Add, IReadOnlyList<ListedProfile>? Remove);

/// <summary>What became of it.</summary>
/// <param name="Added">On it now, and not before.</param>
/// <param name="AlreadyThere">On it before, or named twice.</param>
/// <param name="Removed">Off it now, and not before.</param>
/// <param name="NotFound">The first of those who are not known, as they were sent.</param>
/// <param name="NotFoundCount">All of them.</param>
public sealed record ListAnswer(long Added, long AlreadyThere, long Removed, IReadOnlyList<string> NotFound, long NotFoundCount);

/// <summary><c>POST /api/segments/{key}/list</c>: names who is on a list, as JSON or as a CSV file of any size.</summary>
internal sealed class ChangeList(ISegmentStore store, StaticLists lists, ProfileAnswers profiles)
{
    /// <summary>Most profiles of a JSON body, added and removed each.</summary>
    public const int NamedMax = 10_000;

    /// <summary>Names that are given back of those who are not known.</summary>
    public const int NotFoundShown = 100;

    public const string RequestExample = """{"add":[{"type":"email","value":"anna@shop.ru"},{"profile":"01a20128-79a2-7df7-9ca2-e9766c40a898"}],"remove":[{"type":"phone","value":"+7 916 123-45-67"}]}""";
    public const string Example = """{"added":1,"alreadyThere":1,"removed":0,"notFound":["+7 916 123-45-67"],"notFoundCount":1}""";

    public async Task<IResult> HandleAsync(string key, HttpRequest request, ClaimsPrincipal user, CancellationToken ct)
    {
        if (await store.FindSegmentAsync(key, ct) is not { } segment) return Problems.NotFound("segment", key);
        if (!segment.IsList) return Problems.Conflict("segment-not-a-list", $"Segment '{key}' has a rule: who is in it follows from that.");
        var lost = new Lost();
        try
        {
            if (request.ContentType?.StartsWith("text/csv", StringComparison.OrdinalIgnoreCase) == true)
            {
                if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = null;
                return Answer(await lists.ChangeAsync(key, FindAsync(ReadFileAsync(request.Body, ct), lost, ct), null, user, ct), lost);
            }
            if (await request.ReadFromJsonAsync<ListBody>(ct) is not { } body) return Problems.Invalid("body", "Send JSON, or a file as text/csv.");
            if (body.Add?.Count > NamedMax || body.Remove?.Count > NamedMax) return Problems.Invalid("add", $"At most {NamedMax} each; more come as text/csv.");
            return Answer(await lists.ChangeAsync(key, FindAsync(Each(body.Add), lost, ct), FindAsync(Each(body.Remove), lost, ct), user, ct), lost);
        }
        catch (InvalidDataException error)
        {
            return Problems.Invalid("file", error.Message);
        }
        catch (JsonException)
        {
            return Problems.Invalid("body", "It is no JSON of the form {\"add\":[…],\"remove\":[…]}.");
        }
    }

    private static Ok<ListAnswer> Answer(ListChange change, Lost lost) => TypedResults.Ok(new ListAnswer(change.Added, change.AlreadyThere, change.Removed, lost.First, lost.Count + change.Gone));

    private static async IAsyncEnumerable<ListedProfile> Each(IReadOnlyList<ListedProfile>? named)
    {
        await Task.CompletedTask;
        foreach (var one in named ?? []) yield return one;
    }

    private async IAsyncEnumerable<ProfileId> FindAsync(IAsyncEnumerable<ListedProfile> named, Lost lost, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var one in named.WithCancellation(ct))
        {
            var found = false;
            if (one.Profile is { } id)
            {
                if (await profiles.FindAsync(id, ct) is { Kind: ProfileKind.Person } profile)
                {
                    found = true;
                    yield return profile.Id;
                }
            }
            else if (one is { Type: { } type, Value: { } value })
            {
                foreach (var profile in await profiles.FindByIdentifierAsync(type, value, ct))
                {
                    found = true;
                    yield return profile;
                }
            }
            if (!found) lost.Add(one.Profile ?? one.Value ?? "");
        }
    }

    // The reader of imports, which reads in turn, so the body is put on the disk first. Of the columns only the first counts.
    private static async IAsyncEnumerable<ListedProfile> ReadFileAsync(Stream body, [EnumeratorCancellation] CancellationToken ct)
    {
        var copy = new FileStream(Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 81_920, FileOptions.DeleteOnClose);
        await body.CopyToAsync(copy, ct);
        copy.Position = 0;
        var opening = TableReader.Open(copy, "list.csv");
        using var reader = opening.Reader ?? throw new InvalidDataException(opening.Refusal!.Detail);
        var type = reader.Columns[0].Trim();
        if (type != "profile" && !IdentifierNormalizer.IsTypeName(type)) throw new InvalidDataException("The first line names in its first column the type of the identifiers, such as email, or 'profile'.");
        while (reader.ReadRow())
        {
            var field = reader.Row.Problem is null ? reader.Row[0].Trim().ToString() : reader.Row.Raw;
            if (field.Length > 0) yield return type == "profile" || reader.Row.Problem is not null ? new ListedProfile(null, null, field) : new ListedProfile(type, field, null);
        }
    }

    private sealed class Lost
    {
        public List<string> First { get; } = [];

        public long Count { get; private set; }

        public void Add(string named)
        {
            Count++;
            if (First.Count < NotFoundShown) First.Add(named);
        }
    }
}
