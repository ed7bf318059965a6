namespace Kartoteka.Storage;

/// <summary>A person who signs in. Never a profile: those are the people whom the base is about.</summary>
/// <param name="Id">Its number in this base, above 0, never given again.</param>
/// <param name="Email">Normalised; one user for each.</param>
/// <param name="Name">For people; 1 to 200 UTF-16 units.</param>
/// <param name="Role">Name of a role.</param>
/// <param name="PasswordHash">A slow hash with its parameters, as the module wrote it.</param>
/// <param name="MustChangePassword">The password was given by somebody else and opens nothing but its own change.</param>
/// <param name="Language"><c>ru</c> or <c>en</c>.</param>
/// <param name="Theme"><c>light</c>, <c>dark</c> or <c>system</c>.</param>
/// <param name="Disabled">May not sign in.</param>
/// <param name="TotpSecret">Secret of the second factor, encrypted; null where there is none.</param>
/// <param name="TotpConfirmed">A code was given once, so the second factor is asked for from then on.</param>
/// <param name="CreatedAtUs">When it was made.</param>
/// <param name="LastSignInAtUs">Last time of a full sign-in, or null.</param>
public sealed record WorkspaceUser(
    int Id, string Email, string Name, string Role, string PasswordHash, bool MustChangePassword, string Language, string Theme, bool Disabled,
    byte[]? TotpSecret, bool TotpConfirmed, long CreatedAtUs, long? LastSignInAtUs);

/// <summary>A signed-in browser. The secret itself is not kept, only its SHA-256.</summary>
/// <param name="Id">Its number in this base, above 0, never given again.</param>
/// <param name="Hash">SHA-256 of the secret in the cookie.</param>
/// <param name="OwnerId">Who signed in.</param>
/// <param name="CreatedAtUs">When.</param>
/// <param name="LastUsedAtUs">Last request, to the minute.</param>
/// <param name="Address">Address of the client at sign-in; empty where it has none.</param>
/// <param name="Agent">What the client says it is; at most 300 UTF-16 units.</param>
public sealed record SignedInSession(int Id, byte[] Hash, int OwnerId, long CreatedAtUs, long LastUsedAtUs, string Address, string Agent);

/// <summary>What came of a change of a user's access.</summary>
public enum AccessChange
{
    /// <summary>It is stored.</summary>
    Done = 0,

    /// <summary>There is no such user.</summary>
    Unknown = 1,

    /// <summary>Nobody enabled would be left with the guarded role; nothing was changed.</summary>
    LastOne = 2,
}

/// <summary>People who sign in and their sessions. Every method is one transaction; writes are durable when they return.</summary>
public interface IUserStore
{
    /// <summary>All users, by id.</summary>
    ValueTask<IReadOnlyList<WorkspaceUser>> ListUsersAsync(CancellationToken ct);

    /// <summary>Adds one; id and times of <paramref name="draft"/> are ignored.</summary>
    /// <param name="draft">Who.</param>
    /// <param name="onlyAsFirst">Add it only while there is no user at all; two who try at once do not both succeed.</param>
    /// <param name="ct">Cancels before the write.</param>
    /// <returns>The user, or null when the e-mail is taken or it would not be the first.</returns>
    ValueTask<WorkspaceUser?> AddUserAsync(WorkspaceUser draft, bool onlyAsFirst, CancellationToken ct);

    /// <summary>Changes name, role and whether the user may sign in, unless that left no enabled user with <paramref name="guardedRole"/>.</summary>
    ValueTask<AccessChange> ChangeAccessAsync(int id, string name, string role, bool disabled, string guardedRole, CancellationToken ct);

    /// <summary>Changes what users change of themselves.</summary>
    ValueTask ChangePreferencesAsync(int id, string name, string language, string theme, CancellationToken ct);

    /// <summary>Stores another hash of a password.</summary>
    ValueTask SetPasswordAsync(int id, string passwordHash, bool mustChange, CancellationToken ct);

    /// <summary>Stores the second factor, or takes it away with its codes.</summary>
    /// <param name="id">Whose.</param>
    /// <param name="secret">Encrypted; null takes it away.</param>
    /// <param name="confirmed">From now on a code is asked for.</param>
    /// <param name="lastStep">The time step of the code that confirmed it: neither it nor an earlier one is taken again.</param>
    /// <param name="recoveryHashes">Hashes that replace the recovery codes there were.</param>
    /// <param name="ct">Cancels before the write.</param>
    ValueTask SetTotpAsync(int id, byte[]? secret, bool confirmed, long lastStep, IReadOnlyList<byte[]> recoveryHashes, CancellationToken ct);

    /// <summary>Takes a time step once; false unless it is later than every one taken before.</summary>
    ValueTask<bool> TryTakeTotpStepAsync(int id, long step, CancellationToken ct);

    /// <summary>Takes a recovery code once; false when the user has none of this hash.</summary>
    ValueTask<bool> TryTakeRecoveryCodeAsync(int id, byte[] hash, CancellationToken ct);

    /// <summary>All sessions, by id.</summary>
    ValueTask<IReadOnlyList<SignedInSession>> ListSessionsAsync(CancellationToken ct);

    /// <summary>Adds a session that begins now, and notes the sign-in with its user.</summary>
    ValueTask<SignedInSession> AddSessionAsync(int userId, byte[] hash, string address, string agent, CancellationToken ct);

    /// <summary>Gives a session another secret; false when there is no such session.</summary>
    ValueTask<bool> RotateSessionAsync(int id, byte[] hash, CancellationToken ct);

    /// <summary>Notes when sessions were last used; those that have ended meanwhile stay ended.</summary>
    ValueTask TouchSessionsAsync(IReadOnlyList<(int Id, long LastUsedAtUs)> used, CancellationToken ct);

    /// <summary>Ends sessions; unknown numbers are passed over.</summary>
    ValueTask EndSessionsAsync(IReadOnlyCollection<int> ids, CancellationToken ct);
}
