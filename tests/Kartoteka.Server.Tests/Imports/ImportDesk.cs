using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Kartoteka.Domain.Identity;
using Kartoteka.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Kartoteka.Server.Tests.Imports;

/// <summary>Uploads, waits and looks, in few words.</summary>
internal sealed class ImportDesk(ServerFixture server)
{
    public static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "Data", name);

    public static string People => PathOf("ru_10k.csv");

    /// <summary>How the columns of <see cref="People"/> are meant.</summary>
    public const string PeopleMap = "&map=record_id=externalId&map=cluster_id=&map=source=";

    public ILedger Ledger => server.App.Services.GetRequiredService<ILedger>();

    public async Task<HttpResponseMessage> PostAsync(byte[] file, string query) =>
        await server.Full.PostAsync($"/api/imports?source=default{query}", new ByteArrayContent(file));

    public async Task<JsonElement> UploadAsync(byte[] file, string query = "")
    {
        var answer = await PostAsync(file, query);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await ServerFixture.JsonAsync(answer);
    }

    public Task<JsonElement> UploadAsync(string text, string query = "") => UploadAsync(Encoding.UTF8.GetBytes(text), query);

    public async Task<JsonElement> FindAsync(long id) => await server.Full.GetFromJsonAsync<JsonElement>($"/api/imports/{id}");

    public Task<HttpResponseMessage> ActAsync(long id, string act) => server.Full.PostAsync($"/api/imports/{id}/{act}", null);

    /// <summary>Waits until the import rests.</summary>
    public async Task<JsonElement> RestAsync(long id)
    {
        for (var i = 0; i < 6_000; i++)
        {
            var import = await FindAsync(id);
            if (import.GetProperty("state").GetString() is not ("queued" or "checking" or "running" or "undoing")) return import;
            await Task.Delay(20);
        }
        throw new TimeoutException($"Import {id} did not come to rest.");
    }

    public async Task<JsonElement> ImportAsync(byte[] file, string query = "") => await RestAsync((await UploadAsync(file, $"{query}&start=true")).GetProperty("id").GetInt64());

    public Task<JsonElement> ImportAsync(string text, string query = "") => ImportAsync(Encoding.UTF8.GetBytes(text), query);

    public async Task<JsonElement> UndoAsync(long id)
    {
        var answer = await ActAsync(id, "undo");
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await RestAsync(id);
    }

    public async Task<LedgerTotals> TotalsAsync() => (await Ledger.ReadCountersAsync(CancellationToken.None)).Totals;

    public async Task<string[]> RefusedAsync(long id)
    {
        var text = await server.Full.GetStringAsync($"/api/imports/{id}/refused");
        return text.TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>
    /// The base in words: each profile with its records, their traits, identifiers and events, without the numbers that are given out.
    /// </summary>
    public async Task<IReadOnlyList<string>> DescribeAsync(bool withTimes = true)
    {
        var profiles = new List<string>();
        ProfileId? before = null;
        while (await Ledger.ListProfilesAsync(before, 500, CancellationToken.None) is { Count: > 0 } page)
        {
            foreach (var id in page) profiles.Add(await DescribeAsync((await Ledger.ReadProfileAsync(id, CancellationToken.None))!, withTimes));
            before = page[^1];
        }
        return [.. profiles.Order(StringComparer.Ordinal)];
    }

    private async Task<string> DescribeAsync(ProfileState profile, bool withTimes)
    {
        var text = new StringBuilder();
        foreach (var record in profile.Records.OrderBy(record => record.Key.SourceId).ThenBy(record => record.Key.ExternalId, StringComparer.Ordinal))
        {
            text.Append($"{record.Kind} {record.Key.SourceId}/{record.Key.ExternalId}:");
            foreach (var (name, value) in record.Traits.OrderBy(trait => trait.Key, StringComparer.Ordinal))
                text.Append($" {name}={Encoding.UTF8.GetString(value.Json)}{(withTimes ? $"@{value.AtUs}/{value.MessageId}" : "")}");
            foreach (var claim in record.Claims.OrderBy(claim => $"{claim.Identifier}", StringComparer.Ordinal))
                text.Append($" {claim.Identifier}:{claim.State}{(withTimes ? $"@{claim.FirstSeenUs}-{claim.LastSeenUs}" : "")}");
            if (!withTimes) continue;
            foreach (var stored in await Ledger.ReadTimelineAsync([record.Id], null, 1_000, CancellationToken.None)) text.Append($" «{stored.MessageId}»");
        }
        return text.ToString();
    }
}
