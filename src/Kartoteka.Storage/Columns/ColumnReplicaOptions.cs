namespace Kartoteka.Storage.Columns;

/// <summary>How the replica goes about its work.</summary>
public sealed record ColumnReplicaOptions
{
    /// <summary>
    /// Shortest pause between batches, while it is not behind: column stores take few large ones better than many small ones. Default 0.1 s: a batch has a cost of its own of 30 ms,
    /// and memberships are asked about less often than that.
    /// </summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>How long moves are joined before they are written into the events, when nothing waits. Default 10 s.</summary>
    public TimeSpan FoldAfter { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long events stay where. Default: all in the store's tables, for ever.</summary>
    public TierRules Tiers { get; init; } = TierRules.None;

    /// <summary>Pause between looks for what is to be archived or dropped. Default an hour.</summary>
    public TimeSpan TierEvery { get; init; } = TimeSpan.FromHours(1);
}

/// <summary>
/// Opens the column store, which may take a moment; throws <see cref="ColumnsUnavailableException"/> when it cannot be opened and should be
/// tried again later.
/// </summary>
/// <param name="anew">True to set aside what is there and begin with an empty store.</param>
/// <param name="ct">Ends it.</param>
public delegate ValueTask<IColumnStore> ColumnStoreOpener(bool anew, CancellationToken ct);
