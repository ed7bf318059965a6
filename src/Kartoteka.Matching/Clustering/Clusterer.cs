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

    /// <summary>Bits against one person that a pair across two clusters may have on average: slips in one of several records are no contradiction.</summary>
    private const double Slack = 2;

    private readonly int[] _parent;
    private readonly int[] _next;
    private readonly int[] _last;
    private readonly int[] _size;
    private readonly PairComparer _comparer;
    private readonly PairScorer _scorer;
    private readonly double _threshold;
    private readonly double[] _frequencies = new double[16];
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
    public void Run(IReadOnlyList<ScoredPair> pairs, CancellationToken ct)
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
        for (var round = 0; round < CompositeRounds; round++)
        {
            ct.ThrowIfCancellationRequested();
            if (!JoinWholes(pairs)) break;
        }
        // What was refused first may have come together by another way.
        _cuts.RemoveAll(cut => Find(cut.First) == Find(cut.Second));
    }

    private bool JoinWholes(IReadOnlyList<ScoredPair> pairs)
    {
        var asked = new Dictionary<(int, int), double>();
        foreach (var pair in pairs)
        {
            var (a, b) = (Find(pair.First), Find(pair.Second));
            if (a == b || _size[a] + _size[b] == 2) continue;
            var key = a < b ? (a, b) : (b, a);
            if (!asked.ContainsKey(key)) asked[key] = Composite(a, b);
        }
        var joined = false;
        foreach (var ((a, b), weight) in asked.Where(pair => pair.Value >= _threshold).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key))
        {
            var (left, right) = (Find(a), Find(b));
            if (left == right || ((left, right) != (a, b) && Composite(left, right) < _threshold) || AreApart(left, right) || Support(left, right) <= 0) continue;
            Union(left, right);
            joined = true;
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
        foreach (var (a, b) in Cross(first, second))
        {
            var pattern = _comparer.Compare(a, b, _frequencies);
            sum += Math.Clamp(_scorer.Evidence(pattern, _frequencies), -AgainstMax, AgainstMax) + Slack;
        }
        return sum;
    }

    private double Composite(int first, int second)
    {
        Span<double> frequencies = stackalloc double[16];
        Span<int> levels = stackalloc int[16];
        Span<double> tries = stackalloc double[16];
        levels.Fill(-1);
        var fields = _comparer.Records.Fields.Length;
        foreach (var (a, b) in Cross(first, second))
        {
            var pattern = _comparer.Compare(a, b, _frequencies);
            for (var f = 0; f < fields; f++)
            {
                var level = PairComparer.LevelOf(pattern, f);
                if (level == Field.Missing) continue;
                tries[f]++;
                if (level > levels[f] || (level == levels[f] && _frequencies[f] < frequencies[f])) (levels[f], frequencies[f]) = (level, _frequencies[f]);
            }
        }
        var best = 0UL;
        double chances = 0;
        for (var f = 0; f < 16; f++)
        {
            best |= (ulong)(f < fields && levels[f] >= 0 ? levels[f] : Field.Missing) << (4 * f);
            if (levels[f] > 0) chances += Math.Log2(Math.Max(1, tries[f])) / 2;
        }
        return _scorer.Weight(best, frequencies) - chances;
    }

    private IEnumerable<(int, int)> Cross(int first, int second)
    {
        var every = Math.Max(1, (int)((long)_size[first] * _size[second] / CrossPairsMax));
        var at = 0;
        for (var a = first; a >= 0; a = _next[a])
            for (var b = second; b >= 0; b = _next[b])
                if (at++ % every == 0) yield return (a, b);
    }
}

/// <summary>A union that was refused.</summary>
/// <param name="First">A record of the one cluster.</param>
/// <param name="Second">A record of the other.</param>
/// <param name="Weight">Weight of their pair, in bits.</param>
internal readonly record struct ClusterCut(int First, int Second, double Weight);
