namespace Kartoteka.Storage.Columns;

/// <summary>How the replica goes about its work.</summary>
public sealed record ColumnReplicaOptions
{
    /// <summary>
    /// Shortest pause between batches, while it is not behind: column stores take few large ones better than many small ones. Default 0.1 s: a batch has a cost of its own of 30 ms,
    /// and memberships are asked about less often than that.
    /// </summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Numbers of profiles that are kept in memory, 36 to 110 bytes each: of a larger base those used lately, and the rest is asked for. Default 2,000,000.</summary>
    public int NumbersInMemory { get; init; } = 2_000_000;

    /// <summary>Steps of orders up to which it is remembered which orders there are, 6 bytes each: of more, each batch asks. Default 8,000,000.</summary>
    public long OrderStepsInMemory { get; init; } = 8_000_000;

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
