using Kartoteka.Domain.Identity;
using Kartoteka.Matching;
using Kartoteka.Matching.Judging;
using Kartoteka.Matching.Tables;
using Kartoteka.Modules.Ingest.Contracts;
using Kartoteka.Storage;
using Kartoteka.Storage.Matching;
using Microsoft.Extensions.Logging;

namespace Kartoteka.Modules.Matching;

/// <summary>Learns a population, makes its keys and pairs beside those in force, and puts the model in force: all of it or nothing.</summary>
internal sealed partial class LearningRun(
    IMatchIndex index, ILedger ledger, MatchModels models, MatchFollower follower, PairFinder finder, MatchSettingsStore settings, CommitQueue queue, TimeProvider time,
    ILogger<LearningRun> log)
{
    /// <summary>
    /// Most records that a model is learned from: a million takes some 1.2 GB while it is learned. Of more, whole profiles are left out evenly, and
    /// all are compared all the same.
    /// </summary>
    public const int RecordsMax = 1_000_000;

    /// <summary>Fewest records that anything can be learned from.</summary>
    public const int RecordsMin = 20;

    /// <summary>Decisions that a model learns from, the newest.</summary>
    private const int DecisionsMax = 20_000;

    /// <summary>Profiles whose keys are written at once.</summary>
    private const int KeysPerWrite = 20_000;

    /// <summary>Runs to the end.</summary>
    /// <param name="population">What to learn.</param>
    /// <param name="report">Told each stage.</param>
    /// <param name="ct">Ends it; the model before stays in force.</param>
    /// <exception cref="InvalidDataException">There are too few records.</exception>
    public async Task RunAsync(MatchPopulation population, Action<string> report, CancellationToken ct)
    {
        var started = time.GetTimestamp();
        var asOf = follower.Position;
        var (judge, records) = await LearnAsync(population, report, ct);
        // What the run leaves behind is as large as the base, and nothing else would have it taken away soon.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: false);
        FailPoint.Reach("after_learning");
        await PutInForceAsync(population, judge, asOf, records, report, ct);
        LogDone(log, records, time.GetElapsedTime(started).TotalSeconds);
    }

    // Apart from the rest, so that the table is let go before keys and pairs are made.
    private async Task<(PairJudge Judge, long Records)> LearnAsync(MatchPopulation population, Action<string> report, CancellationToken ct)
    {
        report("reading");
        var (table, rows, records) = await ReadAsync(population, ct);
        if (table.Count < RecordsMin) throw new InvalidDataException($"There are {table.Count} records, and a model needs {RecordsMin}.");
        var decisions = await DecisionsAsync(population, rows, ct);
        return (await Task.Run(() => Learn(table, decisions, report, ct), ct), records);
    }

    private static PairJudge Learn(RecordTable table, IReadOnlyList<Decision> decisions, Action<string> report, CancellationToken ct) => Matcher.Learn(
        table,
        new MatcherOptions
        {
            IdColumn = -1,
            Decisions = decisions.Count == 0 ? null : decisions,
            Threads = Math.Max(1, Environment.ProcessorCount / 2), // The rest is for those who wait for answers.
            Progress = stage => report(stage.ToString().ToLowerInvariant()),
        },
        ct).Judge;

    private async Task<(RecordTable Table, Dictionary<long, int> Rows, long Records)> ReadAsync(MatchPopulation population, CancellationToken ct)
    {
        var all = (await index.CountAsync(ct)).FirstOrDefault(extent => extent.Population == population)?.Records ?? 0;
        var oneOf = (ulong)Math.Max(1, (all + RecordsMax - 1) / RecordsMax);
        var (table, columns, rows) = (new RecordTable([]), new Dictionary<string, int>(StringComparer.Ordinal), new Dictionary<long, int>());
        await foreach (var page in index.ScanProfilesAsync(population, ct))
        {
            foreach (var profile in page)
            {
                if (oneOf > 1 && SampleMath.Draw(profile.Id, seed: 0) % oneOf != 0) continue;
                foreach (var record in profile.Records)
                {
                    foreach (var (name, value) in record.Cells)
                    {
                        if (!columns.TryGetValue(name, out var column)) columns[name] = column = table.AddColumn(name);
                        table.SetCell(column, value);
                    }
                    rows[record.Id] = table.EndRecord();
                }
            }
            await queue.GiveWayAsync(time, ct);
        }
        return (table, rows, all);
    }

    // Of a decision on two sides the model learns from the two records that spoke most for it.
    private async Task<IReadOnlyList<Decision>> DecisionsAsync(MatchPopulation population, Dictionary<long, int> rows, CancellationToken ct)
    {
        var known = await ledger.ListMatchDecisionsAsync(new MatchDecisionFilter { Population = population, Automatic = false, Active = true, Limit = DecisionsMax }, ct);
        var decisions = new Dictionary<(int, int), Decision>();
        foreach (var decision in known.Where(decision => decision.Verdict != MatchVerdict.Later))
        {
            if (!rows.TryGetValue(decision.First.Best, out var first) || !rows.TryGetValue(decision.Second.Best, out var second)) continue;
            decisions.TryAdd((Math.Min(first, second), Math.Max(first, second)), new Decision(first, second, decision.Verdict == MatchVerdict.Same));
        }
        return [.. decisions.Values];
    }

    /// <summary>Makes the keys and pairs of a judge, and puts it in force.</summary>
    public async Task PutInForceAsync(MatchPopulation population, PairJudge judge, long asOf, long records, Action<string> report, CancellationToken ct)
    {
        using var saved = new MemoryStream();
        judge.Save(saved);
        var row = new MatchModelRow(await index.BeginModelAsync(population, ct), population, 0, time.NowUs(), asOf, records, saved.ToArray());
        var model = new MatchingModel(row, judge);
        await WithTurnAsync(() => models.Touched = [], ct);
        try
        {
            report("keys");
            await AddKeysAsync(model, ct);
            report("pairs");
            await AddPairsAsync(model, ct);
            FailPoint.Reach("before_model");
            await models.Turn.WaitAsync(ct);
            try
            {
                await follower.TakeInAgainAsync(models.Touched!, model, ct);
                var numbered = row with { Version = await settings.NextVersionAsync(population) };
                await index.PutInForceAsync(numbered, ct);
                models.Put(new MatchingModel(numbered with { Judge = default }, judge));
            }
            finally
            {
                models.Turn.Release();
            }
        }
        finally
        {
            await WithTurnAsync(() => models.Touched = null, CancellationToken.None);
        }
    }

    private async Task AddKeysAsync(MatchingModel model, CancellationToken ct)
    {
        var keys = new List<(ProfileId, IReadOnlyList<ulong>)>();
        await foreach (var page in index.ScanProfilesAsync(model.Row.Population, ct))
        {
            foreach (var profile in page) keys.Add((profile.Id, model.KeysOf(profile)));
            if (keys.Count < KeysPerWrite) continue;
            await index.AddKeysAsync(model.Generation, keys, ct);
            keys.Clear();
            await queue.GiveWayAsync(time, ct);
        }
        await index.AddKeysAsync(model.Generation, keys, ct);
    }

    private async Task AddPairsAsync(MatchingModel model, CancellationToken ct)
    {
        var turn = time.GetTimestamp();
        await foreach (var page in index.ScanProfilesAsync(model.Row.Population, ct))
        {
            var pairs = new List<MatchPairsOf>();
            foreach (var profile in page)
            {
                if (await finder.FindAsync(model, profile, onlyAfter: true, ct) is { Pairs.Count: > 0 } found) pairs.Add(found);
            }
            if (pairs.Count > 0) await index.PutPairsAsync(model.Generation, pairs, position: null, ct);
            // Three quarters of the time: people wait for it, and the commit goes first all the same.
            await Task.Delay(time.GetElapsedTime(turn) / 3, time, ct);
            await queue.GiveWayAsync(time, ct);
            turn = time.GetTimestamp();
        }
    }

    private async Task WithTurnAsync(Action change, CancellationToken ct)
    {
        await models.Turn.WaitAsync(ct);
        try
        {
            change();
        }
        finally
        {
            models.Turn.Release();
        }
    }

    [LoggerMessage(7003, LogLevel.Information, "A model was learned from {Records} records in {Seconds:F1} s.")]
    private static partial void LogDone(ILogger log, long records, double seconds);
}
