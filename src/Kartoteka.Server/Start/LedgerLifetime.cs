using Kartoteka.Storage;
using Kartoteka.Storage.Embedded.Ledger;

namespace Kartoteka.Server.Start;

/// <summary>Opens the ledger and closes it once: the ledger stands in the container under several ports, which would each close it.</summary>
internal sealed class LedgerLifetime(ServerOptions options) : IAsyncDisposable, IDisposable
{
    /// <summary>The ledger.</summary>
    public ILedger Ledger { get; } = SqliteLedger.Open(options.DataFolder, options.Time);

    /// <inheritdoc />
    public ValueTask DisposeAsync() => Ledger.DisposeAsync();

    /// <inheritdoc />
    public void Dispose() => Ledger.DisposeAsync().AsTask().GetAwaiter().GetResult(); // Only where a host that never started is thrown away.
}
