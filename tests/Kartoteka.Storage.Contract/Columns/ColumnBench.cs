using System.Globalization;
using System.Text;
using Kartoteka.Domain.Events;
using Kartoteka.Domain.Identity;
using Kartoteka.Domain.Profiles;
using Kartoteka.Storage.Columns;

namespace Kartoteka.Storage.Contract.Columns;

/// <summary>What every suite over a replica needs: a ledger, a store of its own that follows it, and answers as words.</summary>
public abstract class ColumnBench : LedgerBench
{
    private static readonly TimeSpan PatienceMax = TimeSpan.FromSeconds(30);

    /// <summary>Opens the store that belongs to <paramref name="ledger"/>, as it was left.</summary>
    protected abstract ColumnStoreOpener Opener(ILedger ledger);

    /// <summary>A second store for the same ledger, empty: what the first must be equal to.</summary>
    protected abstract ColumnStoreOpener EmptyOpener();

    private protected sealed class Trust : ISourceTrust
    {
        public int First { get; set; } = 200;

        public int TrustRank(int sourceId) => sourceId == 1 ? First : 100;

        public int? MasterSource(ProfileKind kind, string trait) => null;
    }

    /// <summary>A replica that follows, until it is disposed.</summary>
    private protected sealed class Following : IAsyncDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private readonly Task _run;
        private readonly ILedger _ledger;

        public Following(ILedger ledger, ColumnStoreOpener opener, ISourceTrust? trust = null, double foldAfterSeconds = 0.05, TierRules? tiers = null, bool remembers = true)
        {
            _ledger = ledger;
            var options = new ColumnReplicaOptions { Pause = TimeSpan.FromMilliseconds(2), FoldAfter = TimeSpan.FromSeconds(foldAfterSeconds), Tiers = tiers ?? TierRules.None, TierEvery = TimeSpan.FromMilliseconds(1) };
            if (!remembers) options = options with { NumbersInMemory = 1, OrderStepsInMemory = 0 };
            Replica = new ColumnReplica(ledger, opener, trust ?? new Trust(), TimeProvider.System, options);
            _run = Task.Run(() => Replica.RunAsync(_stop.Token));
        }

        public ColumnReplica Replica { get; }

        /// <summary>Waits until all of the ledger is taken in.</summary>
        public async Task<ColumnReplica> LevelAsync()
        {
            await EventuallyAsync(() => Replica.Unavailable is null && Replica.Position >= _ledger.HeadPosition && !Replica.IsBuilding);
            return Replica;
        }

        public async Task EventuallyAsync(Func<bool> isTrue)
        {
            using var patience = new CancellationTokenSource(PatienceMax);
            while (!isTrue())
            {
                if (_run.IsCompleted) await _run;
                if (patience.IsCancellationRequested) Assert.Fail($"It did not come true: {Replica.Status}, building {Replica.IsBuilding}.");
                await Task.Delay(5, CancellationToken.None);
            }
        }

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await _run.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            await Replica.DisposeAsync();
            _stop.Dispose();
        }
    }

    private protected static IncomingEvent Track(string messageId, string user, string name, string properties = "{}", long at = 1_000_000, int source = 1, string context = "{}", string? anonymous = null) =>
        Make.Event(messageId, user: user, anonymous: anonymous, at: at, source: source, kind: EventKind.Track) with
        {
            Name = name,
            Body = Encoding.UTF8.GetBytes($$"""{"type":"track","event":"{{name}}","messageId":"{{messageId}}","properties":{{properties}},"context":{{context}}}"""),
        };

    /// <summary>Rows of an answer as words: values parted by spaces, null as <c>-</c>.</summary>
    private protected static async Task<List<string>> AskAsync(ColumnReplica replica, string sql, params object?[] parameters) => await AskAsync(replica, new ColumnQuery(sql, parameters));

    private protected static async Task<List<string>> AskAsync(ColumnReplica replica, ColumnQuery query)
    {
        await using var rows = await replica.QueryAsync(query, Stop);
        return await WordsAsync(rows);
    }

    private protected static async Task<List<string>> WordsAsync(ColumnRows rows)
    {
        var words = new List<string>();
        while (await rows.ReadAsync(Stop))
        {
            for (var row = 0; row < rows.Count; row++) words.Add(string.Join(' ', Enumerable.Range(0, rows.Columns.Count).Select(column => Word(rows, column, row))));
        }
        return words;
    }

    private static string Word(ColumnRows rows, int column, int row) => rows.IsNull(column, row) ? "-" : rows.Columns[column].Type switch
    {
        ColumnType.Whole or ColumnType.Time => rows.Whole(column)[row].ToString(CultureInfo.InvariantCulture),
        ColumnType.Fraction => rows.Fraction(column)[row].ToString(CultureInfo.InvariantCulture),
        ColumnType.Money => rows.Money(column, row).ToString("0.####", CultureInfo.InvariantCulture),
        ColumnType.Boolean => rows.Boolean(column, row) ? "true" : "false",
        ColumnType.Uuid => rows.Uuid(column, row).ToString("D"),
        ColumnType.Text => Encoding.UTF8.GetString(rows.Text(column, row)),
        var other => throw new InvalidOperationException($"{rows.Columns[column].Name} is {other}."),
    };

    private protected static TierRules Tiers(int? warmDays, int? keepDays = null, string? kind = null) => kind is null
        ? new TierRules(warmDays, new Dictionary<string, int>(), keepDays, new Dictionary<string, int>())
        : new TierRules(null, new Dictionary<string, int> { [kind] = warmDays ?? 100_000 }, null, keepDays is { } days ? new Dictionary<string, int> { [kind] = days } : []);

    private protected static TraitDefinition Declared(string name, string type, ProfileKind kind = ProfileKind.Person) =>
        new(kind, name, type, "none", true, new Dictionary<string, string>(), null, null, null, 1);
}
