using System.Security.Claims;
using System.Text.Json;
using Kartoteka.Domain.Identity;
using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Storage;
using Kartoteka.Storage.Matching;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kartoteka.Modules.Matching;

/// <summary>A sample to draw.</summary>
/// <param name="Entity">The legal entity.</param>
/// <param name="Kind"><c>person</c> or <c>account</c>.</param>
/// <param name="Size">How many pairs to label, 10 to 2,000.</param>
public sealed record SampleBody(int? Entity, string? Kind, int? Size);

/// <summary>A band of a sample.</summary>
/// <param name="From">Least probability.</param>
/// <param name="To">First probability left out.</param>
/// <param name="Pairs">Pairs in it.</param>
/// <param name="Drawn">Of these in the sample.</param>
public sealed record SampleStratum(double From, double To, long Pairs, int Drawn);

/// <summary>A sample.</summary>
/// <param name="Id">Its number: labels are decisions that name it.</param>
/// <param name="Entity">The legal entity.</param>
/// <param name="Kind"><c>person</c> or <c>account</c>.</param>
/// <param name="Size">Pairs in it.</param>
/// <param name="Labelled">Of these with a label.</param>
/// <param name="Next">Id of a pair to label; null when all are, or are gone.</param>
/// <param name="CreatedAt">When it was drawn.</param>
/// <param name="CreatedBy">By whom.</param>
/// <param name="ModelVersion">The model whose probabilities make the bands.</param>
/// <param name="Strata">Its bands.</param>
public sealed record SampleView(
    long Id, int Entity, string Kind, int Size, int Labelled, string? Next, DateTimeOffset CreatedAt, string CreatedBy, int ModelVersion, IReadOnlyList<SampleStratum> Strata);

/// <summary>Samples, newest first.</summary>
public sealed record SampleList(IReadOnlyList<SampleView> Samples);

/// <summary>A pair of a sample.</summary>
/// <param name="Id">Its id when it was drawn.</param>
/// <param name="Stratum">Its band, from 0.</param>
/// <param name="Merged">True when it was merged by a decision then.</param>
internal sealed record SampledPair(string Id, int Stratum, bool Merged);

/// <summary>The stored document of a sample.</summary>
internal sealed record SampleDocument(int Realm, ProfileKind Kind, int ModelVersion, string Who, IReadOnlyList<SampleStratum> Strata, IReadOnlyList<SampledPair> Pairs);

/// <summary>Draws samples, and tells what their labels say.</summary>
internal sealed class Samples(ILedger ledger, IMatchIndex index, MatchModels models, MatchSettingsStore settings, PairQuestions questions, PairCases cases, TimeProvider time)
{
    /// <summary>Kind of its jobs.</summary>
    public const string JobKind = "matching_sample";

    /// <summary>Most pairs of a sample.</summary>
    public const int SizeMax = 2_000;

    public const string RequestExample = """{"entity":1,"kind":"person","size":200}""";

    private const int SizeMin = 10, ListMax = 50, PairsPerRead = 1_000;

    /// <summary><c>POST /api/matching/samples</c>.</summary>
    public async Task<Results<Created<SampleView>, ProblemHttpResult>> DrawAsync(SampleBody body, ClaimsPrincipal user, CancellationToken ct)
    {
        var (population, wrong) = await questions.PopulationAsync(body.Entity, body.Kind, ct);
        if (population is not { } known) return wrong!;
        if (body.Size is not (>= SizeMin and <= SizeMax)) return Problems.Invalid("size", $"It is {SizeMin} to {SizeMax}.");
        if (models.Find(known) is not { } model) return Problems.Conflict("no-model", "No model is in force yet. Learn one first.");
        var document = await DrawAsync(known, model, body.Size.Value, user.ActorName, seed: (ulong)time.NowUs(), ct);
        var job = await ledger.AddJobAsync(JobKind, "ready", JsonSerializer.Serialize(document), ct);
        return TypedResults.Created($"/api/matching/samples/{job.Id}", await ViewAsync(job, ct));
    }

    /// <summary><c>GET /api/matching/samples</c>.</summary>
    public async Task<Results<Ok<SampleList>, ProblemHttpResult>> ListAsync(int? entity, string? kind, CancellationToken ct)
    {
        var (population, wrong) = await questions.PopulationAsync(entity, kind, ct);
        if (population is not { } known) return wrong!;
        var views = new List<SampleView>();
        foreach (var job in await OfAsync(known, ct)) views.Add(await ViewAsync(job, ct));
        return TypedResults.Ok(new SampleList(views));
    }

    /// <summary><c>GET /api/matching/samples/{id}</c>.</summary>
    public async Task<Results<Ok<SampleView>, ProblemHttpResult>> ReadAsync(long id, CancellationToken ct) =>
        await ledger.FindJobAsync(id, ct) is { Kind: JobKind } job ? TypedResults.Ok(await ViewAsync(job, ct)) : Problems.NotFound("sample", id);

    /// <summary>The bands of the newest sample that has labels, and its number; null when none has.</summary>
    public async ValueTask<(long Id, IReadOnlyList<Stratum> Strata)?> LabelledAsync(MatchPopulation population, CancellationToken ct)
    {
        foreach (var job in await OfAsync(population, ct))
        {
            var document = Read(job);
            var (labels, _) = await LabelsAsync(job.Id, document, ct);
            if (labels.Count == 0) continue;
            var strata = document.Strata.Select((stratum, i) =>
            {
                var told = document.Pairs.Where(pair => pair.Stratum == i && labels.GetValueOrDefault(pair.Id) is MatchVerdict.Same or MatchVerdict.Different).Select(pair => labels[pair.Id]).ToArray();
                return new Stratum(stratum.From, stratum.To, stratum.Pairs, told.Length, told.Count(label => label == MatchVerdict.Same));
            });
            return (job.Id, [.. strata]);
        }
        return null;
    }

    // All pairs that the model keeps, and those that were merged by a decision: what was decided is in the sample too, or it would only tell of the rest.
    private async Task<SampleDocument> DrawAsync(MatchPopulation population, MatchingModel model, int size, string who, ulong seed, CancellationToken ct)
    {
        var known = await settings.ReadAsync(population, ct);
        var edges = SampleMath.EdgesWith(known.Lower, known.Upper);
        var bands = edges.Select(_ => new PriorityQueue<(string Id, bool Merged), ulong>()).ToArray();
        var counts = new long[edges.Count];
        void Offer(double probability, ProfileId one, ProfileId other, bool merged)
        {
            var band = Math.Max(0, edges.Count(edge => edge <= probability) - 1);
            counts[band]++;
            var (first, second) = one < other ? (one, other) : (other, one);
            // The smallest numbers stay; a queue gives its smallest first, hence the reversed order.
            bands[band].Enqueue((MatchWords.PairId(first, second), merged), ulong.MaxValue - SampleMath.Draw(first, second, seed));
            if (bands[band].Count > size) bands[band].Dequeue();
        }
        await OfferKeptAsync(model, Offer, ct);
        await OfferMergedAsync(population, Offer, ct);
        var drawn = SampleMath.Allocate(counts, size);
        var pairs = bands.SelectMany((band, i) => band.UnorderedItems.OrderByDescending(entry => entry.Priority).Take(drawn[i]).Select(entry => new SampledPair(entry.Element.Id, i, entry.Element.Merged)));
        return new SampleDocument(
            population.Realm, population.Kind, model.Version, who, [.. edges.Select((edge, i) => new SampleStratum(edge, i + 1 < edges.Count ? edges[i + 1] : 1, counts[i], drawn[i]))],
            [.. pairs.OrderBy(pair => SampleMath.Draw(new ProfileId(Guid.ParseExact(pair.Id[..32], "N")), seed + 7))]);
    }

    private async Task OfferKeptAsync(MatchingModel model, Action<double, ProfileId, ProfileId, bool> offer, CancellationToken ct)
    {
        foreach (var state in Enum.GetValues<MatchPairState>())
        {
            MatchCursor? after = null;
            while (true)
            {
                var page = await index.ListPairsAsync(model.Generation, new MatchPairFilter { State = state }, MatchOrder.Surest, after, PairsPerRead, ct);
                foreach (var pair in page) offer(pair.Probability, pair.First, pair.Second, false);
                if (page.Count < PairsPerRead) break;
                after = new MatchCursor(page[^1].Probability, page[^1].First, page[^1].Second);
            }
        }
    }

    private async Task OfferMergedAsync(MatchPopulation population, Action<double, ProfileId, ProfileId, bool> offer, CancellationToken ct)
    {
        long? before = null;
        while (true)
        {
            var filter = new MatchDecisionFilter { Population = population, Verdict = MatchVerdict.Same, Active = true, Before = before, Limit = PairsPerRead };
            var page = await ledger.ListMatchDecisionsAsync(filter, ct);
            foreach (var decision in page.Where(decision => decision.Effect == MatchEffect.Merged)) offer(decision.Evidence.Probability, decision.First.Profile, decision.Second.Profile, true);
            if (page.Count < PairsPerRead) return;
            before = page[^1].Id;
        }
    }

    private async ValueTask<IReadOnlyList<Job>> OfAsync(MatchPopulation population, CancellationToken ct) =>
        [.. (await ledger.ListJobsAsync(JobKind, ListMax, ct)).Where(job => Read(job) is var document && new MatchPopulation(document.Realm, document.Kind) == population)];

    private async ValueTask<SampleView> ViewAsync(Job job, CancellationToken ct)
    {
        var document = Read(job);
        var (labels, now) = await LabelsAsync(job.Id, document, ct);
        string? next = null;
        foreach (var pair in document.Pairs.Where(pair => !labels.ContainsKey(pair.Id)))
        {
            if ((pair.Merged ? pair.Id : now[pair.Id]) is not { } id || await cases.FindAsync(id, ct) is null) continue;
            next = id;
            break;
        }
        return new SampleView(
            job.Id, document.Realm, MatchSettingsStore.KindName(document.Kind), document.Pairs.Count, labels.Count, next, Times.FromUs(job.CreatedAtUs), document.Who, document.ModelVersion, document.Strata);
    }

    /// <summary>
    /// The label of each pair that has one, the newest, and under which id each stands now. Labels merge profiles, and a pair that was drawn is
    /// another pair then: it is asked for as what it has become, and two that have become one are the same.
    /// </summary>
    private async ValueTask<(Dictionary<string, MatchVerdict> Labels, Dictionary<string, string?> Now)> LabelsAsync(long sample, SampleDocument document, CancellationToken ct)
    {
        var (told, toldNow, live) = (new Dictionary<string, MatchVerdict>(StringComparer.Ordinal), new Dictionary<string, MatchVerdict>(StringComparer.Ordinal), new Dictionary<ProfileId, ProfileId?>());
        foreach (var decision in await ledger.ListMatchDecisionsAsync(new MatchDecisionFilter { SampleId = sample, Active = true, Limit = 2 * SizeMax }, ct))
        {
            var id = MatchWords.PairId(decision.First.Profile, decision.Second.Profile);
            told.TryAdd(id, decision.Verdict);
            if (await NowAsync(id, live, ct) is { } current and not One) toldNow.TryAdd(current, decision.Verdict);
        }
        var (labels, now) = (new Dictionary<string, MatchVerdict>(StringComparer.Ordinal), new Dictionary<string, string?>(StringComparer.Ordinal));
        foreach (var pair in document.Pairs)
        {
            var current = told.Count == 0 ? pair.Id : await NowAsync(pair.Id, live, ct);
            now[pair.Id] = current is One ? null : current;
            if (told.TryGetValue(pair.Id, out var verdict)) labels[pair.Id] = verdict;
            else if (pair.Merged) continue;
            else if (current is One) labels[pair.Id] = MatchVerdict.Same;
            else if (current is not null && toldNow.TryGetValue(current, out verdict)) labels[pair.Id] = verdict;
        }
        return (labels, now);
    }

    // What a pair is called when both have become one.
    private const string One = "one";

    private async ValueTask<string?> NowAsync(string id, Dictionary<ProfileId, ProfileId?> live, CancellationToken ct)
    {
        MatchWords.TryPairId(id, out var first, out var second);
        var (one, other) = (await LiveAsync(first, live, ct), await LiveAsync(second, live, ct));
        return one is null || other is null ? null : one == other ? One : MatchWords.PairId(one.Value, other.Value);
    }

    private async ValueTask<ProfileId?> LiveAsync(ProfileId id, Dictionary<ProfileId, ProfileId?> live, CancellationToken ct)
    {
        if (!live.TryGetValue(id, out var known)) live[id] = known = (await ledger.ReadProfileAsync(id, ct))?.Id;
        return known;
    }

    private static SampleDocument Read(Job job) => JsonSerializer.Deserialize<SampleDocument>(job.Json)!;
}
