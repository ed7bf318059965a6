using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace Kartoteka.Modules.Users;

/// <summary>What a check of a password found.</summary>
/// <param name="IsGood">The password is the one that was hashed.</param>
/// <param name="NeedsRehash">It is, and today's parameters are stronger than those of its hash.</param>
internal readonly record struct PasswordCheck(bool IsGood, bool NeedsRehash);

/// <summary>
/// PBKDF2-HMAC-SHA512 with its parameters beside it: <c>pbkdf2-sha512$210000$SALT$HASH</c>. The framework has no Argon2id. A hash takes about
/// 0.1 s of a core, so few are made at once and the rest wait; too many waiting are refused, or sign-ins could starve ingest.
/// </summary>
internal sealed class PasswordHasher(IOptions<UsersOptions> options) : IDisposable
{
    /// <summary>Most checks that wait for their turn.</summary>
    public const int WaitingMax = 100;

    private const string Name = "pbkdf2-sha512";
    private const int SaltBytes = 16, HashBytes = 64;

    private readonly SemaphoreSlim _turns = new(Math.Max(1, Environment.ProcessorCount / 2));
    private readonly string _nobodys = Format(options.Value.PasswordIterations, new byte[SaltBytes], new byte[HashBytes]);
    private int _waiting;

    /// <summary>A new hash of a password; null when too many are waiting.</summary>
    public Task<string?> HashAsync(string password, CancellationToken ct) => TakeTurnAsync(() =>
    {
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        return Format(options.Value.PasswordIterations, salt, Derive(password, salt, options.Value.PasswordIterations));
    }, ct);

    /// <summary>Checks a password; null when too many are waiting.</summary>
    /// <param name="hash">The hash; null where there is no such user, which takes as long and is never good.</param>
    /// <param name="password">As typed.</param>
    /// <param name="ct">Cancels the wait.</param>
    public Task<PasswordCheck?> CheckAsync(string? hash, string password, CancellationToken ct) => TakeTurnAsync(() =>
    {
        var (iterations, salt, expected) = Parse(hash ?? _nobodys);
        var isSame = CryptographicOperations.FixedTimeEquals(Derive(password, salt, iterations), expected);
        return (PasswordCheck?)new PasswordCheck(isSame && hash is not null, isSame && iterations < options.Value.PasswordIterations);
    }, ct);

    private async Task<T?> TakeTurnAsync<T>(Func<T?> work, CancellationToken ct)
    {
        if (Interlocked.Increment(ref _waiting) > WaitingMax)
        {
            Interlocked.Decrement(ref _waiting);
            return default;
        }
        try
        {
            await _turns.WaitAsync(ct);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
        try
        {
            return await Task.Run(work, CancellationToken.None);
        }
        finally
        {
            _turns.Release();
        }
    }

    private static byte[] Derive(string password, byte[] salt, int iterations) =>
        Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(password), salt, iterations, HashAlgorithmName.SHA512, HashBytes);

    private static string Format(int iterations, byte[] salt, byte[] hash) =>
        string.Create(CultureInfo.InvariantCulture, $"{Name}${iterations}${Convert.ToBase64String(salt)}${Convert.ToBase64String(hash)}");

    private static (int Iterations, byte[] Salt, byte[] Hash) Parse(string text) =>
        text.Split('$') is [Name, var iterations, var salt, var hash]
            ? (int.Parse(iterations, CultureInfo.InvariantCulture), Convert.FromBase64String(salt), Convert.FromBase64String(hash))
            : throw new InvalidDataException("A password's hash is of an unknown form.");

    public void Dispose() => _turns.Dispose();
}
