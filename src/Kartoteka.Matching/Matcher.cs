using Kartoteka.Matching.Blocking;
using Kartoteka.Matching.Clustering;
using Kartoteka.Matching.Learning;
using Kartoteka.Matching.Records;
using Kartoteka.Matching.Tables;

namespace Kartoteka.Matching;

/// <summary>Finds records of one person (or of one organisation) in a table, without labels and without settings.</summary>
public static class Matcher
{
    /// <summary>Reads columns, learns, compares and clusters.</summary>
    /// <param name="table">The records.</param>
    /// <param name="options">Default: everything is worked out.</param>
    /// <param name="ct">Stops the work between stages and within them.</param>
    /// <returns>The outcome. Which records are together depends neither on the order of rows nor on the number of threads.</returns>
    public static MatchOutcome Run(RecordTable table, MatcherOptions? options = null, CancellationToken ct = default)
    {
        options ??= new MatcherOptions();
        options.Progress?.Invoke(MatchStage.Columns);
        var columns = ColumnReading.Read(table, options.IdColumn, options.Roles);
        options.Progress?.Invoke(MatchStage.Normalising);
        var records = EncodedRecords.Encode(table, columns, options.FileOfRow, options.Threads, ct);
        var comparer = new PairComparer(records);
        options.Progress?.Invoke(MatchStage.Chance);
        var statistics = LevelStatistics.Measure(comparer, options.Threads, ct);
        var start = DefaultModel.Make(records, statistics);
        options.Progress?.Invoke(MatchStage.Blocking);
        var budget = options.PairsMax ?? Budget(records.Count);
        var chooser = new RuleChooser(records, comparer, new PairScorer(start), budget, options.Threads, ct);
        var (rules, report) = chooser.Choose();
        var pairs = new CandidatePairs(records, rules, options.Threads, ct);
        options.Progress?.Invoke(MatchStage.Learning);
        var planned = report.Sum(rule => rule.Pairs);
        var counts = PatternCounts.Count(pairs, comparer, statistics, (ulong)Math.Max(1, planned / 1_500_000), options.Threads, ct);
        var model = new Learner(records, statistics, counts).Learn(start);
        options.Progress?.Invoke(MatchStage.Scoring);
        var scorer = new PairScorer(model);
        var scored = Scoring.Score(pairs, comparer, scorer, -7, options.Threads, ct);
        options.Progress?.Invoke(MatchStage.Clustering);
        var clusterer = new Clusterer(comparer, scorer, Math.Log2(options.Threshold / (1 - options.Threshold)));
        clusterer.Run(scored.Pairs, ct);
        var clusterOfRow = new int[table.Count];
        for (var row = 0; row < table.Count; row++) clusterOfRow[row] = clusterer.Find(records.RecordOfRow[row]);
        options.Progress?.Invoke(MatchStage.Done);
        return new MatchOutcome { ClusterOfRow = clusterOfRow, Model = model, Columns = columns, Rules = report, RecallGivenUp = chooser.RecallGivenUp, PairsCompared = scored.Compared, Records = records, Pairs = scored.Pairs };
    }

    private static long Budget(int records) => Math.Max(4_000_000L, 16L * records);
}
