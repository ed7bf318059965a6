using System.Collections.Concurrent;
using System.Security.Claims;
using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Storage;
using Microsoft.Extensions.Options;

namespace Kartoteka.Modules.Users.Contracts;

/// <summary>
/// People and live sessions in memory: looking one up takes no lock and reads no disk. Every change goes to the store first and is served
/// from then on, so a role that was changed or a user who was disabled has its effect with the next request.
/// </summary>
public sealed class SessionDirectory(IUserStore store, TimeProvider time, IOptions<UsersOptions> options) : IDisposable
{
    /// <summary>Name of the authentication scheme of sessions.</summary>
    public const string Scheme = "Session";

    /// <summary>Most sessions of one user; a further sign-in ends the one that was longest unused.</summary>
    public const int SessionsPerUserMax = 20;

    // Changes take turns, so that memory ends as the store does.
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly ConcurrentDictionary<UInt128, LiveSession> _sessions = new();
    private readonly ConcurrentDictionary<int, WorkspaceUser> _users = new();

    /// <summary>Raised when a session ended or what a person may do has changed; handlers must return at once.</summary>
    public event Action? Changed;

    /// <summary>True while <paramref name="principal"/> is what a live session stands for: not once it ended, or its role changed.</summary>
    public bool IsCurrent(ClaimsPrincipal principal) =>
        _sessions.Values.Any(session => ReferenceEquals(session.Principal, principal) && !IsOver(session, time.NowUs()));

    /// <summary>Name of the user of this number, or null: for what the user has written or is to do.</summary>
    public string? NameOf(int userId) => _users.GetValueOrDefault(userId)?.Name;

    /// <summary>Users who may sign in, with what their role may do; by name.</summary>
    public IReadOnlyList<(int Id, string Name, Role Role)> Enabled =>
        [.. _users.Values.Where(user => !user.Disabled).OrderBy(user => user.Name, StringComparer.Ordinal).Select(user => (user.Id, user.Name, RoleOf(user)))];

    /// <summary>Reads users and sessions; called at start.</summary>
    public async ValueTask LoadAsync(CancellationToken ct)
    {
        foreach (var user in await store.ListUsersAsync(ct)) _users[user.Id] = user;
        foreach (var session in await store.ListSessionsAsync(ct)) Serve(session);
    }

    internal IReadOnlyCollection<WorkspaceUser> Users => [.. _users.Values.OrderBy(user => user.Id)];

    internal IReadOnlyCollection<LiveSession> Sessions => [.. _sessions.Values.Where(session => !IsOver(session, time.NowUs())).OrderBy(session => session.Stored.Id)];

    internal bool IsEmpty => _users.IsEmpty;

    internal WorkspaceUser? Find(int userId) => _users.GetValueOrDefault(userId);

    internal WorkspaceUser? Find(string email) => _users.Values.FirstOrDefault(user => user.Email == email);

    /// <summary>The live session of a cookie's secret, used now; null for an unknown one or one that is over.</summary>
    internal LiveSession? Find(string secret, bool use)
    {
        var hash = Secrets.Hash(secret);
        if (!_sessions.TryGetValue(Secrets.LookupKey(hash), out var session) || !Secrets.Same(hash, session.Stored.Hash)) return null;
        var now = time.NowUs();
        if (IsOver(session, now)) return null;
        if (use) session.Use(now);
        return session;
    }

    internal TimeSpan AbsoluteRestOf(LiveSession session) => AbsoluteEndOf(session) - time.GetUtcNow();

    private DateTimeOffset AbsoluteEndOf(LiveSession session) => Times.FromUs(session.Stored.CreatedAtUs).AddDays(options.Value.SessionDays);

    internal DateTimeOffset ExpiryOf(LiveSession session)
    {
        var (idle, absolute) = (Times.FromUs(session.LastUsedAtUs).AddHours(options.Value.SessionIdleHours), AbsoluteEndOf(session));
        return idle < absolute ? idle : absolute;
    }

    /// <summary>Adds a user; see <see cref="IUserStore.AddUserAsync"/>.</summary>
    internal Task<WorkspaceUser?> AddAsync(WorkspaceUser draft, bool onlyAsFirst) => ChangeAsync(async () =>
    {
        var added = await store.AddUserAsync(draft, onlyAsFirst, CancellationToken.None);
        if (added is not null) _users[added.Id] = added;
        return added;
    });

    /// <summary>Does <paramref name="write"/> to the store and serves the user as <paramref name="changed"/> says.</summary>
    internal Task UpdateAsync(int userId, Func<IUserStore, ValueTask> write, Func<WorkspaceUser, WorkspaceUser> changed) => ChangeAsync(async () =>
    {
        await write(store);
        Replace(changed(_users[userId]));
        return true;
    });

    /// <summary>Changes a user's access; one who is disabled loses every session.</summary>
    internal Task<AccessChange> ChangeAccessAsync(WorkspaceUser changed) => ChangeAsync(async () =>
    {
        var outcome = await store.ChangeAccessAsync(changed.Id, changed.Name, changed.Role, changed.Disabled, Roles.Administrator, CancellationToken.None);
        if (outcome != AccessChange.Done) return outcome;
        Replace(_users[changed.Id] with { Name = changed.Name, Role = changed.Role, Disabled = changed.Disabled });
        if (changed.Disabled) await EndAsync([.. _sessions.Values.Where(session => session.Stored.OwnerId == changed.Id)]);
        return outcome;
    });

    /// <summary>Begins a session.</summary>
    internal Task<LiveSession> BeginAsync(int userId, string secret, string address, string agent) => ChangeAsync(async () =>
    {
        var own = _sessions.Values.Where(session => session.Stored.OwnerId == userId).OrderByDescending(session => session.LastUsedAtUs).Skip(SessionsPerUserMax - 1).ToArray();
        if (own.Length > 0) await EndAsync(own);
        var added = await store.AddSessionAsync(userId, Secrets.Hash(secret), address, agent, CancellationToken.None);
        _users[userId] = _users[userId] with { LastSignInAtUs = added.CreatedAtUs };
        return Serve(added)!;
    });

    /// <summary>Gives a session another secret and ends the user's other ones.</summary>
    internal Task RotateAsync(LiveSession session, string secret) => ChangeAsync(async () =>
    {
        await EndAsync([.. _sessions.Values.Where(other => other.Stored.OwnerId == session.Stored.OwnerId && other.Stored.Id != session.Stored.Id)]);
        var hash = Secrets.Hash(secret);
        if (!await store.RotateSessionAsync(session.Stored.Id, hash, CancellationToken.None)) return false;
        _sessions.TryRemove(Secrets.LookupKey(session.Stored.Hash), out _);
        Serve(session.Stored with { Hash = hash, LastUsedAtUs = time.NowUs() });
        return true;
    });

    /// <summary>Ends those of the live sessions that <paramref name="which"/> picks; how many.</summary>
    internal Task<int> EndAsync(Func<LiveSession, bool> which) => ChangeAsync(async () =>
    {
        var ended = _sessions.Values.Where(which).ToArray();
        await EndAsync(ended);
        return ended.Length;
    });

    /// <summary>Tells the store which sessions were used, and ends those that are over.</summary>
    internal async Task SweepAsync(CancellationToken ct)
    {
        var used = new List<(int, long)>();
        foreach (var session in _sessions.Values)
        {
            if (session.TakeUnnoted(out var at)) used.Add((session.Stored.Id, at));
        }
        if (used.Count > 0) await store.TouchSessionsAsync(used, ct);
        var now = time.NowUs();
        if (_sessions.Values.Any(session => IsOver(session, now))) await EndAsync(session => IsOver(session, now));
    }

    private async Task<T> ChangeAsync<T>(Func<Task<T>> change)
    {
        T result;
        await _turn.WaitAsync();
        try
        {
            result = await change();
        }
        finally
        {
            _turn.Release();
        }
        Changed?.Invoke();
        return result;
    }

    private async Task EndAsync(LiveSession[] ended)
    {
        if (ended.Length == 0) return;
        await store.EndSessionsAsync([.. ended.Select(session => session.Stored.Id)], CancellationToken.None);
        foreach (var session in ended) _sessions.TryRemove(Secrets.LookupKey(session.Stored.Hash), out _);
    }

    private void Replace(WorkspaceUser user)
    {
        _users[user.Id] = user;
        foreach (var session in _sessions.Values.Where(session => session.Stored.OwnerId == user.Id)) session.Principal = PrincipalOf(user, session.Stored);
    }

    private LiveSession? Serve(SignedInSession stored)
    {
        if (!_users.TryGetValue(stored.OwnerId, out var user)) return null;
        var live = new LiveSession(stored) { Principal = PrincipalOf(user, stored) };
        _sessions[Secrets.LookupKey(stored.Hash)] = live;
        return live;
    }

    private bool IsOver(LiveSession session, long nowUs) => Times.ToUs(ExpiryOf(session)) <= nowUs;

    // A role that this version does not know opens nothing. Nor does a password that somebody else has chosen: it has to be changed first.
    private static ClaimsPrincipal PrincipalOf(WorkspaceUser user, SignedInSession session)
    {
        var role = RoleOf(user);
        var opens = !user.MustChangePassword && !user.Disabled;
        return Actor.Person(user.Email, user.Id, session.Id, opens ? role.Scopes : [], opens ? role.VisibleClasses : [], Scheme);
    }

    internal static Role RoleOf(WorkspaceUser user) => Roles.Find(user.Role) ?? new Role(user.Role, [], []);

    /// <inheritdoc />
    public void Dispose() => _turn.Dispose();
}
