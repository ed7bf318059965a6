namespace Kartoteka.Domain.Orders;

/// <summary>
/// Works an order out of its steps. However they arrive (late, twice, in any order) the same steps give the same order: they are gone through by the
/// time at which they took place, those of one moment by message id.
/// </summary>
public static class OrderFold
{
    private const decimal MoneyMax = 99_999_999_999_999.9999m;

    /// <summary>Folds.</summary>
    /// <param name="steps">Steps of one order, at least one, each any number of times.</param>
    public static Order Fold(IEnumerable<OrderStep> steps)
    {
        OrderStep[] ordered = [.. steps.DistinctBy(step => (step.OccurredAtUs, step.MessageId)).OrderBy(step => step.OccurredAtUs).ThenBy(step => step.MessageId, StringComparer.Ordinal)];
        var stated = new StatedOrder();
        foreach (var step in ordered) stated.Take(step);
        var isCancelled = stated.CancelledAtUs is not null;
        // What was cancelled is all that is known of the order: it says what the order was.
        if (!stated.IsKnown && isCancelled) stated.State(ordered.First(step => step.Kind == OrderStepKind.Cancelled));
        var gross = Fit(stated.Gross);
        var returns = new OrderReturns(gross, stated.Lines);
        foreach (var refund in ordered.Where(step => step.Kind == OrderStepKind.Refunded)) returns.Take(refund);
        var (returned, lines) = returns.End(isCancelled);
        var completed = Array.Find(ordered, step => step.Kind == OrderStepKind.Completed);
        var owner = completed ?? Array.Find(ordered, step => step.Kind is OrderStepKind.Updated or OrderStepKind.Extended) ?? ordered[0];
        var isReturnOnly = !stated.IsKnown && !isCancelled;
        return new Order
        {
            RecordId = owner.RecordId,
            OrderedAtUs = completed?.OccurredAtUs ?? ordered[0].OccurredAtUs,
            UpdatedAtUs = ordered[^1].OccurredAtUs,
            Status = isCancelled ? OrderStatus.Cancelled
                : isReturnOnly || returns.IsWhole(returned) ? OrderStatus.Returned
                : returned != 0 || lines.Any(line => line.ReturnedQuantity > 0) ? OrderStatus.PartlyReturned
                : completed is null ? OrderStatus.Placed : OrderStatus.Completed,
            StateWord = Last(ordered, step => step.StateWord),
            Currency = Last(ordered, step => step.Currency),
            Coupon = Last(ordered, step => step.Coupon),
            Campaign = ordered.Select(step => step.Campaign).FirstOrDefault(campaign => campaign != default),
            Gross = gross,
            Discount = stated.Discount,
            Shipping = stated.Shipping,
            Tax = stated.Tax,
            Returned = returned,
            Net = isCancelled ? 0 : Fit(gross - returned),
            IsReturnOnly = isReturnOnly,
            Lines = lines,
        };
    }

    /// <summary>Divides an amount by weights, to four decimals, so that the parts add up to it; by equal parts where all weigh nothing.</summary>
    internal static decimal[] Share(decimal amount, IReadOnlyList<decimal> weights)
    {
        decimal[] positive = [.. weights.Select(weight => Math.Max(0, weight))];
        var rest = positive.Sum();
        if (rest == 0) (positive, rest) = ([.. weights.Select(_ => 1m)], weights.Count);
        var parts = new decimal[positive.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            // Of what is left, by the weight that is left: the last with a weight takes all of it.
            parts[i] = positive[i] == 0 ? 0 : positive[i] >= rest ? amount : Round(amount * (positive[i] / rest));
            amount -= parts[i];
            rest -= positive[i];
        }
        return parts;
    }

    internal static decimal Round(decimal value) => decimal.Round(value, 4, MidpointRounding.AwayFromZero);

    /// <summary>Money as the columns can hold it.</summary>
    internal static decimal Fit(decimal value) => Math.Clamp(Round(value), -MoneyMax, MoneyMax);

    private static string? Last(OrderStep[] ordered, Func<OrderStep, string?> word) => ordered.Select(word).LastOrDefault(said => said is not null);
}

/// <summary>What the steps so far state of an order, but for what came back.</summary>
internal sealed class StatedOrder
{
    private decimal? _amount, _discount, _addedDiscount;
    private decimal _listed, _added;

    /// <summary>What was ordered.</summary>
    public List<OrderStepLine> Lines { get; private set; } = [];

    /// <summary>Whether anything but refunds and cancellations is known.</summary>
    public bool IsKnown { get; private set; }

    /// <summary>When it was cancelled; null when it was not, or was completed again later.</summary>
    public long? CancelledAtUs { get; private set; }

    /// <summary>Shipping.</summary>
    public decimal? Shipping { get; private set; }

    /// <summary>Tax.</summary>
    public decimal? Tax { get; private set; }

    /// <summary>Discount.</summary>
    public decimal? Discount => Plus(_discount, _addedDiscount);

    /// <summary>What is stated, else what the lines come to less the discount; and what was added.</summary>
    public decimal Gross => OrderFold.Fit(_amount ?? Math.Max(0, _listed - (_discount ?? 0))) + _added;

    /// <summary>Goes on by a step.</summary>
    public void Take(OrderStep step)
    {
        switch (step.Kind)
        {
            case OrderStepKind.Completed:
                if (step.OccurredAtUs > CancelledAtUs) CancelledAtUs = null;
                IsKnown = true;
                State(step);
                break;
            case OrderStepKind.Updated:
                IsKnown = true;
                State(step);
                break;
            case OrderStepKind.Extended:
                IsKnown = true;
                Extend(step);
                break;
            case OrderStepKind.Cancelled:
                CancelledAtUs = step.OccurredAtUs;
                break;
        }
    }

    /// <summary>What a step names takes the place of what was known. Whoever names products or an amount says what the whole comes to.</summary>
    public void State(OrderStep step)
    {
        if (step.Amount is not null || step.Lines.Count > 0)
        {
            (_amount, _added, _addedDiscount) = (step.Amount, 0, null);
            if (step.Lines.Count > 0) (Lines, _listed) = ([.. step.Lines], Listed(step));
        }
        _discount = step.Discount ?? _discount;
        Shipping = step.Shipping ?? Shipping;
        Tax = step.Tax ?? Tax;
    }

    private void Extend(OrderStep step)
    {
        Lines.AddRange(step.Lines);
        _added = OrderFold.Fit(_added + (step.Amount ?? Math.Max(0, Listed(step) - (step.Discount ?? 0))));
        _addedDiscount = Plus(_addedDiscount, step.Discount);
        (Shipping, Tax) = (Plus(Shipping, step.Shipping), Plus(Tax, step.Tax));
    }

    private static decimal Listed(OrderStep step) => OrderFold.Fit(step.Lines.Sum(line => line.Amount));

    private static decimal? Plus(decimal? one, decimal? other) => one is null && other is null ? null : OrderFold.Fit((one ?? 0) + (other ?? 0));
}
