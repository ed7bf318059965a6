using System.Security.Cryptography;
using System.Text;
using Kartoteka.Domain.Identity;
using Xunit;

namespace Kartoteka.Storage.Contract;

/// <summary>What every <see cref="IWorkspaceStore"/> must do. Each test has an empty base of its own.</summary>
public abstract class WorkspaceStoreContract
{
    /// <summary>Opens an empty base; a second call in the same test opens the same base again after closing it.</summary>
    protected abstract ValueTask<IWorkspaceStore> OpenAsync();

    private static CancellationToken Stop => CancellationToken.None;

    private static byte[] Sha(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    private static Source Draft(string key) => new(0, key, "Shop", "web", key, 1, 0, 100, true, 0);

    [Fact]
    public async Task An_empty_base_has_one_legal_entity_and_one_brand_of_it()
    {
        var store = await OpenAsync();
        var entity = Assert.Single(await store.ListLegalEntitiesAsync(Stop));
        var brand = Assert.Single(await store.ListBrandsAsync(Stop));
        Assert.Equal("default", entity.Key);
        Assert.Equal(("default", entity.Id), (brand.Key, brand.LegalEntityId));
        Assert.True(entity.CreatedAtUs > 0);
    }

    [Fact]
    public async Task Opening_again_makes_no_second_legal_entity()
    {
        await OpenAsync();
        var store = await OpenAsync();
        Assert.Single(await store.ListLegalEntitiesAsync(Stop));
        Assert.Single(await store.ListBrandsAsync(Stop));
    }

    [Fact]
    public async Task A_key_of_a_legal_entity_or_a_brand_is_given_once()
    {
        var store = await OpenAsync();
        var entity = await store.AddLegalEntityAsync("north", "Север", "7707083893", Stop);
        Assert.NotNull(entity);
        Assert.Null(await store.AddLegalEntityAsync("north", "Other", null, Stop));
        Assert.Equal("Север", (await store.ListLegalEntitiesAsync(Stop))[1].Name);
        Assert.Equal("7707083893", (await store.ListLegalEntitiesAsync(Stop))[1].Inn);
        Assert.NotNull(await store.AddBrandAsync("tea", "Чай", entity.Id, Stop));
        Assert.Null(await store.AddBrandAsync("tea", "Кофе", entity.Id, Stop));
    }

    [Fact]
    public async Task A_brand_of_an_unknown_legal_entity_is_refused()
    {
        var store = await OpenAsync();
        await Assert.ThrowsAsync<LedgerRefusedException>(async () => await store.AddBrandAsync("tea", "Чай", 99, Stop));
        Assert.Single(await store.ListBrandsAsync(Stop));
    }

    [Fact]
    public async Task A_source_is_kept_with_the_legal_entity_of_its_brand()
    {
        var store = await OpenAsync();
        var added = await store.AddSourceAsync(Draft("shop"), Sha("key-1"), Stop);
        Assert.NotNull(added);
        Assert.True(added.Id > 0);
        Assert.Equal(1, added.LegalEntityId);
        Assert.Equal(added, Assert.Single(await store.ListSourcesAsync(Stop)));
    }

    [Fact]
    public async Task A_source_may_have_no_write_key()
    {
        var store = await OpenAsync();
        Assert.NotNull(await store.AddSourceAsync(Draft("manual"), null, Stop));
        Assert.Single(await store.ListSourcesAsync(Stop));
        Assert.Empty(await store.ListWriteKeysAsync(Stop));
    }

    [Fact]
    public async Task A_taken_source_key_adds_neither_a_source_nor_a_write_key()
    {
        var store = await OpenAsync();
        await store.AddSourceAsync(Draft("shop"), Sha("key-1"), Stop);
        Assert.Null(await store.AddSourceAsync(Draft("shop"), Sha("key-2"), Stop));
        Assert.Single(await store.ListSourcesAsync(Stop));
        Assert.Single(await store.ListWriteKeysAsync(Stop));
    }

    [Fact]
    public async Task A_write_key_of_another_source_is_refused_and_nothing_of_the_new_source_stays()
    {
        var store = await OpenAsync();
        await store.AddSourceAsync(Draft("shop"), Sha("key-1"), Stop);
        await Assert.ThrowsAsync<LedgerRefusedException>(async () => await store.AddSourceAsync(Draft("app"), Sha("key-1"), Stop));
        Assert.Single(await store.ListSourcesAsync(Stop));
    }

    [Fact]
    public async Task An_update_of_a_source_leaves_its_key_its_namespace_and_its_brand()
    {
        var store = await OpenAsync();
        var added = (await store.AddSourceAsync(Draft("shop"), Sha("key-1"), Stop))!;
        await store.UpdateSourceAsync(added with { Key = "other", IdNamespace = "other", BrandId = 9, Name = "Till", TrustRank = 700, Enabled = false }, Stop);
        Assert.Equal(added with { Name = "Till", TrustRank = 700, Enabled = false }, Assert.Single(await store.ListSourcesAsync(Stop)));
    }

    [Fact]
    public async Task Rotating_a_write_key_ends_the_others_of_that_source_only()
    {
        var store = await OpenAsync();
        var shop = (await store.AddSourceAsync(Draft("shop"), Sha("shop-1"), Stop))!;
        var app = (await store.AddSourceAsync(Draft("app"), Sha("app-1"), Stop))!;
        Assert.True(await store.AddWriteKeyAsync(shop.Id, Sha("shop-2"), Stop));
        Assert.False(await store.AddWriteKeyAsync(shop.Id, Sha("shop-2"), Stop));
        await store.RevokeWriteKeysAsync(shop.Id, Sha("shop-2"), Stop);
        var live = (await store.ListWriteKeysAsync(Stop)).Select(key => (Convert.ToHexString(key.Hash), key.SourceId)).ToHashSet();
        Assert.Equal([(Convert.ToHexString(Sha("shop-2")), shop.Id), (Convert.ToHexString(Sha("app-1")), app.Id)], live);
        Assert.False(await store.AddWriteKeyAsync(shop.Id, Sha("shop-1"), Stop)); // A revoked key does not come back.
    }

    [Fact]
    public async Task A_token_is_listed_with_its_scopes_and_its_hash_also_after_it_was_revoked()
    {
        var store = await OpenAsync();
        var token = (await store.AddTokenAsync("robot", ["profiles:read", "audit:read"], Sha("t"), Stop))!;
        Assert.Null(await store.AddTokenAsync("twin", ["*"], Sha("t"), Stop));
        Assert.True(await store.RevokeTokenAsync(token.Id, Stop));
        Assert.False(await store.RevokeTokenAsync(token.Id + 1, Stop));
        var (listed, hash) = Assert.Single(await store.ListTokensAsync(Stop));
        Assert.Equal(["profiles:read", "audit:read"], listed.Scopes);
        Assert.Equal(Sha("t"), hash);
        Assert.NotNull(listed.RevokedAtUs);
        await store.RevokeTokenAsync(token.Id, Stop);
        Assert.Equal(listed.RevokedAtUs, (await store.ListTokensAsync(Stop))[0].Token.RevokedAtUs);
    }

    [Fact]
    public async Task A_trait_is_replaced_by_kind_and_name()
    {
        var store = await OpenAsync();
        var trait = new TraitDefinition(
            ProfileKind.Person, "дата рождения", "date", "demographic", true, new Dictionary<string, string> { ["ru"] = "Дата рождения" }, "loyalty", 365, "crm", 42);
        await store.PutTraitAsync(trait with { Type = "string" }, Stop);
        await store.PutTraitAsync(trait, Stop);
        await store.PutTraitAsync(trait with { Kind = ProfileKind.Account }, Stop);
        var all = await store.ListTraitsAsync(Stop);
        Assert.Equal(2, all.Count);
        Assert.Equivalent(trait, all.Single(one => one.Kind == ProfileKind.Person), strict: true);
    }

    [Fact]
    public async Task A_setting_is_read_as_it_was_last_written()
    {
        var store = await OpenAsync();
        Assert.Null(await store.ReadSettingAsync("identity", Stop));
        await store.WriteSettingAsync("identity", "{}", Stop);
        await store.WriteSettingAsync("identity", """{"limit":5}""", Stop);
        Assert.Equal("""{"limit":5}""", await (await OpenAsync()).ReadSettingAsync("identity", Stop));
    }
}
