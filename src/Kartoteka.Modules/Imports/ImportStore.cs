using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Storage;

namespace Kartoteka.Modules.Imports;

/// <summary>Imports as jobs of the ledger. Changes of state take turns, so that of two conflicting acts one is refused.</summary>
internal sealed class ImportStore(ILedger ledger, TimeProvider time) : IDisposable
{
    public const string JobKind = "import";

    /// <summary>Most imports looked through; older ones are still found by number.</summary>
    public const int ListMax = 1_000;

    private readonly SemaphoreSlim _turn = new(1, 1);

    public long NowUs => time.NowUs();

    public async ValueTask<Import?> FindAsync(long id, CancellationToken ct) =>
        await ledger.FindJobAsync(id, ct) is { Kind: JobKind } job ? Import.Of(job) : null;

    public async ValueTask<IReadOnlyList<Import>> ListAsync(int limit, CancellationToken ct) => [.. (await ledger.ListJobsAsync(JobKind, limit, ct)).Select(Import.Of)];

    public async ValueTask<Import> AddAsync(ImportDocument document, CancellationToken ct) =>
        Import.Of(await ledger.AddJobAsync(JobKind, ImportStates.Ready, Import.Write(document), ct));

    /// <summary>Changes an import if <paramref name="change"/> gives something else than null.</summary>
    /// <returns>The import as it is then, and whether it was changed; null when there is none.</returns>
    public async Task<(Import Now, bool Changed)?> ChangeAsync(long id, Func<Import, Import?> change, CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            await using var transaction = await ledger.BeginAsync(ct);
            transaction.MarkUnchanged();
            if (await transaction.FindJobAsync(id, ct) is not { Kind: JobKind } job) return null;
            var import = Import.Of(job);
            if (change(import) is not { } changed) return (import, false);
            changed = changed with { UpdatedAtUs = NowUs };
            await transaction.SaveJobAsync(changed.ToJob(), ct);
            await transaction.CommitAsync(ct);
            return (changed, true);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();
}
