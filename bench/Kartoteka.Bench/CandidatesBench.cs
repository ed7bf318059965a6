using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Kartoteka.Bench.Load;
using Kartoteka.Domain.Events;
using Kartoteka.Domain.Identity;
using Kartoteka.Matching;
using Kartoteka.Matching.Judging;
using Kartoteka.Matching.Tables;
using Kartoteka.Modules.Matching;
using Kartoteka.Storage;
using Kartoteka.Storage.Embedded.Ledger;
using Kartoteka.Storage.Embedded.Matching;
using Kartoteka.Storage.Embedded.Sqlite;
using Kartoteka.Storage.Matching;

namespace Kartoteka.Bench;

/// <summary>
/// From a changed profile to its candidates, judged and written: what the follower does for each profile, over an index of so many. Beside it, in
/// the same run, what the same look-ups cost by hand, and what comparing with all would.
/// </summary>
internal static class CandidatesBench
{
    private const int BatchProfiles = 20_000;
    private const int ScannedProfiles = 20_000;
    private static readonly MatchPopulation People = new(1, ProfileKind.Person);

    public static async Task RunAsync(Report report, int profiles, int learned, int changes)
    {
        var folder = Directory.CreateTempSubdirectory("kartoteka-bench-").FullName;
        report.Line($"\n### Candidates of a changed profile among {profiles:N0}; {changes:N0} changes one by one\n");
        await using (var ledger = SqliteLedger.Open(folder, TimeProvider.System))
        {
            using var index = SqliteMatchIndex.Open(folder);
            var watch = Stopwatch.StartNew();
            var judge = Learn(learned);
            report.Line(string.Create(CultureInfo.InvariantCulture, $"Learned from {learned:N0} records in {watch.Elapsed.TotalSeconds:F1} s: {judge.Rules} rules."));
            watch.Restart();
            var model = await FillAsync(index, judge, profiles);
            report.Line(string.Create(CultureInfo.InvariantCulture, $"Index filled in {watch.Elapsed.TotalSeconds:F1} s: {Directory.GetFiles(folder, "matching.db*").Sum(file => new FileInfo(file).Length) >> 20:N0} MB.\n"));
            report.Line("| what | p50 / p99 / p99.9 / max, ms |");
            report.Line("|---|---|");
            await MeasureAsync(report, ledger, index, model, profiles, changes);
            RawLookups(report, folder, model, profiles, changes);
            await ScanAsync(report, index, model, profiles);
        }
        Directory.Delete(folder, recursive: true);
    }

    private static PairJudge Learn(int records)
    {
        var table = new RecordTable(MadePeople.Columns);
        for (var number = 0; number < records; number++) table.Add(MadePeople.Cells(number));
        return Matcher.Learn(table, new MatcherOptions { IdColumn = -1 }).Judge;
    }

    private static MatchProfile Profile(int number) => new(
        new ProfileId(new Guid(number, 0, 0, new byte[8])), People, (ulong)number,
        [new MatchRecord(10_000_000 + number, 1, [.. MadePeople.Columns.Zip(MadePeople.Cells(number)).Where(cell => cell.Second is not null).Select(cell => KeyValuePair.Create(cell.First, cell.Second!))])]);

    private static async Task<MatchingModel> FillAsync(SqliteMatchIndex index, PairJudge judge, int profiles)
    {
        using var saved = new MemoryStream();
        judge.Save(saved);
        var row = new MatchModelRow(await index.BeginModelAsync(People, default), People, 1, 0, 0, profiles, saved.ToArray());
        var model = new MatchingModel(row, judge);
        for (var first = 0; first < profiles; first += BatchProfiles)
        {
            var batch = Enumerable.Range(first, Math.Min(BatchProfiles, profiles - first)).Select(Profile).ToArray();
            await index.PutProfilesAsync([.. batch.Select(profile => new MatchEntry(profile.Id, profile, []))], default);
            await index.AddKeysAsync(model.Generation, [.. batch.Select(profile => (profile.Id, model.KeysOf(profile)))], default);
        }
        await index.PutInForceAsync(row, default);
        return model;
    }

    // Each change is committed to the ledger beforehand, so that what is measured is the follower's part: read, keys, candidates, judging, writing.
    private static async Task MeasureAsync(Report report, SqliteLedger ledger, SqliteMatchIndex index, MatchingModel model, int profiles, int changes)
    {
        var models = new MatchModels(index);
        models.Put(model);
        var finder = new PairFinder(index, ledger, TimeProvider.System);
        var follower = new MatchFollower(ledger, index, models, finder, TimeProvider.System);
        var (committer, random, latency, steps) = (new EventCommitter(ledger), new Random(11), new LatencyHistogram(), new LatencyHistogram());
        var (pairs, candidates) = (0L, 0L);
        for (var done = 0; done < changes; done++)
        {
            var known = random.Next(profiles);
            var results = await committer.CommitAsync([Event(done, MadePeople.Again(MadePeople.Cells(known), random))], IdentityRules.Default, CommitExtras.None, default);
            var id = results[0].Profile!.Value;
            var start = Stopwatch.GetTimestamp();
            await follower.TakeInAsync([id], default);
            latency.RecordUs((long)Stopwatch.GetElapsedTime(start).TotalMicroseconds);
            var profile = (await index.FindProfileAsync(id, default))!;
            start = Stopwatch.GetTimestamp();
            pairs += (await finder.FindAsync(model, profile, onlyAfter: false, default)).Pairs.Count;
            steps.RecordUs((long)Stopwatch.GetElapsedTime(start).TotalMicroseconds);
            candidates += (await index.FindCandidatesAsync(model.Generation, id, model.KeysOf(profile), PairFinder.BlockMax, PairFinder.CandidatesMax, default)).Profiles.Count;
        }
        report.Line($"| a changed profile: read, keys, candidates, judging, written | {latency} |");
        report.Line($"| of it keys, candidates and judging (again, so warm) | {steps} |");
        report.Line(string.Create(CultureInfo.InvariantCulture, $"| – {(double)candidates / changes:F1} candidates and {(double)pairs / changes:F2} pairs each; {finder.BlocksSkipped:N0} blocks too large | |"));
    }

    private static CommitItem Event(int number, string?[] cells)
    {
        string[] names = ["lastName", "firstName", "middleName", "birthday", "phone", "email", "city"];
        var traits = names.Zip(cells).Where(cell => cell.Second is not null).Select(cell => new TraitStatement(cell.First, Encoding.UTF8.GetBytes(JsonSerializer.Serialize(cell.Second)))).ToArray();
        var incoming = new IncomingEvent
        {
            Kind = EventKind.Identify, SourceId = 1, MessageId = $"c{number}", UserId = $"u{number}", AnonymousId = null, Identifiers = [new Identifier(IdentifierTypes.UserId, $"bench:u{number}")],
            AliasOf = [], Traits = traits, Account = null, OccurredAtUs = 1_000_000, ReceivedAtUs = 2_000_000, Body = "{}"u8.ToArray(),
        };
        return new CommitItem(PreparedEvent.From(incoming, 1, IdentityRules.Default), null);
    }

    // The same blocks by hand: one prepared statement over the same tables, the cells handed back as they are.
    private static void RawLookups(Report report, string folder, MatchingModel model, int profiles, int count)
    {
        using var database = SqliteDatabase.Open(Path.Combine(folder, "matching.db"), readOnly: true);
        database.Execute("pragma cache_size = -16384; pragma mmap_size = 1073741824");
        const string sql = "select cells from posting cross join profile on number = profile where generation = ? and key = ? limit 400";
        var (random, latency, bytes) = (new Random(11), new LatencyHistogram(), 0L);
        for (var i = 0; i < count; i++)
        {
            var keys = model.KeysOf(Profile(random.Next(profiles)));
            var start = Stopwatch.GetTimestamp();
            foreach (var key in keys)
            {
                using var rows = database.Use(sql).Bind(model.Generation).Bind((long)key);
                while (rows.Step()) bytes += rows.Blob(0).Length;
            }
            latency.RecordUs((long)Stopwatch.GetElapsedTime(start).TotalMicroseconds);
        }
        report.Line($"| baseline: the look-ups alone, raw SQLite | {latency} |");
        if (bytes == 0) throw new InvalidOperationException("The look-ups found nothing.");
    }

    private static async Task ScanAsync(Report report, SqliteMatchIndex index, MatchingModel model, int profiles)
    {
        var sides = new List<Side>(ScannedProfiles);
        await foreach (var page in index.ScanProfilesAsync(People, default))
        {
            sides.AddRange(page.Select(profile => model.SideOf(profile.Records)));
            if (sides.Count >= ScannedProfiles) break;
        }
        var watch = Stopwatch.StartNew();
        const int rounds = 5;
        for (var round = 0; round < rounds; round++) model.Judge.Compare(model.SideOf(Profile(round).Records), sides);
        var each = watch.Elapsed.TotalMilliseconds / rounds;
        report.Line(string.Create(CultureInfo.InvariantCulture, $"| baseline: judging all, without keys ({sides.Count:N0} take {each:F0} ms) | {each * profiles / sides.Count:N0} |"));
    }
}
