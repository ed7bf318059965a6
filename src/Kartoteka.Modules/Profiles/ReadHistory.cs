using System.Security.Claims;
using Kartoteka.Domain.Identity;
using Kartoteka.Modules.Catalogue.Contracts;
using Kartoteka.Modules.Sources.Contracts;
using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Storage;
using Microsoft.AspNetCore.Http;

namespace Kartoteka.Modules.Profiles;

/// <summary>A record's address.</summary>
public sealed record RecordAddress(string Source, string ExternalId);

/// <summary>A merge or an un-merge.</summary>
/// <param name="Position">Ledger position.</param>
/// <param name="At">When.</param>
/// <param name="Action"><c>merge</c> or <c>unmerge</c>.</param>
/// <param name="From">The profile that the records left.</param>
/// <param name="To">The profile that they joined.</param>
/// <param name="Records">The records moved.</param>
/// <param name="Who">A token's name, or <c>rules</c>.</param>
/// <param name="Why">The reason in words, or the type of the identifier that joined them.</param>
/// <param name="MessageId">The event that caused it.</param>
public sealed record HistoryView(
    long Position, DateTimeOffset At, string Action, string From, string To, IReadOnlyList<RecordAddress> Records, string Who, string Why, string? MessageId);

/// <summary>A forbidden join.</summary>
public sealed record ConflictView(long Id, RecordAddress Record, string Type, string Value, string Reason, IReadOnlyList<string> OtherProfiles, DateTimeOffset At, string State);

/// <summary>What happened to a profile's identity.</summary>
public sealed record HistoryPage(IReadOnlyList<HistoryView> History, IReadOnlyList<ConflictView> Conflicts);

/// <summary><c>GET /api/profiles/{id}/history</c>.</summary>
internal static class ReadHistory
{
    private const int ConflictsMax = 200;

    public static async Task<IResult> HandleAsync(string id, ILedger ledger, SourceDirectory sources, PersonalDataGate gate, ClaimsPrincipal user, CancellationToken ct)
    {
        if (!ProfileId.TryParse(id, out var profileId) || await ledger.ReadProfileAsync(profileId, ct) is not { } profile) return Problems.NotFound("profile", id);
        var sight = gate.For(user);
        var history = await ledger.ReadHistoryAsync(profile.Id, ct);
        var conflicts = await ledger.ReadConflictsAsync(profile.Id, null, ConflictsMax, ct);
        var ids = history.SelectMany(entry => entry.RecordIds).Concat(conflicts.Select(entry => entry.Conflict.RecordId)).Distinct().ToArray();
        var records = (await ledger.ReadRecordsAsync(ids, ct)).ToDictionary(record => record.Id, record => new RecordAddress(sources.ById(record.Key.SourceId)?.Key ?? "", sight?.ExternalId(record.Key.ExternalId) ?? record.Key.ExternalId));
        return Results.Ok(new HistoryPage(
            [.. history.Select(entry => new HistoryView(
                entry.Position, Times.FromUs(entry.AtUs), entry.Kind.ToString().ToLowerInvariant(), entry.From.ToString(), entry.To.ToString(),
                [.. entry.RecordIds.Where(records.ContainsKey).Select(record => records[record])], entry.Who, sight?.Text(entry.Why) ?? entry.Why, entry.MessageId is { } message && sight is not null ? sight.Text(message) : entry.MessageId))],
            [.. conflicts.Select(entry => View(entry, records[entry.Conflict.RecordId], profile.Kind, sight))]));
    }

    private static ConflictView View(ConflictEntry entry, RecordAddress record, ProfileKind kind, Sight? sight) => new(
        entry.Id, record, entry.Conflict.Identifier.Type,
        sight?.Identifier(kind, entry.Conflict.Identifier.Type, entry.Conflict.Identifier.Value) ?? entry.Conflict.Identifier.Value, entry.Conflict.Reason.ToString().ToLowerInvariant(),
        [.. entry.Conflict.Others.Select(other => other.ToString())], Times.FromUs(entry.Conflict.AtUs), entry.State);
}
