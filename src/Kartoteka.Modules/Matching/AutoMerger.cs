using System.Globalization;
using Kartoteka.Domain.Identity;
using Kartoteka.Modules.Ingest.Contracts;
using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Storage;
using Kartoteka.Storage.Matching;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kartoteka.Modules.Matching;

/// <summary>
/// Merges pairs above the upper threshold where a steward has allowed it: the surest first, one transaction each, between the commits of events.
/// Each merge says why, and its decision can be taken back.
/// </summary>
internal sealed partial class AutoMerger(
    ILedger ledger, IMatchIndex index, MatchModels models, MatchSettingsStore settings, MatchFollower follower, PairCases cases, DecidePair decide, CommitQueue queue, TimeProvider time,
    ILogger<AutoMerger> log) : BackgroundService
{
    /// <summary>Who merges, in the history and in the list of decisions.</summary>
    public static Author Self { get; } = new("matching", "matching");

    private const int PairsPerRead = 200;

    /// <summary>Most fields named in a reason.</summary>
    private const int FieldsToldMax = 6;

    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(5);

    /// <summary>Most pairs remembered that were left to a person; beyond it they are judged again.</summary>
    private const int LeftMax = 100_000;

    private readonly Alarm _wake = new(rung: true);

    // Judged and left to a person: the same pair with the same weight is not judged again each time that something else changes.
    private readonly HashSet<(int Generation, double Upper, ProfileId First, ProfileId Second, double Weight)> _left = [];

    /// <summary>Looks for pairs now.</summary>
    public void Wake() => _wake.Ring();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        follower.Found += Wake;
        try
        {
            while (true)
            {
                await _wake.WaitAsync(stoppingToken);
                try
                {
                    foreach (var model in models.All) await MergeAsync(model, stoppingToken);
                }
                catch (LedgerUnavailableException error)
                {
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
        finally
        {
            follower.Found -= Wake;
        }
    }

    private async Task MergeAsync(MatchingModel model, CancellationToken ct)
    {
        MatchCursor? after = null;
        while (await settings.ReadAsync(model.Row.Population, ct) is { Automatic: true } known && models.Find(model.Row.Population) == model)
        {
            var filter = new MatchPairFilter { State = MatchPairState.Open, Min = known.Upper };
            var page = await index.ListPairsAsync(model.Generation, filter, MatchOrder.Surest, after, PairsPerRead, ct);
            foreach (var pair in page)
            {
                await queue.GiveWayAsync(time, ct);
                // Asked before each: who switches it off means from now on.
                if (await settings.ReadAsync(model.Row.Population, ct) is not { Automatic: true } now) return;
                var asked = (model.Generation, now.Upper, pair.First, pair.Second, pair.Weight);
                if (_left.Contains(asked) || await TryMergeAsync(model, now.Upper, pair, ct)) continue;
                if (_left.Count >= LeftMax) _left.Clear();
                _left.Add(asked);
            }
            if (page.Count < PairsPerRead) return;
            after = new MatchCursor(page[^1].Probability, page[^1].First, page[^1].Second);
        }
    }

    // Judged again on what the ledger says now: the index may be a moment behind, and a merge before this one may have changed either side.
    // False when it is for a person to decide; a pair that was overtaken comes again by itself.
    private async ValueTask<bool> TryMergeAsync(MatchingModel model, double upper, MatchPair pair, CancellationToken ct)
    {
        if (await cases.FindAsync(MatchWords.PairId(pair.First, pair.Second), ct) is not { IsOpen: true } found || found.Model != model) return true;
        if (MatchCells.Of(found.First) is not { } first || MatchCells.Of(found.Second) is not { } second) return true;
        if (found.First.Records.Count + found.Second.Records.Count > MergeRules.RecordsMax) return false;
        var decisions = await ledger.FindMatchDecisionsAsync(PairCases.Ids(found.First), ct);
        var (refusal, judged) = MergeRules.Ask(model, upper, first.Records, second.Records, decisions);
        if (refusal is not null) return false;
        await decide.DecideAsync(found, MatchVerdict.Same, Self, Why(model, found, judged.Probability), seconds: null, sample: null, automatic: true);
        return true;
    }

    /// <summary>Why two were merged: <c>0.998 (model 3): surname exact +9.1, birth date exact +12.0</c>. No value stands in it.</summary>
    private static string Why(MatchingModel model, PairCase pair, double probability)
    {
        var fields = PairCases.Explain(pair)!.Fields.Where(field => field.Weight != 0).OrderByDescending(field => Math.Abs(field.Weight)).Take(FieldsToldMax)
            .Select(field => string.Create(CultureInfo.InvariantCulture, $"{MatchWords.Field(field.Name)} {field.Level} {field.Weight:+0.0;-0.0}"));
        // Cut and not rounded: what is not certain is not said to be.
        return string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(probability * 1000) / 1000:0.000} (model {model.Version}): {string.Join(", ", fields)}");
    }

    public override void Dispose()
    {
        _wake.Dispose();
        base.Dispose();
    }

    [LoggerMessage(7004, LogLevel.Error, "Automatic merging waits for the ledger.")]
    private static partial void LogWaits(ILogger log, Exception error);
}
