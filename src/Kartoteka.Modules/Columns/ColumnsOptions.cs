using System.ComponentModel.DataAnnotations;

namespace Kartoteka.Modules.Columns;

/// <summary>Settings of the replica for questions over the whole base.</summary>
public sealed class ColumnsOptions
{
    /// <summary>Most memory for columns held and for what questions work on, in MiB; the rest goes to the disk. Default 512.</summary>
    [Range(64, 1_048_576)] public int MemoryMb { get; set; } = 512;

    /// <summary>Threads that work on questions, all together; 0 for one on each core. Default 0.</summary>
    [Range(0, 1_024)] public int Threads { get; set; }

    /// <summary>Shortest pause between two batches that are written, in milliseconds: a batch has a cost of its own of some 30 ms. Default 100.</summary>
    [Range(1, 60_000)] public int PauseMs { get; set; } = 100;

    /// <summary>How long moves of records between profiles are joined before they are written into the events, in seconds. Default 10.</summary>
    [Range(1, 86_400)] public int FoldSeconds { get; set; } = 10;

    /// <summary>Days after which a closed day of events goes from the replica's tables to Parquet files; null for never. Default 400.</summary>
    [Range(1, 100_000)] public int? WarmDays { get; set; } = 400;

    /// <summary>The same for single kinds of events (<c>track</c>, <c>page</c>, <c>screen</c>, …), before <see cref="WarmDays"/>. Default none.</summary>
    public Dictionary<string, int> WarmDaysOf { get; set; } = [];

    /// <summary>
    /// Most events of one kind in the replica's tables; where there are more, the oldest closed days of that kind go to Parquet files before their age. Null for
    /// any number. Default 50 million.
    /// </summary>
    [Range(1, long.MaxValue)] public long? WarmRows { get; set; } = 50_000_000;

    /// <summary>The same for single kinds, before <see cref="WarmRows"/>. Default none.</summary>
    public Dictionary<string, long> WarmRowsOf { get; set; } = [];

    /// <summary>Days after which events are dropped from the replica and its files; the ledger keeps them. Null for never, the default.</summary>
    [Range(1, 100_000)] public int? KeepDays { get; set; }

    /// <summary>The same for single kinds, before <see cref="KeepDays"/>. Default none.</summary>
    public Dictionary<string, int> KeepDaysOf { get; set; } = [];
}
