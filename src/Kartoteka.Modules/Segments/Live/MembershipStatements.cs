using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Kartoteka.Domain.Events;
using Kartoteka.Domain.Identity;
using Kartoteka.Modules.Ingest.Contracts;
using Kartoteka.Modules.Sources.Contracts;
using Kartoteka.Storage;

namespace Kartoteka.Modules.Segments.Live;

/// <summary>What to say of a profile's membership.</summary>
/// <param name="Profile">The profile.</param>
/// <param name="Event">One of <see cref="Storage.Segments.MembershipEvents"/>.</param>
/// <param name="MessageId">Names the statement: one that was stored already is not stored again.</param>
/// <param name="AtUs">When.</param>
/// <param name="Properties">Its properties, in order.</param>
internal sealed record MembershipStatement(ProfileId Profile, string Event, string MessageId, long AtUs, IReadOnlyList<(string Name, string Value)> Properties);

/// <summary>
/// Commits what the product says of membership as events of the built-in source <c>segments</c>, each on the oldest record of its profile: no record and
/// no identifier is made.
/// </summary>
internal sealed class MembershipStatements(ILedgerReader ledger, MembershipSource source, CommitQueue queue, TimeProvider time)
{
    /// <summary>Events of one request to the queue.</summary>
    public const int AtOnce = 1_000;

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    // The event is JSON and nothing else, so Cyrillic needs no escape to be safe.
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Commits statements; durable when it returns.</summary>
    /// <returns>By index, whether it was stored or is a repetition; null for one whose profile is there no more: nothing was said of it.</returns>
    public async ValueTask<Outcome?[]> CommitAsync(IReadOnlyList<MembershipStatement> statements, CancellationToken ct)
    {
        var said = new Outcome?[statements.Count];
        for (var start = 0; start < statements.Count; start += AtOnce)
        {
            // A long row of them lets the events of customers go first.
            if (start > 0) await queue.GiveWayAsync(time, ct);
            var (items, indexes, bytes) = (new List<CommitItem>(), new List<int>(), 0L);
            // Who comes back after a month enters and leaves a dozen segments at once.
            var profiles = new Dictionary<ProfileId, ProfileState?>();
            for (var i = start; i < Math.Min(start + AtOnce, statements.Count); i++)
            {
                if (!profiles.TryGetValue(statements[i].Profile, out var profile)) profiles[statements[i].Profile] = profile = await ledger.ReadProfileAsync(statements[i].Profile, ct);
                if (profile?.Id != statements[i].Profile) continue;
                var record = profile.Records.MinBy(record => record.Id)!;
                var prepared = PreparedEvent.OnRecord(Event(statements[i], (await source.EnsureAsync(record.Realm, ct)).Id), record);
                items.Add(new CommitItem(prepared, null));
                indexes.Add(i);
                bytes += prepared.Event.Body.Length;
            }
            var results = await SubmitAsync(new CommitRequest(items, bytes, CommitExtras.None), ct);
            for (var i = 0; i < results.Length; i++) said[indexes[i]] = results[i].Outcome is Outcome.Stored or Outcome.Duplicate ? results[i].Outcome : null;
        }
        return said;
    }

    private async Task<CommitResult[]> SubmitAsync(CommitRequest request, CancellationToken ct)
    {
        while (true)
        {
            try
            {
                return await queue.SubmitAsync(request);
            }
            catch (QueueFullException)
            {
                await Task.Delay(RetryAfter, time, ct);
            }
        }
    }

    private IncomingEvent Event(MembershipStatement statement, int sourceId) => new()
    {
        Kind = EventKind.Track, SourceId = sourceId, MessageId = statement.MessageId, Name = statement.Event, Identifiers = [],
        OccurredAtUs = statement.AtUs, ReceivedAtUs = time.NowUs(), Body = Body(statement),
    };

    private static byte[] Body(MembershipStatement statement)
    {
        var output = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(output, Readable))
        {
            json.WriteStartObject();
            json.WriteString("type"u8, "track"u8);
            json.WriteString("event"u8, statement.Event);
            json.WriteString("messageId"u8, statement.MessageId);
            json.WriteString("timestamp"u8, Times.FromUs(statement.AtUs).UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture));
            json.WriteStartObject("properties"u8);
            foreach (var (name, value) in statement.Properties) json.WriteString(name, value);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        return output.WrittenSpan.ToArray();
    }
}
