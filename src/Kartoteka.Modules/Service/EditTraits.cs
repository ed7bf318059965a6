using System.Security.Claims;
using System.Text.Json;
using Kartoteka.Domain.Events;
using Kartoteka.Domain.Identity;
using Kartoteka.Modules.Catalogue.Contracts;
using Kartoteka.Modules.Profiles.Contracts;
using Kartoteka.Modules.Sources.Contracts;
using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Storage;
using Microsoft.AspNetCore.Http;

namespace Kartoteka.Modules.Service;

/// <summary>Values stated by hand.</summary>
/// <param name="Traits">Value by name; null takes the value that was stated by hand back, so that the next source's shows again.</param>
/// <param name="Reason">Why; kept with the event.</param>
public sealed record TraitEditBody(IReadOnlyDictionary<string, JsonElement>? Traits, string? Reason);

/// <summary><c>PUT /api/profiles/{id}/traits</c>.</summary>
internal static class EditTraits
{
    /// <summary>Most traits of one edit.</summary>
    public const int TraitsMax = 100;

    /// <summary>Longest reason, in UTF-16 units.</summary>
    public const int ReasonLengthMax = 500;

    public const string RequestExample = """{"traits":{"city":"Томск","middleName":null},"reason":"told by the customer on the phone"}""";

    public static async Task<IResult> HandleAsync(
        string id, TraitEditBody body, ILedgerReader ledger, ProfileAnswers profiles, SourceDirectory sources, ManualEvents manual, PersonalDataGate gate, AuditLog audit, ClaimsPrincipal user, TimeProvider time, CancellationToken ct)
    {
        if (await profiles.FindAsync(id, ct) is not { } profile) return Problems.NotFound("profile", id);
        if (body.Traits is not { Count: > 0 and <= TraitsMax } traits) return Problems.Invalid("traits", $"'traits' names 1 to {TraitsMax} traits.");
        if (traits.Keys.FirstOrDefault(string.IsNullOrWhiteSpace) is not null) return Problems.Invalid("traits", "A trait has a name.");
        if (body.Reason?.Length > ReasonLengthMax) return Problems.Invalid("reason", $"It is longer than {ReasonLengthMax} characters.");
        // Who does not see a value gets it masked, and must not store the mask in its place.
        if (gate.For(user) is { } sight && traits.FirstOrDefault(trait => !sight.Shows(profile.Kind, trait.Key) && HoldsMask(trait.Value)).Key is { } masked)
        {
            return Problems.Invalid($"traits.{masked}", "The value is masked for you; state it whole or leave it out.");
        }
        var events = Events(profile, traits, ManualEvents.RecordsOf(profile, sources), time.NowUs());
        if (events.Count > 0)
        {
            var (done, refusal) = await manual.CommitAsync(profile, events, body.Reason, user, ct);
            if (refusal is not null) return refusal;
            await audit.AppendAsync(user, "profile.edit", $"profile/{profile.Id}", string.Join(", ", traits.Keys.Order(StringComparer.Ordinal)));
            profile = await ledger.ReadProfileAsync(done[^1].Result.Profile ?? profile.Id, CancellationToken.None) ?? profile;
        }
        return await profiles.AnswerAsync(profile, user, CancellationToken.None);
    }

    // A profile that was merged may have several records of edits. A new value goes to the first and is the latest of all; taking a value
    // back concerns each record that states it.
    private static List<ManualEvent> Events(ProfileState profile, IReadOnlyDictionary<string, JsonElement> traits, IReadOnlyList<RecordState> records, long nowUs)
    {
        var latest = records.SelectMany(record => record.Traits).Where(trait => traits.ContainsKey(trait.Key)).Select(trait => trait.Value.AtUs).DefaultIfEmpty(0).Max();
        var atUs = Math.Max(nowUs, latest + 1);
        var first = records.Count > 0 ? records[0] : null;
        var values = traits.Where(trait => trait.Value.ValueKind != JsonValueKind.Null || IsStated(first, trait.Key)).ToDictionary();
        var events = new List<ManualEvent>();
        if (values.Count > 0) events.Add(Event(first ?? profile.Anchor, values, atUs));
        foreach (var record in records.Skip(1))
        {
            var withdrawn = traits.Where(trait => trait.Value.ValueKind == JsonValueKind.Null && IsStated(record, trait.Key)).ToDictionary();
            if (withdrawn.Count > 0) events.Add(Event(record, withdrawn, atUs));
        }
        return events;
    }

    private static bool HoldsMask(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!.Contains(Masks.Hidden, StringComparison.Ordinal),
        JsonValueKind.Array => value.EnumerateArray().Any(HoldsMask),
        JsonValueKind.Object => value.EnumerateObject().Any(property => HoldsMask(property.Value)),
        _ => false,
    };

    private static bool IsStated(RecordState? record, string trait) => record?.Traits.TryGetValue(trait, out var value) == true && !value.IsNull;

    private static ManualEvent Event(RecordState anchor, Dictionary<string, JsonElement> traits, long atUs) => new(anchor, EventKind.Identify, atUs, json =>
    {
        json.WriteStartObject("traits"u8);
        foreach (var (name, value) in traits)
        {
            json.WritePropertyName(name);
            value.WriteTo(json);
        }
        json.WriteEndObject();
    });
}
