using System.Collections.Immutable;
using System.Text.Json;
using Kartoteka.Domain.Identity;
using Kartoteka.Modules.Ingest.Contracts;
using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kartoteka.Modules.Identity;

/// <summary>The stored document of an application of rules.</summary>
/// <param name="Before">The rules that were in force.</param>
/// <param name="After">The rules to apply.</param>
/// <param name="Who">Who asked for it.</param>
/// <param name="GroupsDone">Groups of profiles done since it was last begun or resumed; those done before need nothing and are soon passed.</param>
/// <param name="GroupsTotal">Groups in all; null until counted.</param>
/// <param name="ProfilesMerged">Profiles that became part of another so far.</param>
/// <param name="ProfilesAdded">Profiles that came apart from another so far.</param>
/// <param name="Error">Why it failed.</param>
internal sealed record ApplyDocument(
    IdentitySettings Before, IdentitySettings After, string Who, int GroupsDone, int? GroupsTotal, int ProfilesMerged, int ProfilesAdded, string? Error);

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

    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(5);

    private readonly Alarm _wake = new(rung: true);

    // Held while a job is begun or saved, so that a pause, a resumption and the progress do not overwrite one another.
    private readonly SemaphoreSlim _turn = new(1, 1);
    private volatile ImmutableHashSet<long> _paused = [];

    /// <summary>Looks for work now.</summary>
    public void Wake() => _wake.Ring();

    /// <summary>
    /// Puts <paramref name="body"/> in force and begins its application: both are stored together, so that no crash leaves the one without
    /// the other.
    /// </summary>
    /// <returns>The job; or the one that has not ended; or where and why the settings are wrong.</returns>
    public async Task<(Job? Begun, Job? Busy, string? Field, string? Problem)> BeginAsync(IdentitySettings body, CurrentRules current, string who)
    {
        await _turn.WaitAsync();
        try
        {
            var before = current.Current;
            var (rules, field, problem) = body.Over(before);
            if (rules is null) return (null, null, field, problem);
            var jobs = await ledger.ListJobsAsync(JobKind, 10, CancellationToken.None);
            if (jobs.FirstOrDefault(job => job.State is "running" or "paused") is { } busy) return (null, busy, null, null);
            var document = new ApplyDocument(IdentitySettings.Of(before), IdentitySettings.Of(rules), who, 0, null, 0, 0, null);
            await using var transaction = await ledger.BeginAsync(CancellationToken.None);
            var begun = await transaction.AddJobAsync(JobKind, "running", JsonSerializer.Serialize(document), CancellationToken.None);
            await transaction.WriteSettingAsync(IdentitySettings.DocumentName, IdentitySettings.ToJson(rules), CancellationToken.None);
            await transaction.CommitAsync(CancellationToken.None);
            current.Current = rules;
            return (begun, null, null, null);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Stops a running job after the group in hand; it is stored as paused at once, so that a restart does not forget it.</summary>
    /// <returns>The job as it is then, and whether it was running; null when there is none.</returns>
    public Task<(Job Now, bool Changed)?> PauseAsync(long id) => MoveAsync(id, "running", "paused");

    /// <summary>Lets a stopped job go on.</summary>
    /// <returns>As <see cref="PauseAsync"/>.</returns>
    public async Task<(Job Now, bool Changed)?> ResumeAsync(long id)
    {
        var moved = await MoveAsync(id, "paused", "running");
        Wake();
        return moved;
    }

    private async Task<(Job Now, bool Changed)?> MoveAsync(long id, string from, string to)
    {
        await _turn.WaitAsync();
        try
        {
            await using var transaction = await ledger.BeginAsync(CancellationToken.None);
            transaction.MarkUnchanged();
            if (await transaction.FindJobAsync(id, CancellationToken.None) is not { Kind: JobKind } job) return null;
            if (job.State != from) return (job, false);
            await transaction.SaveJobAsync(job with { State = to, UpdatedAtUs = time.NowUs() }, CancellationToken.None);
            await transaction.CommitAsync(CancellationToken.None);
            _paused = to == "paused" ? _paused.Add(id) : _paused.Remove(id);
            return (job with { State = to }, true);
        }
        finally
        {
            _turn.Release();
        }
    }

    public static ApplyDocument Read(Job job) => JsonSerializer.Deserialize<ApplyDocument>(job.Json)!;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await _wake.WaitAsync(stoppingToken);
            try
            {
                foreach (var job in (await ledger.ListJobsAsync(JobKind, 100, stoppingToken)).Reverse())
                {
                    if (job.State == "running") await RunAsync(job, stoppingToken);
                }
            }
            catch (LedgerUnavailableException error)
            {
                // A full disk passes; an exception that left here would end the whole server.
                LogWaits(log, error);
                await Task.Delay(RetryPause, time, stoppingToken);
                Wake();
            }
            catch (LedgerStoppedException error)
            {
                LogWaits(log, error);
                return;
            }
        }
    }

    private async Task RunAsync(Job job, CancellationToken ct)
    {
        var document = Read(job);
        try
        {
            var (before, after) = (document.Before.Over(IdentityRules.Default).Rules!, document.After.Over(IdentityRules.Default).Rules!);
            // All of them, also after a break: a group may have taken in an older profile since, and then stands before those done.
            var groups = await new RulesImpact(ledger, before, after).FindGroupsAsync(ct);
            document = document with { GroupsDone = 0, GroupsTotal = groups.Count };
            var rebuild = new IdentityRebuild(ledger, time);
            for (var i = 0; i < groups.Count; i++)
            {
                if ((i % GroupsPerSave == 0 || _paused.Contains(job.Id)) && await SaveAsync(job, "running", document, ct) == "paused") return;
                var outcome = await rebuild.RebuildAsync(groups[i], after, document.Who, "changed rules", ct);
                document = document with
                {
                    GroupsDone = document.GroupsDone + 1,
                    ProfilesMerged = document.ProfilesMerged + outcome.ProfilesMerged,
                    ProfilesAdded = document.ProfilesAdded + outcome.ProfilesAdded,
                };
            }
            await SaveAsync(job, "done", document, ct);
        }
        catch (Exception error) when (error is LedgerUnavailableException or LedgerRefusedException or LedgerStoppedException)
        {
            LogFailed(log, job.Id, error);
            if (ledger.StoppedBecause is null) await SaveAsync(job, "paused", document with { Error = error.Message }, ct);
        }
    }

    // What is asked for meanwhile goes before: a job that runs on is stored as paused if it was paused, and as done only when it is.
    private async Task<string> SaveAsync(Job job, string state, ApplyDocument document, CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            if (state == "running" && _paused.Contains(job.Id)) state = "paused";
            await using var transaction = await ledger.BeginAsync(ct);
            transaction.MarkUnchanged();
            await transaction.SaveJobAsync(job with { State = state, Json = JsonSerializer.Serialize(document), UpdatedAtUs = time.NowUs() }, ct);
            await transaction.CommitAsync(ct);
            return state;
        }
        finally
        {
            _turn.Release();
        }
    }

    public override void Dispose()
    {
        _wake.Dispose();
        _turn.Dispose();
        base.Dispose();
    }

    [LoggerMessage(3001, LogLevel.Error, "Application {Job} of identity rules stopped.")]
    private static partial void LogFailed(ILogger log, long job, Exception error);

    [LoggerMessage(3002, LogLevel.Error, "Applications of identity rules wait for the ledger.")]
    private static partial void LogWaits(ILogger log, Exception error);
}
