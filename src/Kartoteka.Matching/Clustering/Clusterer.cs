namespace Kartoteka.Matching.Clustering;

/// <summary>Joins records that pairs connect.</summary>
internal sealed class Clusterer
{
    private readonly int[] _parent;

    public Clusterer(int count)
    {
        _parent = new int[count];
        for (var i = 0; i < count; i++) _parent[i] = i;
    }

    public int Find(int record)
    {
        while (_parent[record] != record)
        {
            _parent[record] = _parent[_parent[record]];
            record = _parent[record];
        }
        return record;
    }

    public bool Union(int first, int second)
    {
        var (a, b) = (Find(first), Find(second));
        if (a == b) return false;
        if (a > b) (a, b) = (b, a);
        _parent[b] = a;
        return true;
    }
}
