using System.Globalization;
using System.Text;
using Kartoteka.Domain.Identity;
using Kartoteka.Protocol.Ingest;
using Kartoteka.Storage;
using Kartoteka.Storage.Embedded.Ledger;

namespace Kartoteka.Bench;

/// <summary>Fills a data folder with profiles and events, through the same commit as the server's, in large batches.</summary>
internal static class Filler
{
    private const int BatchEvents = 20_000;

    /// <summary>Profiles with all of their events, one profile after the other.</summary>
    public static Task FillAsync(string folder, int from, int to, int eventsEach)
    {
        var now = TimeProvider.System.GetUtcNow();
        return FillAsync(folder, Enumerable.Range(from, to - from).SelectMany(person => Enumerable.Range(0, eventsEach).Select(i => Event(person, i, now.AddMinutes(-i * 37)))));
    }

    /// <summary>Events in the order in which they come; each holds its own call.</summary>
    public static async Task FillAsync(string folder, IEnumerable<byte[]> bodies)
    {
        await using var ledger = SqliteLedger.Open(folder, TimeProvider.System);
        var source = (await ledger.ListSourcesAsync(default)).First(known => known.Key == "default");
        var committer = new EventCommitter(ledger);
        var reader = new EventReader(Guid.NewGuid);
        var nowUs = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() * 1000;
        foreach (var some in bodies.Chunk(BatchEvents))
        {
            var items = Array.ConvertAll(some, body =>
            {
                var read = reader.Read(body, RouteCall.Event, new SourceContext(source.Id, source.IdNamespace), nowUs, new RequestContext(null));
                return new CommitItem(PreparedEvent.From(read.Items[0].Event!, source.LegalEntityId, IdentityRules.Default), null);
            });
            await committer.CommitAsync(items, IdentityRules.Default, CommitExtras.None, default);
        }
    }

    private static byte[] Event(int person, int index, DateTimeOffset at)
    {
        var head = index == 0
            ? $$$"""{"type":"identify","traits":{"email":"visitor{{{person:D7}}}@mail.example","phone":"+7900{{{person:D7}}}","firstName":"Имя{{{person % 997}}}","lastName":"Фамилия{{{person % 7919}}}","city":"Omsk"},"""
            : $$$"""{"type":"track","event":"Product Viewed","properties":{"product_id":"{{{(person * 31) + index}}}","price":{{{person % 9_000}}},"currency":"RUB"},""";
        var text = $$$"""{{{head}}}"messageId":"f-{{{person:D7}}}-{{{index:D2}}}","userId":"user-{{{person:D7}}}","anonymousId":"anon-{{{person:D7}}}","timestamp":"{{{at.ToString("O", CultureInfo.InvariantCulture)}}}","context":{"userAgent":" """;
        return Encoding.UTF8.GetBytes(text + new string('u', Math.Max(1, 497 - Encoding.UTF8.GetByteCount(text))) + "\"}}");
    }
}
