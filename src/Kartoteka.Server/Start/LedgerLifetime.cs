using Kartoteka.Storage;

namespace Kartoteka.Server.Start;

/// <summary>
/// Closes the ledger once, after everything that uses it. The ledger itself stands in the container as an instance, under several ports,
/// and the container does not close instances.
/// </summary>
internal sealed class LedgerLifetime(ILedger ledger) : IAsyncDisposable
{
    /// <inheritdoc />
    public ValueTask DisposeAsync() => ledger.DisposeAsync();
}
