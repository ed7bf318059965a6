using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Kartoteka.Storage.Embedded.Ledger;

/// <summary>First 8 bytes of SHA-256 over source and message id: spread evenly, and not to be steered by a sender.</summary>
internal static class MessageHash
{
    private const int BytesMax = 3 * MessageKey.MessageIdLengthMax;

    /// <summary>The hash of a key.</summary>
    /// <exception cref="LedgerRefusedException">The message id is too long.</exception>
    public static long Of(MessageKey key)
    {
        if (key.MessageId.Length > MessageKey.MessageIdLengthMax) throw new LedgerRefusedException($"A message id is longer than {MessageKey.MessageIdLengthMax}.");
        Span<byte> text = stackalloc byte[BytesMax];
        return Of(key.SourceId, text[..Encoding.UTF8.GetBytes(key.MessageId, text)]);
    }

    /// <summary>The hash of a source's message id, given as UTF-8.</summary>
    public static long Of(int sourceId, ReadOnlySpan<byte> messageId)
    {
        Span<byte> text = stackalloc byte[4 + BytesMax];
        BinaryPrimitives.WriteInt32LittleEndian(text, sourceId);
        messageId.CopyTo(text[4..]);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(text[..(4 + messageId.Length)], hash);
        return BinaryPrimitives.ReadInt64LittleEndian(hash);
    }
}
