namespace Kartoteka.Storage.Embedded.Ledger;

// Sources, their write keys, and API tokens. Of a secret only its SHA-256 is here.
public sealed partial class SqliteLedger
{
    private const string SourcesSql = """
        select source.id, source.key, source.name, kind, id_namespace, brand_id, legal_entity_id, trust_rank, enabled, source.created_at_us
        from source join brand on brand.id = brand_id
        order by source.id
        """;

    private const string AddSourceSql = """
        insert into source (key, name, kind, id_namespace, brand_id, trust_rank, enabled, created_at_us) values (?, ?, ?, ?, ?, ?, ?, ?)
        on conflict (key) do nothing
        returning id, (select legal_entity_id from brand where brand.id = brand_id)
        """;

    private const string UpdateSourceSql = "update source set name = ?, kind = ?, trust_rank = ?, enabled = ? where id = ?";
    private const string InsertWriteKeySql = "insert into write_key (hash, source_id) values (?, ?)";
    private const string AddWriteKeySql = "insert into write_key (hash, source_id) values (?, ?) on conflict (hash) do nothing";
    private const string RevokeWriteKeysSql = "update write_key set revoked_at_us = ? where source_id = ? and hash <> ? and revoked_at_us is null";
    private const string WriteKeysSql = "select hash, source_id from write_key where revoked_at_us is null";

    private const string TokensSql = "select id, name, scopes, created_at_us, revoked_at_us, hash from api_token order by id";
    private const string AddTokenSql =
        "insert into api_token (name, scopes, hash, created_at_us) values (?, ?, ?, ?) on conflict (hash) do nothing returning id";

    // A token revoked twice keeps the time of the first.
    private const string RevokeTokenSql = "update api_token set revoked_at_us = coalesce(revoked_at_us, ?) where id = ?";

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<Source>> ListSourcesAsync(CancellationToken ct) => ValueTask.FromResult(ReadAll(
        SourcesSql,
        row => new Source(
            (int)row.Number(0), row.Text(1), row.Text(2), row.Text(3), row.Text(4), (int)row.Number(5), (int)row.Number(6), (int)row.Number(7),
            row.Number(8) != 0, row.Number(9))));

    /// <inheritdoc />
    public ValueTask<Source?> AddSourceAsync(Source source, byte[]? writeKeyHash, CancellationToken ct) => WriteAsync(
        database =>
        {
            var now = NowUs;
            Source stored;
            using (var added = database.Use(AddSourceSql))
            {
                added.Bind(source.Key).Bind(source.Name).Bind(source.Kind).Bind(source.IdNamespace).Bind(source.BrandId);
                added.Bind(source.TrustRank).Bind(source.Enabled ? 1 : 0).Bind(now);
                if (!added.Step()) return null;
                stored = source with { Id = (int)added.Number(0), LegalEntityId = (int)added.Number(1), CreatedAtUs = now };
            }
            if (writeKeyHash is not null) database.Use(InsertWriteKeySql).Bind(writeKeyHash).Bind(stored.Id).Run();
            return stored;
        },
        ct);

    /// <inheritdoc />
    public async ValueTask UpdateSourceAsync(Source source, CancellationToken ct) => await WriteAsync(
        database =>
        {
            database.Use(UpdateSourceSql).Bind(source.Name).Bind(source.Kind).Bind(source.TrustRank).Bind(source.Enabled ? 1 : 0).Bind(source.Id).Run();
            return true;
        },
        ct);

    /// <inheritdoc />
    public ValueTask<bool> AddWriteKeyAsync(int sourceId, byte[] writeKeyHash, CancellationToken ct) =>
        RunAsync(database => database.Use(AddWriteKeySql).Bind(writeKeyHash).Bind(sourceId).Run(), ct);

    /// <inheritdoc />
    public async ValueTask RevokeWriteKeysAsync(int sourceId, byte[] keep, CancellationToken ct) => await WriteAsync(
        database =>
        {
            database.Use(RevokeWriteKeysSql).Bind(NowUs).Bind(sourceId).Bind(keep).Run();
            return true;
        },
        ct);

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<(byte[] Hash, int SourceId)>> ListWriteKeysAsync(CancellationToken ct) => ValueTask.FromResult(ReadAll(
        WriteKeysSql, row => (row.Blob(0).ToArray(), (int)row.Number(1))));

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<(ApiToken Token, byte[] Hash)>> ListTokensAsync(CancellationToken ct) => ValueTask.FromResult(ReadAll(
        TokensSql,
        row => (new ApiToken((int)row.Number(0), row.Text(1), row.Text(2).Split(' '), row.Number(3), row.NullableNumber(4)), row.Blob(5).ToArray())));

    /// <inheritdoc />
    public ValueTask<ApiToken?> AddTokenAsync(string name, IReadOnlyList<string> scopes, byte[] hash, CancellationToken ct) => WriteAsync(
        database =>
        {
            var now = NowUs;
            using var added = database.Use(AddTokenSql).Bind(name).Bind(string.Join(' ', scopes)).Bind(hash).Bind(now);
            return added.Step() ? new ApiToken((int)added.Number(0), name, scopes, now, null) : null;
        },
        ct);

    /// <inheritdoc />
    public ValueTask<bool> RevokeTokenAsync(int id, CancellationToken ct) =>
        RunAsync(database => database.Use(RevokeTokenSql).Bind(NowUs).Bind(id).Run(), ct);
}
