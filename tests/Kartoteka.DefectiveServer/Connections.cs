using Microsoft.AspNetCore.Connections;

namespace Kartoteka.DefectiveServer;

/// <summary>Counts connections, for the two defects that are about their number.</summary>
internal sealed class Connections(Defect defect)
{
    private const int Many = 300;
    private int _open;

    public ConnectionDelegate CountAsync(ConnectionDelegate next) => connection => RunAsync(connection, next);

    private async Task RunAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        if (Interlocked.Increment(ref _open) > Many && defect == Defect.AbortsOnManyConnections) Environment.Exit(134);
        var hoard = defect == Defect.HoardsMemory ? GC.AllocateUninitializedArray<byte>(1 << 20) : [];
        Array.Fill(hoard, (byte)1); // Untouched pages would cost nothing.
        try
        {
            await next(connection);
        }
        finally
        {
            Interlocked.Decrement(ref _open);
            GC.KeepAlive(hoard);
        }
    }
}
