using Xunit;

namespace Kartoteka.Storage.Contract;

/// <summary>What every <see cref="IEmbedKeyStore"/> must do. Each test has an empty base of its own.</summary>
public abstract class EmbedKeyStoreContract
{
    /// <summary>Opens an empty base; a second call in the same test opens the same base again after closing it.</summary>
    protected abstract ValueTask<IEmbedKeyStore> OpenAsync();

    private static CancellationToken Stop => CancellationToken.None;

    [Fact]
    public async Task A_key_is_kept_as_added_and_its_id_is_given_once()
    {
        var store = await OpenAsync();
        var key = new EmbedKey("ek_1", "CRM", ["https://crm.example.ru", "http://localhost:8081"], [], 0, null);
        var added = await store.AddEmbedKeyAsync(key, Stop);
        Assert.True(added!.CreatedAtUs > 0);
        Assert.Null(await store.AddEmbedKeyAsync(key with { Name = "Twin" }, Stop));
        Assert.Equivalent(added, Assert.Single(await (await OpenAsync()).ListEmbedKeysAsync(Stop)), strict: true);
    }

    [Fact]
    public async Task A_revoked_key_stays_in_the_list_and_is_revoked_once()
    {
        var store = await OpenAsync();
        await store.AddEmbedKeyAsync(new EmbedKey("ek_1", "CRM", ["https://crm.example.ru"], ["contact", "none"], 0, null), Stop);
        Assert.True(await store.RevokeEmbedKeyAsync("ek_1", Stop));
        var revoked = Assert.Single(await store.ListEmbedKeysAsync(Stop));
        Assert.NotNull(revoked.RevokedAtUs);
        Assert.Equal(["contact", "none"], revoked.Classes);
        Assert.False(await store.RevokeEmbedKeyAsync("ek_1", Stop));
        Assert.False(await store.RevokeEmbedKeyAsync("ek_2", Stop));
        Assert.Equal(revoked.RevokedAtUs, (await store.ListEmbedKeysAsync(Stop))[0].RevokedAtUs);
    }
}
