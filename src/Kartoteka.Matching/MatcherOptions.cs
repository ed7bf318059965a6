using Kartoteka.Matching.Tables;

namespace Kartoteka.Matching;

/// <summary>Where a run is.</summary>
public enum MatchStage
{
    /// <summary>What do columns mean.</summary>
    Columns,

    /// <summary>Values take one form.</summary>
    Normalising,

    /// <summary>How often do strangers agree.</summary>
    Chance,

    /// <summary>Which pairs are worth comparing.</summary>
    Blocking,

    /// <summary>How often do records of one person agree.</summary>
    Learning,

    /// <summary>All candidate pairs are weighed.</summary>
    Scoring,

    /// <summary>Records are put together.</summary>
    Clustering,

    /// <summary>Nothing is left to do.</summary>
    Done,
}

/// <summary>What may be told; nothing has to be.</summary>
public sealed record MatcherOptions
{
    /// <summary>Column of record ids, from 0; -1 for none. It is not compared. Default 0.</summary>
    public int IdColumn { get; init; }

    /// <summary>Roles of columns by name, where the guess should not decide; null for none.</summary>
    public IReadOnlyDictionary<string, ColumnRole>? Roles { get; init; }

    /// <summary>Probability above which records are put together: over 0, under 1. Default 0.95.</summary>
    public double Threshold { get; init; } = 0.95;

    /// <summary>Most pairs to compare; null for 16 a record, at least 4 million.</summary>
    public long? PairsMax { get; init; }

    /// <summary>Threads to use. Default: one a processor.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>For linking two files: 0 or 1 for each row. Only pairs across are compared. Null for one file.</summary>
    public IReadOnlyList<byte>? FileOfRow { get; init; }

    /// <summary>A model learned before, used instead of learning; its fields must be this table's. Null to learn.</summary>
    public Learning.MatchModel? Model { get; init; }

    /// <summary>What is known of pairs of rows; null for nothing.</summary>
    public IReadOnlyList<Decision>? Decisions { get; init; }

    /// <summary>
    /// Whether the threshold that fits <see cref="Decisions"/> best takes the place of <see cref="Threshold"/>, which stays where fewer than 50 decisions are known.
    /// Default false: stewards see pairs near the threshold, so theirs is no sample of all. <see cref="MatchOutcome.Threshold"/> tells which was used.
    /// </summary>
    public bool ThresholdFromDecisions { get; init; }

    /// <summary>Called at the beginning of each stage, from the thread of the run.</summary>
    public Action<MatchStage>? Progress { get; init; }
}
