using System.Globalization;
using System.Security.Claims;
using Kartoteka.Domain.Identity;
using Kartoteka.Modules.Sources.Contracts;
using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Storage;
using Kartoteka.Storage.Matching;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kartoteka.Modules.Matching;

/// <summary>Which pairs are asked for in the URL; see the routes' descriptions.</summary>
internal readonly record struct AskedPairs(
    int? Entity, string? Kind, string? State, double? Min, double? Max, string? Pattern, string? Source, string? Profile, string? Sort, int? Limit, string? Cursor, bool? Count);

/// <summary>What was asked for, understood.</summary>
/// <param name="Population">Whose pairs.</param>
/// <param name="Model">Its model; null when none is in force, and then there are no pairs.</param>
/// <param name="Filter">Which of them.</param>
/// <param name="Order">In which order.</param>
/// <param name="IsDecided">True when decided pairs are asked for, which the ledger knows and not the index.</param>
internal sealed record PairQuestion(MatchPopulation Population, MatchingModel? Model, MatchPairFilter Filter, MatchOrder Order, bool IsDecided);

/// <summary>Understands questions about pairs.</summary>
internal sealed class PairQuestions(ILedger ledger, SourceDirectory sources, MatchModels models, MatchSettingsStore settings)
{
    /// <summary>Reads a question. Without an entity that of the profile asked about is meant, and without one the first.</summary>
    public async ValueTask<(PairQuestion? Question, ProblemHttpResult? Wrong)> ReadAsync(AskedPairs asked, CancellationToken ct)
    {
        ProfileId? profile = null;
        if (asked.Profile is not null)
        {
            if (!ProfileId.TryParse(asked.Profile, out var id)) return (null, Problems.Invalid("profile", "It is not the id of a profile."));
            profile = id;
        }
        var own = profile is { } one && asked is { Entity: null, Kind: null } ? await ledger.ReadProfileAsync(one, ct) : null;
        var (population, wrong) = own is null ? await PopulationAsync(asked.Entity, asked.Kind, ct) : (new MatchPopulation(own.Realm, own.Kind), null);
        if (population is not { } known) return (null, wrong);
        if (asked.State is not (null or "open" or "later" or "decided")) return (null, Problems.Invalid("state", "It is open, later or decided."));
        if (asked.Sort is not (null or "probability" or "-probability" or "newest")) return (null, Problems.Invalid("sort", "It is probability, -probability or newest."));
        ulong? pattern = null;
        if (asked.Pattern is not null)
        {
            if (!MatchWords.TryPattern(asked.Pattern, out var bits)) return (null, Problems.Invalid("pattern", "It is not a pattern."));
            pattern = bits;
        }
        if (asked.Source is not null && sources.ByKey(asked.Source) is null) return (null, Problems.Invalid("source", $"There is no source '{asked.Source}'."));
        var state = asked.State == "later" ? MatchPairState.Later : MatchPairState.Open;
        // The queue is what the lower threshold lets through, unless something else is asked for.
        var min = asked.Min ?? (state == MatchPairState.Open && profile is null ? (await settings.ReadAsync(known, ct)).Lower : null);
        var filter = new MatchPairFilter
        {
            State = state, Min = min, Max = asked.Max, Pattern = pattern, SourceId = asked.Source is null ? null : sources.ByKey(asked.Source)!.Id, Profile = profile,
        };
        var order = asked.Sort switch { "probability" => MatchOrder.LeastSure, "newest" => MatchOrder.Newest, _ => MatchOrder.Surest };
        return (new PairQuestion(known, models.Find(known), filter, order, asked.State == "decided"), null);
    }

    /// <summary>Reads which population is meant.</summary>
    public async ValueTask<(MatchPopulation? Population, ProblemHttpResult? Wrong)> PopulationAsync(int? entity, string? kind, CancellationToken ct)
    {
        if (kind is not (null or "person" or "account")) return (null, Problems.Invalid("kind", "It is person or account."));
        var entities = await ledger.ListLegalEntitiesAsync(ct);
        var found = entity is null ? entities[0] : entities.FirstOrDefault(one => one.Id == entity);
        if (found is null) return (null, Problems.Invalid("entity", $"There is no legal entity {entity}."));
        return (new MatchPopulation(found.Id, kind == "account" ? ProfileKind.Account : ProfileKind.Person), null);
    }
}

/// <summary><c>GET /api/matching/pairs</c> and <c>/groups</c>.</summary>
internal sealed class ListPairs(ILedger ledger, IMatchIndex index, PairQuestions questions, PairRows rows)
{
    /// <summary>Most pairs of a page.</summary>
    public const int LimitMax = 200;

    /// <summary>Most groups.</summary>
    public const int GroupsMax = 200;

    public async Task<Results<Ok<PairPage>, ProblemHttpResult>> HandleAsync(AskedPairs asked, ClaimsPrincipal user, CancellationToken ct)
    {
        var (question, wrong) = await questions.ReadAsync(asked, ct);
        if (question is null) return wrong!;
        var limit = Math.Clamp(asked.Limit ?? 50, 1, LimitMax);
        if (question.IsDecided) return await DecidedAsync(question, asked.Cursor, limit, user, ct);
        if (!TryCursor(asked.Cursor, out var after)) return Problems.Invalid("cursor", "It is not a cursor of this list.");
        if (question.Model is not { } model) return TypedResults.Ok(new PairPage([], null, asked.Count == true ? 0 : null));
        var pairs = await index.ListPairsAsync(model.Generation, question.Filter, question.Order, after, limit, ct);
        var next = pairs.Count < limit || question.Filter.Profile is not null ? null : Cursor(pairs[^1], question.Order);
        long? total = asked.Count == true ? question.Filter.Profile is null ? await index.CountPairsAsync(model.Generation, question.Filter, ct) : pairs.Count : null;
        return TypedResults.Ok(new PairPage(await rows.RowsAsync(model, pairs, user, ct), next, total));
    }

    public async Task<Results<Ok<PairGroups>, ProblemHttpResult>> GroupsAsync(AskedPairs asked, CancellationToken ct)
    {
        var (question, wrong) = await questions.ReadAsync(asked, ct);
        if (question is null) return wrong!;
        if (question.Model is not { } model || question.IsDecided) return TypedResults.Ok(new PairGroups([]));
        var groups = await index.GroupPairsAsync(model.Generation, question.Filter, GroupsMax, ct);
        return TypedResults.Ok(new PairGroups([.. groups.Select(group => new PairGroup(
            MatchWords.Pattern(group.Pattern), PairRows.Fields(model, group.Pattern), group.Pairs, Math.Round(group.MinProbability, 6), Math.Round(group.MaxProbability, 6)))]));
    }

    private async Task<Results<Ok<PairPage>, ProblemHttpResult>> DecidedAsync(PairQuestion question, string? cursor, int limit, ClaimsPrincipal user, CancellationToken ct)
    {
        long? before = null;
        if (cursor is not null)
        {
            if (!long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var from)) return Problems.Invalid("cursor", "It is not a cursor of this list.");
            before = from;
        }
        var filter = new MatchDecisionFilter { Population = question.Population, Active = true, Profile = question.Filter.Profile, Before = before, Limit = limit };
        var decisions = await ledger.ListMatchDecisionsAsync(filter, ct);
        var found = new List<PairRow>();
        foreach (var decision in decisions.Where(decision => decision.Verdict != MatchVerdict.Later))
        {
            if (await rows.DecidedRowAsync(decision, user, ct) is { } row) found.Add(row);
        }
        return TypedResults.Ok(new PairPage(found, decisions.Count < limit ? null : decisions[^1].Id.ToString(CultureInfo.InvariantCulture), null));
    }

    private static string Cursor(MatchPair pair, MatchOrder order) =>
        string.Create(CultureInfo.InvariantCulture, $"{(order == MatchOrder.Newest ? pair.FoundAtUs : pair.Probability):R}_{MatchWords.PairId(pair.First, pair.Second)}");

    private static bool TryCursor(string? text, out MatchCursor? cursor)
    {
        cursor = null;
        if (text is null) return true;
        var parts = text.Split('_');
        if (parts.Length != 2 || !double.TryParse(parts[0], NumberStyles.Float, CultureInfo.InvariantCulture, out var key) || !MatchWords.TryPairId(parts[1], out var first, out var second)) return false;
        cursor = new MatchCursor(key, first, second);
        return true;
    }
}
