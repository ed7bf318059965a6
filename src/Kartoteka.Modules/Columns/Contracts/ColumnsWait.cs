using Kartoteka.Storage;
using Kartoteka.Storage.Columns;

namespace Kartoteka.Modules.Columns.Contracts;

/// <summary>Waits for the replica, for whoever asks it once for all that there is.</summary>
public sealed class ColumnsWait
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly ColumnReplica _columns;
    private readonly ColumnsRunner _runner;
    private readonly ILedgerReader _ledger;
    private readonly TimeProvider _time;

    internal ColumnsWait(ColumnReplica columns, ColumnsRunner runner, ILedgerReader ledger, TimeProvider time) => (_columns, _runner, _ledger, _time) = (columns, runner, ledger, time);

    /// <summary>
    /// Returns once the replica has all that is in the ledger now, or cannot be asked. Where the program works for its own process alone, the replica begins to
    /// follow by this.
    /// </summary>
    public async Task LevelAsync(CancellationToken ct)
    {
        _runner.Begin();
        var head = _ledger.HeadPosition;
        while (_columns.Unavailable is null && (_columns.IsBuilding || _columns.Position < head)) await Task.Delay(Pause, _time, ct);
    }
}
