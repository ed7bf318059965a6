using Kartoteka.Domain.Identity;

namespace Kartoteka.Storage.Columns;

/// <summary>The numbers of profiles: those used lately in memory, the rest asked of the store, the unknown given out.</summary>
internal sealed class ProfileNumbers(IColumnStore store)
{
    /// <summary>Numbers kept in memory: 200,000 are some 10 MB, and the profiles that are here now are few.</summary>
    private const int KeptMax = 200_000;

    private Dictionary<ProfileId, long> _known = [];
    private readonly List<(ProfileId, long)> _fresh = [];
    private long _highest = -1;

    /// <summary>Numbers that the store does not have yet.</summary>
    public IReadOnlyList<(ProfileId, long)> Fresh => [.. _fresh];

    /// <summary>The number of a profile that was learned for this batch.</summary>
    public long this[ProfileId id] => _known[id];

    /// <summary>Finds the numbers of <paramref name="ids"/>, and gives numbers to those without.</summary>
    public async ValueTask LearnAsync(IReadOnlyCollection<ProfileId> ids, CancellationToken ct)
    {
        if (_known.Count > KeptMax) _known = [];
        var missing = ids.Where(id => !_known.ContainsKey(id)).ToHashSet();
        if (missing.Count == 0) return;
        var (found, highest) = await store.FindNumbersAsync(missing, ct);
        if (_highest < 0) _highest = highest;
        foreach (var (id, number) in found) _known[id] = number;
        // In order of id, which is that of creation: neighbours in time stay neighbours by number.
        foreach (var id in missing.Where(id => !found.ContainsKey(id)).Order())
        {
            _known[id] = ++_highest;
            _fresh.Add((id, _highest));
        }
    }

    /// <summary>The store has the fresh ones.</summary>
    public void Keep() => _fresh.Clear();

    /// <summary>A write failed: what the store has is asked anew.</summary>
    public void Forget()
    {
        (_known, _highest) = ([], -1);
        _fresh.Clear();
    }
}
