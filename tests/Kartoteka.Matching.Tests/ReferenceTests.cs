using Kartoteka.Matching.Learning;

namespace Kartoteka.Matching.Tests;

/// <summary>Against a naive reference: all pairs, textbook formulas, probabilities multiplied as they stand.</summary>
public sealed class ReferenceTests
{
    [Theory]
    [InlineData("fake_1000.csv", 300)]
    [InlineData("ru_10k.csv", 300)]
    public void Each_pair_weighs_what_the_formulas_say(string file, int rows)
    {
        var outcome = Matcher.Run(Samples.Read(file, rows).Table);
        var scored = outcome.ScoredPairs().ToDictionary(pair => (Math.Min(pair.First, pair.Second), Math.Max(pair.First, pair.Second)), pair => pair.Probability);
        Assert.NotEmpty(scored);
        for (var first = 0; first < rows; first++)
        {
            for (var second = first + 1; second < rows; second++)
            {
                var expected = Probability(outcome.Model, outcome.Explain(first, second));
                Assert.Equal(expected, outcome.Explain(first, second).Probability, 6);
                if (scored.TryGetValue((first, second), out var found)) Assert.Equal(expected, found, 4);
            }
        }
    }

    [Fact]
    public void An_explanation_adds_up()
    {
        var outcome = Matcher.Run(Samples.Read("fake_1000.csv").Table);
        var explained = outcome.Explain(0, 1);
        Assert.Equal(explained.Weight, explained.Prior + explained.Household + explained.Fields.Sum(field => field.Weight), 9);
        Assert.True(explained.Household <= 1e-9);
        Assert.True(explained.Probability > 0.95);
    }

    private static double Probability(MatchModel model, PairExplanation pair)
    {
        var (match, stranger, household) = (model.Match, 1 - model.Match - model.Household, model.Household);
        foreach (var (field, met) in model.Fields.Zip(pair.Fields))
        {
            var levels = field.Levels.ToList();
            var at = levels.FindIndex(level => level.Name == met.Level);
            if (at < 0) continue;
            var level = levels[at];
            // Rarer values meet less by chance; an exact agreement weighs at least as much as a nearer miss, and a near miss at most what it does on average.
            var below = levels.Take(at).Select(other => other.M / other.U).Append(1).Max();
            var adjusted = met.Frequency is { } frequency && level.MeanFrequency > 0 ? level.U * frequency / level.MeanFrequency : level.U;
            var chance = met.Frequency is null || level.MeanFrequency <= 0 ? level.U : at == levels.Count - 1 ? Math.Min(adjusted, level.M / below) : Math.Max(adjusted, level.U);
            match *= level.M;
            stranger *= chance;
            household *= field.Shared ? level.H : level.H * chance / level.U;
        }
        return match / (match + stranger + household);
    }
}
