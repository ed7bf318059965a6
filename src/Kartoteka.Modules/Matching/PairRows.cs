using System.Security.Claims;
using System.Text.Json;
using Kartoteka.Domain.Identity;
using Kartoteka.Domain.Profiles;
using Kartoteka.Modules.Catalogue.Contracts;
using Kartoteka.Modules.Profiles.Contracts;
using Kartoteka.Modules.Sources.Contracts;
using Kartoteka.Storage;
using Kartoteka.Storage.Matching;

namespace Kartoteka.Modules.Matching;

/// <summary>Writes pairs and decisions as the API shows them to whoever asks.</summary>
internal sealed class PairRows(ILedger ledger, ProfileAnswers profiles, SourceDirectory sources, ISourceTrust trust, PersonalDataGate gate, PairCases cases)
{
    /// <summary>A pair of the index; null when it was overtaken by a merge a moment ago.</summary>
    public async ValueTask<PairRow?> RowAsync(MatchingModel model, MatchPair pair, ClaimsPrincipal user, CancellationToken ct)
    {
        if (await ledger.ReadProfileAsync(pair.First, ct) is not { } first || first.Id != pair.First) return null;
        if (await ledger.ReadProfileAsync(pair.Second, ct) is not { } second || second.Id != pair.Second) return null;
        var decision = pair.State == MatchPairState.Open ? null : await cases.LastAsync(first, second, ct);
        return new PairRow(
            MatchWords.PairId(pair.First, pair.Second), Round(pair.Probability), Math.Round(pair.Weight, 2), MatchWords.Pattern(pair.Pattern), Fields(model, pair.Pattern), Side(first, user), Side(second, user),
            MatchWords.State(pair.State), Times.FromUs(pair.FoundAtUs), decision is null ? null : Decision(decision, user));
    }

    /// <summary>Pairs of the index, those left out that were overtaken.</summary>
    public async ValueTask<IReadOnlyList<PairRow>> RowsAsync(MatchingModel model, IEnumerable<MatchPair> pairs, ClaimsPrincipal user, CancellationToken ct)
    {
        var rows = new List<PairRow>();
        foreach (var pair in pairs)
        {
            if (await RowAsync(model, pair, user, ct) is { } row) rows.Add(row);
        }
        return rows;
    }

    /// <summary>A decided pair; null when its records are gone.</summary>
    public async ValueTask<PairRow?> DecidedRowAsync(MatchDecision decision, ClaimsPrincipal user, CancellationToken ct)
    {
        if (await cases.SideAsync(decision.First, ct) is not { } first || await cases.SideAsync(decision.Second, ct) is not { } second) return null;
        return new PairRow(
            MatchWords.PairId(first.Id, second.Id), Round(decision.Evidence.Probability), Math.Round(decision.Evidence.Weight, 2), MatchWords.Pattern(decision.Evidence.Pattern),
            MatchWords.Fields(decision.Evidence), Side(first, user), Side(second, user), "decided", Times.FromUs(decision.AtUs), Decision(decision, user));
    }

    /// <summary>A decision in the list of decisions.</summary>
    public async ValueTask<DecisionRow> DecisionRowAsync(MatchDecision decision, ClaimsPrincipal user, CancellationToken ct)
    {
        var (first, second) = (await cases.SideAsync(decision.First, ct), await cases.SideAsync(decision.Second, ct));
        var profile = first is not null && second is not null && first.Records[0].Profile == second.Records[0].Profile ? first.Records[0].Profile.ToString() : null;
        return new DecisionRow(
            decision.Id, MatchWords.PairId(decision.First.Profile, decision.Second.Profile), MatchWords.Verdict(decision.Verdict), decision.Automatic, decision.Who.Name, Times.FromUs(decision.AtUs),
            Reason(decision, user), Round(decision.Evidence.Probability), MatchWords.Pattern(decision.Evidence.Pattern), MatchWords.Fields(decision.Evidence), decision.Evidence.ModelVersion,
            new DecidedSide(decision.First.Profile.ToString(), first is null ? "" : profiles.NameOf(first, user)), new DecidedSide(decision.Second.Profile.ToString(), second is null ? "" : profiles.NameOf(second, user)),
            decision.UndoneAtUs is null ? "active" : "undone", decision.UndoneBy?.Name, decision.UndoneAtUs is { } at ? Times.FromUs(at) : null, profile);
    }

    /// <summary>A decision beside its pair.</summary>
    public PairDecision Decision(MatchDecision decision, ClaimsPrincipal user) =>
        new(decision.Id, MatchWords.Verdict(decision.Verdict), decision.Who.Name, Times.FromUs(decision.AtUs), Reason(decision, user));

    /// <summary>What a pattern says, field by field.</summary>
    public static IReadOnlyList<PairField> Fields(MatchingModel model, ulong pattern) =>
        [.. model.Judge.LevelsOf(pattern).Select(field => new PairField(MatchWords.Field(field.Name), field.Level, Math.Round(field.Weight, 2)))];

    /// <summary>One side of a pair.</summary>
    public PairSide Side(ProfileState profile, ClaimsPrincipal user) => new(
        profile.Id.ToString(), profiles.NameOf(profile, user), City(profile, gate.For(user)),
        [.. profile.Records.Select(record => sources.ById(record.Key.SourceId)?.Key ?? $"#{record.Key.SourceId}").Distinct().Order(StringComparer.Ordinal)], profile.Records.Count, Times.FromUs(profile.UpdatedAtUs));

    private string? City(ProfileState profile, Sight? sight)
    {
        var traits = Survivorship.Fold(profile.Records, trust);
        if (traits.TryGetValue("city", out var city) && sight?.Shows(profile.Kind, "city") != false) return Text(city.Value.Json, null);
        return traits.TryGetValue("address", out var address) && sight?.Shows(profile.Kind, "address") != false ? Text(address.Value.Json, "city") : null;
    }

    private static string? Text(byte[] json, string? property)
    {
        using var document = JsonDocument.Parse(json);
        var value = document.RootElement;
        if (property is not null && (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty(property, out value))) return null;
        return value.ValueKind == JsonValueKind.String ? value.GetString() : null;
    }

    private static double Round(double probability) => Math.Round(probability, 6);

    // People write what they saw, and a number may be in it.
    private string? Reason(MatchDecision decision, ClaimsPrincipal user) => decision.Reason.Length == 0 ? null : gate.For(user)?.Text(decision.Reason) ?? decision.Reason;
}
