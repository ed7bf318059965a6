using System.Text.Json;
using Kartoteka.Domain.Identity;
using Kartoteka.Matching;
using Kartoteka.Storage;
using Kartoteka.Storage.Matching;

namespace Kartoteka.Modules.Matching;

/// <summary>A pair as it is now.</summary>
/// <param name="Population">Whose profiles they are.</param>
/// <param name="First">The one, with the records that are its side; of a merged pair those that it had.</param>
/// <param name="Second">The other.</param>
/// <param name="IsOne">True when both are one profile now.</param>
/// <param name="Pair">What the index keeps of it; null when it keeps none.</param>
/// <param name="Decision">The newest decision that holds; null for none.</param>
/// <param name="Model">The model in force; null for none.</param>
internal sealed record PairCase(
    MatchPopulation Population, ProfileState First, ProfileState Second, bool IsOne, MatchPair? Pair, MatchDecision? Decision, MatchingModel? Model)
{
    public string Id => MatchWords.PairId(First.Id, Second.Id);

    /// <summary>True when nobody has decided, or both sides changed since.</summary>
    public bool IsOpen => Pair is not null && Pair.State != MatchPairState.Different && !IsOne;

    /// <summary>The API's word for where it stands.</summary>
    public string State => IsOpen ? MatchWords.State(Pair!.State) : "decided";
}

/// <summary>Finds pairs by id, and what they are made of.</summary>
internal sealed class PairCases(ILedger ledger, IMatchIndex index, MatchModels models)
{
    /// <summary>The pair of this id; null when it is neither kept nor decided, or its records are gone.</summary>
    public async ValueTask<PairCase?> FindAsync(string id, CancellationToken ct)
    {
        if (!MatchWords.TryPairId(id, out var first, out var second)) return null;
        if (await ledger.ReadProfileAsync(first, ct) is not { } one || await ledger.ReadProfileAsync(second, ct) is not { } other) return null;
        var population = new MatchPopulation(one.Realm, one.Kind);
        if (population != new MatchPopulation(other.Realm, other.Kind)) return null;
        var model = models.Find(population);
        if (one.Id == first && other.Id == second)
        {
            var pair = model is null ? null : await index.FindPairAsync(model.Generation, first, second, ct);
            var decision = await LastAsync(one, other, ct);
            return pair is null && decision is null ? null : new PairCase(population, one, other, false, pair, decision, model);
        }
        return await FindMergedAsync(population, first, second, model, ct);
    }

    /// <summary>The newest decision that holds on two profiles; null for none.</summary>
    public async ValueTask<MatchDecision?> LastAsync(ProfileState one, ProfileState other, CancellationToken ct) =>
        MatchSteward.LastOf(await ledger.FindMatchDecisionsAsync(Ids(one), ct), Ids(one), Ids(other));

    // Of two that are one now, or went different ways, the decision tells which records they were.
    private async ValueTask<PairCase?> FindMergedAsync(MatchPopulation population, ProfileId first, ProfileId second, MatchingModel? model, CancellationToken ct)
    {
        var decisions = await ledger.ListMatchDecisionsAsync(new MatchDecisionFilter { Profile = first, Active = true, Limit = 100 }, ct);
        var decision = decisions.FirstOrDefault(one => MatchWords.PairId(one.First.Profile, one.Second.Profile) == MatchWords.PairId(first, second));
        return decision is null ? null : await OfAsync(population, decision, model, ct);
    }

    /// <summary>The pair of a decision, as its sides were; null when records of it are gone.</summary>
    public async ValueTask<PairCase?> OfAsync(MatchPopulation population, MatchDecision decision, MatchingModel? model, CancellationToken ct)
    {
        var (first, second) = (await SideAsync(decision.First, ct), await SideAsync(decision.Second, ct));
        if (first is null || second is null) return null;
        var isOne = first.Records[0].Profile == second.Records[0].Profile;
        return new PairCase(population, first, second, isOne, null, decision, model);
    }

    /// <summary>A side as it was: its records that are left, under the id that it had.</summary>
    public async ValueTask<ProfileState?> SideAsync(MatchSide side, CancellationToken ct)
    {
        var records = await ledger.ReadRecordsAsync([.. side.Records], ct);
        if (records.Count == 0) return null;
        var state = new ProfileState(side.Profile, records[0].Kind, records[0].Realm, records.Min(record => record.CreatedAtUs));
        state.Records.AddRange(records.OrderBy(record => record.Id));
        return state;
    }

    /// <summary>Why the two are, or are not, thought one; null without a model, or when a side has nothing to compare.</summary>
    public static PairExplanation? Explain(PairCase pair)
    {
        if (pair.Model is not { } model || MatchCells.Of(pair.First) is not { } first || MatchCells.Of(pair.Second) is not { } second) return null;
        return model.Judge.Explain(model.SideOf(first.Records), model.SideOf(second.Records));
    }

    /// <summary>A side as a decision keeps it.</summary>
    public static MatchSide Side(ProfileState state, long? best)
    {
        var profile = MatchCells.Of(state);
        var records = Ids(state);
        return new MatchSide(state.Id, records, best ?? records[0], profile?.Fingerprint ?? 0);
    }

    /// <summary>What a decision keeps of what is known: levels and weights, never a value.</summary>
    public static MatchEvidence Evidence(PairCase pair)
    {
        var explained = Explain(pair);
        var fields = explained?.Fields.Where(field => field.Weight != 0).Select(field => new PairField(MatchWords.Field(field.Name), field.Level, Math.Round(field.Weight, 2))).ToArray() ?? [];
        return new MatchEvidence(
            pair.Pair?.Weight ?? explained?.Weight ?? 0, pair.Pair?.Probability ?? explained?.Probability ?? 0, pair.Pair?.Pattern ?? 0, JsonSerializer.Serialize(fields), pair.Model?.Version ?? 0);
    }

    /// <summary>Numbers of a profile's records, rising.</summary>
    public static long[] Ids(ProfileState state) => [.. state.Records.Select(record => record.Id).Order()];
}
