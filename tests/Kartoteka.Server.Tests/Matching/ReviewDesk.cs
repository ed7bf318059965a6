using System.Text.Json;
using Kartoteka.Protocol.Import;
using Kartoteka.Server.Tests.Ingest;

namespace Kartoteka.Server.Tests.Matching;

/// <summary>A server whose base holds people with duplicates, and whose model is learned.</summary>
public sealed class ReviewDesk : IAsyncLifetime
{
    private const int ClustersMax = 250;

    public ServerFixture Server { get; private set; } = null!;

    internal Sender Sender => Sender.Of(Server);

    public async Task InitializeAsync()
    {
        Server = await ServerFixture.StartAsync();
        await FillAsync(Server);
        await LearnAsync(Server);
    }

    public Task DisposeAsync() => Server.DisposeAsync();

    /// <summary>Sends people of which each is known at least twice, by four systems.</summary>
    internal static async Task FillAsync(ServerFixture server)
    {
        var systems = new Dictionary<string, Sender>();
        foreach (var system in new[] { "crm", "eshop", "pos", "call" }) systems[system] = await Sender.SourceAsync(server, system);
        foreach (var ofSystem in People().GroupBy(row => row["source"]))
        {
            foreach (var chunk in ofSystem.Chunk(100))
            {
                var batch = chunk.Select(row => new { type = "identify", messageId = row["record_id"], userId = row["record_id"], traits = Traits(row) });
                await systems[ofSystem.Key].SendAsync("/v1/batch", JsonSerializer.Serialize(new { batch }));
            }
        }
    }

    private static Dictionary<string, string> Traits(Dictionary<string, string> row) => new[]
    {
        ("lastName", "surname"), ("firstName", "first_name"), ("middleName", "patronymic"), ("gender", "gender"), ("birthday", "birth_date"), ("phone", "phone"), ("email", "email"), ("city", "city"), ("address", "address"),
    }.Where(pair => row[pair.Item2].Length > 0).ToDictionary(pair => pair.Item1, pair => row[pair.Item2]);

    private static IEnumerable<Dictionary<string, string>> People()
    {
        using var reader = TableReader.Open(Path.Combine(AppContext.BaseDirectory, "Data", "ru_10k.csv")).Reader!;
        var rows = new List<Dictionary<string, string>>();
        while (reader.ReadRow()) rows.Add(Enumerable.Range(0, reader.Columns.Count).ToDictionary(column => reader.Columns[column], column => reader.Row[column].ToString()));
        return rows.GroupBy(row => row["cluster_id"]).Where(cluster => cluster.Count() > 1).Take(ClustersMax).SelectMany(cluster => cluster);
    }

    /// <summary>Has a model learned, and waits for it.</summary>
    internal static async Task LearnAsync(ServerFixture server)
    {
        await LevelAsync(server);
        var before = Version(await PopulationAsync(server));
        Assert.Equal(202, (await Sender.Of(server).PostJsonAsync("/api/matching/learn", new { })).Status);
        await Eventually.TrueAsync(async () => Version(await PopulationAsync(server)) > before && (await PopulationAsync(server)).GetProperty("learning").GetProperty("state").GetString() == "done");
    }

    /// <summary>Waits until the index has taken in all that was committed.</summary>
    internal static async Task LevelAsync(ServerFixture server)
    {
        var head = (await Sender.Of(server).GetAsync("/api/stats")).GetProperty("position").GetInt64();
        await Eventually.TrueAsync(async () => (await Sender.Of(server).GetAsync("/api/matching")).GetProperty("index").GetProperty("position").GetInt64() >= head);
    }

    /// <summary>People of the first legal entity.</summary>
    internal static async Task<JsonElement> PopulationAsync(ServerFixture server) => (await Sender.Of(server).GetAsync("/api/matching")).GetProperty("populations")[0];

    internal static int Version(JsonElement population) => population.GetProperty("model") is { ValueKind: JsonValueKind.Object } model ? model.GetProperty("version").GetInt32() : 0;

    internal async Task<JsonElement[]> PairsAsync(string query) => [.. (await Sender.GetAsync($"/api/matching/pairs?{query}")).GetProperty("pairs").EnumerateArray()];

    internal Task<(int Status, JsonElement Body)> DecideAsync(string pair, string decision, long? sample = null) =>
        Sender.PostJsonAsync($"/api/matching/pairs/{pair}/decision", new { decision, reason = "by the tests", seconds = 3, sample });

    internal async Task<(int Status, JsonElement Body)> UndoAsync(long decision) => await Sender.SendJsonAsync(HttpMethod.Delete, $"/api/matching/decisions/{decision}", new { });

    internal static string Id(JsonElement pair) => pair.GetProperty("id").GetString()!;

    internal static long Number(JsonElement made) => made.GetProperty("decision").GetProperty("id").GetInt64();
}
