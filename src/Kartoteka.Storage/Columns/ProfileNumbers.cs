using Kartoteka.Domain.Identity;

namespace Kartoteka.Storage.Columns;

/// <summary>The numbers of profiles: in memory, of a very large base those used lately; the rest asked of the store, the unknown given out.</summary>
/// <param name="store">The store.</param>
/// <param name="keptMax">Numbers kept in memory. To ask the store for one reads a column of all, which took an eighth of the replica's time with a million.</param>
internal sealed class ProfileNumbers(IColumnStore store, int keptMax)
{
    private Dictionary<ProfileId, long> _known = [];
    private readonly List<(ProfileId, long)> _fresh = [];
    private long _highest = -1;
    private bool _isRead, _isAll;

    /// <summary>Numbers that the store does not have yet.</summary>
    public IReadOnlyList<(ProfileId, long)> Fresh => [.. _fresh];

    /// <summary>The number of a profile that was learned for this batch.</summary>
    public long this[ProfileId id] => _known[id];

    /// <summary>Finds the numbers of <paramref name="ids"/>, and gives numbers to those without.</summary>
    public async ValueTask LearnAsync(IReadOnlyCollection<ProfileId> ids, CancellationToken ct)
    {
        if (!_isRead) await ReadAsync(ct);
        if (_known.Count > keptMax) (_known, _isAll) = ([], false);
        var missing = ids.Where(id => !_known.ContainsKey(id)).ToHashSet();
        if (missing.Count == 0) return;
        if (!_isAll)
        {
            var (found, highest) = await store.FindNumbersAsync(missing, ct);
            if (_highest < 0) _highest = highest;
            foreach (var (id, number) in found) _known[id] = number;
            missing.ExceptWith(found.Keys);
        }
        // In order of id, which is that of creation: neighbours in time stay neighbours by number.
        foreach (var id in missing.Order())
        {
            _known[id] = ++_highest;
            _fresh.Add((id, _highest));
        }
    }

    private async ValueTask ReadAsync(CancellationToken ct)
    {
        if (await store.ReadNumbersAsync(keptMax, ct) is { } all)
        {
            _known = all;
            _highest = all.Values.DefaultIfEmpty().Max();
            _isAll = true;
        }
        _isRead = true;
    }

    /// <summary>The store has the fresh ones.</summary>
    public void Keep() => _fresh.Clear();

    /// <summary>A write failed: what the store has is asked anew.</summary>
    public void Forget()
    {
        (_known, _highest, _isRead, _isAll) = ([], -1, false, false);
        _fresh.Clear();
    }
}
