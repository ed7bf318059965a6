using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Kartoteka.Modules.Workspace.Contracts;

/// <summary>Makes and compares secrets. Only their SHA-256 is ever stored: a random secret needs no slow hash (ASVS 11.2.4, 11.4).</summary>
public static class Secrets
{
    /// <summary>How an API token made here begins, so that scanners of repositories find a leaked one.</summary>
    public const string TokenPrefix = "kt_";

    private const string ReadableAlphabet = "abcdefghjkmnpqrstuvwxyz23456789";

    private const string KeyAlphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /// <summary>An API token: <c>kt_</c> and 256 random bits as base64url.</summary>
    public static string NewToken() => TokenPrefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>A write key: 32 random letters and digits (190 bits), safe in a URL, a header and a script.</summary>
    public static string NewWriteKey() => RandomNumberGenerator.GetString(KeyAlphabet, 32);

    /// <summary>A secret that people read out and type: <paramref name="groups"/> groups of letters and digits that nobody takes for one another.</summary>
    /// <param name="groups">Groups, with dashes between them.</param>
    /// <param name="length">Characters of a group; each is worth 4.95 bits.</param>
    public static string NewReadable(int groups, int length) => string.Join('-', Enumerable.Range(0, groups).Select(_ => RandomNumberGenerator.GetString(ReadableAlphabet, length)));

    /// <summary>SHA-256 of the secret's UTF-8 form: 32 bytes.</summary>
    public static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    /// <summary>The first 16 bytes of a hash: the key of an in-memory look-up whose hit is then compared in full.</summary>
    public static UInt128 LookupKey(ReadOnlySpan<byte> hash) => BinaryPrimitives.ReadUInt128BigEndian(hash);

    /// <summary>Compares two hashes in constant time.</summary>
    public static bool Same(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) => CryptographicOperations.FixedTimeEquals(left, right);
}
