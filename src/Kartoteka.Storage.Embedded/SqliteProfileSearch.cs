using Kartoteka.Domain.Identity;
using Kartoteka.Domain.Profiles;
using Kartoteka.Storage.Embedded.Sqlite;
using Kartoteka.Storage.Followers;

namespace Kartoteka.Storage.Embedded;

/// <summary>
/// Profile search on SQLite's FTS5 with its trigram tokenizer (https://www.sqlite.org/fts5.html#the_trigram_tokenizer), in a file of its
/// own beside the ledger: losing it costs a rebuild and nothing else, so its commits need no fsync of their own.
/// </summary>
public sealed class SqliteProfileSearch : ProfileFollower, IProfileSearch, IDisposable
{
    private const int Version = 1;

    private readonly SqliteDatabase _writer;
    private readonly SqliteDatabase _reader;
    private readonly Lock _reading = new();

    private SqliteProfileSearch(ILedger ledger, TimeProvider time, SqliteDatabase writer, SqliteDatabase reader)
        : base(ledger, time) => (_writer, _reader) = (writer, reader);

    /// <inheritdoc />
    public override string Name => "search";

    /// <summary>Opens the index in <paramref name="folder"/>; one of another version is thrown away and made anew.</summary>
    public static SqliteProfileSearch Open(string folder, ILedger ledger, TimeProvider time)
    {
        var path = Path.Combine(folder, "search.db");
        var writer = SqliteDatabase.Open(path, readOnly: false);
        writer.Execute("pragma journal_mode = wal; pragma synchronous = normal; pragma cache_size = -32768; pragma temp_store = memory");
        if (writer.Scalar("pragma user_version") != Version)
        {
            writer.Execute($"""
                begin;
                drop table if exists document; drop table if exists words; drop table if exists progress;
                create table document (id integer primary key, profile blob not null unique, text text not null) strict;
                create virtual table words using fts5 (text, tokenize = 'trigram', content = 'document', content_rowid = 'id', columnsize = 0);
                create table progress (position integer not null) strict;
                insert into progress values (0);
                pragma user_version = {Version};
                commit;
                """);
        }
        return new SqliteProfileSearch(ledger, time, writer, SqliteDatabase.Open(path, readOnly: true));
    }

    /// <inheritdoc />
    protected override ValueTask<long> LoadPositionAsync(CancellationToken ct)
    {
        var position = _writer.Scalar("select position from progress") ?? 0;
        if (position <= Ledger.HeadPosition) return ValueTask.FromResult(position);
        // The ledger is younger than the index: it was restored from a backup.
        _writer.Execute("begin; delete from document; insert into words (words) values ('rebuild'); update progress set position = 0; commit");
        return ValueTask.FromResult(0L);
    }

    private const string FindSql = "select id, text from document where profile = ?";
    private const string ForgetSql = "insert into words (words, rowid, text) values ('delete', ?, ?)";
    private const string DropSql = "delete from document where id = ?";
    private const string AddSql = "insert into document (profile, text) values (?, ?)";
    private const string LearnSql = "insert into words (rowid, text) values (?, ?)";
    private const string SaveSql = "update progress set position = ?";

    /// <inheritdoc />
    protected override async ValueTask HandleAsync(IReadOnlyList<ProfileChange> entries, long position, CancellationToken ct)
    {
        var texts = new Dictionary<ProfileId, string>();
        foreach (var change in entries)
        {
            if (texts.ContainsKey(change.Profile)) continue;
            var profile = await Ledger.ReadProfileAsync(change.Profile, ct);
            texts[change.Profile] = profile?.Id == change.Profile ? SearchDocument.Of(profile.Records) : "";
        }
        _writer.Execute("begin immediate");
        try
        {
            foreach (var (profile, text) in texts) Put(profile, text);
            _writer.Use(SaveSql).Bind(position).Run();
            _writer.Execute("commit");
        }
        finally
        {
            if (!_writer.IsAutoCommit) _writer.Execute("rollback");
        }
    }

    private void Put(ProfileId profile, string text)
    {
        long? id = null;
        var old = "";
        using (var row = _writer.Use(FindSql).Bind(profile.Value))
        {
            if (row.Step()) (id, old) = (row.Number(0), row.Text(1));
        }
        if (old == text) return;
        if (id is { } known)
        {
            _writer.Use(ForgetSql).Bind(known).Bind(old).Run();
            _writer.Use(DropSql).Bind(known).Run();
        }
        if (text.Length == 0) return;
        _writer.Use(AddSql).Bind(profile.Value).Bind(text).Run();
        _writer.Use(LearnSql).Bind(_writer.LastInsertRowId).Bind(text).Run();
    }

    private const string SearchSql = """
        select document.id, profile from words join document on document.id = words.rowid
        where words match ?1 and (?2 is null or words.rowid < ?2) order by words.rowid desc limit ?3
        """;

    // Too short for trigrams: the newest profiles are looked through, and no further.
    private const string ShortSql = """
        select id, profile from (select id, profile, text from document where ?2 is null or id < ?2 order by id desc limit 50000)
        where instr(text, ?1) > 0 limit ?3
        """;

    /// <inheritdoc />
    public ValueTask<SearchPage> SearchAsync(string query, long? before, int limit, CancellationToken ct)
    {
        var terms = SearchDocument.Terms(query);
        var asOf = Position;
        if (terms.Count == 0) return ValueTask.FromResult(new SearchPage([], null, asOf));
        var longTerms = terms.Where(term => term.Length >= SearchDocument.TermLengthMin).ToArray();
        lock (_reading)
        {
            using var rows = longTerms.Length > 0
                ? _reader.Use(SearchSql).Bind(string.Join(" AND ", longTerms.Select(Quote))).Bind(before).Bind(limit)
                : _reader.Use(ShortSql).Bind(terms[0]).Bind(before).Bind(limit);
            var found = new List<ProfileId>();
            long last = 0;
            while (rows.Step())
            {
                last = rows.Number(0);
                found.Add(new ProfileId(rows.Uuid(1)));
            }
            return ValueTask.FromResult(new SearchPage(found, found.Count == limit ? last : null, asOf));
        }
    }

    // An FTS5 string: everything inside the quotes is text.
    private static string Quote(string term) => $"\"{term.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <inheritdoc />
    public void Dispose()
    {
        _writer.Dispose();
        _reader.Dispose();
    }
}
