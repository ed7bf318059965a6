using System.Security.Claims;
using Kartoteka.Domain.Identity;
using Kartoteka.Domain.Segments;
using Kartoteka.Modules.Profiles.Contracts;
using Kartoteka.Modules.Segments.Contracts;
using Kartoteka.Modules.Sources.Contracts;
using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Storage;
using Kartoteka.Storage.Columns;
using Kartoteka.Storage.Reports;
using Microsoft.AspNetCore.Http;

namespace Kartoteka.Modules.Reports;

/// <summary>A list to make of people.</summary>
/// <param name="Key">As of a segment.</param>
/// <param name="Name">For people.</param>
public sealed record PeopleListBody(string? Key, string? Name);

/// <summary>A list that was made.</summary>
/// <param name="Key">Of the segment.</param>
/// <param name="Name">For people.</param>
/// <param name="Added">How many are on it.</param>
/// <param name="AsOf">Ledger position of the report that it was made of.</param>
public sealed record PeopleListView(string Key, string Name, long Added, long AsOf);

/// <summary>What all reports need: it reads what they share from a request, and shows people.</summary>
internal sealed class ReportDesk(
    ColumnReplica columns, ReportDialect dialect, SegmentPeople segments, SourceDirectory sources, IWorkspaceStore workspace, CompanyClock clock, MemberAnswers members, StaticLists lists)
{
    /// <summary>Most people of a page.</summary>
    public const int PeopleMax = 1_000;

    /// <summary>People of a page when the request does not say.</summary>
    public const int PeopleDefault = 100;

    /// <summary>People read at once to be put on a list: the statement is asked anew for each stretch of them.</summary>
    private const int SavedAtOnce = 50_000;

    /// <summary>Begins a report; or says why not.</summary>
    public async Task<(ReportReading? Reading, IResult? Refusal)> ReadAsync(ReportAsk ask, CancellationToken ct)
    {
        int? brand = null, source = null;
        ColumnQuery? people = null;
        if (ask.Brand is { } brandKey)
        {
            brand = (await workspace.ListBrandsAsync(ct)).FirstOrDefault(one => one.Key == brandKey)?.Id;
            if (brand is null) return (null, Problems.Invalid("brand", $"There is no brand '{brandKey}'."));
        }
        if (ask.Source is { } sourceKey)
        {
            source = sources.ByKey(sourceKey)?.Id;
            if (source is null) return (null, Problems.Invalid("source", $"There is no source '{sourceKey}'."));
        }
        if (ask.Segment is { } segment)
        {
            people = await segments.AskAsync(segment, ct);
            if (people is null) return (null, Problems.Invalid("segment", $"There is no segment '{segment}'."));
        }
        var moment = new RuleMoment(clock.NowUs, await clock.ZoneAsync(ct));
        return (new ReportReading(moment, dialect, columns, ct) { Narrowed = (brand, source, people) }, null);
    }

    /// <summary>A brand's key and name by its number as the replica has it.</summary>
    public async Task<Func<string, (string Key, string Label)>> BrandsAsync(CancellationToken ct)
    {
        var known = (await workspace.ListBrandsAsync(ct)).ToDictionary(brand => $"{brand.Id}");
        return number => known.TryGetValue(number, out var brand) ? (brand.Key, brand.Name) : (number, number);
    }

    /// <summary>A source's key and name by its number.</summary>
    public (string Key, string Label) SourceOf(string number) => int.TryParse(number, out var id) && sources.ById(id) is { } source ? (source.Key, source.Name) : (number, number);

    /// <summary>The number of a source's key as the replica has it; the text itself when it is none.</summary>
    public string SourceNumber(string key) => sources.ByKey(key)?.Id is { } id ? $"{id}" : key;

    /// <summary>The number of a brand's key.</summary>
    public async Task<string> BrandNumberAsync(string key, CancellationToken ct) => (await workspace.ListBrandsAsync(ct)).FirstOrDefault(brand => brand.Key == key)?.Id is { } id ? $"{id}" : key;

    /// <summary>Reads a page of people.</summary>
    public async Task<(IReadOnlyList<ProfileId> Ids, long Total)> PageAsync(ReportReading reading, PageOfPeople people, ProfileId? after, int limit, CancellationToken ct)
    {
        await using var rows = await columns.QueryAsync(people(after, limit), ct);
        var (ids, total) = (new List<ProfileId>(), 0L);
        while (await rows.ReadAsync(ct))
        {
            for (var row = 0; row < rows.Count; row++)
            {
                total = rows.Whole(1)[row];
                if (!rows.IsNull(0, row)) ids.Add(new ProfileId(rows.Uuid(0, row)));
            }
        }
        reading.Seen(rows);
        return (ids, total);
    }

    /// <summary>Shows a page of people.</summary>
    public async Task<IResult> AnswerPeopleAsync(ReportReading reading, PageOfPeople people, ProfileId? after, int limit, ClaimsPrincipal user, CancellationToken ct)
    {
        var (ids, total) = await PageAsync(reading, people, after, limit, ct);
        var found = await members.ReadAsync(ids, ct);
        return ProfileAnswers.Answer(json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("people");
            foreach (var profile in found) members.Write(json, profile, user);
            json.WriteEndArray();
            json.WriteNumber("total", total);
            json.WriteString("next", ids.Count == limit ? ids[^1].ToString() : null);
            json.WriteNumber("asOf", reading.AsOf);
            json.WriteBoolean("isComplete", reading.IsComplete);
            json.WriteEndObject();
        });
    }

    /// <summary>Puts all people of a number on a new static list.</summary>
    public async Task<IResult> SaveAsync(ReportReading reading, PageOfPeople people, PeopleListBody body, ClaimsPrincipal user, CancellationToken ct)
    {
        if (await lists.CreateAsync(body.Key, body.Name, null, user, ct) is { } wrong) return wrong;
        var change = await lists.ChangeAsync(body.Key!, AllAsync(reading, people, ct), null, user, ct);
        return TypedResults.Created($"/api/segments/{body.Key}", new PeopleListView(body.Key!, body.Name!, change.Added, reading.AsOf));
    }

    private async IAsyncEnumerable<ProfileId> AllAsync(ReportReading reading, PageOfPeople people, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        for (ProfileId? after = null; ;)
        {
            var (ids, _) = await PageAsync(reading, people, after, SavedAtOnce, ct);
            foreach (var id in ids) yield return id;
            if (ids.Count < SavedAtOnce) yield break;
            after = ids[^1];
        }
    }
}
