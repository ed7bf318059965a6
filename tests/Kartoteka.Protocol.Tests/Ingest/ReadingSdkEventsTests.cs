using Kartoteka.Domain.Events;
using Kartoteka.Domain.Identity;
using Kartoteka.Protocol.Ingest;

namespace Kartoteka.Protocol.Tests.Ingest;

/// <summary>The shapes that the SDKs really send.</summary>
public sealed class ReadingSdkEventsTests
{
    [Fact]
    public void A_batch_of_analytics_node_is_read_whole()
    {
        var read = Given.Read("""
            {"batch":[{"userId":"42","traits":{"email":"Ada@Example.com","plan":"pro","address":{"city":"Тверь"}},"context":{"library":{"name":"@segment/analytics-node","version":"3.1.0"}},"type":"identify","messageId":"node-next-1","timestamp":"2026-03-01T11:59:58.123Z","integrations":{},"_metadata":{"nodeVersion":"20.1.0","jsRuntime":"node"}},
            {"userId":"42","event":"Order Completed","properties":{"order_id":"o1","total":99.90},"context":{},"type":"track","messageId":"node-next-2","timestamp":"2026-03-01T11:59:59.000Z","integrations":{}}],
            "writeKey":"wk-1","sentAt":"2026-03-01T12:00:00.000Z"}
            """, RouteCall.Batch);
        Assert.Equal("wk-1", read.WriteKey);
        Assert.Equal(Given.ReceivedAtUs, read.SentAtUs);
        var identify = read.Items[0].Event!;
        Assert.Equal(EventKind.Identify, identify.Kind);
        Assert.Equal(7, identify.SourceId);
        Assert.Equal("42", identify.UserId);
        Assert.Equal([new(IdentifierTypes.UserId, "shop:42"), new(IdentifierTypes.Email, "ada@example.com")], identify.Identifiers);
        Assert.Equal(["email", "plan", "address"], identify.Traits.Select(t => t.Name));
        Assert.Equal("""{"city":"Тверь"}""", Given.Text(identify.Traits[2].Json));
        Assert.Equal(Given.ReceivedAtUs - 1_877_000, identify.OccurredAtUs);
        Assert.StartsWith("""{"userId":"42","traits":""", Given.Text(identify.Body), StringComparison.Ordinal);
        Assert.EndsWith("}}", Given.Text(identify.Body), StringComparison.Ordinal);
        var track = read.Items[1].Event!;
        Assert.Equal(("Order Completed", "node-next-2", Given.ReceivedAtUs), (track.Name, track.MessageId, track.SentAtUs));
    }

    [Fact]
    public void A_single_call_of_analytics_next_takes_its_kind_from_the_route_and_its_key_from_the_body()
    {
        const string Body = """{"timestamp":"2026-03-01T11:59:59.500Z","integrations":{},"anonymousId":"a-1","type":"page","properties":{"path":"/","url":"https://x.test/"},"name":"Home","context":{"page":{"path":"/"},"userAgent":"UA","campaign":{}},"messageId":"ajs-next-1","writeKey":"wk-2","userId":null,"sentAt":"2026-03-01T11:59:59.900Z","_metadata":{"bundled":["Segment.io"],"unbundled":[],"bundledIds":[]}}""";
        var read = Given.Read(Body, RouteCall.Of(EventKind.Page));
        var page = read.Items[0].Event!;
        Assert.Equal("wk-2", read.WriteKey);
        Assert.Equal((EventKind.Page, "Home", null, "a-1"), (page.Kind, page.Name, page.UserId, page.AnonymousId));
        Assert.Equal([new(IdentifierTypes.AnonymousId, "a-1")], page.Identifiers);
        Assert.Equal(Body, Given.Text(page.Body));
    }

    [Theory]
    [InlineData("""{"name":"Card","properties":{"name":"Other"}}""", "Card")]
    [InlineData("""{"properties":{"a":{"name":"Deep"},"n\u0061me":"Card"}}""", "Card")]
    [InlineData("""{"properties":{"name":{"first":"x"}}}""", null)]
    [InlineData("""{"properties":["name","x"]}""", null)]
    [InlineData("""{"properties":null}""", null)]
    public void A_page_without_a_name_has_that_of_its_properties(string body, string? name) =>
        Assert.Equal(name, Given.Accepted(body[..^1] + ",\"userId\":\"u\",\"messageId\":\"m\"}", RouteCall.Of(EventKind.Page)).Name);

    [Fact]
    public void RudderStack_keeps_the_traits_of_identify_in_the_context_and_the_time_in_originalTimestamp()
    {
        var identify = Given.Accepted("""{"type":"identify","channel":"web","rudderId":"r","userId":"42","anonymousId":"a-1","messageId":"rs-1","originalTimestamp":"2026-03-01T11:00:00.000Z","sentAt":"2026-03-01T12:00:00.000Z","context":{"traits":{"phone":"8 (912) 345-67-89","name":"Ада"},"sessionId":1,"app":{"name":"RudderLabs JavaScript SDK"}},"integrations":{"All":true}}""", RouteCall.Event);
        Assert.Equal(["phone", "name"], identify.Traits.Select(t => t.Name));
        Assert.Contains(new Identifier(IdentifierTypes.Phone, "+79123456789"), identify.Identifiers);
        Assert.Equal(Given.ReceivedAtUs - 60 * Given.Minute, identify.OccurredAtUs);
    }

    [Fact]
    public void A_merge_of_RudderStack_names_two_identifiers()
    {
        var merge = Given.Accepted("""{"mergeProperties":[{"type":"email","value":"A@x.test"},{"type":"userId","value":"42"}],"messageId":"m"}""", RouteCall.Of(EventKind.Merge));
        Assert.Equal([new(IdentifierTypes.Email, "a@x.test"), new(IdentifierTypes.UserId, "shop:42")], merge.Identifiers);
    }

    [Fact]
    public void Jitsu_s_masked_key_is_no_key_and_its_browser_route_sets_the_address()
    {
        const string Body = """{"type":"track","event":"x","anonymousId":"a","writeKey":"id:***","messageId":"j","context":{"ip":"10.0.0.1","traits":{"email":"j@x.test"}},"timestamp":"2026-03-01T12:00:00.000Z"}""";
        var read = Given.Read(Body, RouteCall.JitsuSingle(EventKind.Track, fromBrowser: true), "203.0.113.9");
        Assert.Null(read.WriteKey);
        Assert.Contains("\"ip\":\"203.0.113.9\"", Given.Text(read.Items[0].Event!.Body), StringComparison.Ordinal);
        Assert.DoesNotContain("10.0.0.1", Given.Text(read.Items[0].Event!.Body), StringComparison.Ordinal);
        Assert.Contains("10.0.0.1", Given.Text(Given.Accepted(Body, RouteCall.JitsuSingle(null, fromBrowser: false), "203.0.113.9").Body), StringComparison.Ordinal);
        Assert.False(EventReader.TryReadWriteKey(Given.Utf8(Body), out _));
    }

    [Fact]
    public void Jitsu_may_send_a_bare_array_and_others_may_not()
    {
        const string Body = """[{"type":"page","anonymousId":"a","messageId":"1"},{"type":"page","anonymousId":"a","messageId":"2"}]""";
        Assert.Equal(2, Given.Read(Body, RouteCall.JitsuBatch(false)).Items.Count(i => i.Event is not null));
        Assert.Equal(RefusalReasons.NotAnObject, Given.Read(Body, RouteCall.Batch).Refusal!.Code);
    }

    [Theory]
    [InlineData("""{"direct":true}""", true)]
    [InlineData("""{"direct":true,"ip":"198.51.100.1"}""", false)]
    [InlineData("""{"direct":false}""", false)]
    public void The_address_is_filled_for_a_direct_call_without_one(string context, bool filled)
    {
        var e = Given.Accepted($$"""{"type":"track","event":"x","userId":"1","context":{{context}}}""", RouteCall.Event, "203.0.113.9");
        Assert.Equal(filled, Given.Text(e.Body).Contains("203.0.113.9", StringComparison.Ordinal));
    }

    [Fact]
    public void A_group_s_traits_are_the_account_s_and_its_context_traits_the_person_s()
    {
        var group = Given.Accepted("""{"type":"group","userId":1e1,"groupId":77,"traits":{"inn":"7707083893","name":"Bank"},"context":{"traits":{"email":"p@x.test","inn":"7707083893"}}}""", RouteCall.Event);
        Assert.Equal("1e1", group.UserId);
        Assert.Equal([new(IdentifierTypes.UserId, "shop:1e1"), new(IdentifierTypes.Email, "p@x.test")], group.Identifiers);
        Assert.Equal("77", group.Account!.GroupId);
        Assert.Equal([new(IdentifierTypes.GroupId, "shop:77"), new(IdentifierTypes.Inn, "7707083893")], group.Account.Identifiers);
        Assert.Equal(["inn", "name"], group.Account.Traits.Select(t => t.Name));
        Assert.Equal(["email", "inn"], group.Traits.Select(t => t.Name));
    }

    [Fact]
    public void An_alias_declares_its_previous_id_both_as_a_user_s_and_as_an_anonymous_one()
    {
        var alias = Given.Accepted("""{"type":"alias","userId":"new","previousId":"old"}""", RouteCall.Event);
        Assert.Equal([new(IdentifierTypes.UserId, "shop:old"), new(IdentifierTypes.AnonymousId, "old")], alias.AliasOf);
    }

    [Fact]
    public void Identifiers_come_from_traits_of_every_spelling_from_the_device_and_from_external_ids()
    {
        var read = Given.Read("""{"type":"track","event":"x","\u0075serId":"9","properties":{"email":"no@x.test"},"context":{"device":{"id":"D1"},"externalIds":[{"type":"ga_client_id","id":"G1"},{"type":"user_id","id":5},{"type":"bad type","id":"z"}],"traits":{"emails":["A@x.test","b@x.test",null],"mobilePhone":"+7 912 345-67-89","loyalty_card":123,"telegram_id":555,"phone":"12"}}}""", RouteCall.Event);
        var types = read.Items[0].Event!.Identifiers.Select(i => i.ToString());
        Assert.Equal(["user_id:shop:9", "email:a@x.test", "email:b@x.test", "phone:+79123456789", "card:123", "telegram_id:555", "device_id:D1", "ga_client_id:G1", "user_id:shop:5"], types);
        Assert.Equal(2, read.InvalidIdentifiers);
    }

    [Fact]
    public void Traits_of_identify_win_over_those_of_its_context()
    {
        var e = Given.Accepted("""{"type":"identify","userId":"1","context":{"traits":{"a":1,"b":2}},"traits":{"b":3,"c":null}}""", RouteCall.Event);
        Assert.Equal(["b=3", "c=null", "a=1"], e.Traits.Select(t => $"{t.Name}={Given.Text(t.Json)}"));
    }

    [Fact]
    public void A_batch_s_context_goes_into_each_item_and_the_item_wins()
    {
        var read = Given.Read("""
            {"context":{"traits":{"email":"all@x.test"},"locale":"ru","direct":false},"batch":[{"type":"page","context":{"locale":"en"},"messageId":"1"},{"type":"page","messageId":"2","context":null},{"type":"page","userId":"1e999","integrations":{"All":true},"messageId":"3"}],"integrations":{"All":false,"X":true}}
            """, RouteCall.Batch);
        Assert.Equal("""{"type":"page","messageId":"1","context":{"locale":"en","traits":{"email":"all@x.test"},"direct":false},"integrations":{"All":false,"X":true}}""", Given.Text(read.Items[0].Event!.Body));
        Assert.Equal("email:all@x.test", Assert.Single(read.Items[1].Event!.Identifiers).ToString());
        Assert.Contains("""{"All":true,"X":true}""", Given.Text(read.Items[2].Event!.Body), StringComparison.Ordinal);
    }

    [Fact]
    public void An_event_without_a_message_id_gets_one()
    {
        Assert.Equal("auto-019590e0-0000-7000-8000-000000000001", Given.Accepted("""{"type":"page","userId":"1","messageId":" "}""", RouteCall.Event).MessageId);
        Assert.Equal("17", Given.Accepted("""{"type":"page","userId":"1","messageId":17}""", RouteCall.Event).MessageId);
    }

    [Theory]
    [InlineData("""{"writeKey":"k","batch":[]}""", "k")]
    [InlineData("""{"batch":[{"writeKey":"inner"}],"writeKey":"k"}""", "k")]
    [InlineData("""{"batch":[{"writeKey":"inner"}]}""", "")]
    [InlineData("""{"writeKey":"id:***"}""", "")]
    [InlineData("""{"writeKey":""", "")]
    [InlineData("""["writeKey"]""", "")]
    [InlineData("""{"a":1,"writeKey":"\ud800"}""", "")]
    public void The_write_key_is_found_at_the_top_level_only(string body, string key)
    {
        Assert.Equal(key.Length > 0, EventReader.TryReadWriteKey(Given.Utf8(body), out var found));
        Assert.Equal(key, found);
    }
}
