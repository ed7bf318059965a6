using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Kartoteka.Modules.Users;

/// <summary>Time-based one-time passwords, RFC 6238: HMAC-SHA-1, steps of 30 s, 6 digits, as every authenticator app has them.</summary>
internal static class Totp
{
    /// <summary>Length of a step, in seconds.</summary>
    public const int StepSeconds = 30;

    /// <summary>Steps before and after the present one whose codes are good: clocks of telephones drift.</summary>
    public const int StepsAround = 1;

    /// <summary>Bytes of a secret: as many as SHA-1 gives, RFC 4226 §4.</summary>
    public const int SecretBytes = 20;

    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>The step of a time.</summary>
    public static long StepOf(DateTimeOffset time) => time.ToUnixTimeSeconds() / StepSeconds;

    /// <summary>The code of a step.</summary>
    /// <param name="secret">The shared secret.</param>
    /// <param name="step">Steps since 1970-01-01 UTC.</param>
    /// <param name="digits">6 for codes that people type; 8 for the RFC's own vectors.</param>
    public static string Code(ReadOnlySpan<byte> secret, long step, int digits = 6)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
#pragma warning disable CA5350 // The RFC's default, and the only one that all apps know; HMAC does not need what SHA-1 has lost.
        HMACSHA1.HashData(secret, counter, hash);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash[(hash[^1] & 0xf)..]) & 0x7fffffff;
        return $"{number % (int)Math.Pow(10, digits)}".PadLeft(digits, '0');
    }

    /// <summary>The step whose code this is, near <paramref name="now"/>; null when it is none's. Takes as long either way.</summary>
    public static long? Match(ReadOnlySpan<byte> secret, string code, DateTimeOffset now)
    {
        var given = Encoding.UTF8.GetBytes(code);
        long? found = null;
        for (var step = StepOf(now) - StepsAround; step <= StepOf(now) + StepsAround; step++)
        {
            if (CryptographicOperations.FixedTimeEquals(given, Encoding.ASCII.GetBytes(Code(secret, step)))) found = step;
        }
        return found;
    }

    /// <summary>The secret as authenticator apps take it: Base32 of RFC 4648 without padding.</summary>
    public static string ToBase32(ReadOnlySpan<byte> secret)
    {
        var text = new StringBuilder((secret.Length * 8 / 5) + 1);
        var (buffer, bits) = (0, 0);
        foreach (var one in secret)
        {
            buffer = (buffer << 8) | one;
            for (bits += 8; bits >= 5; bits -= 5) text.Append(Base32[(buffer >> (bits - 5)) & 31]);
            buffer &= (1 << bits) - 1;
        }
        if (bits > 0) text.Append(Base32[(buffer << (5 - bits)) & 31]);
        return text.ToString();
    }

    /// <summary>What a QR code for an authenticator app holds.</summary>
    public static string Uri(string base32, string email) =>
        $"otpauth://totp/Kartoteka:{System.Uri.EscapeDataString(email)}?secret={base32}&issuer=Kartoteka&algorithm=SHA1&digits=6&period={StepSeconds}";
}
