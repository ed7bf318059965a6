using System.Globalization;
using System.Text;
using System.Text.Json;
using Kartoteka.Domain.Events;
using Kartoteka.Domain.Identity;
using Kartoteka.Domain.Profiles;
using Kartoteka.Storage.Columns;

namespace Kartoteka.Storage.Contract.Columns;

// Whatever happened, and however often it was cut off, the replica answers as one that is built anew, and as a look through the ledger.
public abstract partial class ColumnStoreContract
{
    private const string PerProfile = """
        select p.id, count(e.position), sum(e.revenue), min(e.occurred_at), max(e.occurred_at), count(distinct e.name)
        from profile p left join event e on e.profile = p.number group by p.id order by p.id
        """;

    private const string Records = "select p.id, r.record, r.source from record r join profile p on p.number = r.profile order by r.record";
    private const string PerName = "select name, count(*), sum(revenue) from event where kind = 'track' group by name order by name";

    [Fact]
    public void After_any_merges_late_events_undone_ones_and_failures_answers_are_those_of_a_rebuilt_replica_and_of_the_ledger() =>
        Genes.Check(cases: 10, lengthMax: 30, genes => CheckAsync(genes).GetAwaiter().GetResult());

    private async Task CheckAsync(int[] genes)
    {
        var ledger = await OpenEmptyAsync();
        await ledger.PutTraitAsync(Declared("age", "number"), Stop);
        var faults = new Faults();
        var following = new Following(ledger, faults.Over(Opener(ledger)), tiers: genes.Length % 2 == 0 ? TierRules.None : Tiers(30));
        var steward = new IdentitySteward(ledger, TimeProvider.System);
        for (var i = 0; i < genes.Length; i++)
        {
            var gene = genes[i];
            switch (Genes.Take(ref gene, 12))
            {
                case 0 when await PickAsync(ledger, gene) is [var survivor, var absorbed, ..]:
                    await steward.MergeAsync(survivor.Id, absorbed.Id, Make.Unlimited, "steward", "same", Stop);
                    break;
                case 1 when await PickAsync(ledger, gene) is [var whole, ..]:
                    await steward.UnmergeAsync(whole.Id, [whole.Records[gene % whole.Records.Count].Key], Make.Unlimited, "steward", "other", Stop);
                    break;
                case 2:
                    await RetractAsync(ledger, gene);
                    break;
                case 3:
                    await following.DisposeAsync();
                    following = new Following(ledger, faults.Over(Opener(ledger)), foldAfterSeconds: gene % 2 * 60, tiers: gene % 3 == 0 ? TierRules.None : Tiers(30));
                    break;
                case 4:
                    faults.Next = gene % 2 == 0 ? Fault.Before : Fault.After;
                    break;
                case 5:
                    await AssertSameAsync(ledger, following);
                    break;
                default:
                    await SayAsync(ledger, Make.Unlimited, Said(gene, $"m{i}"));
                    break;
            }
        }
        faults.Next = Fault.None;
        await AssertSameAsync(ledger, following);
        await following.DisposeAsync();
    }

    private async Task AssertSameAsync(ILedger ledger, Following following)
    {
        var replica = await following.LevelAsync();
        await using var anew = new Following(ledger, EmptyOpener());
        var rebuilt = await anew.LevelAsync();
        var (perProfile, records, perName) = await NaivelyAsync(ledger);
        var traits = $"select id, traits, identifiers, {ColumnSchema.ColumnName(ProfileKind.Person, "age")} from profile order by id";
        foreach (var (sql, expected) in new[] { (PerProfile, perProfile), (Records, records), (PerName, perName), (traits, null), (EachOrder, await OrdersNaivelyAsync(ledger)), (EachLine, null) })
        {
            var answer = await AskAsync(rebuilt, sql);
            Assert.Equal(expected ?? answer, answer);
            Assert.Equal(answer, await AskAsync(replica, sql));
        }
        Assert.Equal((await ledger.ReadCountersAsync(Stop)).Totals.Profiles.ToString(CultureInfo.InvariantCulture), Assert.Single(await AskAsync(replica, "select count(*) from profile")));
    }

    private static IncomingEvent Said(int gene, string messageId)
    {
        var customer = Genes.Take(ref gene, 6);
        var source = 1 + Genes.Take(ref gene, 2);
        var at = 1_000_000L * (1 + Genes.Take(ref gene, 6));
        var name = new[] { "A", "B", "Order Completed", "Order Updated", "Order Refunded", "Order Cancelled" }[Genes.Take(ref gene, 6)];
        var revenue = new[] { "10.5", "\"3\"", "\"none\"", "0.0001" }[Genes.Take(ref gene, 4)];
        var anonymous = Genes.Take(ref gene, 5);
        var order = Genes.Take(ref gene, 4) is > 0 and var id ? $"\"order_id\":\"{id}\",\"products\":[{{\"product_id\":\"p{id}\"}}]," : "";
        return Make.Event(
            messageId, user: customer == 0 ? null : $"u{customer}", anonymous: customer == 0 || anonymous > 1 ? $"a{anonymous}" : null, at: at, source: source,
            kind: Genes.Take(ref gene, 4) == 0 ? EventKind.Identify : EventKind.Track, traits: Genes.Take(ref gene, 3) == 0 ? [("age", $"{Genes.Take(ref gene, 9)}")] : []) with
        {
            Name = name,
            Body = Encoding.UTF8.GetBytes($$"""{"properties":{{{order}}"revenue":{{revenue}}},"messageId":"{{messageId}}"}"""),
        };
    }

    // Profiles in an order drawn from the gene; of those with several records first, which is what can be taken apart.
    private static async Task<ProfileState[]> PickAsync(ILedger ledger, int gene)
    {
        var random = new Random(gene);
        return [.. (await ReadAllAsync(ledger)).OrderByDescending(profile => Math.Min(2, profile.Records.Count)).ThenBy(_ => random.Next())];
    }

    private static async Task RetractAsync(ILedger ledger, int gene)
    {
        var events = await ledger.ReadEventsAsync(0, 10_000, Stop);
        if (events.Count == 0) return;
        await using var transaction = await ledger.BeginAsync(Stop);
        await transaction.RetractEventsAsync([events[gene % events.Count].Position], Stop);
        await transaction.CommitAsync(Stop);
    }

    private static async Task<(List<string> PerProfile, List<string> Records, List<string> PerName)> NaivelyAsync(ILedger ledger)
    {
        var profiles = (await ReadAllAsync(ledger)).OrderBy(profile => profile.Id.ToString(), StringComparer.Ordinal).ToArray();
        var (perProfile, all) = (new List<string>(), new List<StoredEvent>());
        foreach (var profile in profiles)
        {
            var events = await ledger.ReadTimelineAsync([.. profile.Records.Select(record => record.Id)], null, 10_000, Stop);
            all.AddRange(events);
            perProfile.Add(events.Count == 0
                ? $"{profile.Id} 0 - - - 0"
                : $"{profile.Id} {events.Count} {Sum(events)} {events.Min(said => said.OccurredAtUs)} {events.Max(said => said.OccurredAtUs)} {events.Select(said => said.Name).Distinct().Count()}");
        }
        var records = profiles.SelectMany(profile => profile.Records.Select(record => (record.Id, $"{profile.Id} {record.Id} {record.Key.SourceId}"))).OrderBy(pair => pair.Id).Select(pair => pair.Item2);
        var perName = all.Where(said => said.Kind == EventKind.Track).GroupBy(said => said.Name!).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => $"{group.Key} {group.Count()} {Sum(group)}");
        return (perProfile, [.. records], [.. perName]);
    }

    private static string Sum(IEnumerable<StoredEvent> events)
    {
        var sums = events.Select(Revenue).Where(revenue => revenue is not null).ToArray();
        return sums.Length == 0 ? "-" : sums.Sum()!.Value.ToString("0.####", CultureInfo.InvariantCulture);
    }

    private static decimal? Revenue(StoredEvent said)
    {
        using var body = JsonDocument.Parse(said.Body);
        var revenue = body.RootElement.GetProperty("properties").GetProperty("revenue");
        if (revenue.ValueKind == JsonValueKind.Number) return revenue.GetDecimal();
        return decimal.TryParse(revenue.GetString(), NumberStyles.Number, CultureInfo.InvariantCulture, out var quoted) ? quoted : null;
    }

    private enum Fault
    {
        None,
        Before,
        After,
    }

    /// <summary>Breaks writes off: before them, or after them when they are done and nobody was told, as a kill does.</summary>
    private sealed class Faults
    {
        /// <summary>What befalls the next write.</summary>
        public Fault Next { get; set; }

        /// <summary>Questions that are answered before one is not; none is refused below 0.</summary>
        public int Answered { get; set; } = -1;

        public ColumnStoreOpener Over(ColumnStoreOpener opener) => async (anew, ct) => new Faulty(await opener(anew, ct), this);

        private sealed class Faulty(IColumnStore store, Faults faults) : IColumnStore
        {
            public string Dialect => store.Dialect;

            public ValueTask<ColumnProgress> ReadProgressAsync(CancellationToken ct) => store.ReadProgressAsync(ct);

            public ValueTask<ColumnTable> ReadProfileTableAsync(CancellationToken ct) => store.ReadProfileTableAsync(ct);

            public ValueTask ChangeProfileTableAsync(ColumnTable table, CancellationToken ct) => store.ChangeProfileTableAsync(table, ct);

            public ValueTask<Dictionary<ProfileId, long>?> ReadNumbersAsync(int max, CancellationToken ct) => store.ReadNumbersAsync(max, ct);

            public ValueTask<(IReadOnlyDictionary<ProfileId, long> Known, long Highest)> FindNumbersAsync(IReadOnlyCollection<ProfileId> ids, CancellationToken ct) => store.FindNumbersAsync(ids, ct);

            public async ValueTask WriteAsync(ColumnBatch batch, CancellationToken ct)
            {
                var fault = faults.Next;
                faults.Next = Fault.None;
                if (fault == Fault.Before) throw new ColumnStoreFailedException("cut off before the write");
                await store.WriteAsync(batch, ct);
                if (fault == Fault.After) throw new ColumnStoreFailedException("cut off after the write");
            }

            public ValueTask ClearAsync(long head, CancellationToken ct) => store.ClearAsync(head, ct);

            public ValueTask<bool> FoldAsync(CancellationToken ct) => store.FoldAsync(ct);

            public ValueTask<bool> TierAsync(TierRules rules, long nowUs, CancellationToken ct) => store.TierAsync(rules, nowUs, ct);

            public ValueTask<ColumnRows> QueryAsync(ColumnQuery query, CancellationToken ct) => faults.Answered-- == 0 ? throw new ColumnQueryException("cut off before the question") : store.QueryAsync(query, ct);

            public ValueTask<ViewRows> AskAsync(ViewQuery query, CancellationToken ct) => store.AskAsync(query, ct);

            public ValueTask DisposeAsync() => store.DisposeAsync();
        }
    }
}
