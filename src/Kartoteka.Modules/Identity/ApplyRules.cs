using System.Text.Json;
using Kartoteka.Domain.Identity;
using Kartoteka.Modules.Ingest.Contracts;
using Kartoteka.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kartoteka.Modules.Identity;

/// <summary>The stored document of an application of rules.</summary>
/// <param name="Before">The rules that were in force.</param>
/// <param name="After">The rules to apply.</param>
/// <param name="Who">Who asked for it.</param>
/// <param name="GroupsDone">Groups of profiles done.</param>
/// <param name="GroupsTotal">Groups in all; null until counted.</param>
/// <param name="Cursor">Smallest profile id of the last group done.</param>
/// <param name="ProfilesMerged">Profiles that became part of another so far.</param>
/// <param name="ProfilesAdded">Profiles that came apart from another so far.</param>
/// <param name="Error">Why it failed.</param>
internal sealed record ApplyDocument(
    IdentitySettings Before, IdentitySettings After, string Who, int GroupsDone, int? GroupsTotal, Guid? Cursor, int ProfilesMerged, int ProfilesAdded, string? Error);

/// <summary>
/// Applies changed rules to the base, a group of profiles in a transaction each, beside the traffic. It can be stopped after any group
/// and goes on where it was, also after a restart: a group that was done already is found to need nothing.
/// </summary>
internal sealed partial class ApplyRules(ILedger ledger, TimeProvider time, ILogger<ApplyRules> log) : BackgroundService
{
    /// <summary>Kind of its jobs.</summary>
    public const string JobKind = "identity";

    /// <summary>Groups between two saves of the progress.</summary>
    private const int GroupsPerSave = 50;

    private readonly SemaphoreSlim _wake = new(1);
    private readonly Lock _pausing = new();
    private readonly HashSet<long> _paused = [];

    /// <summary>Looks for work now.</summary>
    public void Wake()
    {
        if (_wake.CurrentCount == 0) _wake.Release();
    }

    /// <summary>Stops a job after the group in hand.</summary>
    public void Pause(long id)
    {
        lock (_pausing) _paused.Add(id);
    }

    /// <summary>Lets a stopped job go on.</summary>
    public async Task ResumeAsync(Job job, CancellationToken ct)
    {
        lock (_pausing) _paused.Remove(job.Id);
        await SaveAsync(job with { State = "running" }, ct);
        Wake();
    }

    public static ApplyDocument Read(Job job) => JsonSerializer.Deserialize<ApplyDocument>(job.Json)!;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await _wake.WaitAsync(stoppingToken);
            foreach (var job in (await ledger.ListJobsAsync(JobKind, 100, stoppingToken)).Reverse())
            {
                if (job.State == "running") await RunAsync(job, stoppingToken);
            }
        }
    }

    private async Task RunAsync(Job job, CancellationToken ct)
    {
        var document = Read(job);
        try
        {
            var (before, after) = (document.Before.Over(IdentityRules.Default).Rules!, document.After.Over(IdentityRules.Default).Rules!);
            var groups = await new RulesImpact(ledger, before, after).FindGroupsAsync(ct);
            var left = groups.Where(group => document.Cursor is not { } cursor || group[0] > new ProfileId(cursor)).ToArray();
            document = document with { GroupsTotal = document.GroupsDone + left.Length };
            var rebuild = new IdentityRebuild(ledger, time);
            for (var i = 0; i < left.Length; i++)
            {
                if (IsPaused(job.Id))
                {
                    await SaveAsync(job with { State = "paused", Json = JsonSerializer.Serialize(document) }, ct);
                    return;
                }
                var outcome = await rebuild.RebuildAsync(left[i], after, document.Who, "changed rules", ct);
                document = document with
                {
                    GroupsDone = document.GroupsDone + 1,
                    Cursor = left[i][0].Value,
                    ProfilesMerged = document.ProfilesMerged + outcome.ProfilesMerged,
                    ProfilesAdded = document.ProfilesAdded + outcome.ProfilesAdded,
                };
                if (i % GroupsPerSave == 0) await SaveAsync(job with { Json = JsonSerializer.Serialize(document) }, ct);
            }
            await SaveAsync(job with { State = "done", Json = JsonSerializer.Serialize(document) }, ct);
        }
        catch (Exception error) when (error is LedgerUnavailableException or LedgerRefusedException or LedgerStoppedException)
        {
            LogFailed(log, job.Id, error);
            if (ledger.StoppedBecause is null) await SaveAsync(job with { State = "paused", Json = JsonSerializer.Serialize(document with { Error = error.Message }) }, ct);
        }
    }

    private bool IsPaused(long id)
    {
        lock (_pausing) return _paused.Contains(id);
    }

    private async Task SaveAsync(Job job, CancellationToken ct)
    {
        await using var transaction = await ledger.BeginAsync(ct);
        await transaction.SaveJobAsync(job with { UpdatedAtUs = time.GetUtcNow().ToUnixTimeMilliseconds() * 1000 }, ct);
        await transaction.CommitAsync(ct);
    }

    public override void Dispose()
    {
        _wake.Dispose();
        base.Dispose();
    }

    [LoggerMessage(3001, LogLevel.Error, "Application {Job} of identity rules stopped.")]
    private static partial void LogFailed(ILogger log, long job, Exception error);
}
