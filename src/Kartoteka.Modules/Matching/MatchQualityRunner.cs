using System.Collections.Concurrent;
using System.Text.Json;
using Kartoteka.Domain.Identity;
using Kartoteka.Matching;
using Kartoteka.Modules.Ingest.Contracts;
using Kartoteka.Modules.Sources.Contracts;
using Kartoteka.Storage;
using Kartoteka.Storage.Matching;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Logging;

namespace Kartoteka.Modules.Matching;

/// <summary>
/// Looks through the base in the background for what sources repeat and brands share: when it is asked for and once a day. What can be told
/// at once (queue, labels, the model) is told as of now.
/// </summary>
internal sealed partial class MatchQualityRunner(
    ILedger ledger, IWorkspaceStore store, IMatchIndex index, MatchModels models, MatchSettingsStore settings, SourceDirectory sources, CurrentRules rules, Samples samples, CommitQueue queue,
    TimeProvider time, ILogger<MatchQualityRunner> log) : BaseLook(ledger, queue, time)
{
    private const long SuggestedForUs = 10_000_000;

    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);
    private static readonly TimeSpan AgeMax = TimeSpan.FromDays(1);

    private readonly ConcurrentDictionary<MatchPopulation, (double? Threshold, long AtUs)> _suggested = [];

    /// <summary>What a look over the base found.</summary>
    private sealed record Look(DateTimeOffset ComputedAt, long AsOf, long Profiles, IReadOnlyList<SourceDuplicates> Sources, IReadOnlyList<BrandOverlap> Brands);

    /// <summary>The threshold that labels speak for; null when there are too few. Some seconds old at most: the overview is asked for often.</summary>
    public async ValueTask<double?> SuggestedAsync(MatchPopulation population, CancellationToken ct)
    {
        var nowUs = Time.NowUs();
        if (_suggested.TryGetValue(population, out var known) && nowUs - known.AtUs < SuggestedForUs) return known.Threshold;
        var threshold = await samples.LabelledAsync(population, ct) is { } labelled ? SampleMath.Suggest(labelled.Strata) : null;
        _suggested[population] = (threshold, nowUs);
        return threshold;
    }

    /// <summary><c>GET /api/matching/quality</c>.</summary>
    public async Task<Results<Ok<MatchQualityReport>, ProblemHttpResult>> HandleAsync(PairQuestions questions, int? entity, string? kind, CancellationToken ct)
    {
        var (population, wrong) = await questions.PopulationAsync(entity, kind, ct);
        return population is { } known ? TypedResults.Ok(await ReadAsync(known, ct)) : wrong!;
    }

    /// <summary>The report of a population.</summary>
    public async ValueTask<MatchQualityReport> ReadAsync(MatchPopulation population, CancellationToken ct)
    {
        var (known, model) = (await settings.ReadAsync(population, ct), models.Find(population));
        var look = await Ledger.ReadSettingAsync(NameOf(population), ct) is { } json ? JsonSerializer.Deserialize<Look>(json, Web) : null;
        var judge = model?.Judge;
        var estimated = new EstimatedQuality(judge?.Thresholds ?? [], Expected(judge?.Thresholds, known.Upper), Expected(judge?.Thresholds, known.Lower), judge?.RecallGivenUp ?? 0);
        var labelled = await samples.LabelledAsync(population, ct) is { } found ? Labelled(found.Id, found.Strata, known.Upper, judge?.RecallGivenUp ?? 0) : null;
        var counts = await Ledger.CountMatchDecisionsAsync(population, ct);
        var queued = model is null ? new MatchQueue(0, 0, 0, 0) : await index.CountQueueAsync(model.Generation, known.Lower, known.Upper, ct);
        var profiles = (await index.CountAsync(ct)).FirstOrDefault(extent => extent.Population == population)?.Profiles ?? 0;
        return new MatchQualityReport(
            look?.AsOf ?? 0, look?.ComputedAt, IsUnderWay, estimated, labelled, look?.Sources ?? [], look?.Brands ?? [], Cost(counts, queued, profiles),
            new AutomaticCounts(Sum(counts, count => count is { Automatic: true, Active: true }), Sum(counts, count => count is { Automatic: true, Active: false })));
    }

    private static QueueCost Cost(IReadOnlyList<MatchDecisionCount> counts, MatchQueue queued, long profiles)
    {
        var people = counts.Where(count => !count.Automatic).ToArray();
        var (hours, decided) = (people.Sum(count => count.Seconds) / 3600, people.Sum(count => count.Count));
        double? perHour = hours > 0 ? Math.Round(decided / hours, 1) : null;
        var merged = Sum(counts, count => count is { Verdict: MatchVerdict.Same, Active: true });
        return new QueueCost(
            queued.Open, queued.Later, Sum(people, count => count is { Verdict: MatchVerdict.Same, Active: true }), Sum(people, count => count is { Verdict: MatchVerdict.Different, Active: true }),
            Math.Round(hours, 3), perHour, profiles + merged, profiles, perHour is { } speed ? Math.Round(queued.Open / speed, 2) : null);
    }

    private static long Sum(IEnumerable<MatchDecisionCount> counts, Func<MatchDecisionCount, bool> fits) => counts.Where(fits).Sum(count => count.Count);

    private static SampledQuality? Labelled(long sample, IReadOnlyList<Stratum> strata, double upper, double recallGivenUp)
    {
        // The threshold may have been moved since the sample was drawn: the next edge above it tells of the same pairs or of fewer.
        var threshold = strata.Select(stratum => stratum.From).Where(edge => edge >= upper - 1e-9).DefaultIfEmpty(strata[^1].From).Min();
        if (SampleMath.Estimate(strata, threshold, recallGivenUp) is not { } estimate) return null;
        return new SampledQuality(
            strata.Sum(stratum => stratum.Labelled), View(estimate.Precision), View(estimate.Recall), SampleMath.Suggest(strata),
            [.. strata.Select(stratum => new LabelledBand(stratum.From, stratum.To, stratum.Labelled, stratum.Same))], sample);
    }

    private static ShareView View(MeasuredShare share) => new(double.IsNaN(share.Value) ? null : Math.Round(share.Value, 4), Math.Round(share.Low, 4), Math.Round(share.High, 4));

    // Between two points that are known, in a straight line.
    private static ExpectedQuality? Expected(IReadOnlyList<ThresholdPoint>? points, double threshold)
    {
        if (points is not { Count: > 0 }) return null;
        var after = points.FirstOrDefault(point => point.Threshold >= threshold, points[^1]);
        var before = points.LastOrDefault(point => point.Threshold <= threshold, points[0]);
        var share = after.Threshold > before.Threshold ? (threshold - before.Threshold) / (after.Threshold - before.Threshold) : 0;
        return new ExpectedQuality(Math.Round(before.Precision + (share * (after.Precision - before.Precision)), 4), Math.Round(before.Recall + (share * (after.Recall - before.Recall)), 4));
    }

    // Where nothing is matched nobody asks what it gave.
    protected override async ValueTask<bool> IsDueAsync(CancellationToken ct)
    {
        foreach (var model in models.All)
        {
            var look = await Ledger.ReadSettingAsync(NameOf(model.Row.Population), ct) is { } json ? JsonSerializer.Deserialize<Look>(json, Web) : null;
            if (look is null || Time.GetUtcNow() - look.ComputedAt >= AgeMax) return true;
        }
        return false;
    }

    protected override async Task LookAsync(CancellationToken ct)
    {
        var (asOf, counts, profiles) = (Ledger.HeadPosition, new Dictionary<MatchPopulation, OverlapCount>(), 0L);
        await foreach (var records in ProfilesAsync(ct))
        {
            var population = new MatchPopulation(records[0].Realm, records[0].Kind);
            if (!counts.TryGetValue(population, out var count)) counts[population] = count = new OverlapCount(sources, rules.Current);
            count.Add(records);
            profiles++;
        }
        var brands = await store.ListBrandsAsync(ct);
        foreach (var (population, count) in counts)
        {
            var look = new Look(Time.GetUtcNow(), asOf, count.Profiles, count.Sources(), count.Brands([.. brands.Where(brand => brand.LegalEntityId == population.Realm)]));
            await Ledger.WriteSettingAsync(NameOf(population), JsonSerializer.Serialize(look, Web), ct);
        }
        LogDone(log, profiles);
    }

    protected override void LogFailed(Exception error) => LogFailed(log, error);

    private static string NameOf(MatchPopulation population) => $"matching.quality.{population.Realm}.{MatchSettingsStore.KindName(population.Kind)}";

    [LoggerMessage(7005, LogLevel.Debug, "Overlap of brands was counted over {Profiles} profiles.")]
    private static partial void LogDone(ILogger log, long profiles);

    [LoggerMessage(7006, LogLevel.Warning, "Overlap of brands was not counted.")]
    private static partial void LogFailed(ILogger log, Exception error);
}
