using Kartoteka.Matching.Blocking;
using Kartoteka.Matching.Clustering;
using Kartoteka.Matching.Judging;
using Kartoteka.Matching.Learning;
using Kartoteka.Matching.Records;
using Kartoteka.Matching.Tables;

namespace Kartoteka.Matching;

/// <summary>Finds records of one person (or of one organisation) in a table, without labels and without settings.</summary>
public static class Matcher
{
    /// <summary>Patterns that are counted for learning; more would change little.</summary>
    private const int LearnedPairsMax = 1_500_000;

    /// <summary>Pairs with a weight below this are forgotten: a probability of about 0.01.</summary>
    private const double WeightMin = -7;

    /// <summary>Reads columns, learns, compares and clusters.</summary>
    /// <param name="table">The records.</param>
    /// <param name="options">Default: everything is worked out.</param>
    /// <param name="ct">Stops the work between stages and within them.</param>
    /// <returns>The outcome. Which records are together depends neither on the order of rows nor on the number of threads.</returns>
    /// <exception cref="FormatException">The model that was given does not fit the table's columns.</exception>
    public static MatchOutcome Run(RecordTable table, MatcherOptions? options = null, CancellationToken ct = default) => Run(table, options ?? new MatcherOptions(), out _, ct);

    /// <summary>As <see cref="Run(RecordTable, MatcherOptions?, CancellationToken)"/>, and what the run leaves behind to judge single records by.</summary>
    /// <inheritdoc cref="Run(RecordTable, MatcherOptions?, CancellationToken)"/>
    public static (MatchOutcome Outcome, PairJudge Judge) Learn(RecordTable table, MatcherOptions? options = null, CancellationToken ct = default)
    {
        var outcome = Run(table, options ?? new MatcherOptions(), out var keys, ct);
        return (outcome, PairJudge.Of(outcome, keys));
    }

    private static MatchOutcome Run(RecordTable table, MatcherOptions options, out int[][] keys, CancellationToken ct)
    {
        table.Trim();
        options.Progress?.Invoke(MatchStage.Columns);
        var columns = ColumnReading.Read(table, options.IdColumn, options.Roles);
        options.Progress?.Invoke(MatchStage.Normalising);
        var records = EncodedRecords.Encode(table, columns, options, null, ct);
        var comparer = new PairComparer(records);
        options.Progress?.Invoke(MatchStage.Chance);
        var statistics = LevelStatistics.Measure(comparer, options.Threads, ct);
        var start = DefaultModel.Make(records, statistics);
        options.Progress?.Invoke(MatchStage.Blocking);
        var (pairs, report, recallGivenUp) = Block(records, comparer, start, options, out keys, ct);
        options.Progress?.Invoke(MatchStage.Learning);
        var model = options.Model is { } given ? Fitting(given, start) : Learn(records, comparer, statistics, pairs, start, options, report, ct);
        options.Progress?.Invoke(MatchStage.Scoring);
        var scorer = new PairScorer(model);
        var scored = Scoring.Score(pairs, comparer, scorer, WeightMin, options.Threads, ct);
        options.Progress?.Invoke(MatchStage.Clustering);
        var outcome = Cluster(table, options, comparer, scorer, scored, columns, report, recallGivenUp, ct);
        options.Progress?.Invoke(MatchStage.Done);
        return outcome;
    }

    private static long Budget(int records) => Math.Max(4_000_000L, 16L * records);

    /// <summary>Chooses rules and makes their blocks. Apart from the rest, so that the keys, as large as the records, are let go.</summary>
    private static (CandidatePairs Pairs, BlockingRule[] Report, double RecallGivenUp) Block(
        EncodedRecords records, PairComparer comparer, MatchModel start, MatcherOptions options, out int[][] keys, CancellationToken ct)
    {
        var chooser = new RuleChooser(records, comparer, new PairScorer(start), options.PairsMax ?? Budget(records.Count), options.Threads, ct);
        var (rules, report) = chooser.Choose();
        keys = [.. rules.Select(rule => rule.Numbers)];
        return (new CandidatePairs(records, rules, options.Threads, ct), report, chooser.RecallGivenUp);
    }

    private static MatchModel Learn(
        EncodedRecords records, PairComparer comparer, LevelStatistics statistics, CandidatePairs pairs, MatchModel start, MatcherOptions options, BlockingRule[] report, CancellationToken ct)
    {
        var planned = report.Sum(rule => rule.Pairs);
        var counts = PatternCounts.Count(pairs, comparer, statistics, (ulong)Math.Max(1, planned / LearnedPairsMax), options.Threads, ct);
        var frequencies = new double[16];
        var same = options.Decisions?.Where(decision => decision.Same)
            .Select(decision => comparer.Compare(records.RecordOfRow[decision.First], records.RecordOfRow[decision.Second], frequencies)).Order().ToArray();
        return new Learner(records, statistics, counts, same).Learn(start);
    }

    /// <summary>A saved model may be used where fields and levels are the same; how frequent values are is this table's own.</summary>
    private static MatchModel Fitting(MatchModel given, MatchModel here)
    {
        var fits = given.Fields.Count == here.Fields.Count && given.Fields.Zip(here.Fields).All(pair => pair.First.Name == pair.Second.Name && pair.First.Levels.Count == pair.Second.Levels.Count);
        if (!fits)
            throw new FormatException($"The model is of the fields {string.Join(", ", given.Fields.Select(field => field.Name))}; the file has {string.Join(", ", here.Fields.Select(field => field.Name))}.");
        return given with
        {
            Fields = [.. given.Fields.Zip(here.Fields, (saved, own) => saved with
            {
                Levels = [.. saved.Levels.Zip(own.Levels, (level, mine) => level with { MeanFrequency = mine.MeanFrequency })],
            })],
        };
    }

    private static MatchOutcome Cluster(
        RecordTable table, MatcherOptions options, PairComparer comparer, PairScorer scorer, (ScoredPair[] Pairs, long Compared) scored,
        IReadOnlyList<ColumnMeaning> columns, BlockingRule[] report, double recallGivenUp, CancellationToken ct)
    {
        var records = comparer.Records;
        var labelled = options.Decisions is { Count: > 0 } known ? LabelledQuality.Of(comparer, scorer, known, options.Threshold) : null;
        var probability = options.ThresholdFromDecisions && labelled is not null ? labelled.Threshold : options.Threshold;
        var threshold = Math.Log2(probability / (1 - probability));
        var clusterer = new Clusterer(comparer, scorer, threshold);
        var contradictions = new List<Decision>();
        var decisions = options.Decisions ?? [];
        foreach (var decision in decisions.Where(decision => !decision.Same)) clusterer.Part(records.RecordOfRow[decision.First], records.RecordOfRow[decision.Second]);
        foreach (var decision in decisions.Where(decision => decision.Same))
            if (!clusterer.Join(records.RecordOfRow[decision.First], records.RecordOfRow[decision.Second])) contradictions.Add(decision);
        clusterer.Run(scored.Pairs, options.Threads, ct);
        return new MatchOutcome(comparer, scorer, scored.Pairs)
        {
            ClusterOfRow = Clusters(table.Count, records, clusterer, comparer, scorer, threshold),
            Columns = columns,
            Rules = report,
            RecallGivenUp = recallGivenUp,
            PairsCompared = scored.Compared,
            Cuts = [.. clusterer.Cuts.Select(cut => new CutPair(records.RowOfRecord[cut.First], records.RowOfRecord[cut.Second], 1 / (1 + double.Exp2(-cut.Weight))))],
            Contradictions = contradictions,
            Threshold = probability,
            Labelled = labelled is null ? null : LabelledQuality.Of(comparer, scorer, options.Decisions!, probability),
        };
    }

    /// <summary>The first row of each row's cluster. Equal rows are one person only when what they hold is enough to say so.</summary>
    private static int[] Clusters(int rows, EncodedRecords records, Clusterer clusterer, PairComparer comparer, PairScorer scorer, double threshold)
    {
        var copies = new int[records.Count];
        foreach (var record in records.RecordOfRow) copies[record]++;
        var frequencies = new double[16];
        var firstOf = new int[records.Count];
        Array.Fill(firstOf, -1);
        var result = new int[rows];
        for (var row = 0; row < rows; row++)
        {
            var record = records.RecordOfRow[row];
            var tells = copies[record] == 1 || row == records.RowOfRecord[record] || scorer.Weight(comparer.Compare(record, record, frequencies), frequencies) >= threshold;
            var cluster = clusterer.Find(record);
            if (tells && firstOf[cluster] < 0) firstOf[cluster] = row;
            result[row] = tells ? firstOf[cluster] : row;
        }
        return result;
    }
}
