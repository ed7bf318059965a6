using System.Net.Http.Json;
using System.Text.Json;

namespace Kartoteka.Reliability.Tests.Rig;

/// <summary>Holds what the clients know against what the store has. Empty answers mean that every promise was kept.</summary>
internal static class LedgerCheck
{
    /// <summary>Promises (a) to (d): nothing acknowledged is lost, nothing is twice, nothing is invented, every sum is right.</summary>
    public static List<string> Compare(SentTotals sent, LedgerImage image)
    {
        var broken = new List<string>();
        var stored = image.Stored.Select(item => item.MessageId).ToHashSet(StringComparer.Ordinal);
        Add(broken, "acknowledged but lost", sent.Acked.Where(id => !stored.Contains(id) && !image.Quarantined.Contains(id)));
        Add(broken, "stored twice", image.Stored.GroupBy(item => item).Where(group => group.Count() > 1).Select(group => group.Key.MessageId));
        Add(broken, "stored but never sent", stored.Where(id => !sent.Sent.Contains(id)));
        if (image.Received != image.StoredCount + image.Duplicate + image.QuarantinedCount)
        {
            broken.Add($"received {image.Received} is not stored {image.StoredCount} + duplicate {image.Duplicate} + quarantined {image.QuarantinedCount}");
        }
        if (image.Received < sent.AckedItems || image.Received > sent.SentItems)
        {
            broken.Add($"received {image.Received} is outside {sent.AckedItems} acknowledged to {sent.SentItems} sent items");
        }
        broken.AddRange(image.Totals.Where(total => total.Value != total.Rows).Select(total => $"{total.Name}: {total.Value} stated, {total.Rows} rows"));
        return broken;
    }

    /// <summary>
    /// The whole check of a killed or stopped server: starts it, reads through the API, stops it, reads the file, folds the events again.
    /// </summary>
    public static async Task<List<string>> FinishAsync(ServerProcess server, IReadOnlyList<LoadClient> clients)
    {
        foreach (var client in clients) client.Dispose();
        if (server.HasExited) await server.RestartAsync();
        var totals = SentTotals.Read(clients.Select(client => client.Ledger.Path));
        if (server.Setup.IsStandIn) return Compare(totals, await LedgerImage.FromDumpAsync(server));
        var broken = await SampleAsync(server, [.. clients.SelectMany(client => client.Sample)]);
        var answered = await StatsAsync(server);
        await server.KillAsync();
        var image = LedgerImage.FromFolder(server.Setup.DataFolder);
        broken.AddRange(Compare(totals, image));
        var read = (image.Received, image.StoredCount, image.Duplicate, image.QuarantinedCount);
        if (answered != read) broken.Add($"/api/stats says {answered}, the file {read}");
        broken.AddRange(await Recomputation.CompareAsync(server.Setup.DataFolder));
        return broken;
    }

    /// <summary>received, stored, duplicate, quarantined as the API says.</summary>
    public static async Task<(long Received, long Stored, long Duplicate, long Quarantined)> StatsAsync(ServerProcess server)
    {
        var stats = await server.Client.GetFromJsonAsync<JsonElement>("/api/stats");
        return (stats.GetProperty("received").GetInt64(), stats.GetProperty("stored").GetInt64(), stats.GetProperty("duplicate").GetInt64(), stats.GetProperty("quarantined").GetInt64());
    }

    // Acknowledged events must be in the timeline of the profile that has their visitor.
    private static async Task<List<string>> SampleAsync(ServerProcess server, IReadOnlyList<MadeEvent> sample)
    {
        var broken = new List<string>();
        foreach (var made in sample)
        {
            var profile = await server.Client.GetFromJsonAsync<JsonElement>($"/api/profiles/by/anonymous_id/{made.AnonymousId}");
            if (!await IsInTimelineAsync(server, profile.GetProperty("id").GetString()!, made.MessageId)) broken.Add($"{made.MessageId} is not in the timeline of its profile");
        }
        return broken;
    }

    private static async Task<bool> IsInTimelineAsync(ServerProcess server, string profile, string messageId)
    {
        for (string? before = ""; before is not null;)
        {
            var page = await server.Client.GetFromJsonAsync<JsonElement>($"/api/profiles/{profile}/events?limit=500{before}");
            if (page.GetProperty("events").EnumerateArray().Any(entry => entry.GetProperty("messageId").GetString() == messageId)) return true;
            before = page.GetProperty("next").GetString() is { } next ? $"&before={next}" : null;
        }
        return false;
    }

    private static void Add(List<string> broken, string what, IEnumerable<string> ids)
    {
        var all = ids.ToArray();
        if (all.Length > 0) broken.Add($"{all.Length} {what}, such as {string.Join(' ', all.Take(5))}");
    }
}
