using System.Security.Claims;
using System.Text.Json;
using Kartoteka.Domain.Identity;
using Kartoteka.Domain.Profiles;
using Kartoteka.Modules.Catalogue.Contracts;
using Kartoteka.Modules.Profiles.Contracts;
using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Storage;
using Kartoteka.Storage.Matching;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kartoteka.Modules.Matching;

/// <summary><c>GET /api/matching/pairs/{id}</c>: all that helps to decide on a pair.</summary>
internal sealed class ReadPair(
    IMatchIndex index, PairCases cases, PairRows rows, PairQuestions questions, RelatedProfiles related, ProfileAnswers profiles, PersonalDataGate gate, TraitCatalog catalog, ISourceTrust trust)
{
    public async Task<Results<Ok<PairDetail>, ProblemHttpResult>> HandleAsync(string id, AskedPairs queue, long? sample, ClaimsPrincipal user, CancellationToken ct)
    {
        if (await cases.FindAsync(id, ct) is not { } pair) return Problems.NotFound("pair", id);
        var (question, wrong) = await questions.ReadAsync(queue with { Entity = queue.Entity ?? pair.Population.Realm, Kind = queue.Kind ?? MatchSettingsStore.KindName(pair.Population.Kind) }, ct);
        if (question is null) return wrong!;
        // Who labels a sample must not be led by what the model thinks.
        var isBlind = sample is not null;
        var sight = gate.For(user);
        var explained = PairCases.Explain(pair);
        var fields = explained?.Fields.Select(field => new PairFieldDetail(
            MatchWords.Field(field.Name), MatchWords.Shown(sight, pair.Population.Kind, field.Name, field.First), MatchWords.Shown(sight, pair.Population.Kind, field.Name, field.Second),
            field.Level, field.Frequency, isBlind ? null : Math.Round(field.Weight, 3))) ?? [];
        return TypedResults.Ok(new PairDetail(
            pair.Id, isBlind ? null : explained?.Probability ?? pair.Decision?.Evidence.Probability, isBlind ? null : explained?.Weight ?? pair.Decision?.Evidence.Weight,
            MatchWords.Pattern(pair.Pair?.Pattern ?? pair.Decision?.Evidence.Pattern ?? 0), rows.Side(pair.First, user), rows.Side(pair.Second, user), pair.State,
            Times.FromUs(pair.Pair?.FoundAtUs ?? pair.Decision!.AtUs), pair.Decision is null ? null : rows.Decision(pair.Decision, user),
            isBlind ? null : explained?.Prior, isBlind ? null : explained?.Household, isBlind ? null : explained?.Tries, [.. fields], isBlind ? null : pair.Pair?.Support,
            Traits(pair, sight), await profiles.WholeAsync(pair.First, user, ct), await profiles.WholeAsync(pair.Second, user, ct), await related.FindAsync(pair, user, isBlind, ct),
            isBlind ? null : await NextAsync(pair, question, ct)));
    }

    private List<PairTrait> Traits(PairCase pair, Sight? sight)
    {
        var kind = pair.Population.Kind;
        var (first, second) = (Survivorship.Fold(pair.First.Records, trust), Survivorship.Fold(pair.Second.Records, trust));
        var traits = new List<PairTrait>();
        foreach (var name in first.Keys.Union(second.Keys).Order(StringComparer.Ordinal))
        {
            var (one, other) = (first.GetValueOrDefault(name), second.GetValueOrDefault(name));
            var known = catalog.Find(kind, name);
            traits.Add(new PairTrait(
                name, known?.Label ?? new Dictionary<string, string>(), known?.PrivacyClass ?? PrivacyClasses.Suggest(name), Shown(sight, kind, one), Shown(sight, kind, other),
                one is null ? "onlySecond" : other is null ? "onlyFirst" : Nearness.Of(one.Value.Json, other.Value.Json)));
        }
        return traits;
    }

    private static JsonElement? Shown(Sight? sight, ProfileKind kind, SurvivingTrait? trait)
    {
        if (trait is null) return null;
        var output = new System.Buffers.ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(output))
        {
            if (sight is null) json.WriteRawValue(trait.Value.Json, skipInputValidation: true);
            else sight.WriteTrait(json, kind, trait.Name, trait.Value.Json);
        }
        using var document = JsonDocument.Parse(output.WrittenMemory);
        return document.RootElement.Clone();
    }

    // The pair after this one in the queue it was taken from; of a pair that has left the queue, the first of it.
    private async ValueTask<string?> NextAsync(PairCase pair, PairQuestion question, CancellationToken ct)
    {
        if (question.Model is not { } model || question.IsDecided) return null;
        var key = question.Order == MatchOrder.Newest ? pair.Pair?.FoundAtUs : pair.Pair?.Probability;
        MatchCursor? after = pair.IsOpen && key is { } at ? new MatchCursor(at, pair.First.Id, pair.Second.Id) : null;
        var next = await index.ListPairsAsync(model.Generation, question.Filter, question.Order, question.Filter.Profile is null ? after : null, 2, ct);
        return next.Where(one => (one.First, one.Second) != (pair.First.Id, pair.Second.Id)).Select(one => MatchWords.PairId(one.First, one.Second)).FirstOrDefault();
    }
}

/// <summary>How near two values of a trait are, for the eye.</summary>
internal static class Nearness
{
    /// <summary>Share of a text's characters that may differ in what is near.</summary>
    private const double EditsShareMax = 0.25;

    private const int LengthMax = 200;

    /// <summary><c>same</c>, <c>near</c> or <c>different</c>.</summary>
    public static string Of(byte[] one, byte[] other)
    {
        var (left, right) = (Text(one), Text(other));
        if (left == right) return "same";
        if (left.Length == 0 || right.Length == 0 || left.Length > LengthMax || right.Length > LengthMax) return "different";
        if (left.Contains(right, StringComparison.Ordinal) || right.Contains(left, StringComparison.Ordinal)) return "near";
        return Edits(left, right) <= Math.Max(left.Length, right.Length) * EditsShareMax ? "near" : "different";
    }

    private static string Text(byte[] json)
    {
        using var document = JsonDocument.Parse(json);
        var text = document.RootElement.ValueKind == JsonValueKind.String ? document.RootElement.GetString()! : document.RootElement.GetRawText();
        return SearchText.Fold(text).Replace(" ", "", StringComparison.Ordinal);
    }

    // Levenshtein's distance, row by row.
    private static int Edits(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var (corner, _) = (row[0], row[0] = i);
            for (var j = 1; j <= right.Length; j++)
            {
                var cost = Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), corner + (left[i - 1] == right[j - 1] ? 0 : 1));
                (corner, row[j]) = (row[j], cost);
            }
        }
        return row[^1];
    }
}
