using Kartoteka.Matching.Learning;
using Kartoteka.Matching.Records;

namespace Kartoteka.Matching.Clustering;

/// <summary>
/// Puts records together, surest pairs first, and refuses a union against which the rest of the two clusters stands: a chain of relatives or
/// namesakes. Then clusters are compared as wholes, so that what several records know together counts.
/// </summary>
internal sealed class Clusterer
{
    private const int CompositeRounds = 3;
    private const int CrossPairsMax = 144;
    private const double AgainstMax = 12;

    /// <summary>Pairs below this weight are not asked whether their clusters as wholes say more.</summary>
    private const double WholeWeightMin = -5;

    /// <summary>Bits against one person that a pair across two clusters may have on average: slips in one of several records are no contradiction.</summary>
    private const double Slack = 2;

    private readonly int[] _parent;
    private readonly int[] _next;
    private readonly int[] _last;
    private readonly int[] _size;
    private readonly PairComparer _comparer;
    private readonly PairScorer _scorer;
    private readonly double _threshold;
    private readonly List<ClusterCut> _cuts = [];
    private readonly Dictionary<int, List<int>> _apart = [];

    public Clusterer(PairComparer comparer, PairScorer scorer, double threshold)
    {
        (_comparer, _scorer, _threshold) = (comparer, scorer, threshold);
        var count = comparer.Records.Count;
        (_parent, _next, _last, _size) = (new int[count], new int[count], new int[count], new int[count]);
        for (var i = 0; i < count; i++) (_parent[i], _next[i], _last[i], _size[i]) = (i, -1, i, 1);
    }

    /// <summary>Unions that were refused.</summary>
    public IReadOnlyList<ClusterCut> Cuts => _cuts;

    public int Find(int record)
    {
        while (_parent[record] != record)
        {
            _parent[record] = _parent[_parent[record]];
            record = _parent[record];
        }
        return record;
    }

    /// <summary>Puts two records together whatever is said of them; false when they were declared different before.</summary>
    public bool Join(int first, int second)
    {
        var (a, b) = (Find(first), Find(second));
        if (a == b) return true;
        if (AreApart(a, b)) return false;
        Union(a, b);
        return true;
    }

    /// <summary>Keeps two records apart for ever.</summary>
    public void Part(int first, int second)
    {
        foreach (var (one, other) in ((int, int)[])[(first, second), (second, first)])
        {
            if (!_apart.TryGetValue(one, out var list)) _apart[one] = list = [];
            list.Add(other);
        }
    }

    /// <summary>Clusters by pairs in descending order of weight.</summary>
    public void Run(IReadOnlyList<ScoredPair> pairs, int threads, CancellationToken ct)
    {
        var at = 0;
        for (; at < pairs.Count && pairs[at].Weight >= _threshold; at++)
        {
            var (a, b) = (Find(pairs[at].First), Find(pairs[at].Second));
            if (a == b) continue;
            if (AreApart(a, b)) continue;
            if (_size[a] + _size[b] == 2 || Support(a, b) > 0) Union(a, b);
            else _cuts.Add(new ClusterCut(pairs[at].First, pairs[at].Second, pairs[at].Weight));
        }
        var changed = new bool[_parent.Length];
        Array.Fill(changed, true);
        for (var round = 0; round < CompositeRounds && JoinWholes(pairs, changed, threads, ct); round++)
        {
        }
        // What was refused first may have come together by another way.
        _cuts.RemoveAll(cut => Find(cut.First) == Find(cut.Second));
    }

    private bool JoinWholes(IReadOnlyList<ScoredPair> pairs, bool[] changed, int threads, CancellationToken ct)
    {
        var asked = new HashSet<(int, int)>();
        foreach (var pair in pairs)
        {
            if (pair.Weight < WholeWeightMin) break;
            var (a, b) = (Find(pair.First), Find(pair.Second));
            if (a != b && _size[a] + _size[b] > 2 && (changed[a] || changed[b])) asked.Add(a < b ? (a, b) : (b, a));
        }
        var keys = asked.Order().ToArray();
        var weights = new double[keys.Length];
        Work.For(keys.Length, threads, (from, to) =>
        {
            for (var i = from; i < to; i++) weights[i] = Composite(keys[i].Item1, keys[i].Item2);
        }, ct);
        Array.Clear(changed);
        var joined = false;
        foreach (var i in Enumerable.Range(0, keys.Length).Where(i => weights[i] >= _threshold).OrderByDescending(i => weights[i]).ThenBy(i => i))
        {
            var (left, right) = (Find(keys[i].Item1), Find(keys[i].Item2));
            if (left == right || ((left, right) != keys[i] && Composite(left, right) < _threshold) || AreApart(left, right) || Support(left, right) <= 0) continue;
            Union(left, right);
            changed[Find(left)] = joined = true;
        }
        return joined;
    }

    private bool AreApart(int first, int second)
    {
        if (_apart.Count == 0) return false;
        for (var member = first; member >= 0; member = _next[member])
            if (_apart.TryGetValue(member, out var others) && others.Exists(other => Find(other) == second)) return true;
        return false;
    }

    private void Union(int first, int second)
    {
        var (a, b) = first < second ? (first, second) : (second, first);
        _parent[b] = a;
        _next[_last[a]] = b;
        _last[a] = _last[b];
        _size[a] += _size[b];
    }

    /// <summary>Mean over pairs across two clusters of the evidence for one person against the likelier of strangers and household, in bits, cut at both ends.</summary>
    private double Support(int first, int second)
    {
        double sum = 0;
        Span<double> frequencies = stackalloc double[16];
        var (every, at) = (Every(first, second), 0);
        for (var a = first; a >= 0; a = _next[a])
        {
            for (var b = second; b >= 0; b = _next[b])
            {
                if (at++ % every != 0) continue;
                var pattern = _comparer.Compare(a, b, frequencies);
                sum += Math.Clamp(_scorer.Evidence(pattern, frequencies), -AgainstMax, AgainstMax) + Slack;
            }
        }
        return sum;
    }

    /// <summary>Weight of two clusters as if each were one record that has the best of its records' values; a chance for each try is taken off.</summary>
    private double Composite(int first, int second)
    {
        var best = new Best(stackalloc double[16], stackalloc int[16], stackalloc int[16]);
        Span<double> frequencies = stackalloc double[16];
        var fields = _comparer.Records.Fields.Length;
        var (every, at) = (Every(first, second), 0);
        for (var a = first; a >= 0; a = _next[a])
            for (var b = second; b >= 0; b = _next[b])
                if (at++ % every == 0) best.Take(_comparer.Compare(a, b, frequencies), frequencies, fields);
        return _scorer.Weight(best.Pattern(fields), best.Frequencies) - best.Chances(fields);
    }

    /// <summary>Of very large clusters only every so many pairs across are looked at.</summary>
    private int Every(int first, int second) => Math.Max(1, (int)((long)_size[first] * _size[second] / CrossPairsMax));

    /// <summary>The best level of each field over pairs across two clusters.</summary>
    private readonly ref struct Best(Span<double> frequencies, Span<int> levels, Span<int> tries)
    {
        public Span<double> Frequencies { get; } = frequencies;

        // Levels are kept one higher, so that a cleared span says that nothing was met.
        private readonly Span<int> _levels = levels;
        private readonly Span<int> _tries = tries;

        public void Take(ulong pattern, ReadOnlySpan<double> frequencies, int fields)
        {
            for (var f = 0; f < fields; f++)
            {
                var level = PairComparer.LevelOf(pattern, f) + 1;
                if (level > Field.Missing) continue;
                _tries[f]++;
                if (level < _levels[f] || (level == _levels[f] && frequencies[f] >= Frequencies[f])) continue;
                (_levels[f], Frequencies[f]) = (level, frequencies[f]);
            }
        }

        public ulong Pattern(int fields)
        {
            var pattern = 0UL;
            for (var f = 0; f < 16; f++) pattern |= (ulong)(f < fields && _levels[f] > 0 ? _levels[f] - 1 : Field.Missing) << (4 * f);
            return pattern;
        }

        public double Chances(int fields)
        {
            double chances = 0;
            for (var f = 0; f < fields; f++)
                if (_levels[f] > 1) chances += Math.Log2(_tries[f]) / 2;
            return chances;
        }
    }
}

/// <summary>A union that was refused.</summary>
/// <param name="First">A record of the one cluster.</param>
/// <param name="Second">A record of the other.</param>
/// <param name="Weight">Weight of their pair, in bits.</param>
internal readonly record struct ClusterCut(int First, int Second, double Weight);
