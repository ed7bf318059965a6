namespace Kartoteka.Storage;

/// <summary>A key that signs links to an embedded card. Its secret is derived from the base's own key and stored nowhere.</summary>
/// <param name="Id">Random, never given again.</param>
/// <param name="Name">For people.</param>
/// <param name="Origins">Pages that may frame the card, as <c>https://crm.example.ru</c>.</param>
/// <param name="Classes">Privacy classes of traits that the card shows as they are.</param>
/// <param name="CreatedAtUs">When it was made.</param>
/// <param name="RevokedAtUs">When it ended, or null.</param>
public sealed record EmbedKey(string Id, string Name, IReadOnlyList<string> Origins, IReadOnlyList<string> Classes, long CreatedAtUs, long? RevokedAtUs);

/// <summary>Keys of embedded cards. Every method is one transaction; writes are durable when they return.</summary>
public interface IEmbedKeyStore
{
    /// <summary>All keys, revoked ones included, oldest first.</summary>
    ValueTask<IReadOnlyList<EmbedKey>> ListEmbedKeysAsync(CancellationToken ct);

    /// <summary>Adds a key; its times are ignored. Null when the id is known already.</summary>
    ValueTask<EmbedKey?> AddEmbedKeyAsync(EmbedKey key, CancellationToken ct);

    /// <summary>Ends a key for good; false when there is none that is live.</summary>
    ValueTask<bool> RevokeEmbedKeyAsync(string id, CancellationToken ct);
}
