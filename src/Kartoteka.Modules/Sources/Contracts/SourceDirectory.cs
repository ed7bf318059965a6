using System.Collections.Frozen;
using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Storage;

namespace Kartoteka.Modules.Sources.Contracts;

/// <summary>The sources and their live write keys in memory, as a snapshot that is replaced whole: look-ups take no lock and read no disk.</summary>
public sealed class SourceDirectory(IWorkspaceStore store) : IDisposable
{
    private sealed record Snapshot(
        IReadOnlyList<Source> All, FrozenDictionary<int, Source> ById, FrozenDictionary<string, Source> ByKey, FrozenDictionary<UInt128, (byte[] Hash, Source Source)> ByWriteKey);

    private volatile Snapshot _now = new([], FrozenDictionary<int, Source>.Empty, FrozenDictionary<string, Source>.Empty, FrozenDictionary<UInt128, (byte[], Source)>.Empty);

    // Reloads take turns, so that an older snapshot never replaces a newer one.
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Raised after each reload, once the new snapshot is served; handlers must return at once.</summary>
    public event Action? Changed;

    /// <summary>Every source, by id.</summary>
    public IReadOnlyList<Source> All => _now.All;

    /// <summary>The source of this number, or null.</summary>
    public Source? ById(int id) => _now.ById.GetValueOrDefault(id);

    /// <summary>The source of this key, or null.</summary>
    public Source? ByKey(string key) => _now.ByKey.GetValueOrDefault(key);

    /// <summary>
    /// The source of a write key as a sender presented it, also a disabled one; null for an unknown or an ended key. A Jitsu client insists
    /// on <c>a:b</c>, so of a presented text with a colon either side may be the whole write key.
    /// </summary>
    public Source? ByWriteKey(string presented)
    {
        if (presented.Length is 0 or > WriteKeyLengthMax) return null;
        var snapshot = _now;
        if (Find(snapshot, presented) is { } whole) return whole;
        var colon = presented.IndexOf(':');
        if (colon < 0) return null;
        return Find(snapshot, presented[(colon + 1)..]) ?? Find(snapshot, presented[..colon]);
    }

    /// <summary>Longest write key looked up, in UTF-16 units.</summary>
    public const int WriteKeyLengthMax = 512;

    /// <summary>Reads sources and keys again; called at start and after each change.</summary>
    public async ValueTask ReloadAsync(CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            // Keys first: a source made between the two reads is then missing a key, instead of a key its source.
            var keys = await store.ListWriteKeysAsync(ct);
            var sources = await store.ListSourcesAsync(ct);
            var byId = sources.ToFrozenDictionary(source => source.Id);
            _now = new Snapshot(
                sources, byId, sources.ToFrozenDictionary(source => source.Key, StringComparer.Ordinal),
                keys.ToFrozenDictionary(key => Secrets.LookupKey(key.Hash), key => (key.Hash, byId[key.SourceId])));
        }
        finally
        {
            _turn.Release();
        }
        Changed?.Invoke();
    }

    /// <inheritdoc />
    public void Dispose() => _turn.Dispose();

    private static Source? Find(Snapshot snapshot, string key)
    {
        var hash = Secrets.Hash(key);
        return snapshot.ByWriteKey.TryGetValue(Secrets.LookupKey(hash), out var found) && Secrets.Same(hash, found.Hash) ? found.Source : null;
    }
}
