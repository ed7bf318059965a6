using System.Globalization;
using System.Text;
using System.Text.Json;
using Kartoteka.Domain.Events;
using Kartoteka.Domain.Identity;
using Kartoteka.Domain.Orders;
using Kartoteka.Storage.Columns;

namespace Kartoteka.Storage.Contract.Columns;

// Orders are what their steps come to, whenever they came and whoever they belong to now.
public abstract partial class ColumnStoreContract
{
    private const string EachOrder = """
        select p.id, o.order_id, o.status, o.gross, o.returned, o.net, o.lines, o.is_return_only from orders o left join profile p on p.number = o.profile order by o.source, o.order_id
        """;

    private const string EachLine = "select order_id, line, product_id, quantity, gross, returned, net, status from order_line order by source, order_id, line";

    [Fact]
    public async Task An_order_is_a_row_with_lines_that_later_steps_change()
    {
        var ledger = await OpenEmptyAsync();
        await using var following = new Following(ledger, Opener(ledger));
        await SayAsync(ledger, Track("m1", "ada", "Order Completed",
            """{"order_id":"A-1","revenue":1000,"shipping":50,"currency":"RUB","coupon":"S","products":[{"product_id":"p1","name":"Ботинки","category":"Обувь","brand":"X","variant":"42","quantity":2,"price":500}]}""",
            context: """{"campaign":{"source":"yandex","medium":"cpc","name":"осень"}}"""));
        var replica = await following.LevelAsync();
        Assert.Equal(
            ["A-1 1 1000000 1000000 completed - RUB 1000 - 50 - 0 1000 2 1 S yandex cpc осень false"],
            await AskAsync(replica, """
                select order_id, source, ordered_at, updated_at, status, state_word, currency, gross, discount, shipping, tax, returned, net, quantity, lines, coupon, utm_source,
                    utm_medium, utm_campaign, is_return_only from orders
                """));
        Assert.Equal(
            ["A-1 1 1000000 completed RUB p1 Ботинки Обувь X 42 2 500 1000 0 0 1000"],
            await AskAsync(replica, """
                select order_id, line, ordered_at, status, currency, product_id, name, category, product_brand, variant, quantity, price, gross, returned_quantity, returned, net from order_line
                """));
        Assert.Equal(["0"], await AskAsync(replica, "select count(*) from orders o join event e on e.order_id = o.order_id where e.source <> o.source or e.brand is distinct from o.brand or e.legal_entity is distinct from o.legal_entity"));
        // The refund is by another record of another profile: the order stays whose it is.
        await SayAsync(ledger, Track("m2", "bob", "Order Refunded", """{"order_id":"A-1","products":[{"product_id":"p1","quantity":1}]}""", at: 3_000_000));
        await SayAsync(ledger, Track("m3", "ada", "Order Updated", """{"order_id":"A-1","status":"sent"}""", at: 2_000_000), Track("m4", "ada", "Order Completed", """{"order_id":"A-1","revenue":7}""", source: 2));
        await following.LevelAsync();
        var ada = await ReadAsync(ledger, Make.User("ada"));
        Assert.Equal([$"{ada.Id} 1 partly_returned sent 1000 500 500 3000000"], await AskAsync(replica, "select p.id, o.source, o.status, o.state_word, o.gross, o.returned, o.net, o.updated_at from orders o join profile p on p.number = o.profile where o.source = 1"));
        Assert.Equal(["1 1 500 500"], await AskAsync(replica, "select line, returned_quantity, returned, net from order_line"));
        Assert.Equal(["1 1", "2 0"], await AskAsync(replica, "select o.source, count(l.line) from orders o left join order_line l on l.order_key = o.order_key group by o.source order by o.source"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_order_goes_on_after_the_replica_was_opened_again(bool remembers)
    {
        var ledger = await OpenEmptyAsync();
        for (var part = 1; part <= 3; part++)
        {
            await using var following = new Following(ledger, Opener(ledger), remembers: remembers);
            await following.LevelAsync();
            // A batch for each of them, so that the second finds what the first one brought.
            foreach (var user in (string[])["ada", "bob", "cat"])
            {
                await SayAsync(ledger, Track($"{user}{part}", user, part == 1 ? "Order Completed" : "Order Refunded", $$"""{"order_id":"{{user}}","revenue":100{{(part == 1 ? "" : ",\"total\":10")}}}""", at: part * 1_000_000));
                await following.LevelAsync();
            }
            var replica = await following.LevelAsync();
            Assert.Equal(["3 3"], await AskAsync(replica, "select count(*), count(distinct order_id) from orders"));
            Assert.Equal(["3 3"], await AskAsync(replica, "select count(*), count(distinct number) from profile"));
            Assert.Equal(["0"], await AskAsync(replica, "select count(*) from orders o left join profile p on p.number = o.profile where p.number is null"));
        }
    }

    [Fact]
    public async Task An_order_goes_on_although_a_question_about_orders_failed()
    {
        var ledger = await OpenEmptyAsync();
        await using (var following = new Following(ledger, Opener(ledger)))
        {
            await SayAsync(ledger, Track("m1", "ada", "Order Completed", """{"order_id":"A","revenue":100}"""));
            await following.LevelAsync();
        }
        var faults = new Faults { Answered = 1 };
        await using var faulty = new Following(ledger, faults.Over(Opener(ledger)));
        await faulty.LevelAsync();
        await SayAsync(ledger, Track("m2", "ada", "Order Refunded", """{"order_id":"A","total":10}""", at: 2_000_000));
        var replica = await faulty.LevelAsync();
        Assert.True(faults.Answered < 0, "No question failed.");
        Assert.Equal(["partly_returned 100 90"], await AskAsync(replica, "select status, gross, net from orders"));
    }

    [Fact]
    public async Task All_numbers_of_profiles_are_given_or_none()
    {
        var ledger = await OpenEmptyAsync();
        await using var store = await EmptyOpener()(false, CancellationToken.None);
        Assert.Empty((await store.ReadNumbersAsync(0, CancellationToken.None))!);
        ProfileId[] ids = [.. Enumerable.Range(0, 3).Select(_ => new ProfileId(Guid.CreateVersion7()))];
        await store.WriteAsync(new ColumnBatch { Progress = new ColumnProgress(1, HasProfiles: true, IsScanDue: false), Numbers = [.. ids.Select((id, i) => (id, 5L + i))] }, CancellationToken.None);
        Assert.Null(await store.ReadNumbersAsync(2, CancellationToken.None));
        Assert.Equal(ids.Select((id, i) => (id, 5L + i)).Order(), (await store.ReadNumbersAsync(3, CancellationToken.None))!.Select(pair => (pair.Key, pair.Value)).Order());
    }

    [Fact]
    public async Task Orders_move_with_their_records_and_lose_the_steps_that_are_undone()
    {
        var ledger = await OpenEmptyAsync();
        await using var following = new Following(ledger, Opener(ledger));
        await SayAsync(ledger, Make.Event("m0", user: "ada"), Track("m1", "bob", "Order Completed", """{"order_id":"A","revenue":10,"products":[{"sku":"s"}]}"""), Track("m2", "bob", "Order Refunded", """{"order_id":"A"}""", at: 2_000_000));
        var replica = await following.LevelAsync();
        var (ada, bob) = (await ReadAsync(ledger, Make.User("ada")), await ReadAsync(ledger, Make.User("bob")));
        const string whose = "select p.id, o.status, o.net, l.net from orders o join order_line l on l.order_key = o.order_key join profile p on p.number = o.profile and p.number = l.profile";
        Assert.Equal([$"{bob.Id} returned 0 0"], await AskAsync(replica, whose));
        var steward = new IdentitySteward(ledger, TimeProvider.System);
        await steward.MergeAsync(ada.Id, bob.Id, IdentityRules.Default, "steward", "same", Stop);
        await following.LevelAsync();
        Assert.Equal([$"{ada.Id} returned 0 0"], await AskAsync(replica, whose));
        await SettleAsync(following);
        await RetractAsync(ledger, 2);
        await following.LevelAsync();
        Assert.Equal([$"{ada.Id} completed 10 10"], await AskAsync(replica, whose));
        await RetractAsync(ledger, 1);
        await following.LevelAsync();
        Assert.Equal(["0 0 0"], await AskAsync(replica, "select (select count(*) from orders), (select count(*) from order_line), (select count(*) from order_step)"));
    }

    [Fact]
    public async Task Of_an_order_with_endless_steps_only_the_first_count()
    {
        var ledger = await OpenEmptyAsync();
        await using var following = new Following(ledger, Opener(ledger));
        const string one = """{"order_id":"undefined","partial":true,"total":1}""";
        await SayAsync(ledger, [.. Enumerable.Range(0, 900).Select(i => Track($"m{i}", "ada", "Order Updated", one))]);
        await following.LevelAsync();
        await SayAsync(ledger, [.. Enumerable.Range(900, 200).Select(i => Track($"m{i}", "ada", "Order Updated", one))]);
        var replica = await following.LevelAsync();
        Assert.Equal(["1000 1000"], await AskAsync(replica, "select o.gross, (select count(*) from order_step) from orders o"));
    }

    [Fact]
    public async Task An_order_stays_whole_while_any_of_its_steps_is_kept_and_then_goes_as_a_whole()
    {
        var ledger = await OpenEmptyAsync();
        const long usPerDay = 86_400_000_000;
        IncomingEvent Received(IncomingEvent said, long at) => said with { OccurredAtUs = at, ReceivedAtUs = at };
        var now = TimeProvider.System.NowUs();
        await SayAsync(
            ledger,
            Received(Track("m1", "ada", "Order Completed", """{"order_id":"A","revenue":10}"""), now - 90 * usPerDay), Received(Track("m2", "ada", "Order Refunded", """{"order_id":"A","total":3}"""), now),
            Received(Track("m3", "ada", "Order Completed", """{"order_id":"B","revenue":10,"products":[{"sku":"s"}]}"""), now - 90 * usPerDay), Received(Track("m4", "ada", "Order Refunded", """{"order_id":"B","total":3}"""), now - 80 * usPerDay));
        foreach (var isAnew in new[] { false, true })
        {
            await using var following = new Following(ledger, isAnew ? EmptyOpener() : Opener(ledger), tiers: Tiers(30, keepDays: 60, kind: "track"));
            var replica = await following.LevelAsync();
            await SettleAsync(following);
            Assert.Equal(["A 10 7"], await AskAsync(replica, "select order_id, gross, net from orders"));
            Assert.Equal(["1 0"], await AskAsync(replica, "select (select count(*) from event), (select count(*) from order_line)"));
        }
    }

    // By the ledger alone: each order's steps, through every timeline, folded; owned by the profile that has the record now.
    private static async Task<List<string>> OrdersNaivelyAsync(ILedger ledger)
    {
        var (owners, steps) = (new Dictionary<long, ProfileId>(), new List<(int Source, OrderStep Step)>());
        foreach (var profile in await ReadAllAsync(ledger))
        {
            foreach (var record in profile.Records) owners[record.Id] = profile.Id;
            foreach (var said in await ledger.ReadTimelineAsync([.. profile.Records.Select(record => record.Id)], null, 10_000, Stop))
            {
                if (said.Kind != EventKind.Track || !OrderStep.IsStep(said.Name)) continue;
                using var body = JsonDocument.Parse(said.Body);
                var properties = Encoding.UTF8.GetBytes(body.RootElement.GetProperty("properties").GetRawText());
                if (OrderStep.Read(said.Name!, said.OccurredAtUs, said.MessageId, said.RecordId, properties, default) is { } step) steps.Add((said.SourceId, step));
            }
        }
        return [.. steps.GroupBy(pair => (pair.Source, pair.Step.OrderId)).OrderBy(group => group.Key.Source).ThenBy(group => group.Key.OrderId, StringComparer.Ordinal).Select(group =>
        {
            var order = OrderFold.Fold(group.Select(pair => pair.Step));
            var status = order.Status == OrderStatus.PartlyReturned ? "partly_returned" : order.Status.ToString().ToLowerInvariant();
            return string.Create(CultureInfo.InvariantCulture,
                $"{owners[order.RecordId]} {group.Key.OrderId} {status} {order.Gross:0.####} {order.Returned:0.####} {order.Net:0.####} {order.Lines.Count} {(order.IsReturnOnly ? "true" : "false")}");
        })];
    }
}
