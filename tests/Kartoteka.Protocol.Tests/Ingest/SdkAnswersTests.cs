using System.Text.Json;
using Kartoteka.Domain.Events;
using Kartoteka.Protocol.Ingest;

namespace Kartoteka.Protocol.Tests.Ingest;

public sealed class SdkAnswersTests
{
    [Fact]
    public void The_settings_document_names_the_key_and_our_host()
    {
        using var settings = JsonDocument.Parse(SdkAnswers.SegmentSettings("k\"1", "cdp.local"));
        var segment = settings.RootElement.GetProperty("integrations").GetProperty("Segment.io");
        Assert.Equal("k\"1", segment.GetProperty("apiKey").GetString());
        Assert.Equal("cdp.local/v1", segment.GetProperty("apiHost").GetString());
        Assert.Equal("browser", segment.GetProperty("versionSettings").GetProperty("componentTypes")[0].GetString());
        Assert.True(settings.RootElement.GetProperty("plan").GetProperty("track").GetProperty("__default").GetProperty("enabled").GetBoolean());
        Assert.Equal(9, settings.RootElement.EnumerateObject().Count());
    }

    [Fact]
    public void The_source_configuration_passes_the_checks_of_the_sdk()
    {
        using var config = JsonDocument.Parse(SdkAnswers.RudderSourceConfig("web", "Сайт", "k", "w"));
        var source = config.RootElement.GetProperty("source");
        Assert.Equal("web", source.GetProperty("id").GetString());
        Assert.Equal("Сайт", source.GetProperty("name").GetString());
        Assert.Equal(JsonValueKind.Array, source.GetProperty("destinations").ValueKind);
        Assert.False(source.GetProperty("config").GetProperty("statsCollection").GetProperty("errors").GetProperty("enabled").GetBoolean());
        Assert.True(source.GetProperty("enabled").GetBoolean());
    }

    [Fact]
    public void The_short_answers_are_what_the_sdks_expect()
    {
        Assert.Equal("""{"success":true}""", Given.Text(SdkAnswers.SegmentSuccess));
        Assert.Equal("""{"ok":true}""", Given.Text(SdkAnswers.JitsuOk));
        Assert.Equal("OK", Given.Text(SdkAnswers.RudderOk));
        Assert.Equal("""{"ok":true,"receivedEvents":2,"okEvents":2,"errors":[]}""", Given.Text(SdkAnswers.JitsuBatch(2, [])));
        Assert.Equal("""{"ok":false,"receivedEvents":2,"okEvents":1,"errors":["a\u0022"]}""", Given.Text(SdkAnswers.JitsuBatch(2, ["a\""])));
        Assert.Equal("GIF89a"u8, SdkAnswers.PixelGif.Span[..6]);
        Assert.Equal(0x3b, SdkAnswers.PixelGif.Span[^1]);
    }

    [Fact]
    public void A_pixel_s_query_becomes_an_event()
    {
        var json = PixelQuery.ToEventJson(Pairs("writeKey=k", "anonymousId=a", "event=Opened", "properties.x=1", "context.page.url=u", "properties.x=2", "properties=z", "context.page.url.deep=z", "type=alias"), EventKind.Track);
        Assert.Equal("""{"type":"track","anonymousId":"a","event":"Opened","properties":{"x":"1"},"context":{"page":{"url":"u"}}}""", Given.Text(json));
        var e = Given.Accepted(Given.Text(json), RouteCall.Of(EventKind.Track));
        Assert.Equal(("Opened", "a"), (e.Name, e.AnonymousId));
    }

    [Fact]
    public void A_strange_query_still_makes_json()
    {
        var pairs = Enumerable.Range(0, 2_000).Select(i => $"p.{i}=x").Concat([".=.", "..a.=\ud800", "a.b.c.d.e.f.g.h.i.j=1"]).Reverse().ToArray();
        using var json = JsonDocument.Parse(PixelQuery.ToEventJson(Pairs(pairs), EventKind.Page));
        Assert.Equal("page", json.RootElement.GetProperty("type").GetString());
        Assert.True(json.RootElement.GetProperty("p").EnumerateObject().Count() < IngestLimits.PixelPairsMax);
    }

    private static IEnumerable<KeyValuePair<string, string?>> Pairs(params string[] pairs) =>
        pairs.Select(pair => KeyValuePair.Create(pair[..pair.LastIndexOf('=')], (string?)pair[(pair.LastIndexOf('=') + 1)..]));
}
