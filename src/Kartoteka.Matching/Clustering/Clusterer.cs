using System.Runtime.InteropServices;
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

    /// <summary>Pairs below this weight are not asked whether their clusters as wholes say more.</summary>
    private const double WholeWeightMin = -5;

    private readonly int[] _parent;
    private readonly int[] _next;
    private readonly int[] _last;
    private readonly int[] _size;
    private readonly PairComparer _comparer;
    private readonly PairScorer _scorer;
    private readonly double _threshold;
    private readonly Wholes _wholes;
    private readonly List<ClusterCut> _cuts = [];
    private readonly Dictionary<int, List<int>> _apart = [];

    public Clusterer(PairComparer comparer, PairScorer scorer, double threshold)
    {
        (_comparer, _scorer, _threshold) = (comparer, scorer, threshold);
        _wholes = new Wholes(this);
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
            if (_size[a] + _size[b] == 2 || _wholes.Compare(a, b).Support > 0) Union(a, b);
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
            var wholes = new Wholes(this);
            for (var i = from; i < to; i++) weights[i] = wholes.Compare(keys[i].Item1, keys[i].Item2).Weight;
        }, ct);
        Array.Clear(changed);
        var joined = false;
        foreach (var i in Enumerable.Range(0, keys.Length).Where(i => weights[i] >= _threshold).OrderByDescending(i => weights[i]).ThenBy(i => i))
        {
            var (left, right) = (Find(keys[i].Item1), Find(keys[i].Item2));
            if (left == right || AreApart(left, right)) continue;
            var whole = _wholes.Compare(left, right);
            if (((left, right) != keys[i] && whole.Weight < _threshold) || whole.Support <= 0) continue;
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

    /// <summary>Two clusters compared as wholes, with room that is used again.</summary>
    private sealed class Wholes(Clusterer clusterer)
    {
        private readonly Whole _whole = new(clusterer._comparer, clusterer._scorer);
        private readonly List<int> _first = [];
        private readonly List<int> _second = [];

        public Whole Compare(int first, int second) => _whole.Compare(Members(first, _first), Members(second, _second));

        private Span<int> Members(int cluster, List<int> members)
        {
            members.Clear();
            for (var member = cluster; member >= 0; member = clusterer._next[member]) members.Add(member);
            return CollectionsMarshal.AsSpan(members);
        }
    }
}

/// <summary>A union that was refused.</summary>
/// <param name="First">A record of the one cluster.</param>
/// <param name="Second">A record of the other.</param>
/// <param name="Weight">Weight of their pair, in bits.</param>
internal readonly record struct ClusterCut(int First, int Second, double Weight);
