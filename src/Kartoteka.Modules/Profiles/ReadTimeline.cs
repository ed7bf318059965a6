using System.Globalization;
using System.Security.Claims;
using System.Text.Json;
using Kartoteka.Domain.Events;
using Kartoteka.Domain.Identity;
using Kartoteka.Modules.Catalogue.Contracts;
using Kartoteka.Modules.Sources.Contracts;
using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Storage;
using Microsoft.AspNetCore.Http;

namespace Kartoteka.Modules.Profiles;

/// <summary>An event of a timeline.</summary>
/// <param name="Position">Its ledger position.</param>
/// <param name="Source">The source's key.</param>
/// <param name="ExternalId">The record it speaks of.</param>
/// <param name="Type">The call.</param>
/// <param name="Event">The event's name.</param>
/// <param name="MessageId">Its idempotency key in the source.</param>
/// <param name="OccurredAt">When it happened.</param>
/// <param name="ReceivedAt">When we received it.</param>
/// <param name="SentAt">The sender's clock at sending.</param>
/// <param name="OriginalTimestamp">The sender's clock when it happened, uncorrected.</param>
/// <param name="Body">The event as it was sent.</param>
public sealed record TimelineEvent(
    long Position, string Source, string? ExternalId, string Type, string? Event, string MessageId, DateTimeOffset OccurredAt, DateTimeOffset ReceivedAt,
    DateTimeOffset? SentAt, DateTimeOffset? OriginalTimestamp, JsonElement Body);

/// <summary>A page of a timeline.</summary>
/// <param name="Events">Latest first.</param>
/// <param name="Next">Give it as <c>before</c> for the next page; null on the last. With filters a page may be short, or empty, and have a next one.</param>
public sealed record TimelinePage(IReadOnlyList<TimelineEvent> Events, string? Next);

/// <summary><c>GET /api/profiles/{id}/events?limit=&amp;before=&amp;type=&amp;source=&amp;event=&amp;from=&amp;to=</c>.</summary>
internal static class ReadTimeline
{
    private const int LimitMax = 500;

    public static async Task<IResult> HandleAsync(
        string id, ILedger ledger, SourceDirectory sources, PersonalDataGate gate, ClaimsPrincipal user, CancellationToken ct, int limit = 50, string? before = null,
        string? type = null, string? source = null, string? @event = null, string? from = null, string? to = null)
    {
        if (!ProfileId.TryParse(id, out var profileId) || await ledger.ReadProfileAsync(profileId, ct) is not { } profile) return Problems.NotFound("profile", id);
        if (!TryReadCursor(before, out var cursor)) return Problems.Invalid("before", "It is neither a cursor nor a time in ISO 8601.");
        if (!TryReadTime(from, out var fromUs)) return Problems.Invalid("from", "It is not a time in ISO 8601.");
        if (!TryReadTime(to, out var toUs)) return Problems.Invalid("to", "It is not a time in ISO 8601.");
        if (!TryReadKinds(type, out var kinds)) return Problems.Invalid("type", "It names calls, separated by commas: identify, track, page, screen, group, alias, merge.");
        if (toUs is { } end && (cursor is null || cursor.Value.OccurredAtUs > end)) cursor = new TimelineCursor(end, 0);
        limit = Math.Clamp(limit, 1, LimitMax);
        var named = source?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(sources.ByKey).OfType<Source>().ToArray();
        // A record is of one source, so those of other sources are not even looked at; only what the product says itself stands on any.
        var records = profile.Records.Where(record => named is null || Array.Exists(named, one => one.Id == record.Key.SourceId || MembershipSource.Is(one))).ToDictionary(record => record.Id);
        var (events, next) = await ledger.ReadTimelineAsync(records.Keys, cursor, new TimelineFilter(kinds, @event, fromUs, named?.Select(one => one.Id).ToHashSet()), limit, ct);
        var sight = gate.For(user);
        return ProfileReader.Answer(json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("events"u8);
            foreach (var stored in events) Write(json, stored, records[stored.RecordId], sources, sight);
            json.WriteEndArray();
            json.WriteString("next"u8, next is { } on ? $"{on.OccurredAtUs}_{on.Position}" : null);
            json.WriteEndObject();
        });
    }

    private static bool TryReadCursor(string? before, out TimelineCursor? cursor)
    {
        cursor = null;
        if (before is null) return true;
        var parts = before.Split('_');
        if (parts.Length == 2 && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var at) && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var position))
        {
            cursor = new TimelineCursor(at, position);
            return true;
        }
        if (!TryReadTime(before, out var us)) return false;
        cursor = new TimelineCursor(us!.Value, 0);
        return true;
    }

    private static bool TryReadTime(string? text, out long? us)
    {
        us = null;
        if (text is null) return true;
        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)) return false;
        us = Times.ToUs(time);
        return true;
    }

    private static bool TryReadKinds(string? text, out IReadOnlySet<EventKind>? kinds)
    {
        kinds = null;
        if (string.IsNullOrWhiteSpace(text)) return true;
        var read = new HashSet<EventKind>();
        foreach (var name in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!Enum.TryParse<EventKind>(name, ignoreCase: true, out var kind) || !Enum.IsDefined(kind) || char.IsAsciiDigit(name[0])) return false;
            read.Add(kind);
        }
        kinds = read;
        return true;
    }

    private static void Write(Utf8JsonWriter json, StoredEvent stored, RecordState record, SourceDirectory sources, Sight? sight)
    {
        json.WriteStartObject();
        json.WriteNumber("position"u8, stored.Position);
        json.WriteString("source"u8, sources.ById(stored.SourceId)?.Key);
        json.WriteString("externalId"u8, sight is null ? record.Key.ExternalId : sight.ExternalId(record.Key.ExternalId));
        json.WriteString("type"u8, stored.Kind.ToString().ToLowerInvariant());
        json.WriteString("event"u8, stored.Name);
        json.WriteString("messageId"u8, sight is null ? stored.MessageId : sight.Text(stored.MessageId));
        ProfileJson.WriteTime(json, "occurredAt"u8, stored.OccurredAtUs);
        ProfileJson.WriteTime(json, "receivedAt"u8, stored.ReceivedAtUs);
        if (stored.SentAtUs is { } sent) ProfileJson.WriteTime(json, "sentAt"u8, sent);
        if (stored.OriginalAtUs is { } original) ProfileJson.WriteTime(json, "originalTimestamp"u8, original);
        json.WritePropertyName("body"u8);
        if (sight?.Body(stored.Body) is { } masked) json.WriteRawValue(masked, skipInputValidation: true);
        else json.WriteRawValue(stored.Body, skipInputValidation: true);
        json.WriteEndObject();
    }
}
