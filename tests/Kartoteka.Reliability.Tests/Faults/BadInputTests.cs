using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Kartoteka.Reliability.Tests.Rig;

namespace Kartoteka.Reliability.Tests.Faults;

/// <summary>Every public collection of bad input, and bombs, against every route: no 5xx, no hang, every body accounted for.</summary>
public sealed class BadInputTests
{
    private static readonly TimeSpan AnswerMax = TimeSpan.FromSeconds(5);

    // Half as long again for a machine that is busy with other things: what is sought are hangs.
    private static readonly TimeSpan ClientTimeout = AnswerMax * 1.5;

    [Fact]
    public async Task Bad_input_on_any_route_is_answered_and_accounted_for()
    {
        await using var server = await ServerProcess.StartAsync(ServerSetup.Product());
        BadBody[] collections = [.. BadInput.Collections()];
        Assert.True(collections.Length > 1_100, "The collections are not whole.");
        // In the short run each body takes every fourth route in turn, so that every route meets a quarter of them.
        var step = Repo.IsLong ? 1 : 4;
        var pairs = collections.SelectMany((body, i) => IngestRoutes.All.Where((_, route) => (i + route) % step == 0).Select(route => (route, body))).ToList();
        var bombs = BadInput.Bombs().ToArray();
        pairs.AddRange(IngestRoutes.All.Where((_, route) => Repo.IsLong || route % 5 == 0).SelectMany(route => bombs.Select(bomb => (route, bomb))));
        Seeds.AssertKept(await SendAsync(server, pairs));
        Figures.Note($"bad input: {pairs.Count} bodies over {IngestRoutes.All.Count} routes: no 5xx, no hang, all accounted for");
    }

    [Theory]
    [InlineData("Answers500", "500")]
    [InlineData("DropsBadBodies", "accounted")]
    public async Task The_check_finds(string defect, string finding)
    {
        await using var server = await ServerProcess.StartAsync(ServerSetup.Defective(defect));
        var broken = await SendAsync(server, [.. BadInput.Collections().Where(body => body.Name.StartsWith("n_", StringComparison.Ordinal)).Take(40).Select(body => ("/v1/track", body))]);
        Assert.Contains(broken, line => line.Contains(finding, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_endless_chunked_body_is_cut_off()
    {
        await using var server = await ServerProcess.StartAsync(ServerSetup.Product());
        foreach (var route in IngestRoutes.All.Where((_, i) => Repo.IsLong || i % 8 == 0))
        {
            using var client = await RawClient.ConnectAsync(server.Address);
            Assert.True(await client.TrySendAsync(RawClient.Head(route, "Transfer-Encoding: chunked")));
            var chunk = Encoding.ASCII.GetBytes("10000\r\n" + new string(' ', 0x10000) + "\r\n");
            var sent = 0;
            using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(20));
            // 64 MB is eight times the limit: socket buffers hold a few MB beyond what the server has read.
            while (sent < 64 << 20 && await client.TrySendAsync(chunk, timeout.Token)) sent += chunk.Length;
            Assert.True(sent < 64 << 20, $"{route} took 64 MB of an endless body.");
        }
        Assert.Equal(System.Net.HttpStatusCode.OK, await server.ReadyAsync());
    }

    private static async Task<List<string>> SendAsync(ServerProcess server, IReadOnlyList<(string Route, BadBody Body)> pairs)
    {
        var broken = new List<string>();
        var before = await LedgerCheck.StatsAsync(server);
        long due = 0;
        using var http = server.NewClient();
        http.Timeout = ClientTimeout;
        await Parallel.ForEachAsync(pairs, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (pair, ct) =>
        {
            var (items, finding) = await SendOneAsync(http, pair.Route, pair.Body, ct);
            Interlocked.Add(ref due, items);
            if (finding is null) return;
            lock (broken) broken.Add($"{pair.Route} {pair.Body.Name}: {finding}");
        });
        var after = await LedgerCheck.StatsAsync(server);
        var (received, places) = (after.Received - before.Received, after.Stored + after.Duplicate + after.Quarantined - before.Stored - before.Duplicate - before.Quarantined);
        if (received != due || received != places) broken.Add($"not accounted for: {due} items due, {received} received, {places} stored, duplicate or quarantined");
        return [.. broken.Take(20)];
    }

    // A body that was taken apart says in its answer what its items became; one refused as a whole is one item.
    private static async Task<(long Items, string? Finding)> SendOneAsync(HttpClient http, string route, BadBody body, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, route) { Content = new ByteArrayContent(body.Bytes) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes(ServerSetup.WriteKey + ":")));
        if (body.Encoding is { } encoding) request.Content.Headers.TryAddWithoutValidation("Content-Encoding", encoding);
        try
        {
            using var answer = await http.SendAsync(request, ct);
            var status = (int)answer.StatusCode;
            if (status >= 500) return (0, $"answered {status}");
            if (answer.Headers.TryGetValues("X-Kartoteka-Outcome", out var outcome)) return (outcome.Single().Split(", ").Sum(part => long.Parse(part.Split('=')[1])), null);
            return (1, status is 200 or 400 or 413 or 415 ? null : $"answered {status}");
        }
        catch (TaskCanceledException)
        {
            return (0, $"no answer within {ClientTimeout.TotalSeconds} s");
        }
        catch (HttpRequestException error)
        {
            return (0, error.Message);
        }
    }
}
