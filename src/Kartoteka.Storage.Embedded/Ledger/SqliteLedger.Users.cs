using Kartoteka.Storage.Embedded.Sqlite;

namespace Kartoteka.Storage.Embedded.Ledger;

// People who sign in: access, passwords, second factors.
public sealed partial class SqliteLedger
{
    private const string UsersSql = """
        select id, email, name, role, password_hash, must_change_password, language, theme, disabled, totp_secret, totp_confirmed, created_at_us,
          last_sign_in_at_us
        from app_user order by id
        """;

    private const string AddUserSql = """
        insert into app_user (email, name, role, password_hash, must_change_password, language, theme, disabled, created_at_us)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?)
        on conflict (email) do nothing
        returning id
        """;

    private const string AnyUserSql = "select 1 from app_user limit 1";
    private const string UserExistsSql = "select 1 from app_user where id = ?";
    private const string ChangeAccessSql = "update app_user set name = ?, role = ?, disabled = ? where id = ?";

    // The user has the role now, and nobody else who may sign in does.
    private const string IsLastOfRoleSql = """
        select 1 from app_user where id = ?1 and role = ?2 and disabled = 0
          and not exists (select 1 from app_user where role = ?2 and disabled = 0 and id <> ?1)
        """;

    private const string ChangePreferencesSql = "update app_user set name = ?, language = ?, theme = ? where id = ?";
    private const string SetPasswordSql = "update app_user set password_hash = ?, must_change_password = ? where id = ?";
    private const string SetTotpSql = "update app_user set totp_secret = ?, totp_confirmed = ?, totp_last_step = ? where id = ?";
    private const string TakeTotpStepSql = "update app_user set totp_last_step = ? where id = ? and totp_last_step < ?";
    private const string ClearRecoveryCodesSql = "delete from recovery_code where user_id = ?";
    private const string AddRecoveryCodeSql = "insert into recovery_code (user_id, hash) values (?, ?)";
    private const string TakeRecoveryCodeSql = "delete from recovery_code where user_id = ? and hash = ?";

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<WorkspaceUser>> ListUsersAsync(CancellationToken ct) => ValueTask.FromResult(ReadAll(UsersSql, row => new WorkspaceUser(
        (int)row.Number(0), row.Text(1), row.Text(2), row.Text(3), row.Text(4), row.Number(5) != 0, row.Text(6), row.Text(7), row.Number(8) != 0,
        row.IsNull(9) ? null : row.Blob(9).ToArray(), row.Number(10) != 0, row.Number(11), row.NullableNumber(12))));

    /// <inheritdoc />
    public ValueTask<WorkspaceUser?> AddUserAsync(WorkspaceUser draft, bool onlyAsFirst, CancellationToken ct) => WriteAsync(
        database =>
        {
            if (onlyAsFirst && database.Scalar(AnyUserSql) is not null) return null;
            var now = NowUs;
            using var added = database.Use(AddUserSql).Bind(draft.Email).Bind(draft.Name).Bind(draft.Role).Bind(draft.PasswordHash);
            added.Bind(draft.MustChangePassword ? 1 : 0).Bind(draft.Language).Bind(draft.Theme).Bind(draft.Disabled ? 1 : 0).Bind(now);
            return added.Step()
                ? draft with { Id = (int)added.Number(0), TotpSecret = null, TotpConfirmed = false, CreatedAtUs = now, LastSignInAtUs = null }
                : null;
        },
        ct);

    /// <inheritdoc />
    public ValueTask<AccessChange> ChangeAccessAsync(int id, string name, string role, bool disabled, string guardedRole, CancellationToken ct) => WriteAsync(
        database =>
        {
            if (!Exists(database, UserExistsSql, id)) return AccessChange.Unknown;
            if (disabled || role != guardedRole)
            {
                using var last = database.Use(IsLastOfRoleSql).Bind(id).Bind(guardedRole);
                if (last.Step()) return AccessChange.LastOne;
            }
            database.Use(ChangeAccessSql).Bind(name).Bind(role).Bind(disabled ? 1 : 0).Bind(id).Run();
            return AccessChange.Done;
        },
        ct);

    private static bool Exists(SqliteDatabase database, string sql, long id)
    {
        using var row = database.Use(sql).Bind(id);
        return row.Step();
    }

    /// <inheritdoc />
    public async ValueTask ChangePreferencesAsync(int id, string name, string language, string theme, CancellationToken ct) =>
        await RunAsync(database => database.Use(ChangePreferencesSql).Bind(name).Bind(language).Bind(theme).Bind(id).Run(), ct);

    /// <inheritdoc />
    public async ValueTask SetPasswordAsync(int id, string passwordHash, bool mustChange, CancellationToken ct) =>
        await RunAsync(database => database.Use(SetPasswordSql).Bind(passwordHash).Bind(mustChange ? 1 : 0).Bind(id).Run(), ct);

    /// <inheritdoc />
    public async ValueTask SetTotpAsync(int id, byte[]? secret, bool confirmed, long lastStep, IReadOnlyList<byte[]> recoveryHashes, CancellationToken ct) =>
        await RunAsync(
            database =>
            {
                using (var row = database.Use(SetTotpSql))
                {
                    _ = secret is null ? row.BindNull() : row.Bind(secret);
                    row.Bind(confirmed ? 1 : 0).Bind(lastStep).Bind(id).Step();
                }
                database.Use(ClearRecoveryCodesSql).Bind(id).Run();
                foreach (var hash in recoveryHashes) database.Use(AddRecoveryCodeSql).Bind(id).Bind(hash).Run();
            },
            ct);

    /// <inheritdoc />
    public ValueTask<bool> TryTakeTotpStepAsync(int id, long step, CancellationToken ct) =>
        RunAsync(database => database.Use(TakeTotpStepSql).Bind(step).Bind(id).Bind(step).Run(), ct);

    /// <inheritdoc />
    public ValueTask<bool> TryTakeRecoveryCodeAsync(int id, byte[] hash, CancellationToken ct) =>
        RunAsync(database => database.Use(TakeRecoveryCodeSql).Bind(id).Bind(hash).Run(), ct);

    // True when its last statement changed a row.
    private ValueTask<bool> RunAsync(Action<SqliteDatabase> write, CancellationToken ct) => WriteAsync(
        database =>
        {
            write(database);
            return database.Changes > 0;
        },
        ct);
}
