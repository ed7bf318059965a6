using System.Collections.Concurrent;
using Kartoteka.Domain.Identity;
using Kartoteka.Domain.Profiles;
using Kartoteka.Storage.Embedded.Sqlite;
using Kartoteka.Storage.Followers;

namespace Kartoteka.Storage.Embedded.Search;

/// <summary>
/// Profile search in a file of its own beside the ledger: losing it costs a rebuild and nothing else, so its commits need no fsync of
/// their own. The text and the facets of each profile stand in <c>document</c>; two indexes of SQLite's FTS5 (https://www.sqlite.org/fts5.html)
/// say which documents hold a run of three letters (<c>gram</c>) or a trait's value (<c>facet</c>). An index only proposes: every
/// profile found was compared with the whole question.
/// </summary>
public sealed partial class SqliteProfileSearch : ProfileFollower, IProfileSearch, IDisposable
{
    private const int Version = 2;

    private readonly ISourceTrust _trust;
    private readonly SqliteDatabase _writer;
    private readonly SqliteReaders _readers;
    private bool _isAnew;

    private SqliteProfileSearch(string path, ILedger ledger, ISourceTrust trust, TimeProvider time, SqliteDatabase writer)
        : base(ledger, time) => (_readers, _trust, _writer) = (new SqliteReaders(path, 256L << 20), trust, writer);

    /// <inheritdoc />
    public override string Name => "search";

    // The letters that part words are the space and what FTS5's ascii tokenizer knows beyond these signs: nothing that a facet holds.
    private const string MakeSql = """
        drop table if exists document; drop table if exists words; drop table if exists gram; drop table if exists facet; drop table if exists progress;
        create table document (id integer primary key, profile blob not null unique, text text not null, facets text not null) strict;
        create virtual table gram using fts5 (held, tokenize = 'trigram', content = '', detail = none, columnsize = 0);
        create virtual table facet using fts5 (held, tokenize = "ascii tokenchars ':=%_.+-~'", content = '', detail = none, columnsize = 0);
        create table progress (position integer not null) strict;
        insert into progress values (0);
        """;

    /// <summary>Opens the index in <paramref name="folder"/>; one of another version is thrown away and made anew.</summary>
    public static SqliteProfileSearch Open(string folder, ILedger ledger, ISourceTrust trust, TimeProvider time)
    {
        var path = Path.Combine(folder, "search.db");
        var writer = SqliteDatabase.Open(path, readOnly: false);
        writer.Execute("pragma journal_mode = wal; pragma synchronous = normal; pragma cache_size = -32768; pragma temp_store = memory");
        if (writer.Scalar("pragma user_version") != Version) writer.Execute($"begin; {MakeSql} pragma user_version = {Version}; commit");
        return new SqliteProfileSearch(path, ledger, trust, time, writer);
    }

    /// <inheritdoc />
    protected override ValueTask<long> LoadPositionAsync(CancellationToken ct)
    {
        var position = _writer.Scalar("select position from progress") ?? 0;
        if (position <= Ledger.HeadPosition) return ValueTask.FromResult(position);
        // The ledger is younger than the index: it was restored from a backup.
        _writer.Execute($"begin; {MakeSql} commit");
        return ValueTask.FromResult(0L);
    }

    /// <inheritdoc />
    public void Refresh() => Rewind();

    /// <inheritdoc />
    public void Rebuild()
    {
        Volatile.Write(ref _isAnew, true);
        Rewind();
    }

    /// <inheritdoc />
    protected override ValueTask ForgetPositionAsync(CancellationToken ct)
    {
        _writer.Execute(Interlocked.Exchange(ref _isAnew, false) ? $"begin; {MakeSql} commit" : "update progress set position = 0");
        return ValueTask.CompletedTask;
    }

    private const string SaveSql = "update progress set position = ?";

    /// <inheritdoc />
    protected override async ValueTask HandleAsync(IReadOnlyList<ProfileChange> entries, long position, CancellationToken ct)
    {
        var documents = new Dictionary<ProfileId, Document>();
        foreach (var change in entries)
        {
            if (documents.ContainsKey(change.Profile)) continue;
            var profile = await Ledger.ReadProfileAsync(change.Profile, ct);
            documents[change.Profile] = profile?.Id == change.Profile ? DocumentOf(profile) : default;
        }
        _writer.Execute("begin immediate");
        try
        {
            foreach (var (profile, document) in documents) Put(profile, document);
            _writer.Use(SaveSql).Bind(position).Run();
            _writer.Execute("commit");
        }
        finally
        {
            if (!_writer.IsAutoCommit) _writer.Execute("rollback");
        }
    }

    /// <summary>What is kept of a profile; without facets it is to be forgotten.</summary>
    private readonly record struct Document(string? Text, string? Facets);

    private Document DocumentOf(ProfileState profile)
    {
        var text = SearchDocument.Of(profile.Records);
        var traits = Survivorship.Fold(profile.Records, _trust);
        // Of a visitor who said nothing there is nothing to find.
        return text.Length == 0 && traits.Count == 0 ? default : new Document(text, ProfileFacets.Of(profile.Kind, traits.Values));
    }

    private const string FindSql = "select id, text, facets from document where profile = ?";
    private const string DropSql = "delete from document where id = ?";
    private const string AddSql = "insert into document (profile, text, facets) values (?, ?, ?)";
    private const string ChangeSql = "update document set text = ?2, facets = ?3 where id = ?1";
    private const string ForgetGramsSql = "insert into gram (gram, rowid, held) values ('delete', ?, ?)";
    private const string ForgetFacetsSql = "insert into facet (facet, rowid, held) values ('delete', ?, ?)";
    private const string LearnGramsSql = "insert into gram (rowid, held) values (?, ?)";
    private const string LearnFacetsSql = "insert into facet (rowid, held) values (?, ?)";

    private void Put(ProfileId profile, Document now)
    {
        long? id = null;
        Document old = default;
        using (var row = _writer.Use(FindSql).Bind(profile.Value))
        {
            if (row.Step()) (id, old) = (row.Number(0), new Document(row.Text(1), row.Text(2)));
        }
        if (old == now) return;
        if (id is null) _writer.Use(AddSql).Bind(profile.Value).Bind(now.Text).Bind(now.Facets).Run();
        else if (now.Facets is null) _writer.Use(DropSql).Bind(id).Run();
        else _writer.Use(ChangeSql).Bind(id).Bind(now.Text).Bind(now.Facets).Run();
        var documentId = id ?? _writer.LastInsertRowId;
        Replace(documentId, old.Text, now.Text, ForgetGramsSql, LearnGramsSql);
        Replace(documentId, old.Facets, now.Facets, ForgetFacetsSql, LearnFacetsSql);
    }

    // An index is told what it held: it keeps no texts of its own.
    private void Replace(long id, string? old, string? now, string forgetSql, string learnSql)
    {
        if (old == now) return;
        if (!string.IsNullOrEmpty(old)) _writer.Use(forgetSql).Bind(id).Bind(old).Run();
        if (!string.IsNullOrEmpty(now)) _writer.Use(learnSql).Bind(id).Bind(now).Run();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _writer.Dispose();
        _readers.Dispose();
    }
}
