namespace Kartoteka.Storage.Embedded.Ledger;

// Sessions of people who signed in. Of a secret only its SHA-256 is here.
public sealed partial class SqliteLedger
{
    private const string SessionsSql = "select id, hash, user_id, created_at_us, last_used_at_us, address, agent from user_session order by id";
    private const string AddSessionSql =
        "insert into user_session (hash, user_id, created_at_us, last_used_at_us, address, agent) values (?, ?, ?, ?, ?, ?) returning id";

    private const string NoteSignInSql = "update app_user set last_sign_in_at_us = ? where id = ?";
    private const string RotateSessionSql = "update user_session set hash = ? where id = ?";

    // Two nodes may note the same session; the later time stays.
    private const string TouchSessionSql = "update user_session set last_used_at_us = max(last_used_at_us, ?) where id = ?";
    private const string EndSessionSql = "delete from user_session where id = ?";

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<SignedInSession>> ListSessionsAsync(CancellationToken ct) => ValueTask.FromResult(ReadAll(SessionsSql, row => new SignedInSession(
        (int)row.Number(0), row.Blob(1).ToArray(), (int)row.Number(2), row.Number(3), row.Number(4), row.Text(5), row.Text(6))));

    /// <inheritdoc />
    public ValueTask<SignedInSession> AddSessionAsync(int userId, byte[] hash, string address, string agent, CancellationToken ct) => WriteAsync(
        database =>
        {
            var now = NowUs;
            database.Use(NoteSignInSql).Bind(now).Bind(userId).Run();
            using var added = database.Use(AddSessionSql).Bind(hash).Bind(userId).Bind(now).Bind(now).Bind(address).Bind(agent);
            added.Step();
            return new SignedInSession((int)added.Number(0), hash, userId, now, now, address, agent);
        },
        ct);

    /// <inheritdoc />
    public ValueTask<bool> RotateSessionAsync(int id, byte[] hash, CancellationToken ct) =>
        RunAsync(database => database.Use(RotateSessionSql).Bind(hash).Bind(id).Run(), ct);

    /// <inheritdoc />
    public async ValueTask TouchSessionsAsync(IReadOnlyList<(int Id, long LastUsedAtUs)> used, CancellationToken ct) => await RunAsync(
        database =>
        {
            foreach (var (id, lastUsedAtUs) in used) database.Use(TouchSessionSql).Bind(lastUsedAtUs).Bind(id).Run();
        },
        ct);

    /// <inheritdoc />
    public async ValueTask EndSessionsAsync(IReadOnlyCollection<int> ids, CancellationToken ct) => await RunAsync(
        database =>
        {
            foreach (var id in ids) database.Use(EndSessionSql).Bind(id).Run();
        },
        ct);
}
