using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Kartoteka.Modules.Users.Contracts;
using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Logging;

namespace Kartoteka.Modules.Users;

/// <summary>The second factor of the person who asks: on, off, and the check of a code. Its secret is encrypted in the base.</summary>
internal sealed partial class SecondFactor(
    SessionDirectory sessions, IUserStore store, DataKey key, PasswordCheckOfOwner owner, AuditLog audit, TimeProvider time, ILogger<SecondFactor> log)
{
    public const string PasswordExample = """{"password":"four words or more"}""";
    public const string BeginExample = """{"secret":"JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP","uri":"otpauth://totp/Kartoteka:anna%40shop.example?secret=…"}""";
    public const string ConfirmRequestExample = """{"code":"123456"}""";
    public const string ConfirmExample = """{"recoveryCodes":["abcd-efgh-jkmn-pqrs"]}""";

    /// <summary>Recovery codes of a user.</summary>
    public const int RecoveryCodes = 10;

    private const string Purpose = "totp";

    public sealed record PasswordBody(string? Password);

    /// <param name="Secret">Base32, for those who type it.</param>
    /// <param name="Uri">For a QR code.</param>
    public sealed record Begun(string Secret, string Uri);

    public sealed record CodeBody(string? Code);

    /// <param name="RecoveryCodes">Each is good once, in place of a code; shown this once.</param>
    public sealed record Confirmed(IReadOnlyList<string> RecoveryCodes);

    public async Task<Results<Ok<Begun>, ProblemHttpResult>> BeginAsync(PasswordBody body, HttpContext context)
    {
        var user = sessions.Find(context.User.UserId!.Value)!;
        if (await owner.CheckAsync(user, body.Password, context) is { } refused) return refused;
        if (user.TotpConfirmed) return Problems.Conflict("second-factor-on", "The second factor is on. Turn it off first.");
        var secret = RandomNumberGenerator.GetBytes(Totp.SecretBytes);
        await StoreAsync(user.Id, key.Seal(Purpose, secret, Context(user.Id)), confirmed: false, 0, []);
        var text = Totp.ToBase32(secret);
        return TypedResults.Ok(new Begun(text, Totp.Uri(text, user.Email)));
    }

    public async Task<Results<Ok<Confirmed>, ProblemHttpResult>> ConfirmAsync(CodeBody body, ClaimsPrincipal person)
    {
        var user = sessions.Find(person.UserId!.Value)!;
        if (user.TotpConfirmed) return Problems.Conflict("second-factor-on", "The second factor is on already.");
        if (user.TotpSecret is null || Open(user) is not { } secret) return Problems.Conflict("second-factor-not-begun", "Ask for a secret first.");
        if (Totp.Match(secret, body.Code?.Trim() ?? "", time.GetUtcNow()) is not { } step)
        {
            return TypedResults.Problem("The code does not fit. Check the clock of the telephone.", statusCode: 400, type: "/problems/second-factor-wrong");
        }
        var codes = Enumerable.Range(0, RecoveryCodes).Select(_ => Secrets.NewReadable(4, 4)).ToArray();
        await StoreAsync(user.Id, user.TotpSecret, confirmed: true, step, [.. codes.Select(HashOf)]);
        await audit.AppendAsync(person, "user.second_factor_on", $"user/{user.Id}", "");
        return TypedResults.Ok(new Confirmed(codes));
    }

    public async Task<Results<NoContent, ProblemHttpResult>> EndAsync(PasswordBody body, HttpContext context)
    {
        var user = sessions.Find(context.User.UserId!.Value)!;
        if (await owner.CheckAsync(user, body.Password, context) is { } refused) return refused;
        await RemoveAsync(user.Id);
        await audit.AppendAsync(context.User, "user.second_factor_off", $"user/{user.Id}", "by its owner");
        return TypedResults.NoContent();
    }

    /// <summary>Takes the second factor away.</summary>
    public Task RemoveAsync(int userId) => StoreAsync(userId, null, confirmed: false, 0, []);

    /// <summary>Takes a code of the app or a recovery code, once.</summary>
    public async Task<bool> TryTakeAsync(WorkspaceUser user, string code)
    {
        code = code.Trim().Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant();
        if (Open(user) is not { } secret) return false;
        if (Totp.Match(secret, code, time.GetUtcNow()) is { } step) return await store.TryTakeTotpStepAsync(user.Id, step, CancellationToken.None);
        if (code.Length < 10 || !await store.TryTakeRecoveryCodeAsync(user.Id, HashOf(code), CancellationToken.None)) return false;
        await audit.AppendAsync("user.recovery_code", $"user/{user.Id}", "used to sign in");
        return true;
    }

    private byte[]? Open(WorkspaceUser user)
    {
        var secret = key.Open(Purpose, user.TotpSecret, Context(user.Id));
        if (secret is null) LogLost(user.Id, DataKey.FileName);
        return secret;
    }

    private Task StoreAsync(int userId, byte[]? secret, bool confirmed, long step, IReadOnlyList<byte[]> recoveryHashes) => sessions.UpdateAsync(
        userId, users => users.SetTotpAsync(userId, secret, confirmed, step, recoveryHashes, CancellationToken.None),
        known => known with { TotpSecret = secret, TotpConfirmed = confirmed });

    // With a key that is not in the base, since codes that people can copy are too short for a bare hash.
    private byte[] HashOf(string code) =>
        HMACSHA256.HashData(key.Derive("recovery-codes"), Encoding.UTF8.GetBytes(code.Replace("-", "", StringComparison.Ordinal)));

    private static string Context(int userId) => $"user/{userId}";

    [LoggerMessage(1204, LogLevel.Error, "The second factor of user {UserId} cannot be read: {File} is not the one it was made with. Bring it back, or use: kartoteka user totp-off")]
    private partial void LogLost(int userId, string file);
}
