using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Kartoteka.Storage;

/// <summary>
/// The hash chain of the audit log, the same in every store: SHA-256 over the previous hash, the sequence, the time and the four texts,
/// each text preceded by its length so that moving a letter from one field to the next changes the hash.
/// </summary>
public static class AuditChain
{
    /// <summary>The hash before the first line: 32 zero bytes.</summary>
    public static byte[] Genesis => new byte[SHA256.HashSizeInBytes];

    /// <summary>The line that follows <paramref name="previousHash"/>.</summary>
    /// <param name="sequence">From 1, without gaps.</param>
    /// <param name="atUs">Microseconds since 1970-01-01 UTC.</param>
    /// <param name="actor">Who did it.</param>
    /// <param name="action">What was done, such as <c>token.create</c>.</param>
    /// <param name="subject">What it was done to.</param>
    /// <param name="detail">What changed; never a secret.</param>
    /// <param name="previousHash">Hash of the line before, or <see cref="Genesis"/>.</param>
    public static AuditEntry Next(long sequence, long atUs, string actor, string action, string subject, string detail, byte[] previousHash) =>
        new(sequence, atUs, actor, action, subject, detail, previousHash, Hash(sequence, atUs, actor, action, subject, detail, previousHash));

    /// <summary>True when <paramref name="entry"/> follows a line of that sequence and hash, unchanged.</summary>
    public static bool Follows(AuditEntry entry, long previousSequence, ReadOnlySpan<byte> previousHash) =>
        entry.Sequence == previousSequence + 1
        && entry.PreviousHash.AsSpan().SequenceEqual(previousHash)
        && entry.Hash.AsSpan().SequenceEqual(Hash(entry.Sequence, entry.AtUs, entry.Actor, entry.Action, entry.Subject, entry.Detail, entry.PreviousHash));

    private static byte[] Hash(long sequence, long atUs, string actor, string action, string subject, string detail, byte[] previousHash)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(previousHash);
        Span<byte> number = stackalloc byte[8];
        foreach (var value in (ReadOnlySpan<long>)[sequence, atUs])
        {
            BinaryPrimitives.WriteInt64BigEndian(number, value);
            hash.AppendData(number);
        }
        foreach (var text in (ReadOnlySpan<string>)[actor, action, subject, detail])
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            BinaryPrimitives.WriteInt64BigEndian(number, bytes.Length);
            hash.AppendData(number);
            hash.AppendData(bytes);
        }
        return hash.GetHashAndReset();
    }
}
