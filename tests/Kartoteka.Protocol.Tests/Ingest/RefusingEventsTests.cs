using System.Text;
using Kartoteka.Domain.Events;
using Kartoteka.Protocol.Ingest;

namespace Kartoteka.Protocol.Tests.Ingest;

public sealed class RefusingEventsTests
{
    private static readonly string Long = new('x', 600);

    public static TheoryData<string, string> Events => new()
    {
        { RefusalReasons.UnknownType, """{"userId":"1"}""" },
        { RefusalReasons.UnknownType, """{"type":"t","userId":"1"}""" },
        { RefusalReasons.UnknownType, """{"type":5,"userId":"1"}""" },
        { RefusalReasons.NoIdentifier, """{"type":"page","userId":" ","anonymousId":null}""" },
        { RefusalReasons.NoIdentifier, """{"type":"page","context":{"traits":{"email":"nobody"}}}""" },
        { RefusalReasons.NoIdentifier, """{"type":"page","properties":{"email":"a@x.test"}}""" },
        { RefusalReasons.NoIdentifier, """{"type":"identify","traits":{"inn":"7707083893"}}""" },
        { RefusalReasons.TooManyIdentifiers, """{"type":"page","context":{"traits":{"cards":[""" + string.Join(',', Enumerable.Range(1_000_000, 201)) + "]}}}" },
        { RefusalReasons.MessageIdTooLong, $$"""{"type":"page","userId":"1","messageId":"{{Long}}"}""" },
        { RefusalReasons.EventNameMissing, """{"type":"track","userId":"1"}""" },
        { RefusalReasons.EventNameMissing, """{"type":"track","userId":"1","event":""}""" },
        { RefusalReasons.EventNameTooLong, $$"""{"type":"track","userId":"1","event":"{{Long}}"}""" },
        { RefusalReasons.EventNameTooLong, $$"""{"type":"page","userId":"1","name":"{{Long}}"}""" },
        { RefusalReasons.GroupIdMissing, """{"type":"group","userId":"1"}""" },
        { RefusalReasons.AliasIdMissing, """{"type":"alias","userId":"1"}""" },
        { RefusalReasons.AliasIdMissing, """{"type":"alias","previousId":"1"}""" },
        { RefusalReasons.MergeIdentifiersMissing, """{"type":"merge","mergeProperties":[{"type":"email","value":"a@x.test"},{"type":"email","value":"A@x.test"}]}""" },
        { RefusalReasons.TimestampInvalid, """{"type":"page","userId":"1","timestamp":"yesterday"}""" },
        { RefusalReasons.TimestampInvalid, """{"type":"page","userId":"1","timestamp":""}""" },
        { RefusalReasons.TimestampInvalid, """{"type":"page","userId":"1","originalTimestamp":{}}""" },
        { RefusalReasons.TimestampInvalid, """{"type":"page","userId":"1","timestamp":"2026-02-30T00:00:00Z"}""" },
        { RefusalReasons.TimestampOutOfRange, """{"type":"page","userId":"1","timestamp":"2026-03-02T12:00:01Z"}""" },
        { RefusalReasons.TimestampOutOfRange, """{"type":"page","userId":"1","timestamp":"1969-12-31T23:59:59Z"}""" },
        { RefusalReasons.NulCharacter, """{"type":"page","userId":"1","properties":{"a":"x\u0000"}}""" },
        { RefusalReasons.NulCharacter, """{"type":"page","userId":"1","properties":{"a\u0000":1}}""" },
        { RefusalReasons.LoneSurrogate, """{"type":"page","userId":"1\ud83d"}""" },
        { RefusalReasons.LoneSurrogate, """{"type":"page","userId":"1","x":"\ude00\ud83d"}""" },
        { RefusalReasons.NumberOutOfRange, """{"type":"page","userId":"1","properties":{"a":1e309}}""" },
        { RefusalReasons.NumberOutOfRange, """{"type":"page","userId":"1","properties":{"a":-1e-99999}}""" },
        { RefusalReasons.NumberOutOfRange, $$$"""{"type":"page","userId":"1","properties":{"a":0.{{{new string('1', 1_000)}}}}}""" },
        { RefusalReasons.DuplicateKey, """{"type":"page","userId":"1","userId":"2"}""" },
        { RefusalReasons.DuplicateKey, """{"type":"page","userId":"1","\u0075serId":"2"}""" },
        { RefusalReasons.DuplicateKey, """{"type":"page","userId":"1","properties":[{"\u0061":{"a":1},"a":2}]}""" },
        { RefusalReasons.KeyTooLong, $$"""{"type":"page","userId":"1","{{Long}}":1}""" },
        { RefusalReasons.TooDeep, $$"""{"type":"page","userId":"1","x":{{new string('[', 64)}}{{new string(']', 64)}}}""" },
        { RefusalReasons.TooManyKeys, $$"""{"type":"page","userId":"1","x":[{{string.Join(',', Enumerable.Repeat("{\"a\":1}", 10_000))}}]}""" },
        { RefusalReasons.EventTooLarge, $$"""{"type":"page","userId":"1","x":"{{new string('y', IngestLimits.EventBytesMax)}}"}""" },
    };

    [Theory, MemberData(nameof(Events))]
    public void A_bad_event_is_refused_alone_and_by_name(string reason, string json)
    {
        Assert.Equal(reason, Given.Refused(json).Reason);
        var read = Given.Read(Given.AsMiddle(Given.Utf8(json)), RouteCall.Batch);
        Assert.Equal(["a", null, "c"], read.Items.Select(i => i.Event?.MessageId));
        var refused = read.Items[1].Refused!;
        Assert.Equal(reason, refused.Reason);
        Assert.Equal(json, Given.Text(refused.Raw));
    }

    [Fact]
    public void A_refusal_tells_the_place_the_kind_and_the_message_id_but_no_value()
    {
        var refused = Given.Refused("""{"type":"track","userId":"1","event":"e","properties":{"list":[1,{"secret":"abc\u0000"}]},"messageId":"m9"}""");
        Assert.Equal("$.properties.list[1].secret, byte 75: nul_character", refused.Detail);
        Assert.Equal(("track", "m9"), (refused.Kind, refused.MessageId));
        Assert.Equal("page", Given.Refused("""{"type":"track"}""", RouteCall.Of(EventKind.Page)).Kind);
    }

    [Fact]
    public void Text_that_is_not_utf8_spoils_only_its_event()
    {
        byte[] bad = [.. """{"type":"page","userId":"1","x":["""u8, (byte)'"', 0xff, (byte)'"', .. "]}"u8];
        Assert.Equal(RefusalReasons.InvalidUtf8, Given.Refused(bad).Reason);
        var read = Given.Read(Given.AsMiddle(bad), RouteCall.Batch);
        Assert.Equal([true, false, true], read.Items.Select(i => i.Event is not null));
    }

    [Theory]
    [InlineData("1")]
    [InlineData("null")]
    [InlineData("\"x\"")]
    [InlineData("[[1],2]")]
    public void An_item_of_a_batch_that_is_no_object_is_refused_alone(string item)
    {
        var read = Given.Read(Given.AsMiddle(Given.Utf8(item)), RouteCall.Batch);
        Assert.Equal(RefusalReasons.NotAnObject, read.Items[1].Refused!.Reason);
        Assert.Equal(3, read.Items.Count);
    }

    [Theory]
    [InlineData("", 400, RefusalReasons.BodyEmpty)]
    [InlineData(" \n", 400, RefusalReasons.BodyEmpty)]
    [InlineData("{", 400, RefusalReasons.JsonMalformed)]
    [InlineData("{\"batch\":[{}]} x", 400, RefusalReasons.JsonMalformed)]
    [InlineData("{\"batch\":[{\"a\":\"\\x\"}]}", 400, RefusalReasons.JsonMalformed)]
    [InlineData("5", 400, RefusalReasons.NotAnObject)]
    [InlineData("{}", 400, RefusalReasons.BatchMissing)]
    [InlineData("{\"batch\":{}}", 400, RefusalReasons.BatchMissing)]
    [InlineData("{\"batch\":[]}", 400, RefusalReasons.BatchEmpty)]
    [InlineData("{\"batch\":[{}],\"batch\":[{}]}", 400, RefusalReasons.DuplicateKey)]
    [InlineData("{\"batch\":[{}],\"context\":{\"a\":\"\\ud800\"}}", 400, RefusalReasons.LoneSurrogate)]
    public void A_body_that_cannot_be_taken_apart_is_refused_whole(string body, int status, string code)
    {
        var refusal = Given.Read(body, RouteCall.Batch).Refusal!;
        Assert.Equal((status, code), (refusal.Status, refusal.Code));
    }

    [Fact]
    public void Bodies_over_the_limits_are_refused_whole()
    {
        var deep = new string('[', 100_000);
        Assert.Equal(RefusalReasons.BodyTooDeep, Given.Read($$"""{"batch":[{"x":{{deep}}""", RouteCall.Batch).Refusal!.Code);
        var many = "{\"batch\":[" + string.Join(',', Enumerable.Repeat("{}", IngestLimits.BatchEventsMax + 1)) + "]}";
        Assert.Equal((413, RefusalReasons.BatchTooLarge), (Given.Read(many, RouteCall.Batch).Refusal!.Status, Given.Read(many, RouteCall.Batch).Refusal!.Code));
        Assert.Equal(413, Given.Read(new byte[IngestLimits.BodyBytesMax + 1], RouteCall.Batch).Refusal!.Status);
    }

    [Fact]
    public void An_event_at_the_limits_is_accepted()
    {
        static string Times(char c, int count) => new(c, count);
        var e = Given.Accepted($$"""{"type":"track","userId":"1","messageId":"{{Times('m', 255)}}","event":"{{Times('e', 500)}}","{{Times('k', 512)}}":{{Times('[', 63)}}{{Times(']', 63)}},"n":[1e308,5e-324,0e999,-0.0,0.{{Times('1', 900)}}]}""", RouteCall.Event);
        BadInputCorporaTests.EveryTextIsReadable(e.Body);
    }

    [Fact]
    public void A_large_context_times_many_events_is_refused_whole()
    {
        var items = string.Join(',', Enumerable.Repeat("{}", 10_000));
        var body = $$$"""{"batch":[{{{items}}}],"context":{"x":"{{{new string('y', 4_000)}}}"}}""";
        Assert.Equal((413, RefusalReasons.BatchContextTooLarge), (Given.Read(body, RouteCall.Batch).Refusal!.Status, Given.Read(body, RouteCall.Batch).Refusal!.Code));
    }

    [Fact]
    public void Half_a_megabyte_of_identifiers_is_answered_at_once()
    {
        var cards = string.Join(',', Enumerable.Range(1_000_000, 60_000));
        var watch = System.Diagnostics.Stopwatch.StartNew();
        Assert.Equal(RefusalReasons.TooManyIdentifiers, Given.Refused($$$"""{"type":"page","traits":{"cards":[{{{cards}}}]}}""").Reason);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(2), watch.Elapsed.ToString());
    }

    [Fact]
    public void A_byte_order_mark_is_ignored() =>
        Assert.Equal("1", Given.Accepted("\uFEFF{\"type\":\"page\",\"userId\":\"1\"}", RouteCall.Event).UserId);

    [Fact]
    public void One_bad_event_among_five_hundred_is_the_only_one_refused()
    {
        var items = Enumerable.Range(0, 500).Select(i => i == 250 ? """{"type":"page","userId":"\udead"}""" : $$"""{"type":"page","userId":"{{i}}","messageId":"{{i}}"}""");
        var read = Given.Read("{\"batch\":[" + string.Join(',', items) + "]}", RouteCall.Batch);
        Assert.Equal(499, read.Items.Count(i => i.Event is not null));
        Assert.NotNull(read.Items[250].Refused);
        Assert.Equal("499", read.Items[499].Event!.MessageId);
    }

    [Fact]
    public void Ten_thousand_names_in_an_object_are_searched_for_duplicates_in_time()
    {
        var names = new StringBuilder();
        for (var i = 0; i < 9_990; i++) names.Append($"\"k{i}\":{i},");
        var json = $$$"""{"type":"page","userId":"1","x":{{{{names}}}"k0":1}}""";
        Assert.Equal(RefusalReasons.DuplicateKey, Given.Refused(json).Reason);
    }
}
