using System.Globalization;
using System.Text;
using Kartoteka.Domain.Events;
using Kartoteka.Domain.Identity;
using Kartoteka.Matching;
using Kartoteka.Matching.Judging;
using Kartoteka.Matching.Tables;
using Kartoteka.Modules.Catalogue.Contracts;
using Kartoteka.Modules.Ingest.Contracts;
using Kartoteka.Modules.Matching;
using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Storage;
using Kartoteka.Storage.Embedded.Ledger;
using Kartoteka.Storage.Embedded.Matching;
using Kartoteka.Storage.Matching;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kartoteka.Server.Tests.Matching;

/// <summary>The follower of matching and what it stands on, without a server: stepped by the test, its index thrown away at will.</summary>
internal sealed class MatchBench : IAsyncDisposable
{
    private static readonly string[] Surnames = ["Иванов", "Петров", "Сидоров", "Кузнецов", "Смирнов", "Попов", "Волков", "Зайцев"];
    private static readonly string[] Names = ["Иван", "Пётр", "Анна", "Ольга", "Мария", "Олег"];
    private static readonly string[] Cities = ["Омск", "Томск", "Пермь"];

    public static MatchPopulation People { get; } = new(1, ProfileKind.Person);

    private readonly string _folder = Directory.CreateTempSubdirectory("kartoteka-").FullName;
    private readonly List<string> _indexFolders = [];

    public MatchBench() => Ledger = SqliteLedger.Open(_folder, TimeProvider.System);

    public SqliteLedger Ledger { get; }

    /// <summary>One index with its follower.</summary>
    internal sealed record Desk(string Folder, SqliteMatchIndex Index, MatchModels Models, MatchFollower Follower, LearningRun Run, MatchSettingsStore Settings);

    public Desk Open(string? folder = null)
    {
        folder ??= Directory.CreateTempSubdirectory("kartoteka-").FullName;
        if (!_indexFolders.Contains(folder)) _indexFolders.Add(folder);
        var index = SqliteMatchIndex.Open(folder);
        var models = new MatchModels(index);
        var finder = new PairFinder(index, Ledger, TimeProvider.System);
        var follower = new MatchFollower(Ledger, index, models, finder, TimeProvider.System);
        var settings = new MatchSettingsStore(Ledger, new AuditLog(Ledger));
        var queue = new CommitQueue(Ledger, new CurrentRules(), new TraitCatalog(Ledger, TimeProvider.System), new IngestMetrics(), NullLogger<CommitQueue>.Instance);
        var run = new LearningRun(index, Ledger, models, follower, finder, settings, queue, TimeProvider.System, NullLogger<LearningRun>.Instance);
        return new Desk(folder, index, models, follower, run, settings);
    }

    public static void Close(Desk desk, bool delete)
    {
        desk.Index.Dispose();
        desk.Settings.Dispose();
        if (!delete) return;
        foreach (var file in Directory.GetFiles(desk.Folder, "matching.db*")) File.Delete(file);
    }

    /// <summary>Lets the follower go until it is level with the ledger.</summary>
    public async Task LevelAsync(Desk desk)
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        var run = desk.Follower.RunAsync(stop.Token);
        while (desk.Follower.Status is var status && (status.Position < Ledger.HeadPosition || desk.Models.All.Count == 0 && (await desk.Index.ListModelsAsync(default)).Count > 0))
        {
            Assert.Null(status.Error);
            Assert.False(stop.IsCancellationRequested);
            await Task.Delay(1, CancellationToken.None);
        }
        await stop.CancelAsync();
        try
        {
            await run;
        }
        catch (OperationCanceledException)
        {
            // It was waiting for more.
        }
    }

    /// <summary>What is open, put off or declared different, in words.</summary>
    public static async Task<string> DescribeAsync(Desk desk)
    {
        if (desk.Models.Find(People) is not { } model) return "no model";
        var lines = new List<string>();
        foreach (var state in Enum.GetValues<MatchPairState>())
        {
            foreach (var pair in await desk.Index.ListPairsAsync(model.Generation, new MatchPairFilter { State = state }, MatchOrder.Surest, null, 100_000, default))
            {
                lines.Add(string.Create(CultureInfo.InvariantCulture, $"{state} {pair.First} {pair.Second} {pair.Probability:0.000000} {pair.Pattern:x} {pair.FirstRecord} {pair.SecondRecord}"));
            }
        }
        return string.Join('\n', lines.Order(StringComparer.Ordinal));
    }

    /// <summary>An event of one of few people, so that many are alike and some share a phone.</summary>
    public static IncomingEvent Event(int gene, string messageId)
    {
        int Take(int below)
        {
            var taken = gene % below;
            gene /= below;
            return taken;
        }
        var (user, source) = (Take(40), 1 + Take(2));
        var (surname, name, city, phone, day) = (Surnames[Take(8)], Names[Take(6)], Cities[Take(3)], Take(30), Take(20));
        var traits = new List<TraitStatement> { Trait("lastName", surname), Trait("firstName", name) };
        if (phone % 3 != 0) traits.Add(Trait("city", city));
        if (day < 15) traits.Add(Trait("birthday", $"19{60 + day}-0{1 + (day % 9)}-1{day % 10}"));
        var identifiers = new List<Identifier> { new(IdentifierTypes.UserId, $"s{source}:u{user}") };
        if (phone < 24) identifiers.Add(new Identifier(IdentifierTypes.Phone, $"+79050000{100 + phone}"));
        return new IncomingEvent
        {
            Kind = EventKind.Identify, SourceId = source, MessageId = messageId, UserId = $"u{user}", AnonymousId = null, Identifiers = identifiers, AliasOf = [], Traits = traits, Account = null,
            OccurredAtUs = 1_000_000, ReceivedAtUs = 6_000_000, Body = Encoding.UTF8.GetBytes($"{{\"messageId\":\"{messageId}\"}}"),
        };
    }

    private static TraitStatement Trait(string name, string value) => new(name, Encoding.UTF8.GetBytes($"\"{value}\""));

    public Task SayAsync(params IncomingEvent[] events) => new EventCommitter(Ledger).CommitAsync(
        [.. events.Select(said => new CommitItem(PreparedEvent.From(said, 1, IdentityRules.Default), null))], IdentityRules.Default, CommitExtras.None, default);

    /// <summary>A judge of people like those of <see cref="Event"/>, learned from a table of its own.</summary>
    public static PairJudge Judge { get; } = MakeJudge();

    private static PairJudge MakeJudge()
    {
        var (random, table) = (new Random(3), new RecordTable(["last name", "first name", "city", "birth date", "phone"]));
        for (var person = 0; person < 300; person++)
        {
            var (surname, name, city, year, phone) = (Surnames[random.Next(8)], Names[random.Next(6)], Cities[random.Next(3)], 1950 + random.Next(50), $"+7905{random.Next(1_000_000, 9_999_999)}");
            var date = $"{year}-0{random.Next(1, 9)}-1{random.Next(10)}";
            table.Add(surname, name, city, date, phone);
            if (person % 2 == 0) table.Add(surname, random.Next(5) == 0 ? "" : name, random.Next(4) == 0 ? "" : city, random.Next(5) == 0 ? "" : date, random.Next(3) == 0 ? "" : phone);
        }
        return Matcher.Learn(table, new MatcherOptions { IdColumn = -1, Threads = 1 }).Judge;
    }

    public async Task PutAsync(Desk desk) => await desk.Run.PutInForceAsync(People, Judge, Ledger.HeadPosition, 450, _ => { }, default);

    public async ValueTask DisposeAsync()
    {
        await Ledger.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
        foreach (var folder in _indexFolders) Directory.Delete(folder, recursive: true);
    }
}
