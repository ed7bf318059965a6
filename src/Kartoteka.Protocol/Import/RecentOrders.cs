using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Kartoteka.Protocol.Import;

/// <summary>The last <see cref="ImportLimits.OrdersRemembered"/> order ids, each as 64 bits of SHA-256; the oldest is forgotten first.</summary>
internal sealed class RecentOrders
{
    private readonly HashSet<ulong> _known = [];
    private readonly Queue<ulong> _inOrder = new();

    /// <summary>Remembers an id; false when it is known already.</summary>
    public bool Add(string orderId)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(MemoryMarshal.AsBytes(orderId.AsSpan()), hash);
        var key = BinaryPrimitives.ReadUInt64LittleEndian(hash);
        if (!_known.Add(key)) return false;
        _inOrder.Enqueue(key);
        if (_inOrder.Count > ImportLimits.OrdersRemembered) _known.Remove(_inOrder.Dequeue());
        return true;
    }
}
