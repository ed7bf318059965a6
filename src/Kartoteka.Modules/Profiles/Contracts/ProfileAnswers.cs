using System.Text.Json;
using Kartoteka.Domain.Identity;
using Kartoteka.Storage;
using Microsoft.AspNetCore.Http;

namespace Kartoteka.Modules.Profiles.Contracts;

/// <summary>Profiles as the API shows them everywhere, for modules whose routes answer with one.</summary>
public sealed class ProfileAnswers
{
    /// <summary>A profile as JSON, for the API's documentation.</summary>
    public const string Example = ProfileExamples.Profile;

    private readonly ProfileReader _reader;
    private readonly ILedgerReader _ledger;

    internal ProfileAnswers(ProfileReader reader, ILedgerReader ledger) => (_reader, _ledger) = (reader, ledger);

    /// <summary>Answers 200 with a whole profile.</summary>
    public Task<IResult> AnswerAsync(ProfileState profile, CancellationToken ct) => _reader.AnswerAsync(profile, ct);

    /// <summary>Writes a profile as the list shows it: without records and provenance.</summary>
    public void WriteSummary(Utf8JsonWriter json, ProfileState profile) => _reader.WriteSummary(json, profile);

    /// <summary>The profile's name for people, from its surviving traits; empty where none is known.</summary>
    public string NameOf(ProfileState profile) => _reader.NameOf(profile);

    /// <summary>Answers 200 with JSON that <paramref name="write"/> writes.</summary>
    public static IResult Answer(Action<Utf8JsonWriter> write) => ProfileReader.Answer(write);

    /// <summary>The live profile of an id as sent, also of one that was merged away; null when there is none.</summary>
    public async ValueTask<ProfileState?> FindAsync(string id, CancellationToken ct) =>
        ProfileId.TryParse(id, out var profile) ? await _ledger.ReadProfileAsync(profile, ct) : null;
}
