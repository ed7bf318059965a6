using System.Net;
using Kartoteka.Modules.Workspace.Contracts;
using Microsoft.Extensions.Options;

namespace Kartoteka.Modules.Users;

/// <summary>
/// Slows guessing down (ASVS 6.3.1): after some failures each further one of the same e-mail, or of the same address, makes the next wait
/// longer. An attempt counts as failed when it begins, so that many at once do not slip through; success takes it back. An e-mail that
/// nobody has is treated like any other, so a wait does not tell which exist.
/// </summary>
internal sealed class SignInThrottle(TimeProvider time, IOptions<UsersOptions> options)
{
    /// <summary>Most e-mails and addresses remembered; beyond them the one whose wait ends first is forgotten.</summary>
    public const int EntriesMax = 50_000;

    /// <summary>An address stands for a whole office, so it may fail so many times as often as an e-mail.</summary>
    private const int AddressFactor = 4;

    private static readonly TimeSpan ForgottenAfter = TimeSpan.FromHours(24);

    private sealed record Entry(int Failures, DateTimeOffset LastAt, DateTimeOffset Until, bool IsTold = false);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <summary>Begins an attempt, counting it as failed.</summary>
    /// <returns>Null when it may go on; else how long to wait, and nothing was counted.</returns>
    public TimeSpan? Begin(string email, IPAddress? address)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            var until = new[] { Key(email), Key(address) }.Max(key => _entries.GetValueOrDefault(key)?.Until ?? default);
            if (until > now) return until - now;
            AddFailure(Key(email), options.Value.FreeAttempts, now);
            AddFailure(Key(address), options.Value.FreeAttempts * AddressFactor, now);
            return null;
        }
    }

    /// <summary>The whole sign-in succeeded: the e-mail begins anew. The address gets back this attempt only, or a guesser with a password of his own would clear it.</summary>
    public void Succeeded(string email, IPAddress? address)
    {
        lock (_lock)
        {
            _entries.Remove(Key(email));
            TakeBack(Key(address), options.Value.FreeAttempts * AddressFactor);
        }
    }

    /// <summary>The attempt was no guess, as when a right password came without the code: it is not counted, and nothing before it is forgotten.</summary>
    public void TakeBack(string email, IPAddress? address)
    {
        lock (_lock)
        {
            TakeBack(Key(email), options.Value.FreeAttempts);
            TakeBack(Key(address), options.Value.FreeAttempts * AddressFactor);
        }
    }

    /// <summary>How many e-mails and addresses are remembered.</summary>
    public int Count
    {
        get
        {
            lock (_lock) return _entries.Count;
        }
    }

    /// <summary>Until when an e-mail has to wait; null when it has not.</summary>
    public DateTimeOffset? LockedUntil(string email)
    {
        lock (_lock) return _entries.GetValueOrDefault(Key(email)) is { } entry && entry.Until > time.GetUtcNow() ? entry.Until : null;
    }

    /// <summary>True once for each time that an e-mail has to wait: the audit log is told once, however often a guesser comes back.</summary>
    public bool TakeNews(string email)
    {
        lock (_lock)
        {
            if (_entries.GetValueOrDefault(Key(email)) is not { IsTold: false } entry || entry.Until <= time.GetUtcNow()) return false;
            _entries[Key(email)] = entry with { IsTold = true };
            return true;
        }
    }

    /// <summary>Forgets the failures of an e-mail.</summary>
    public void Unlock(string email)
    {
        lock (_lock) _entries.Remove(Key(email));
    }

    private void AddFailure(string key, int free, DateTimeOffset now)
    {
        var known = _entries.GetValueOrDefault(key);
        var failures = known is null || now - known.LastAt > ForgottenAfter ? 1 : known.Failures + 1;
        if (known is null && _entries.Count >= EntriesMax) Forget(now);
        _entries[key] = new Entry(failures, now, now + Wait(failures, free));
    }

    private void TakeBack(string key, int free)
    {
        if (_entries.GetValueOrDefault(key) is not { } entry) return;
        if (entry.Failures <= 1) _entries.Remove(key);
        else _entries[key] = entry with { Failures = entry.Failures - 1, Until = entry.Failures - 1 < free ? default : entry.Until };
    }

    private TimeSpan Wait(int failures, int free) => failures < free
        ? TimeSpan.Zero
        : TimeSpan.FromSeconds(Math.Min(options.Value.LockSecondsMax, options.Value.LockSeconds * Math.Pow(2, Math.Min(failures - free, 30))));

    // A guesser with many addresses must not push out the wait of the account that he is after, so those with no wait left go first.
    private void Forget(DateTimeOffset now)
    {
        foreach (var key in _entries.Where(pair => now - pair.Value.LastAt > ForgottenAfter).Select(pair => pair.Key).ToArray()) _entries.Remove(key);
        if (_entries.Count < EntriesMax) return;
        foreach (var key in _entries.OrderBy(pair => pair.Value.Until).ThenBy(pair => pair.Value.LastAt).Take(EntriesMax / 10).Select(pair => pair.Key).ToArray()) _entries.Remove(key);
    }

    // Hashed, so that texts of any length cost the same memory.
    private static string Key(string email) => Convert.ToBase64String(Secrets.Hash(email));

    private static string Key(IPAddress? address) => $"a:{ClientAddress.Counted(address)}";
}
