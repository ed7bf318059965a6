using System.Collections.Concurrent;
using System.Text.Json;
using Kartoteka.Domain.Identity;
using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Storage;
using Kartoteka.Storage.Matching;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kartoteka.Modules.Matching;

/// <summary>The stored document of a learning run.</summary>
internal sealed record LearningDocument(int Realm, ProfileKind Kind, string Who, string? Error)
{
    public MatchPopulation Population => new(Realm, Kind);
}

/// <summary>Where learning is.</summary>
/// <param name="State"><c>queued</c>, <c>running</c>, <c>failed</c> or <c>done</c>.</param>
/// <param name="Stage">What it does now.</param>
/// <param name="StartedAt">When it was asked for.</param>
/// <param name="Error">Why it failed.</param>
internal sealed record LearningStatus(string State, string? Stage, DateTimeOffset? StartedAt, string? Error);

/// <summary>
/// Learns models in the background, one at a time: when a population has none and enough records, when it has doubled, and when it is asked for.
/// A run is a job of the ledger, so one that a restart ended begins anew; until it ends, and when it fails, the model before stays in force.
/// </summary>
internal sealed partial class MatchLearner(
    ILedger ledger, IMatchIndex index, MatchModels models, LearningRun run, MatchFollower follower, TimeProvider time, ILogger<MatchLearner> log) : BackgroundService
{
    /// <summary>Kind of its jobs.</summary>
    public const string JobKind = "matching";

    /// <summary>Records from which on a population is learned by itself.</summary>
    public const int RecordsMin = 200;

    private static readonly TimeSpan CheckEvery = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan FirstCheckEvery = TimeSpan.FromSeconds(1);

    // A base that is being filled is learned when it comes to rest; one that never rests, after a while.
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan RestlessMax = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan FailedPause = TimeSpan.FromHours(6);

    private readonly Alarm _wake = new();
    private readonly ConcurrentDictionary<MatchPopulation, LearningStatus> _status = [];
    private (long Head, DateTimeOffset At, DateTimeOffset? DueSince) _seen;
    private (long Head, DateTimeOffset At) _counted;

    /// <summary>Where learning of a population is; null when it never ran.</summary>
    public LearningStatus? Find(MatchPopulation population) => _status.GetValueOrDefault(population);

    /// <summary>Asks for a run; one that waits or goes on serves for it.</summary>
    public async ValueTask AskAsync(MatchPopulation population, string who, CancellationToken ct)
    {
        if (Find(population) is { State: "queued" or "running" }) return;
        await ledger.AddJobAsync(JobKind, "queued", JsonSerializer.Serialize(new LearningDocument(population.Realm, population.Kind, who, null)), ct);
        _status[population] = new LearningStatus("queued", null, time.GetUtcNow(), null);
        _wake.Ring();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await ReadStatusAsync(stoppingToken);
        while (true)
        {
            try
            {
                await AskForDueAsync(stoppingToken);
                foreach (var job in (await ledger.ListJobsAsync(JobKind, 100, stoppingToken)).Reverse())
                {
                    if (job.State is "queued" or "running") await RunAsync(job, stoppingToken);
                }
                while (await index.SweepAsync(keep: null, stoppingToken)) await Task.Delay(TimeSpan.FromMilliseconds(50), time, stoppingToken);
            }
            catch (LedgerUnavailableException error)
            {
                LogWaits(log, error);
            }
            catch (LedgerStoppedException error)
            {
                LogWaits(log, error);
                return;
            }
            await _wake.WaitAsync(models.All.Count == 0 ? FirstCheckEvery : CheckEvery, time, stoppingToken);
        }
    }

    private async ValueTask ReadStatusAsync(CancellationToken ct)
    {
        foreach (var job in (await ledger.ListJobsAsync(JobKind, 100, ct)).Reverse())
        {
            var document = Read(job);
            _status[document.Population] = new LearningStatus(job.State == "running" ? "queued" : job.State, null, Times.FromUs(job.CreatedAtUs), document.Error);
        }
    }

    private static LearningDocument Read(Job job) => JsonSerializer.Deserialize<LearningDocument>(job.Json)!;

    // Only once the index is level: what is learned from half a base is learned again soon.
    private async ValueTask AskForDueAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        if (ledger.HeadPosition != _seen.Head) _seen = (ledger.HeadPosition, now, _seen.DueSince ?? now);
        if (follower.Status is not { Gap: 0, Position: > 0 } || (now - _seen.At < Rest && now - _seen.DueSince < RestlessMax)) return;
        _seen.DueSince = null;
        // Counting goes through the whole index.
        if (_counted.Head == _seen.Head && now - _counted.At < CheckEvery) return;
        _counted = (_seen.Head, now);
        foreach (var extent in await index.CountAsync(ct))
        {
            var known = models.Find(extent.Population);
            if (extent.Records < RecordsMin || (known is not null && extent.Records < 2 * known.Row.Records)) continue;
            if (Find(extent.Population) is { State: "failed", StartedAt: { } at } && time.GetUtcNow() - at < FailedPause) continue;
            await AskAsync(extent.Population, IdentityResolver.RulesActor, ct);
        }
    }

    private async Task RunAsync(Job job, CancellationToken ct)
    {
        var document = Read(job);
        var started = Times.FromUs(job.CreatedAtUs);
        try
        {
            await SaveAsync(job, "running", document, ct);
            await run.RunAsync(document.Population, stage => _status[document.Population] = new LearningStatus("running", stage, started, null), ct);
            await SaveAsync(job, "done", document, ct);
            _status[document.Population] = new LearningStatus("done", null, started, null);
        }
        catch (Exception error) when (error is not (OperationCanceledException or LedgerUnavailableException or LedgerStoppedException))
        {
            LogFailed(log, job.Id, error);
            await SaveAsync(job, "failed", document with { Error = error.Message }, ct);
            _status[document.Population] = new LearningStatus("failed", null, time.GetUtcNow(), error.Message);
        }
    }

    private async Task SaveAsync(Job job, string state, LearningDocument document, CancellationToken ct)
    {
        await using var transaction = await ledger.BeginAsync(ct);
        transaction.MarkUnchanged();
        await transaction.SaveJobAsync(job with { State = state, Json = JsonSerializer.Serialize(document), UpdatedAtUs = time.NowUs() }, ct);
        await transaction.CommitAsync(ct);
    }

    public override void Dispose()
    {
        _wake.Dispose();
        base.Dispose();
    }

    [LoggerMessage(7001, LogLevel.Error, "Learning run {Job} failed; the model before stays in force.")]
    private static partial void LogFailed(ILogger log, long job, Exception error);

    [LoggerMessage(7002, LogLevel.Error, "Learning waits for the ledger.")]
    private static partial void LogWaits(ILogger log, Exception error);
}
