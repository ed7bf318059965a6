namespace Kartoteka.Storage.Embedded.Ledger;

// Keys of embedded cards: no secret of theirs is here.
public sealed partial class SqliteLedger
{
    private const string EmbedKeysSql = "select id, name, origins, classes, created_at_us, revoked_at_us from embed_key order by created_at_us, id";
    private const string AddEmbedKeySql =
        "insert into embed_key (id, name, origins, classes, created_at_us) values (?, ?, ?, ?, ?) on conflict (id) do nothing returning id";

    private const string RevokeEmbedKeySql = "update embed_key set revoked_at_us = ? where id = ? and revoked_at_us is null";

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<EmbedKey>> ListEmbedKeysAsync(CancellationToken ct) => ValueTask.FromResult(ReadAll(EmbedKeysSql, row => new EmbedKey(
        row.Text(0), row.Text(1), Words(row.Text(2)), Words(row.Text(3)), row.Number(4), row.NullableNumber(5))));

    /// <inheritdoc />
    public ValueTask<EmbedKey?> AddEmbedKeyAsync(EmbedKey key, CancellationToken ct) => WriteAsync(
        database =>
        {
            var now = NowUs;
            using var added = database.Use(AddEmbedKeySql).Bind(key.Id).Bind(key.Name).Bind(string.Join(' ', key.Origins)).Bind(string.Join(' ', key.Classes)).Bind(now);
            return added.Step() ? key with { CreatedAtUs = now, RevokedAtUs = null } : null;
        },
        ct);

    /// <inheritdoc />
    public ValueTask<bool> RevokeEmbedKeyAsync(string id, CancellationToken ct) =>
        RunAsync(database => database.Use(RevokeEmbedKeySql).Bind(NowUs).Bind(id).Run(), ct);

    // Neither an origin nor the name of a class holds a blank.
    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
