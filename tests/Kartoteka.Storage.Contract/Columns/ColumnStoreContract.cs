using Kartoteka.Domain.Identity;
using Kartoteka.Storage.Columns;

namespace Kartoteka.Storage.Contract.Columns;

/// <summary>What every column store promises, through the replica that follows a ledger. Queries are in words that all dialects share.</summary>
public abstract partial class ColumnStoreContract : ColumnBench
{
    [Fact]
    public async Task Events_can_be_asked_with_their_properties_in_columns_and_the_rest_as_json()
    {
        var ledger = await OpenEmptyAsync();
        await using var following = new Following(ledger, Opener(ledger));
        await SayAsync(
            ledger,
            Track("m1", "ada", "Order Completed", """{"order_id":"A-1","revenue":1999.99,"currency":"RUB","coupon":"\u0441\u043a\u0438\u0434\u043a\u0430","color":"red","products":[{"product_id":"p1","category":"Обувь"},{"product_id":7}]}""",
                context: """{"campaign":{"source":"yandex","name":"осень"},"page":{"url":"https://shop.example/a"},"locale":"ru"}"""),
            Track("m2", "bob", "Product Viewed", """{"price":"12.50","quantity":2,"url":"https://shop.example/b","brand":"X"}""", at: 2_000_000));
        var replica = await following.LevelAsync();
        var source = (await ledger.ListSourcesAsync(Stop)).FirstOrDefault(source => source.Id == 1);
        Assert.Equal(
            ["track Order_Completed 1000000 6000000 1999.99 RUB A-1 скидка yandex осень https://shop.example/a -".Replace('_', ' '), "track Product Viewed 2000000 7000000 - - - - - - https://shop.example/b X"],
            await AskAsync(replica, "select kind, name, occurred_at, received_at, revenue, currency, order_id, coupon, utm_source, utm_campaign, url, product_brand from event order by position"));
        Assert.Equal(["12.5 2"], await AskAsync(replica, "select price, quantity from event where name = $1", "Product Viewed"));
        Assert.Equal([$"1 {source?.BrandId.ToString() ?? "-"} {source?.LegalEntityId.ToString() ?? "-"}"], await AskAsync(replica, "select distinct source, brand, legal_entity from event"));
        var json = Assert.Single(await AskAsync(replica, "select properties from event where order_id = $1", "A-1"));
        Assert.Contains("\"color\":\"red\"", json, StringComparison.Ordinal);
        Assert.Contains("\"locale\":\"ru\"", Assert.Single(await AskAsync(replica, "select context from event where order_id = $1", "A-1")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Values_that_do_not_fit_a_column_stay_in_the_json_and_are_counted()
    {
        var ledger = await OpenEmptyAsync();
        await using var following = new Following(ledger, Opener(ledger));
        await SayAsync(ledger, Track("m1", "ada", "A", """{"revenue":"a lot","price":1e30,"quantity":{},"currency":"\ud800","revenue":5}"""), Track("m2", "ada", "B", """{"revenue":0.00005}"""));
        var replica = await following.LevelAsync();
        Assert.Equal(["- - - -", "0.0001 - - -"], await AskAsync(replica, "select revenue, price, quantity, currency from event order by position"));
        Assert.Contains("a lot", (await AskAsync(replica, "select properties from event order by position"))[0], StringComparison.Ordinal);
        Assert.Equal([("currency", 1), ("price", 1), ("quantity", 1), ("revenue", 1)], replica.Misfits.OrderBy(pair => pair.Column, StringComparer.Ordinal));
    }

    [Fact]
    public async Task Profiles_have_what_survives_of_their_traits_and_declared_ones_have_columns()
    {
        var ledger = await OpenEmptyAsync();
        await ledger.PutTraitAsync(Declared("age", "number"), Stop);
        await ledger.PutTraitAsync(Declared("День рождения", "date"), Stop);
        await using var following = new Following(ledger, Opener(ledger));
        await SayAsync(
            ledger,
            Make.Event("m1", user: "ada", ids: [Make.Email("a@x.ru"), Make.Phone("+79160000001")], traits: [("age", "36"), ("name", "\"Ада\""), ("День рождения", "\"1815-12-10\"")]),
            Make.Event("m2", user: "bob", traits: [("age", "\"old\"")]));
        var replica = await following.LevelAsync();
        var (age, birthday) = (ColumnSchema.ColumnName(ProfileKind.Person, "age"), ColumnSchema.ColumnName(ProfileKind.Person, "День рождения"));
        var ada = await ReadAsync(ledger, Make.User("ada"));
        Assert.Equal(
            [$$"""{{ada.Id}} person 1 {"age":36,"name":"Ада","День рождения":"1815-12-10"} 36 -4861728000000000 {"email":["a@x.ru"],"phone":["+79160000001"],"user_id":["shop:ada"]}"""],
            await AskAsync(replica, $"select id, kind, records, traits, {age}, {birthday}, identifiers from profile where {age} > $1", 30.0));
        Assert.Equal(["""{"age":"old"} -"""], await AskAsync(replica, $"select traits, {age} from profile where {age} is null"));
        Assert.Equal([(age, 1)], replica.Misfits);
    }

    [Fact]
    public async Task Columns_of_traits_come_change_and_go_with_the_catalogue_and_are_filled_behind()
    {
        var ledger = await OpenEmptyAsync();
        await using var following = new Following(ledger, Opener(ledger));
        await SayAsync(ledger, Make.Event("m1", user: "ada", traits: [("level", "\"7\""), ("city", "\"Омск\"")]));
        var replica = await following.LevelAsync();
        Assert.Empty(replica.TraitColumns);
        var (level, city) = (ColumnSchema.ColumnName(ProfileKind.Person, "level"), ColumnSchema.ColumnName(ProfileKind.Person, "city"));

        await DeclareAsync(ledger, following, Declared("level", "string"), Declared("city", "string"));
        Assert.Equal(["7 Омск"], await AskAsync(replica, $"select {level}, {city} from profile"));
        await DeclareAsync(ledger, following, Declared("level", "number"));
        Assert.Equal(["7 Омск"], await AskAsync(replica, $"select {level} + 0, {city} from profile"));
        Assert.Equal(ColumnType.Fraction, replica.TraitColumns.Single(trait => trait.Trait == "level").Column.Type);
        await DeclareAsync(ledger, following, Declared("city", "mixed"));
        Assert.Equal(["level"], replica.TraitColumns.Select(trait => trait.Trait));
        await Assert.ThrowsAsync<ColumnQueryException>(() => AskAsync(replica, $"select {city} from profile"));
        Assert.Contains("Омск", Assert.Single(await AskAsync(replica, "select traits from profile")), StringComparison.Ordinal);
    }

    private static async Task DeclareAsync(ILedger ledger, Following following, params TraitDefinition[] traits)
    {
        foreach (var trait in traits) await ledger.PutTraitAsync(trait, Stop);
        var expected = ColumnSchema.TraitColumns(await ledger.ListTraitsAsync(Stop));
        following.Replica.ChangeSchema();
        await following.EventuallyAsync(() => following.Replica.TraitColumns.SequenceEqual(expected) && !following.Replica.IsBuilding);
    }

    [Fact]
    public async Task A_merge_and_an_unmerge_move_events_of_before_and_after_at_once()
    {
        var ledger = await OpenEmptyAsync();
        await using var following = new Following(ledger, Opener(ledger));
        await SayAsync(ledger, Track("m1", "ada", "A"), Make.Event("m2", anonymous: "x"), Track("m3", "bob", "A"));
        var replica = await following.LevelAsync();
        Assert.Equal(["1", "1", "1"], await AskAsync(replica, "select count(*) from event group by profile order by 1"));
        await SayAsync(ledger, Track("m4", "ada", "A", anonymous: "x"));
        await following.LevelAsync();
        var ada = await ReadAsync(ledger, Make.User("ada"));
        Assert.Equal([$"{ada.Id} 3"], await AskAsync(replica, "select p.id, count(*) from event e join profile p on p.number = e.profile group by p.id having count(*) > 1"));
        Assert.Equal(["2"], await AskAsync(replica, "select count(*) from profile"));
        Assert.Equal(["3"], await AskAsync(replica, "select count(*) from record"));
        var outcome = await new IdentitySteward(ledger, TimeProvider.System).UnmergeAsync(ada.Id, [ada.Records[0].Key], IdentityRules.Default, "steward", "wrong", Stop);
        Assert.Null(outcome.Refusal);
        await following.LevelAsync();
        Assert.Equal(["1", "1", "2"], await AskAsync(replica, "select count(*) from event e join profile p on p.number = e.profile group by p.id order by 1"));
    }

    [Fact]
    public async Task Events_of_an_undone_import_are_taken_away()
    {
        var ledger = await OpenEmptyAsync();
        await using var following = new Following(ledger, Opener(ledger));
        await SayAsync(ledger, Track("m1", "ada", "A"), Track("m2", "ada", "B"), Track("m3", "ada", "C"));
        var replica = await following.LevelAsync();
        var second = (await ledger.ReadEventsAsync(0, 10, Stop))[1].Position;
        await using (var transaction = await ledger.BeginAsync(Stop))
        {
            await transaction.RetractEventsAsync([second], Stop);
            await transaction.CommitAsync(Stop);
        }
        await following.LevelAsync();
        Assert.Equal(["A", "C"], await AskAsync(replica, "select name from event order by position"));
        replica.Rebuild();
        await following.EventuallyAsync(() => replica.Position == 0 || replica.IsBuilding);
        await following.LevelAsync();
        Assert.Equal(["A", "C"], await AskAsync(replica, "select name from event order by position"));
    }

    [Fact]
    public async Task A_refresh_shows_what_survives_since_a_source_is_trusted_otherwise()
    {
        var (ledger, trust) = (await OpenEmptyAsync(), new Trust());
        await ledger.PutTraitAsync(Declared("city", "string"), Stop);
        await using var following = new Following(ledger, Opener(ledger), trust);
        await SayAsync(ledger, Make.Event("m1", user: "a", source: 1, traits: [("city", "\"Омск\"")]), Make.Event("m2", user: "a", source: 2, at: 2_000_000, traits: [("city", "\"Орёл\"")]));
        var replica = await following.LevelAsync();
        var city = $"select {ColumnSchema.ColumnName(ProfileKind.Person, "city")} from profile";
        Assert.Equal(["Омск"], await AskAsync(replica, city));
        trust.First = 50;
        replica.Refresh();
        await following.EventuallyAsync(() => AskAsync(replica, city).GetAwaiter().GetResult() is ["Орёл"]);
    }

    [Fact]
    public async Task A_store_opened_again_goes_on_where_it_was()
    {
        var ledger = await OpenEmptyAsync();
        await using (var following = new Following(ledger, Opener(ledger)))
        {
            await SayAsync(ledger, Track("m1", "ada", "A"));
            await following.LevelAsync();
        }
        await SayAsync(ledger, Track("m2", "ada", "B"), Track("m3", "bob", "C"));
        await using var again = new Following(ledger, Opener(ledger));
        var replica = await again.LevelAsync();
        Assert.Equal(["A 1", "B 1", "C 2"], await AskAsync(replica, "select e.name, e.profile from event e join profile p on p.number = e.profile order by e.position"));
    }

    [Fact]
    public async Task A_store_that_is_ahead_of_its_ledger_is_built_anew()
    {
        var (ledger, other) = (await OpenEmptyAsync(), await OpenEmptyAsync());
        await SayAsync(ledger, Track("m1", "ada", "A"));
        var opener = Opener(ledger);
        await using (var following = new Following(ledger, opener))
        {
            await SayAsync(ledger, Track("m2", "ada", "B"), Track("m3", "eve", "B"));
            await following.LevelAsync();
        }
        await SayAsync(other, Track("m1", "bob", "Z"));
        await using var again = new Following(other, opener);
        var replica = await again.LevelAsync();
        Assert.Equal(["Z"], await AskAsync(replica, "select name from event"));
        Assert.Equal(["1"], await AskAsync(replica, "select count(*) from profile"));
    }
}
