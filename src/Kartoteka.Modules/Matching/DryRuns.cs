using System.Security.Claims;
using System.Text.Json;
using Kartoteka.Domain.Identity;
using Kartoteka.Modules.Profiles.Contracts;
using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Storage;
using Kartoteka.Storage.Matching;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kartoteka.Modules.Matching;

/// <summary>What automatic merging would do.</summary>
public sealed record MatchDryRunBody(int? Entity, string? Kind, double? Upper);

/// <summary>Profiles that would be one.</summary>
/// <param name="Size">How many.</param>
/// <param name="Profiles">Some of them, as in the list of profiles.</param>
public sealed record LargeMerge(int Size, IReadOnlyList<JsonElement> Profiles);

/// <summary>Pairs that look like two of one family: a contact or an address is shared, and given name, date of birth or gender differs.</summary>
/// <param name="Pairs">Those that would be merged.</param>
/// <param name="KeptApart">Those that would not.</param>
/// <param name="Samples">Some that would be merged.</param>
public sealed record FamilyPairs(int Pairs, long KeptApart, IReadOnlyList<PairRow> Samples);

/// <summary>Pairs above the threshold that would not be merged.</summary>
/// <param name="Reason"><c>size</c>, <c>decision</c>, <c>support</c> or <c>whole</c>.</param>
/// <param name="Count">How many.</param>
public sealed record RefusedPairs(string Reason, int Count);

/// <summary>What automatic merging would do; nothing was changed.</summary>
/// <param name="Id">Its number: automatic merging is switched on by it.</param>
/// <param name="Upper">The threshold.</param>
/// <param name="ModelVersion">The model.</param>
/// <param name="Pairs">Open pairs at or above it.</param>
/// <param name="Merges">Merges that would be made.</param>
/// <param name="ProfilesBefore">Profiles that take part in matching.</param>
/// <param name="ProfilesAfter">How many they would be.</param>
/// <param name="Largest">The largest profiles that would result.</param>
/// <param name="Samples">Pairs that would be merged, from the threshold upwards.</param>
/// <param name="Families">Those that look like a family.</param>
/// <param name="Refused">Pairs above the threshold that would be left to a person.</param>
public sealed record MatchDryRun(
    long Id, double Upper, int ModelVersion, int Pairs, int Merges, long ProfilesBefore, long ProfilesAfter, IReadOnlyList<LargeMerge> Largest, IReadOnlyList<PairRow> Samples, FamilyPairs Families,
    IReadOnlyList<RefusedPairs> Refused);

/// <summary>The stored document of a dry run.</summary>
internal sealed record DryRunDocument(int Realm, ProfileKind Kind, double Upper, int ModelVersion, string Who);

/// <summary><c>POST /api/matching/dry-run</c>, and whether one allows automatic merging.</summary>
internal sealed class DryRuns(ILedger ledger, IMatchIndex index, MatchModels models, PairQuestions questions, PairRows rows, ProfileAnswers profiles, TimeProvider time)
{
    /// <summary>Kind of its jobs.</summary>
    public const string JobKind = "matching_dry_run";

    public const string RequestExample = """{"entity":1,"kind":"person","upper":0.98}""";

    /// <summary>Longest time between a dry run and the switching on.</summary>
    private static readonly TimeSpan AgeMax = TimeSpan.FromHours(24);

    private const int PairsPerRead = 500, SamplesMax = 20, LargestMax = 5, ProfilesShownMax = 10;

    public async Task<Results<Ok<MatchDryRun>, ProblemHttpResult>> HandleAsync(MatchDryRunBody body, ClaimsPrincipal user, CancellationToken ct)
    {
        var (population, wrong) = await questions.PopulationAsync(body.Entity, body.Kind, ct);
        if (population is not { } known) return wrong!;
        if (body.Upper is not (>= 0.5 and <= 0.9999)) return Problems.Invalid("upper", "It is 0.5 to 0.9999.");
        if (models.Find(known) is not { } model) return Problems.Conflict("no-model", "No model is in force yet. Learn one first.");
        var plan = await PlanAsync(model, body.Upper.Value, ct);
        var document = new DryRunDocument(known.Realm, known.Kind, body.Upper.Value, model.Version, user.ActorName);
        var job = await ledger.AddJobAsync(JobKind, "done", JsonSerializer.Serialize(document), ct);
        var before = (await index.CountAsync(ct)).FirstOrDefault(extent => extent.Population == known)?.Profiles ?? 0;
        var family = plan.Merged.Where(pair => MergeRules.LooksLikeFamily(model, pair.Pattern)).ToArray();
        var apart = (await index.GroupPairsAsync(model.Generation, new MatchPairFilter { State = MatchPairState.Open, Max = body.Upper }, int.MaxValue, ct))
            .Where(group => MergeRules.LooksLikeFamily(model, group.Pattern)).Sum(group => group.Pairs);
        return TypedResults.Ok(new MatchDryRun(
            job.Id, document.Upper, model.Version, plan.Pairs, plan.Merged.Count, before, before - plan.Merged.Count, await LargestAsync(plan, user, ct),
            await rows.RowsAsync(model, Spread(plan.Merged), user, ct), new FamilyPairs(family.Length, apart, await rows.RowsAsync(model, Spread(family), user, ct)),
            [.. plan.Refused.OrderByDescending(refused => refused.Value).Select(refused => new RefusedPairs(refused.Key, refused.Value))]));
    }

    /// <summary>The problem of a dry run that does not allow automatic merging; null when it does.</summary>
    public async ValueTask<ProblemHttpResult?> ProblemAsync(MatchPopulation population, MatchingModel? model, double upper, long? id, CancellationToken ct)
    {
        var job = id is { } number ? await ledger.FindJobAsync(number, ct) : null;
        var document = job is { Kind: JobKind } ? JsonSerializer.Deserialize<DryRunDocument>(job.Json) : null;
        var fits = document is not null && model is not null && document.Realm == population.Realm && document.Kind == population.Kind && document.Upper <= upper
            && document.ModelVersion == model.Version && time.GetUtcNow() - Times.FromUs(job!.CreatedAtUs) <= AgeMax;
        return fits ? null : TypedResults.Problem(
            "Automatic merging needs the number of a dry run of this model, with this upper threshold or a lower one, that is at most 24 hours old.",
            statusCode: StatusCodes.Status422UnprocessableEntity, type: "/problems/dry-run-needed");
    }

    private sealed class Plan
    {
        public int Pairs;
        public readonly List<MatchPair> Merged = [];
        public readonly Dictionary<string, int> Refused = [];
        public readonly Dictionary<ProfileId, Cluster> Clusters = [];
    }

    private sealed class Cluster
    {
        public readonly List<ProfileId> Profiles = [];
        public readonly List<MatchRecord> Records = [];
    }

    // As merging itself goes: the surest first, and each union is judged as the whole that it would be.
    private async ValueTask<Plan> PlanAsync(MatchingModel model, double upper, CancellationToken ct)
    {
        var (plan, filter) = (new Plan(), new MatchPairFilter { State = MatchPairState.Open, Min = upper });
        MatchCursor? after = null;
        while (true)
        {
            var page = await index.ListPairsAsync(model.Generation, filter, MatchOrder.Surest, after, PairsPerRead, ct);
            foreach (var pair in page) await TakeAsync(model, upper, plan, pair, ct);
            if (page.Count < PairsPerRead) return plan;
            after = new MatchCursor(page[^1].Probability, page[^1].First, page[^1].Second);
        }
    }

    private async ValueTask TakeAsync(MatchingModel model, double upper, Plan plan, MatchPair pair, CancellationToken ct)
    {
        if (await ClusterAsync(plan, pair.First, ct) is not { } first || await ClusterAsync(plan, pair.Second, ct) is not { } second) return;
        plan.Pairs++;
        if (ReferenceEquals(first, second)) return;
        var decisions = await ledger.FindMatchDecisionsAsync([.. first.Records.Select(record => record.Id)], ct);
        if (MergeRules.Ask(model, upper, first.Records, second.Records, decisions).Refusal is { } refusal)
        {
            plan.Refused[refusal] = plan.Refused.GetValueOrDefault(refusal) + 1;
            return;
        }
        plan.Merged.Add(pair);
        first.Records.AddRange(second.Records);
        first.Profiles.AddRange(second.Profiles);
        foreach (var profile in second.Profiles) plan.Clusters[profile] = first;
    }

    private async ValueTask<Cluster?> ClusterAsync(Plan plan, ProfileId id, CancellationToken ct)
    {
        if (plan.Clusters.TryGetValue(id, out var known)) return known;
        if (await index.FindProfileAsync(id, ct) is not { } profile) return null;
        var cluster = new Cluster { Profiles = { id } };
        cluster.Records.AddRange(profile.Records);
        return plan.Clusters[id] = cluster;
    }

    private async ValueTask<IReadOnlyList<LargeMerge>> LargestAsync(Plan plan, ClaimsPrincipal user, CancellationToken ct)
    {
        var largest = new List<LargeMerge>();
        foreach (var cluster in plan.Clusters.Values.Distinct().Where(cluster => cluster.Profiles.Count > 1).OrderByDescending(cluster => cluster.Profiles.Count).Take(LargestMax))
        {
            var shown = new List<JsonElement>();
            foreach (var id in cluster.Profiles.Take(ProfilesShownMax))
            {
                if (await ledger.ReadProfileAsync(id, ct) is { } profile) shown.Add(profiles.Summary(profile, user));
            }
            largest.Add(new LargeMerge(cluster.Profiles.Count, shown));
        }
        return largest;
    }

    // From the least sure upwards, denser where mistakes would be.
    private static IEnumerable<MatchPair> Spread(IReadOnlyList<MatchPair> surestFirst)
    {
        var count = Math.Min(SamplesMax, surestFirst.Count);
        return Enumerable.Range(0, count).Select(i => (int)((double)i * i / ((double)count * count) * surestFirst.Count)).Select((at, i) => Math.Max(at, i)).Distinct()
            .Select(at => surestFirst[surestFirst.Count - 1 - Math.Min(at, surestFirst.Count - 1)]);
    }
}
