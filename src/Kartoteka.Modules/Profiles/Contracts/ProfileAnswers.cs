using System.Security.Claims;
using System.Text.Json;
using Kartoteka.Domain.Identity;
using Kartoteka.Modules.Catalogue.Contracts;
using Kartoteka.Modules.Sources.Contracts;
using Kartoteka.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Kartoteka.Modules.Profiles.Contracts;

/// <summary>Profiles as the API shows them everywhere, for modules whose routes answer with one.</summary>
public sealed class ProfileAnswers
{
    /// <summary>A profile as JSON, for the API's documentation.</summary>
    public const string Example = ProfileExamples.Profile;

    private readonly ProfileReader _reader;
    private readonly ILedgerReader _ledger;
    private readonly PersonalDataGate _gate;
    private readonly SourceDirectory _sources;

    internal ProfileAnswers(ProfileReader reader, ILedgerReader ledger, PersonalDataGate gate, SourceDirectory sources) => (_reader, _ledger, _gate, _sources) = (reader, ledger, gate, sources);

    /// <summary>Answers 200 with a whole profile, masked as <paramref name="user"/> may see it.</summary>
    public Task<IResult> AnswerAsync(ProfileState profile, ClaimsPrincipal user, CancellationToken ct) => _reader.AnswerAsync(profile, _gate.For(user), ct);

    /// <summary>Writes a profile as the list shows it to <paramref name="user"/>: without records and provenance.</summary>
    public void WriteSummary(Utf8JsonWriter json, ProfileState profile, ClaimsPrincipal user) => _reader.WriteSummary(json, profile, _gate.For(user));

    /// <summary>The profile's name for people, from its surviving traits; empty where none is known. Names are shown to all who read profiles.</summary>
    public string NameOf(ProfileState profile) => _reader.NameOf(profile);

    /// <summary>As <see cref="NameOf(ProfileState)"/>, with what of it <paramref name="user"/> may not see masked.</summary>
    public string NameOf(ProfileState profile, ClaimsPrincipal user) => _reader.NameOf(profile, _gate.For(user));

    /// <summary>A whole profile as JSON, masked as <paramref name="user"/> may see it.</summary>
    public ValueTask<JsonElement> WholeAsync(ProfileState profile, ClaimsPrincipal user, CancellationToken ct) => _reader.WholeAsync(profile, _gate.For(user), ct);

    /// <summary>A profile as the list shows it, as JSON.</summary>
    public JsonElement Summary(ProfileState profile, ClaimsPrincipal user) => ProfileReader.Element(json => WriteSummary(json, profile, user));

    /// <summary>Answers 200 with JSON that <paramref name="write"/> writes.</summary>
    public static IResult Answer(Action<Utf8JsonWriter> write) => ProfileReader.Answer(write);

    /// <summary>The live profile of an id as sent, also of one that was merged away; null when there is none.</summary>
    public async ValueTask<ProfileState?> FindAsync(string id, CancellationToken ct) =>
        ProfileId.TryParse(id, out var profile) ? await _ledger.ReadProfileAsync(profile, ct) : null;

    /// <summary>Persons who have an identifier, in any spelling; of a namespaced type in any namespace. None where the value is none of its type.</summary>
    public async ValueTask<IReadOnlyList<ProfileId>> FindByIdentifierAsync(string type, string value, CancellationToken ct)
    {
        if (!IdentifierNormalizer.IsTypeName(type)) return [];
        var (candidates, _) = await ReadProfile.FindCandidatesAsync(type, value, "person", _ledger, _sources, ct);
        return [.. candidates.Select(candidate => candidate.Profile).Distinct()];
    }
}

/// <summary>Words for routes that answer with profiles.</summary>
public static class ProfileRoutes
{
    extension(RouteHandlerBuilder route)
    {
        /// <summary>Says in the OpenAPI document that the route answers with a profile.</summary>
        public RouteHandlerBuilder ProducesProfile() => route.Produces<ProfileView>();
    }
}
