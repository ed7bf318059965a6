using Kartoteka.Matching.Records;

namespace Kartoteka.Matching.Learning;

/// <summary>
/// Learns a model from candidate pairs without labels: expectation and maximisation over three classes (one person, strangers, one household).
/// Pairs that no rule brought are strangers; their levels are what random pairs have less what the candidates explain.
/// </summary>
internal sealed class Learner(EncodedRecords records, LevelStatistics statistics, PatternCounts counts, IReadOnlyList<ulong>? same = null)
{
    private const double LabelWeight = 4;

    private const int RoundsMax = 60;
    private const double PriorPairs = 20;
    private const double HouseholdPriorPairs = 50;
    private const double ShareMin = 1e-6;

    private readonly double _total = (double)records.Count * (records.Count - 1) / 2;
    private readonly double[][] _match = Empty(records);
    private readonly double[][] _household = Empty(records);
    private double _matches;
    private double _households;

    public MatchModel Learn(MatchModel start)
    {
        var model = start;
        for (var round = 0; round < RoundsMax; round++)
        {
            Expect(model);
            var next = Maximise(start, model);
            var moved = Moved(model, next);
            model = next;
            if (moved < 1e-4) break;
        }
        return Monotone.Apply(model);
    }

    private static double[][] Empty(EncodedRecords records) => [.. records.Fields.Select(field => new double[field.LevelCount])];

    private void Expect(MatchModel model)
    {
        var scorer = new PatternScorer(model);
        foreach (var sums in (double[][][])[_match, _household])
            foreach (var levels in sums) Array.Clear(levels);
        (_matches, _households) = (0, 0);
        foreach (var pattern in same ?? []) Add(_match, pattern, LabelWeight);
        for (var i = 0; i < counts.Patterns.Length; i++)
        {
            var pattern = counts.Patterns[i];
            var (match, stranger, household) = scorer.Logs(pattern);
            stranger += counts.Strangers[i];
            household += counts.Households[i];
            var all = PairScorer.Sum(match, PairScorer.Sum(stranger, household));
            var asMatch = double.Exp2(match - all) * counts.Counts[i];
            var asHousehold = double.Exp2(household - all) * counts.Counts[i];
            _matches += asMatch;
            _households += asHousehold;
            Add(_match, pattern, asMatch);
            Add(_household, pattern, asHousehold);
        }
    }

    private static void Add(double[][] sums, ulong pattern, double weight)
    {
        for (var f = 0; f < sums.Length; f++)
            if (PairComparer.LevelOf(pattern, f) is not Field.Missing and var level) sums[f][level] += weight;
    }

    private MatchModel Maximise(MatchModel start, MatchModel model) => model with
    {
        Match = Math.Clamp(_matches / _total, 1e-12, 0.5),
        Household = start.Household == 0 ? 0 : Math.Clamp(_households / _total, 1e-12, 0.4),
        Fields = [.. model.Fields.Select((field, f) =>
        {
            var (matches, households) = (_match[f].Sum(), _household[f].Sum());
            var strangers = Strangers(f);
            return field with
            {
                Levels = [.. field.Levels.Select((level, k) => level with
                {
                    M = (_match[f][k] + PriorPairs * start.Fields[f].Levels[k].M) / (matches + PriorPairs),
                    U = strangers[k],
                    H = field.Shared ? (_household[f][k] + HouseholdPriorPairs * start.Fields[f].Levels[k].H) / (households + HouseholdPriorPairs) : strangers[k],
                })],
            };
        })],
    };

    /// <summary>Levels of strangers: all random pairs that have the field, less those of one person and of one household.</summary>
    private double[] Strangers(int f)
    {
        var present = statistics.Present[f] * _total;
        var shares = new double[_match[f].Length];
        double sum = 0;
        for (var k = 0; k < shares.Length; k++)
        {
            var seen = statistics.Shares[f][k] * present;
            // However the parts are mistaken, a tenth of what was seen is left to chance.
            shares[k] = Math.Max(seen - _match[f][k] - (records.Fields[f].Shared ? _household[f][k] : 0), Math.Max(seen * 0.1, 0.3));
            sum += shares[k];
        }
        for (var k = 0; k < shares.Length; k++) shares[k] /= sum;
        return shares;
    }

    private static double Moved(MatchModel before, MatchModel after)
    {
        var moved = Math.Abs(Math.Log2(after.Match / before.Match));
        for (var f = 0; f < after.Fields.Count; f++)
            for (var k = 0; k < after.Fields[f].Levels.Count; k++) moved = Math.Max(moved, Math.Abs(after.Fields[f].Levels[k].M - before.Fields[f].Levels[k].M));
        return moved;
    }

    /// <summary>Scores patterns without frequencies, which come beside them.</summary>
    private sealed class PatternScorer(MatchModel model)
    {
        private readonly double[][][] _logs = [.. model.Fields.Select(field => field.Levels.Select(level =>
            (double[])[Math.Log2(Math.Max(level.M, ShareMin)), Math.Log2(level.U), Math.Log2(level.H)]).ToArray())];

        private readonly double[] _priors = [Math.Log2(model.Match), Math.Log2(1 - model.Match - model.Household), Math.Log2(Math.Max(model.Household, 1e-300))];

        public (double Match, double Stranger, double Household) Logs(ulong pattern)
        {
            var (match, stranger, household) = (_priors[0], _priors[1], _priors[2]);
            for (var f = 0; f < _logs.Length; f++)
            {
                var level = PairComparer.LevelOf(pattern, f);
                if (level == Field.Missing) continue;
                var logs = _logs[f][level];
                match += logs[0];
                stranger += logs[1];
                household += logs[2];
            }
            return (match, stranger, household);
        }
    }
}
