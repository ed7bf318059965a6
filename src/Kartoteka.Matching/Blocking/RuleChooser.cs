using Kartoteka.Matching.Learning;
using Kartoteka.Matching.Records;
using Kartoteka.Matching.Text;

namespace Kartoteka.Matching.Blocking;

/// <summary>
/// Chooses blocking rules from the data: of all combinations of keys that can be paid for, those that together bring most probable matches to
/// a budget of pairs. What matches a combination brings is estimated on whole blocks sampled by their key, weighted by the inverse of the chance
/// of being sampled (Horvitz and Thompson, JASA 1952).
/// </summary>
internal sealed class RuleChooser(EncodedRecords records, PairComparer comparer, PairScorer scorer, long budget, int threads, CancellationToken ct)
{
    private const int AtomsMax = 3;
    private const int RulesMax = 24;
    private const int SampledRecords = 60_000;
    private const int SampledPairs = 30_000;
    private const double GainMin = 0.0002;

    private readonly List<Atom> _atoms = Atoms.Make(records);
    private readonly List<Candidate> _pool = [];
    private Sighted[] _sighted = [];

    /// <summary>Share of the estimated matches that no chosen rule brings.</summary>
    public double RecallGivenUp { get; private set; }

    public (Rule[] Rules, BlockingRule[] Report) Choose()
    {
        var level = Enumerable.Range(0, _atoms.Count).Select(i => new Rule([_atoms[i]], [i])).ToList();
        for (var length = 1; length <= AtomsMax && level.Count > 0; length++)
        {
            var counted = new Candidate[level.Count];
            Parallel.For(0, level.Count, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = ct }, i => counted[i] = Count(level[i]));
            _pool.AddRange(counted.Where(candidate => IsPaid(candidate.Pairs)));
            level = length == AtomsMax ? [] : Longer([.. counted.Where(candidate => candidate.Pairs > budget / 4.0).Select(candidate => candidate.Rule)]);
        }
        var sampled = new List<ulong>[_pool.Count];
        Parallel.For(0, _pool.Count, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = ct }, i => sampled[i] = Sample(_pool[i]));
        ulong[] pairs = [.. sampled.SelectMany(each => each)];
        Array.Sort(pairs);
        pairs = [.. pairs.Where((pair, i) => i == 0 || pair != pairs[i - 1])];
        _sighted = new Sighted[pairs.Length];
        Work.For(pairs.Length, threads, (from, to) =>
        {
            for (var i = from; i < to; i++) _sighted[i] = See((int)(pairs[i] >> 32), (int)pairs[i]);
        }, ct);
        return Greedy();
    }

    /// <summary>Whether one rule may cost so many pairs; one that brings none is worth nothing.</summary>
    private bool IsPaid(double pairs) => pairs > 0 && pairs <= budget / 4.0;

    private List<Rule> Longer(List<Rule> dear)
    {
        var made = new Dictionary<ulong, Rule>();
        var cheap = _pool.Select(candidate => candidate.Rule.Mask).ToArray();
        foreach (var rule in dear)
        {
            for (var i = 0; i < _atoms.Count; i++)
            {
                var mask = rule.Mask | 1UL << i;
                // With a rule that is paid for inside it, a longer one brings nothing new.
                if (mask == rule.Mask || rule.Atoms.Any(atom => atom.Kind == _atoms[i].Kind && !IsPartOfDate(atom, _atoms[i])) || cheap.Any(part => (mask & part) == part)) continue;
                made.TryAdd(mask, new Rule([.. rule.Atoms, _atoms[i]], [.. rule.Numbers, i]));
            }
        }
        return [.. made.OrderBy(pair => pair.Key).Select(pair => pair.Value)];
    }

    private static bool IsPartOfDate(Atom first, Atom second) => first.Kind == FieldKind.Text && first.Name != second.Name && !second.Name.StartsWith(first.Name, StringComparison.Ordinal) && !first.Name.StartsWith(second.Name, StringComparison.Ordinal);

    private ulong Share => (ulong)Math.Max(1, records.Count / SampledRecords);

    private Candidate Count(Rule rule)
    {
        var keys = SampledKeys(rule, out var who);
        Array.Sort(keys, who);
        double pairs = 0;
        for (var i = 0; i < keys.Length;)
        {
            var end = i + 1;
            while (end < keys.Length && keys[end] == keys[i]) end++;
            pairs += (double)(end - i) * (end - i - 1) / 2;
            i = end;
        }
        return new Candidate(rule, pairs * Share) { Sampled = IsPaid(pairs * Share) ? (keys, who) : ([], []) };
    }

    private ulong[] SampledKeys(Rule rule, out int[] who)
    {
        var keys = new List<ulong>();
        var kept = new List<int>();
        var (share, columns) = (Share, rule.Columns());
        for (var record = 0; record < records.Count; record++)
        {
            var key = Rule.KeyOf(columns, record);
            if (key == 0 || key % share != 0) continue;
            keys.Add(key);
            kept.Add(record);
        }
        who = [.. kept];
        return [.. keys];
    }

    private List<ulong> Sample(Candidate candidate)
    {
        var (keys, who) = candidate.Sampled;
        candidate.Sampled = ([], []);
        var thin = (ulong)Math.Max(1, candidate.Pairs / Share / SampledPairs);
        candidate.Rate = 1.0 / Share / thin;
        var result = new List<ulong>();
        for (var i = 0; i < keys.Length;)
        {
            var end = i + 1;
            while (end < keys.Length && keys[end] == keys[i]) end++;
            for (var a = i; a < end; a++)
            {
                for (var b = a + 1; b < end; b++)
                {
                    var (first, second) = who[a] < who[b] ? (who[a], who[b]) : (who[b], who[a]);
                    if (records.File is { } file && file[first] == file[second]) continue;
                    var pair = ((ulong)(uint)first << 32) | (uint)second;
                    if (NameText.Mix(pair) % thin == 0) result.Add(pair);
                }
            }
            i = end;
        }
        return result;
    }

    private Sighted See(int first, int second)
    {
        Span<double> frequencies = stackalloc double[16];
        var weight = scorer.Weight(comparer.Compare(first, second, frequencies), frequencies);
        var mask = 0UL;
        for (var i = 0; i < _atoms.Count; i++)
            if (_atoms[i].Keys[first] != 0 && _atoms[i].Keys[first] == _atoms[i].Keys[second]) mask |= 1UL << i;
        return new Sighted(mask, 1 / (1 + double.Exp2(-weight)));
    }

    private (Rule[], BlockingRule[]) Greedy()
    {
        // Pairs of one mask behave alike, so they are counted together.
        var groups = _sighted.Where(pair => pair.Probability > 0.5).GroupBy(pair => pair.Mask).OrderBy(group => group.Key)
            .Select(group => (Mask: group.Key, Weight: group.Count() / Math.Min(1, _pool.Where(c => (group.Key & c.Mask) == c.Mask).Sum(c => c.Rate)))).ToList();
        var total = groups.Sum(group => group.Weight);
        var (rules, report, spent) = (new List<Rule>(), new List<BlockingRule>(), 0.0);
        var gains = new double[_pool.Count];
        while (rules.Count < RulesMax)
        {
            var (best, bestGain, bestWorth) = ((Candidate?)null, 0.0, 0.0);
            Parallel.For(0, _pool.Count, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = ct }, i => gains[i] = Gain(groups, _pool[i].Mask));
            foreach (var (candidate, gain) in _pool.Zip(gains))
            {
                if (spent + candidate.Pairs > budget) continue;
                var worth = gain / (candidate.Pairs + budget / 40.0);
                if (gain > GainMin * total && worth > bestWorth) (best, bestGain, bestWorth) = (candidate, gain, worth);
            }
            if (best is null) break;
            groups.RemoveAll(group => (group.Mask & best.Mask) == best.Mask);
            rules.Add(best.Rule);
            report.Add(new BlockingRule(best.Rule.Name, (long)best.Pairs, bestGain / total));
            spent += best.Pairs;
        }
        RecallGivenUp = total > 0 ? groups.Sum(group => group.Weight) / total : 0;
        return ([.. rules], [.. report]);
    }

    private static double Gain(List<(ulong Mask, double Weight)> groups, ulong mask)
    {
        double gain = 0;
        foreach (var group in groups)
            if ((group.Mask & mask) == mask) gain += group.Weight;
        return gain;
    }

    private sealed record Candidate(Rule Rule, double Pairs)
    {
        public ulong Mask { get; } = Rule.Mask;

        /// <summary>Keys of whole blocks, in their order, and the records that have them; let go when pairs have been sampled.</summary>
        public (ulong[] Keys, int[] Who) Sampled { get; set; } = ([], []);

        public double Rate { get; set; } = 1;
    }

    private readonly record struct Sighted(ulong Mask, double Probability);
}
