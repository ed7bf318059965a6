using Kartoteka.Matching.Learning;
using Kartoteka.Matching.Records;
using Kartoteka.Matching.Tables;

namespace Kartoteka.Matching.Tests;

/// <summary>What holds whatever the data are.</summary>
public sealed class MatchingPropertyTests
{
    private static readonly (RecordTable Table, string[] Truth) Small = Samples.Read("fake_1000.csv");
    private static readonly MatchOutcome Outcome = Matcher.Run(Small.Table, new MatcherOptions { Threads = 1 });

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void The_order_of_rows_does_not_matter(int seed)
    {
        var rows = Enumerable.Range(0, Small.Table.Count).ToArray();
        new Random(seed).Shuffle(rows);
        var shuffled = Samples.Table(Small.Table, rows);
        Assert.Equal(Samples.Together(Small.Table, Outcome), Samples.Together(shuffled, Matcher.Run(shuffled)));
    }

    [Fact]
    public void The_number_of_threads_does_not_matter()
    {
        var (table, _) = Samples.Read("ru_10k.csv", 6000);
        var (one, four) = (Matcher.Run(table, new MatcherOptions { Threads = 1 }), Matcher.Run(table, new MatcherOptions { Threads = 4 }));
        Assert.Equal(one.ClusterOfRow, four.ClusterOfRow);
        Assert.Equal(MatchModelJson.Write(one.Model), MatchModelJson.Write(four.Model));
        Assert.Equal(one.ScoredPairs(), four.ScoredPairs());
    }

    [Fact]
    public void A_row_that_is_repeated_changes_nothing_and_stands_with_its_twin()
    {
        var rows = Enumerable.Range(0, Small.Table.Count).Concat(Enumerable.Range(0, 200)).ToArray();
        var repeated = Samples.Table(Small.Table, rows);
        var outcome = Matcher.Run(repeated);
        Assert.Equal(Outcome.ClusterOfRow, outcome.ClusterOfRow[..Small.Table.Count]);
        Assert.Equal(MatchModelJson.Write(Outcome.Model), MatchModelJson.Write(outcome.Model));
        var full = Enumerable.Range(0, 200).Where(row => Enumerable.Range(1, 5).All(column => Small.Table[row, column].Length > 0)).ToArray();
        Assert.NotEmpty(full);
        Assert.All(full, row => Assert.Equal(outcome.ClusterOfRow[row], outcome.ClusterOfRow[Small.Table.Count + row]));
    }

    [Fact]
    public void A_pair_weighs_the_same_from_either_side()
    {
        var random = new Random(3);
        for (var i = 0; i < 5000; i++)
        {
            var (first, second) = (random.Next(Small.Table.Count), random.Next(Small.Table.Count));
            Assert.Equal(Outcome.Explain(first, second).Weight, Outcome.Explain(second, first).Weight);
        }
    }

    [Theory]
    [InlineData("fake_1000.csv")]
    [InlineData("ru_10k.csv")]
    public void More_evidence_of_sameness_never_lowers_a_weight(string file)
    {
        var outcome = Matcher.Run(Samples.Read(file, 4000).Table);
        var scorer = new PairScorer(outcome.Model);
        var random = new Random(5);
        var frequencies = new double[16];
        for (var i = 0; i < 20_000; i++)
        {
            var pattern = 0UL;
            var fields = outcome.Model.Fields;
            for (var f = 0; f < fields.Count; f++)
            {
                var level = random.Next(-1, fields[f].Levels.Count);
                pattern |= (ulong)(level < 0 ? Field.Missing : level) << (4 * f);
                frequencies[f] = level > 0 && fields[f].Levels[level].MeanFrequency > 0 ? Math.Exp(-random.NextDouble() * 10) : 0;
            }
            var raised = random.Next(fields.Count);
            var (now, top) = (PairComparer.LevelOf(pattern, raised), fields[raised].Levels.Count - 1);
            var nearer = (pattern & ~(15UL << (4 * raised))) | ((ulong)top << (4 * raised));
            var before = scorer.Weight(pattern, frequencies);
            frequencies[raised] = now == top ? frequencies[raised] : fields[raised].Levels[top].MeanFrequency > 0 ? Math.Exp(-random.NextDouble() * 10) : 0;
            Assert.True(scorer.Weight(nearer, frequencies) >= before - 1e-9, $"{fields[raised].Name} from {now} to {top}");
        }
    }

    [Fact]
    public void Decisions_are_always_honoured()
    {
        var random = new Random(11);
        var apart = Outcome.ScoredPairs().Where(pair => Outcome.ClusterOfRow[pair.First] == Outcome.ClusterOfRow[pair.Second]).Take(400).Where((_, i) => i % 20 == 0)
            .Select(pair => new Decision(pair.First, pair.Second, false)).ToArray();
        var together = Enumerable.Range(0, 20).Select(_ => new Decision(random.Next(1000), random.Next(1000), true))
            .Where(pair => pair.First != pair.Second && !apart.Any(other => other.First == pair.First || other.Second == pair.Second || other.First == pair.Second || other.Second == pair.First)).ToArray();
        var outcome = Matcher.Run(Small.Table, new MatcherOptions { Decisions = [.. apart, .. together] });
        Assert.NotEmpty(apart);
        Assert.All(apart, pair => Assert.NotEqual(outcome.ClusterOfRow[pair.First], outcome.ClusterOfRow[pair.Second]));
        Assert.All(together.Except(outcome.Contradictions), pair => Assert.Equal(outcome.ClusterOfRow[pair.First], outcome.ClusterOfRow[pair.Second]));
        Assert.NotNull(outcome.Labelled);
    }

    [Theory]
    [InlineData(200, true)]
    [InlineData(20, false)]
    public void The_threshold_that_fits_decisions_is_used_when_asked_for_and_when_they_are_enough(int labels, bool enough)
    {
        // Labels that know the truth but for namesakes: what is surer than 0.7 is the same.
        var decisions = Outcome.ScoredPairs().Where((_, i) => i % 7 == 0).Take(labels * 3).Where((_, i) => i % 3 == 0).Select(pair => new Decision(pair.First, pair.Second, pair.Probability > 0.7)).ToArray();
        var (told, asked) = (Matcher.Run(Small.Table, new MatcherOptions { Decisions = decisions }), Matcher.Run(Small.Table, new MatcherOptions { Decisions = decisions, ThresholdFromDecisions = true }));
        Assert.Equal(0.95, told.Threshold);
        Assert.Equal(enough ? told.Labelled!.Threshold : 0.95, asked.Threshold);
        Assert.Equal(enough, asked.Threshold < 0.95);
        Assert.Equal(told.Labelled!.Threshold, asked.Labelled!.Threshold);
    }

    [Fact]
    public void Equal_rows_that_are_declared_different_stay_apart()
    {
        var twice = Samples.Table(Small.Table, [.. Enumerable.Range(0, 1000), 38]);
        var outcome = Matcher.Run(twice, new MatcherOptions { Decisions = [new Decision(38, 1000, false)] });
        Assert.NotEqual(outcome.ClusterOfRow[38], outcome.ClusterOfRow[1000]);
    }
}
