using System.Runtime.CompilerServices;
using System.Text;
using Kartoteka.Domain.Events;
using Kartoteka.Domain.Orders;

namespace Kartoteka.Storage.Columns;

/// <summary>
/// Keeps orders as their steps leave them: of each order that a batch touches the steps so far are read back, folded with the new ones, and its rows
/// replaced. Not thread-safe.
/// </summary>
/// <param name="rememberedMax">Steps above which it is not remembered which orders there are, and each batch asks: three bytes a step, with room for twice as many.</param>
internal sealed class OrderReplica(long rememberedMax)
{
    /// <summary>
    /// Most steps of one order, the first by position: a source that gives all its orders one id would otherwise have everything folded again with each batch.
    /// </summary>
    public const int StepsMax = 1_000;

    private const string Columns = "position, profile, source, record, occurred_at, received_at, message_id, name, properties, utm_source, utm_medium, utm_campaign";
    private const string OfKeys = $"select {Columns} from order_step where order_key in (select number from given)";
    private const string ArchivedKeys = $"select distinct order_key from {ColumnSchema.ArchivedStep} where order_key > $1 order by order_key limit $2";
    private const string ArchivedOfKeys = $"select {Columns} from {ColumnSchema.ArchivedStep} where order_key in (select number from given)";
    private const string Known = "select distinct order_key from order_step where order_key in (select number from given)";
    private const string Steps = "select count(*) from order_step";
    private const string Keys = "select order_key from order_step";

    private const long RememberedMin = 100_000;
    private const string KeysOf = "select distinct order_key from order_step where position in (select number from given)";

    private static readonly int Properties = ColumnSchema.Event.IndexOf("properties");
    private static readonly int[] Campaign = [ColumnSchema.Event.IndexOf("utm_source"), ColumnSchema.Event.IndexOf("utm_medium"), ColumnSchema.Event.IndexOf("utm_campaign")];

    private readonly record struct Taken(OrderStep Step, long Position, long Profile, int SourceId, string Name, long ReceivedAtUs, byte[] Properties, bool IsNew)
    {
        public long Key => ColumnSchema.OrderKey(SourceId, Step.OrderId);
    }

    private KeyFilter? _remembered;
    private bool _areTooMany;
    private readonly List<Taken> _taken = [];
    private readonly ColumnBlock _stepRows = new(ColumnSchema.OrderStep), _orderRows = new(ColumnSchema.Orders), _lineRows = new(ColumnSchema.OrderLine);

    /// <summary>Forgets which orders there are: the store may be another.</summary>
    public void Forget() => (_remembered, _areTooMany) = (null, false);

    /// <summary>Forgets what was added for a batch.</summary>
    public void Begin() => _taken.Clear();

    /// <summary>Whether an event says something of an order.</summary>
    public static bool IsStep(StoredEvent stored) => stored.Kind == EventKind.Track && OrderStep.IsStep(stored.Name);

    /// <summary>Takes an event in, if it is a step.</summary>
    /// <param name="stored">The event.</param>
    /// <param name="profile">The number of its profile at its commit.</param>
    /// <param name="events">Rows of events, of which the last is its own.</param>
    public void Add(StoredEvent stored, long profile, ColumnBlock events)
    {
        if (!IsStep(stored)) return;
        var row = events.Rows - 1;
        var properties = events[Properties].IsNull(row) ? [] : events[Properties].Text(row).ToArray();
        var campaign = new OrderCampaign(Text(events[Campaign[0]], row), Text(events[Campaign[1]], row), Text(events[Campaign[2]], row));
        if (OrderStep.Read(stored.Name!, stored.OccurredAtUs, stored.MessageId, stored.RecordId, properties, campaign) is { } step)
            _taken.Add(new Taken(step, stored.Position, profile, stored.SourceId, stored.Name!, stored.ReceivedAtUs, properties, IsNew: true));
    }

    private static string? Text(ColumnBuffer column, int row) => column.IsNull(row) ? null : Encoding.UTF8.GetString(column.Text(row));

    /// <summary>The batch with the orders that it touches.</summary>
    public async ValueTask<ColumnBatch> FoldAsync(ColumnBatch batch, IColumnStore store, Func<int, ValueTask<Source?>> source, CancellationToken ct)
    {
        var keys = _taken.Select(taken => taken.Key).ToHashSet();
        if (batch.Retracted.Count > 0) await foreach (var key in KeysAsync(store, new ColumnQuery(KeysOf) { Given = batch.Retracted }, ct)) keys.Add(key);
        if (keys.Count == 0) return batch;
        var known = await KnownAsync(store, keys, ct);
        if (known.Count > 0) await ReadAsync(store, OfKeys, known, isNew: false, ct);
        foreach (var rows in (ReadOnlySpan<ColumnBlock>)[_stepRows, _orderRows, _lineRows]) rows.Clear();
        var retracted = batch.Retracted.ToHashSet();
        var moved = batch.Moves.ToDictionary(move => move.RecordId, move => move.Profile);
        // A step that is there already, from the archive, may come from the ledger once more.
        foreach (var steps in _taken.Where(taken => !retracted.Contains(taken.Position)).OrderBy(taken => taken.IsNew).DistinctBy(taken => taken.Position).GroupBy(taken => (taken.SourceId, taken.Step.OrderId)))
        {
            Taken[] kept = [.. steps.OrderBy(taken => taken.Position).Take(StepsMax)];
            foreach (var taken in kept.Where(taken => taken.IsNew)) WriteStep(taken);
            var order = OrderFold.Fold(kept.Select(taken => taken.Step));
            var profile = moved.TryGetValue(order.RecordId, out var now) ? now : kept.Last(taken => taken.Step.RecordId == order.RecordId).Profile;
            Write(order, kept[0], profile, await source(steps.Key.SourceId));
        }
        return batch with
        {
            // Most orders of a batch are new, and to look for their rows would read the whole of two tables.
            OrdersReplaced = _taken.Where(taken => !taken.IsNew).Select(taken => taken.Key).ToHashSet(),
            OrderSteps = _stepRows.Rows > 0 ? _stepRows : null,
            Orders = _orderRows.Rows > 0 ? _orderRows : null,
            OrderLines = _lineRows.Rows > 0 ? _lineRows : null,
        };
    }

    // Most orders are new, which is mostly remembered; of the rest one column tells it sooner than all of them.
    private async ValueTask<HashSet<long>> KnownAsync(IColumnStore store, HashSet<long> keys, CancellationToken ct)
    {
        if (!_areTooMany && (_remembered is null || _remembered.Count > _remembered.Capacity)) await RememberAsync(store, ct);
        List<long> asked = [.. keys.Where(key => _remembered?.MayHave(key) ?? true)];
        // Before they are written: what is not written after all is asked for in vain, and that is all.
        foreach (var key in keys) _remembered?.Add(key);
        var known = new HashSet<long>();
        if (asked.Count > 0) await foreach (var key in KeysAsync(store, new ColumnQuery(Known) { Given = asked }, ct)) known.Add(key);
        return known;
    }

    private async ValueTask RememberAsync(IColumnStore store, CancellationToken ct)
    {
        var steps = 0L;
        await foreach (var count in KeysAsync(store, new ColumnQuery(Steps), ct)) steps = count;
        // Trusted only when it is whole: an order that it does not know would be folded without its earlier steps.
        var filter = steps > rememberedMax ? null : new KeyFilter(Math.Max(RememberedMin, steps * 2));
        if (filter is not null) await foreach (var key in KeysAsync(store, new ColumnQuery(Keys), ct)) filter.Add(key);
        (_remembered, _areTooMany) = (filter, filter is null);
    }

    /// <summary>Orders that are folded at once when steps come back from the archive.</summary>
    private const int RestoredAtOnce = 5_000;

    /// <summary>Batches with the orders whose steps the archive has and the ledger gave no more; each is to be written before the next is asked for.</summary>
    public async IAsyncEnumerable<ColumnBatch> RestoreAsync(ColumnProgress progress, IColumnStore store, Func<int, ValueTask<Source?>> source, [EnumeratorCancellation] CancellationToken ct)
    {
        var after = long.MinValue;
        while (true)
        {
            var keys = new List<long>();
            await foreach (var key in KeysAsync(store, new ColumnQuery(ArchivedKeys, after, (long)RestoredAtOnce), ct)) keys.Add(key);
            if (keys.Count == 0) yield break;
            Begin();
            await ReadAsync(store, ArchivedOfKeys, keys, isNew: true, ct);
            yield return await FoldAsync(new ColumnBatch { Progress = progress }, store, source, ct);
            after = keys[^1];
        }
    }

    private static async IAsyncEnumerable<long> KeysAsync(IColumnStore store, ColumnQuery query, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var rows = await store.QueryAsync(query, ct);
        while (await rows.ReadAsync(ct))
        {
            for (var row = 0; row < rows.Count; row++) yield return rows.Whole(0)[row];
        }
    }

    private async ValueTask ReadAsync(IColumnStore store, string sql, IReadOnlyCollection<long> keys, bool isNew, CancellationToken ct)
    {
        await using var rows = await store.QueryAsync(new ColumnQuery(sql) { Given = keys }, ct);
        while (await rows.ReadAsync(ct))
        {
            for (var row = 0; row < rows.Count; row++)
            {
                var (properties, name) = (rows.Text(8, row).ToArray(), Text(7));
                var campaign = new OrderCampaign(Optional(9), Optional(10), Optional(11));
                var step = OrderStep.Read(name, rows.Whole(4)[row], Text(6), rows.Whole(3)[row], properties, campaign)!;
                _taken.Add(new Taken(step, rows.Whole(0)[row], rows.Whole(1)[row], (int)rows.Whole(2)[row], name, rows.Whole(5)[row], properties, isNew));

                string Text(int column) => Encoding.UTF8.GetString(rows.Text(column, row));
                string? Optional(int column) => rows.IsNull(column, row) ? null : Text(column);
            }
        }
    }

    private void WriteStep(Taken taken)
    {
        var (step, rows) = (taken.Step, _stepRows);
        rows[0].Add(taken.Position);
        rows[1].Add(taken.Key);
        rows[2].Add(taken.SourceId);
        rows[3].Add(step.OrderId);
        rows[4].Add(step.RecordId);
        rows[5].Add(taken.Profile);
        rows[6].Add(step.OccurredAtUs);
        rows[7].Add(taken.ReceivedAtUs);
        rows[8].Add(step.MessageId);
        rows[9].Add(taken.Name);
        rows[10].Add(taken.Properties);
        rows[11].Add(step.Campaign.Source);
        rows[12].Add(step.Campaign.Medium);
        rows[13].Add(step.Campaign.Name);
        rows.EndRow();
    }

    private void Write(Order order, Taken first, long profile, Source? source)
    {
        var (rows, key) = (_orderRows, first.Key);
        rows[0].Add(key);
        rows[1].Add(first.SourceId);
        rows[2].Add(first.Step.OrderId);
        rows[3].Add(order.RecordId);
        rows[4].Add(profile);
        if (source is not null) rows[5].Add(source.BrandId);
        if (source is not null) rows[6].Add(source.LegalEntityId);
        rows[7].Add(source?.Kind);
        rows[8].Add(order.OrderedAtUs);
        rows[9].Add(order.UpdatedAtUs);
        rows[10].Add(StatusWord(order.Status));
        rows[11].Add(order.StateWord);
        rows[12].Add(order.Currency);
        rows[13].Add(Money(order.Gross));
        if (order.Discount is { } discount) rows[14].Add(Money(discount));
        if (order.Shipping is { } shipping) rows[15].Add(Money(shipping));
        if (order.Tax is { } tax) rows[16].Add(Money(tax));
        rows[17].Add(Money(order.Returned));
        rows[18].Add(Money(order.Net));
        rows[19].Add((double)order.Quantity);
        rows[20].Add(order.Lines.Count);
        rows[21].Add(order.Coupon);
        rows[22].Add(order.Campaign.Source);
        rows[23].Add(order.Campaign.Medium);
        rows[24].Add(order.Campaign.Name);
        rows[25].Add(order.IsReturnOnly);
        rows.EndRow();
        for (var i = 0; i < order.Lines.Count; i++) WriteLine(order, i, first, profile, source);
    }

    private void WriteLine(Order order, int number, Taken first, long profile, Source? source)
    {
        var (line, rows) = (order.Lines[number], _lineRows);
        rows[0].Add(first.Key);
        rows[1].Add(first.SourceId);
        rows[2].Add(first.Step.OrderId);
        rows[3].Add(number + 1);
        rows[4].Add(order.RecordId);
        rows[5].Add(profile);
        if (source is not null) rows[6].Add(source.BrandId);
        if (source is not null) rows[7].Add(source.LegalEntityId);
        rows[8].Add(source?.Kind);
        rows[9].Add(order.OrderedAtUs);
        rows[10].Add(StatusWord(order.Status));
        rows[11].Add(order.Currency);
        rows[12].Add(line.Product.ProductId);
        rows[13].Add(line.Product.Name);
        rows[14].Add(line.Product.Category);
        rows[15].Add(line.Product.Brand);
        rows[16].Add(line.Product.Variant);
        rows[17].Add((double)line.Quantity);
        if (line.Price is { } price) rows[18].Add(Money(price));
        rows[19].Add(Money(line.Gross));
        rows[20].Add((double)line.ReturnedQuantity);
        rows[21].Add(Money(line.Returned));
        rows[22].Add(Money(line.Net));
        rows.EndRow();
    }

    private static long Money(decimal value) => (long)(value * 10_000m);

    private static string StatusWord(OrderStatus status) => status switch
    {
        OrderStatus.Placed => "placed",
        OrderStatus.Completed => "completed",
        OrderStatus.Cancelled => "cancelled",
        OrderStatus.Returned => "returned",
        _ => "partly_returned",
    };
}
