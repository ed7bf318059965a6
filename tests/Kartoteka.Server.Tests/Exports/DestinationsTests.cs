using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Kartoteka.Server.Tests.Users;
using Microsoft.Extensions.Configuration;

namespace Kartoteka.Server.Tests.Exports;

/// <summary>Who enters and leaves segments is sent to a receiver that fails, hangs, redirects and recovers.</summary>
public sealed class DestinationsTests : IAsyncLifetime
{
    private ServerFixture _server = null!;
    private Receiver _receiver = null!;
    private int _sent;

    public async Task InitializeAsync()
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Destinations:AllowedPrivate:0"] = "127.0.0.1", ["Destinations:RetryMs"] = "20", ["Destinations:TimeoutSeconds"] = "1", ["Destinations:AttemptsMax"] = "3",
        }).Build();
        _server = await ServerFixture.StartAsync(options => options with { Configuration = settings });
        _receiver = await Receiver.StartAsync();
        await _server.Full.PutAsJsonAsync("/api/traits/person/level", new { type = "string", privacyClass = "behaviour" });
        await _server.Full.PostAsJsonAsync("/api/segments", new { key = "vip", name = "VIP", rule = new { trait = "level", equals = "vip" } });
        await Eventually.TrueAsync(async () => (await _server.Full.GetFromJsonAsync<JsonElement>("/api/segments/vip")).GetProperty("state").GetString() == "live");
    }

    public async Task DisposeAsync()
    {
        await _receiver.DisposeAsync();
        await _server.DisposeAsync();
    }

    private async Task<string> DestinationAsync(string key, string? url = null) =>
        (await ServerFixture.JsonAsync(await _server.Full.PostAsJsonAsync("/api/destinations", new { key, name = key, url = url ?? _receiver.Url, segments = new[] { "vip" }, columns = new[] { "email" } })))
        .GetProperty("secret").GetString()!;

    // Who has the level enters, who has another leaves.
    private async Task SayAsync(string level, params string[] people)
    {
        var batch = people.Select(person => new { type = "identify", userId = person, messageId = $"c{++_sent}", traits = new { email = $"{person}@shop.example", level } });
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/batch") { Content = JsonContent.Create(new { batch }) };
        request.Headers.Authorization = new("Basic", Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes($"{_server.WriteKey}:")));
        Assert.Equal(HttpStatusCode.OK, (await _server.Anonymous.SendAsync(request)).StatusCode);
    }

    private async Task<JsonElement> StateAsync(string key) => await _server.Full.GetFromJsonAsync<JsonElement>($"/api/destinations/{key}");

    private Task TakenAsync(int count) => Eventually.TrueAsync(() => Task.FromResult(_receiver.Taken.Count >= count));

    [Fact]
    public async Task Entries_and_exits_are_sent_once_in_order_signed_and_with_the_columns_asked_for()
    {
        var secret = await DestinationAsync("mailer");
        await SayAsync("vip", "ada");
        await TakenAsync(1);
        await SayAsync("none", "ada");
        await TakenAsync(2);
        await SayAsync("vip", "ada");
        await TakenAsync(3);
        Assert.Equal(["entered", "exited", "entered"], _receiver.Taken.Select(change => change.GetProperty("event").GetString()));
        Assert.Equal(3, _receiver.Taken.Select(change => change.GetProperty("id").GetString()).Distinct().Count());
        Assert.All(_receiver.Taken, change => Assert.Equal("ada@shop.example", change.GetProperty("profile").GetProperty("email").GetString()));
        Assert.All(_receiver.Requests, request => Assert.True(Receiver.IsSigned(request, secret)));
        await Eventually.TrueAsync(async () => (await StateAsync("mailer")).GetProperty("sent").GetInt64() == 3);
        Assert.Equal(JsonValueKind.Null, (await StateAsync("mailer")).GetProperty("secret").ValueKind);
    }

    [Theory]
    [InlineData("fail", "It answered 500.")]
    [InlineData("redirect", "redirects are not followed")]
    [InlineData("hang", "did not answer within 1 s")]
    public async Task What_a_receiver_does_not_take_becomes_a_dead_letter_delays_nobody_else_and_is_sent_again_when_it_is_well(string does, string error)
    {
        await using var other = await Receiver.StartAsync();
        _receiver.Does = does;
        await DestinationAsync("ill");
        await DestinationAsync("well", other.Url);
        await SayAsync("vip", "ada");
        await Eventually.TrueAsync(() => Task.FromResult(other.Taken.Count == 1));
        await Eventually.TrueAsync(async () => (await StateAsync("ill")).GetProperty("dead").GetInt64() == 1);
        Assert.Equal(3, _receiver.Requests.Count);
        Assert.Single(_receiver.Requests.Select(request => request.Id).Distinct());
        Assert.Equal(0, _receiver.Redirected);
        var letter = (await _server.Full.GetFromJsonAsync<JsonElement>("/api/destinations/ill/dead")).GetProperty("letters")[0];
        Assert.Contains(error, letter.GetProperty("error").GetString(), StringComparison.Ordinal);
        _receiver.Does = "take";
        Assert.Equal(HttpStatusCode.OK, (await _server.Full.PostAsync("/api/destinations/ill/dead/retry", null)).StatusCode);
        await TakenAsync(1);
        await Eventually.TrueAsync(async () => (await StateAsync("ill")).GetProperty("state").GetString() == "ok");
    }

    [Fact]
    public async Task A_dead_letter_is_shown_as_its_reader_may_see_it_and_sent_again_or_thrown_away_by_itself()
    {
        _receiver.Does = "fail";
        await DestinationAsync("ill");
        await SayAsync("vip", "ada", "eve", "bob");
        await Eventually.TrueAsync(async () => (await StateAsync("ill")).GetProperty("dead").GetInt64() == 3);
        var ids = (await _server.Full.GetFromJsonAsync<JsonElement>("/api/destinations/ill/dead")).GetProperty("letters").EnumerateArray().Select(letter => letter.GetProperty("id").GetInt64()).ToArray();
        Assert.Matches("(ada|eve|bob)@", await _server.Full.GetStringAsync($"/api/destinations/ill/dead/{ids[0]}"));
        using var marketer = await Person.OfRoleAsync(_server, "marketer");
        var masked = await marketer.Client.GetStringAsync($"/api/destinations/ill/dead/{ids[0]}");
        Assert.Contains("entered", masked, StringComparison.Ordinal);
        Assert.DoesNotMatch("(ada|eve|bob)@", masked);
        _receiver.Does = "take";
        Assert.Equal(HttpStatusCode.OK, (await _server.Full.PostAsync($"/api/destinations/ill/dead/{ids[0]}/retry", null)).StatusCode);
        await TakenAsync(1);
        Assert.Equal(HttpStatusCode.OK, (await _server.Full.DeleteAsync($"/api/destinations/ill/dead/{ids[1]}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _server.Full.DeleteAsync($"/api/destinations/ill/dead/{ids[1]}")).StatusCode);
        await Eventually.TrueAsync(async () => (await StateAsync("ill")).GetProperty("dead").GetInt64() == 1);
        Assert.Single(_receiver.Taken);
    }

    [Fact]
    public async Task The_circuit_opens_after_failures_in_a_row_and_single_changes_are_tried_until_one_is_taken()
    {
        _receiver.Does = "fail";
        await DestinationAsync("ill");
        await SayAsync("vip", "a", "b", "c", "d", "e", "f");
        await Eventually.TrueAsync(async () => (await StateAsync("ill")).GetProperty("state").GetString() == "open" || (await StateAsync("ill")).GetProperty("dead").GetInt64() == 6);
        _receiver.Does = "take";
        await _server.Full.PostAsync("/api/destinations/ill/dead/retry", null);
        await TakenAsync(6);
        Assert.Equal("ok", (await StateAsync("ill")).GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_receiver_that_wants_no_more_is_switched_off_and_a_test_and_a_snapshot_are_sent_when_asked()
    {
        await SayAsync("vip", "eve");
        await Eventually.TrueAsync(async () => (await _server.Full.GetFromJsonAsync<JsonElement>("/api/segments/vip")).GetProperty("size").GetInt64() == 1);
        await DestinationAsync("mailer");
        var test = await ServerFixture.JsonAsync(await _server.Full.PostAsync("/api/destinations/mailer/test", null));
        Assert.True(test.GetProperty("taken").GetBoolean());
        Assert.Equal(204, test.GetProperty("status").GetInt32());
        await Eventually.TrueAsync(async () =>
            await _server.Full.PostAsync("/api/destinations/mailer/snapshot", null) is { StatusCode: HttpStatusCode.Accepted } answer && (await ServerFixture.JsonAsync(answer)).GetProperty("count").GetInt64() == 1);
        await TakenAsync(1);
        Assert.Equal("snapshot", _receiver.Taken.First().GetProperty("event").GetString());
        _receiver.Does = "gone";
        await SayAsync("vip", "ada");
        await Eventually.TrueAsync(async () => (await StateAsync("mailer")).GetProperty("state").GetString() == "off");
    }
}
