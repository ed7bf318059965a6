using System.Collections.Frozen;
using System.Security.Claims;
using Kartoteka.Storage;

namespace Kartoteka.Modules.Workspace.Contracts;

/// <summary>The live tokens in memory, as a snapshot that is replaced whole: looking one up takes no lock and reads no disk.</summary>
public sealed class TokenDirectory(IWorkspaceStore store) : IDisposable
{
    private sealed record Entry(byte[] Hash, ClaimsPrincipal Principal);

    // Reloads take turns, so that an older snapshot never replaces a newer one.
    private readonly SemaphoreSlim _turn = new(1, 1);
    private volatile FrozenDictionary<UInt128, Entry> _live = FrozenDictionary<UInt128, Entry>.Empty;

    private volatile FrozenSet<string> _ids = FrozenSet<string>.Empty;

    /// <summary>Raised after each reload, once the new snapshot is served; handlers must return at once.</summary>
    public event Action? Changed;

    /// <summary>True while the token of this number is not revoked.</summary>
    public bool IsLive(string tokenId) => _ids.Contains(tokenId);

    /// <summary>Reads the tokens again; called at start and after each change.</summary>
    public async ValueTask ReloadAsync(CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            var tokens = await store.ListTokensAsync(ct);
            var live = tokens.Where(entry => entry.Token.RevokedAtUs is null).ToArray();
            _ids = live.Select(entry => $"{entry.Token.Id}").ToFrozenSet(StringComparer.Ordinal);
            _live = live.ToFrozenDictionary(
                entry => Secrets.LookupKey(entry.Hash),
                entry => new Entry(entry.Hash, Actor.Token(entry.Token.Name, $"{entry.Token.Id}", entry.Token.Scopes)));
        }
        finally
        {
            _turn.Release();
        }
        Changed?.Invoke();
    }

    /// <inheritdoc />
    public void Dispose() => _turn.Dispose();

    /// <summary>Who presents this secret; null for an unknown or a revoked one.</summary>
    internal ClaimsPrincipal? Find(string secret)
    {
        var hash = Secrets.Hash(secret);
        return _live.TryGetValue(Secrets.LookupKey(hash), out var entry) && Secrets.Same(hash, entry.Hash) ? entry.Principal : null;
    }
}
