using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Kartoteka.Reliability.Tests.Rig;

namespace Kartoteka.Reliability.Tests.Faults;

/// <summary>One event of 500 holds what parsers accept and stores or readers choke on.</summary>
public sealed class PoisonTests
{
    private const int BatchSize = 500;

    private static string[] Files => [.. File.ReadAllLines(Path.Combine(Repo.BadInput, "poison", "POISON.tsv")).Skip(1).Select(line => line.Split('\t')[0])];

    [Fact]
    public async Task A_poison_event_is_set_aside_alone_seen_edited_and_replayed()
    {
        Assert.Equal(24, Files.Length);
        await using var server = await ServerProcess.StartAsync(ServerSetup.Product());
        var client = new LoadClient(server, Repo.NewFolder(), "poison", Seeds.Run);
        Seeds.AssertKept(await SendAsync(server, client, Files));

        var entries = (await server.Client.GetFromJsonAsync<JsonElement>("/api/quarantine?limit=500")).GetProperty("items");
        Assert.Equal(Files.Length, entries.GetArrayLength());
        var mended = 0;
        foreach (var entry in entries.EnumerateArray())
        {
            var id = entry.GetProperty("id").GetInt64();
            Assert.NotEmpty(entry.GetProperty("reason").GetString()!);
            var whole = await server.Client.GetFromJsonAsync<JsonElement>($"/api/quarantine/{id}");
            Assert.Contains("\"Poison\""u8.ToArray(), whole.GetProperty("rawBase64").GetBytesFromBase64());
            using var replay = await server.Client.PostAsJsonAsync($"/api/quarantine/{id}/replay", new { raw = Encoding.UTF8.GetString(Poison(mended++, "\"mended\""u8.ToArray()).Json) });
            var result = await replay.Content.ReadFromJsonAsync<JsonElement>();
            Assert.Equal("stored", result.GetProperty("outcome").GetString());
        }
        var total = (long)Files.Length * BatchSize;
        Assert.Equal((total, total, 0L, 0L), await LedgerCheck.StatsAsync(server));
        Seeds.AssertKept(await LedgerCheck.FinishAsync(server, [client]));
        Figures.Note($"poison: {Files.Length} files, each in a batch of {BatchSize}: {BatchSize - 1} stored, 1 quarantined, edited and replayed");
    }

    [Fact]
    public async Task The_check_finds_a_server_that_loses_the_neighbours()
    {
        await using var server = await ServerProcess.StartAsync(ServerSetup.Defective("LosesNeighboursOfPoison"));
        using var client = new LoadClient(server, Repo.NewFolder(), "poison", Seeds.Run);
        Assert.NotEmpty(await SendAsync(server, client, Files[..1]));
    }

    private static async Task<List<string>> SendAsync(ServerProcess server, LoadClient client, string[] files)
    {
        var broken = new List<string>();
        var maker = new EventMaker(Seeds.Run, "good");
        for (var i = 0; i < files.Length; i++)
        {
            var before = await LedgerCheck.StatsAsync(server);
            var batch = maker.Batch(BatchSize - 1);
            batch.Insert(BatchSize / 2, Poison(i, File.ReadAllBytes(Path.Combine(Repo.BadInput, files[i]))));
            var status = await client.SendAsync(batch, EventMaker.Body(batch));
            var after = await LedgerCheck.StatsAsync(server);
            var added = (after.Stored - before.Stored, after.Quarantined - before.Quarantined);
            if (status != HttpStatusCode.OK || added != (BatchSize - 1, 1)) broken.Add($"{files[i]}: answered {status}; stored and quarantined {added}");
        }
        return broken;
    }

    private static MadeEvent Poison(int number, byte[] value) => new(
        $"poison-{number}", "poisoned",
        [.. Encoding.ASCII.GetBytes($$"""{"type":"track","event":"Poison","messageId":"poison-{{number}}","anonymousId":"poisoned","properties":{"v":"""), .. value, .. "}}"u8]);
}
