using System.Security.Claims;
using Kartoteka.Modules.Catalogue.Contracts;
using Kartoteka.Modules.Sources.Contracts;
using Kartoteka.Storage;

namespace Kartoteka.Modules.Identity;

/// <summary>A record by source and external id.</summary>
public sealed record RecordReference(string? Source, string? ExternalId);

/// <summary>A forbidden join.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Profile">The profile of the record whose claim was refused.</param>
/// <param name="Record">That record.</param>
/// <param name="Type">The identifier's type.</param>
/// <param name="Value">The identifier's value.</param>
/// <param name="Reason"><c>limit</c>, <c>cap</c>, <c>decision</c>, <c>ambiguous</c>, <c>blocked</c> or <c>full</c>.</param>
/// <param name="Others">Profiles that hold the identifier.</param>
/// <param name="At">When.</param>
public sealed record ConflictLine(long Id, string Profile, RecordReference Record, string Type, string Value, string Reason, IReadOnlyList<string> Others, DateTimeOffset At);

/// <summary>A page of conflicts.</summary>
public sealed record ConflictPage(IReadOnlyList<ConflictLine> Conflicts, long? Next);

/// <summary><c>GET /api/identity/conflicts</c>.</summary>
internal static class Conflicts
{
    public static async Task<ConflictPage> HandleAsync(
        ILedger ledger, SourceDirectory sources, PersonalDataGate gate, ClaimsPrincipal user, CancellationToken ct, long? before = null, int limit = 50)
    {
        limit = Math.Clamp(limit, 1, 500);
        var sight = gate.For(user);
        var entries = await ledger.ReadConflictsAsync(null, before, limit, ct);
        var records = (await ledger.ReadRecordsAsync([.. entries.Select(entry => entry.Conflict.RecordId).Distinct()], ct)).ToDictionary(record => record.Id);
        return new ConflictPage(
            [.. entries.Select(entry => new ConflictLine(
                entry.Id, entry.Profile.ToString(),
                new RecordReference(sources.ById(records[entry.Conflict.RecordId].Key.SourceId)?.Key, Shown(records[entry.Conflict.RecordId].Key.ExternalId, sight)),
                entry.Conflict.Identifier.Type,
                sight?.Identifier(records[entry.Conflict.RecordId].Kind, entry.Conflict.Identifier.Type, entry.Conflict.Identifier.Value) ?? entry.Conflict.Identifier.Value, entry.Conflict.Reason.ToString().ToLowerInvariant(),
                [.. entry.Conflict.Others.Select(other => other.ToString())], Times.FromUs(entry.Conflict.AtUs)))],
            entries.Count == limit ? entries[^1].Id : null);
    }

    private static string Shown(string externalId, Sight? sight) => sight?.ExternalId(externalId) ?? externalId;
}
