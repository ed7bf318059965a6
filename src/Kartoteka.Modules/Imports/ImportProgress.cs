namespace Kartoteka.Modules.Imports;

/// <summary>How far the running task is: for those who watch, not committed.</summary>
internal sealed class ImportProgress(long importId)
{
    private long _rows;
    private long _bytes;

    public long ImportId { get; } = importId;

    /// <summary>Rows, or events of an undo, dealt with.</summary>
    public long Rows => Interlocked.Read(ref _rows);

    /// <summary>Bytes of the file read.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>What it waits for: <c>queue</c> while live events fill it, <c>ledger</c> while it cannot write; null while it works.</summary>
    public volatile string? WaitsFor;

    public void Report(long rows, long bytes)
    {
        Interlocked.Exchange(ref _rows, rows);
        Interlocked.Exchange(ref _bytes, bytes);
    }
}
