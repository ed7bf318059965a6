using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Kartoteka.Domain.Identity;
using Kartoteka.Domain.Profiles;
using Kartoteka.Modules.Catalogue.Contracts;
using Kartoteka.Modules.Profiles.Contracts;
using Kartoteka.Modules.Sources.Contracts;
using Kartoteka.Storage;
using Kartoteka.Storage.Segments;
using Microsoft.AspNetCore.Http;

namespace Kartoteka.Modules.Profiles;

/// <summary>Answers with profiles as JSON.</summary>
internal sealed class ProfileReader(ILedger ledger, SourceDirectory sources, ISourceTrust trust, DerivedValues values)
{
    // The answer is JSON and nothing else, so Cyrillic and plus signs need no escape to be safe.
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public async Task<IResult> AnswerAsync(ProfileState profile, Sight? sight, CancellationToken ct)
    {
        var accounts = await AccountsAsync(profile, ct);
        var derived = await values.OfAsync(profile.Id, ct);
        return Answer(json => ProfileJson.Write(json, profile, accounts, sources, trust, sight, derived));
    }

    public void WriteSummary(Utf8JsonWriter json, ProfileState profile, Sight? sight) => ProfileJson.Write(json, profile, [], sources, trust, sight, derived: null);

    public string NameOf(ProfileState profile, Sight? sight = null) => ProfileName.Of(Survivorship.Fold(profile.Records, trust), profile.Kind, sight) ?? "";

    public async ValueTask<JsonElement> WholeAsync(ProfileState profile, Sight? sight, CancellationToken ct)
    {
        var accounts = await AccountsAsync(profile, ct);
        var derived = await values.OfAsync(profile.Id, ct);
        return Element(json => ProfileJson.Write(json, profile, accounts, sources, trust, sight, derived));
    }

    public static JsonElement Element(Action<Utf8JsonWriter> write)
    {
        var output = new ArrayBufferWriter<byte>(2048);
        using (var json = new Utf8JsonWriter(output, Readable)) write(json);
        using var document = JsonDocument.Parse(output.WrittenMemory);
        return document.RootElement.Clone();
    }

    public static IResult Answer(Action<Utf8JsonWriter> write)
    {
        var output = new ArrayBufferWriter<byte>(2048);
        using (var json = new Utf8JsonWriter(output, Readable)) write(json);
        return Results.Bytes(output.WrittenMemory, "application/json; charset=utf-8");
    }

    private async Task<IReadOnlyList<(ProfileId, long)>> AccountsAsync(ProfileState profile, CancellationToken ct)
    {
        var relations = profile.Records.SelectMany(record => record.Relations).ToArray();
        if (relations.Length == 0) return [];
        var records = await ledger.ReadRecordsAsync([.. relations.Select(relation => relation.AccountRecordId).Distinct()], ct);
        return [.. relations.Join(records, relation => relation.AccountRecordId, record => record.Id, (relation, record) => (record.Profile, relation.FirstSeenUs))
            .GroupBy(pair => pair.Profile).Select(group => (group.Key, group.Min(pair => pair.FirstSeenUs)))];
    }
}
