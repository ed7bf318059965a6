using System.Text;
using Kartoteka.Domain.Identity;
using Kartoteka.Domain.Profiles;
using Kartoteka.Storage.Embedded.Sqlite;

namespace Kartoteka.Storage.Embedded.Search;

public sealed partial class SqliteProfileSearch
{
    private TokenSketch? _sketch;

    private const string AllSql = "select id, profile, text, facets from document where ?1 is null or id < ?1 order by id desc";

    // Cross joins keep the order written: the index proposes, newest first, and each document is read by its number.
    private const string GramSql = """
        select document.id, document.profile, document.text, document.facets from gram cross join document on document.id = gram.rowid
        where gram match ?2 and (?1 is null or gram.rowid < ?1) order by gram.rowid desc
        """;

    private const string FacetSql = """
        select document.id, document.profile, document.text, document.facets from facet cross join document on document.id = facet.rowid
        where facet match ?2 and (?1 is null or facet.rowid < ?1) order by facet.rowid desc
        """;

    /// <inheritdoc />
    public ValueTask<SearchPage> SearchAsync(ProfileQuery query, long? before, int limit, CancellationToken ct)
    {
        var asOf = Position;
        var found = new List<ProfileId>(limit);
        var end = Look(query, before, (id, profile) =>
        {
            found.Add(new ProfileId(profile));
            return found.Count < limit;
        }, ct);
        return ValueTask.FromResult(new SearchPage(found, end, asOf));
    }

    /// <inheritdoc />
    public ValueTask<ProfileCount> CountAsync(ProfileQuery query, int max, CancellationToken ct)
    {
        var found = 0;
        var end = Look(query, before: null, (_, _) => ++found < max, ct);
        return ValueTask.FromResult(new ProfileCount(found, end is null));
    }

    // Gives each profile that meets the query to "take", newest first, until it returns false or the work is enough.
    // Returns the document to go on before, or null at the end.
    private long? Look(ProfileQuery query, long? before, Func<long, Guid, bool> take, CancellationToken ct) => _readers.Read<long?>(reader =>
    {
        var plan = SearchPlan.Of(query, SketchOf(reader));
        using var rows = plan.Table switch
        {
            "gram" => reader.Use(GramSql).Bind(before).Bind(plan.Match),
            "facet" => reader.Use(FacetSql).Bind(before).Bind(plan.Match),
            _ => reader.Use(AllSql).Bind(before),
        };
        var kind = query.Kind is { } asked ? Encoding.UTF8.GetBytes($" {ProfileFacets.KindWord(asked)} ") : null;
        for (var examined = 1; rows.Step(); examined++)
        {
            if (Matches(rows, query, kind) && !take(rows.Number(0), rows.Uuid(1))) return rows.Number(0);
            if (examined == IProfileSearch.ExaminedMax) return rows.Number(0);
            if ((examined & 0xfff) == 0) ct.ThrowIfCancellationRequested();
        }
        return null;
    });

    private static bool Matches(SqliteStatement row, ProfileQuery query, byte[]? kind)
    {
        foreach (var term in query.Terms)
        {
            if (!term.Matches(row.Blob(2))) return false;
        }
        var facets = row.Blob(3);
        if (kind is not null && facets.IndexOf(kind) < 0) return false;
        foreach (var condition in query.Conditions)
        {
            if (!condition.Matches(facets)) return false;
        }
        return true;
    }

    // Taken anew when the index has doubled: by then what is rare may be common.
    private TokenSketch SketchOf(SqliteDatabase reader)
    {
        var known = Volatile.Read(ref _sketch);
        if (known is not null && (reader.Scalar("select max(id) from document") ?? 0) < Math.Max(known.IdMax * 2, 1_000)) return known;
        var sketch = TokenSketch.Of(reader);
        Volatile.Write(ref _sketch, sketch);
        return sketch;
    }
}
