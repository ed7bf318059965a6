namespace Kartoteka.Domain.Orders;

/// <summary>What came back of an order: refunds name lines, an amount, both, or nothing, which is all of it.</summary>
internal sealed class OrderReturns
{
    private sealed class Line(OrderStepLine ordered, decimal gross)
    {
        public OrderStepLine Ordered => ordered;

        public decimal Gross => gross;

        public decimal ReturnedQuantity { get; set; }

        public decimal Returned { get; set; }

        public decimal Left => Math.Max(0, ordered.Quantity - ReturnedQuantity);

        public decimal Unit => OrderFold.Fit(ordered.Price ?? (ordered.Quantity == 0 ? 0 : gross / ordered.Quantity));
    }

    private readonly decimal _gross;
    private readonly List<Line> _lines;
    private decimal _returned;
    private bool _isWhole;

    public OrderReturns(decimal gross, IReadOnlyList<OrderStepLine> lines)
    {
        _gross = gross;
        var shares = OrderFold.Share(gross, lines.Any(line => line.Amount > 0) ? [.. lines.Select(line => line.Amount)] : [.. lines.Select(line => line.Quantity)]);
        _lines = [.. lines.Select((line, i) => new Line(line, shares[i]))];
    }

    /// <summary>Takes a refund in.</summary>
    public void Take(OrderStep refund)
    {
        if (refund.Lines.Count == 0 && refund.Amount is null) _isWhole = true;
        else if (refund.Lines.All(line => line.Quantity == 0)) Give(Math.Abs(refund.Amount ?? 0), _lines, [.. _lines.Select(line => line.Gross - line.Returned)]);
        else TakeLines(refund);
    }

    private void TakeLines(OrderStep refund)
    {
        var (lines, weights) = (new List<Line>(), new List<decimal>());
        foreach (var returned in refund.Lines)
        {
            var left = Math.Abs(returned.Quantity);
            if (left == 0) continue;
            // Of several lines of one product the first that has some left gives it back; what is over belongs to the last of them.
            var same = _lines.FindAll(line => IsSame(line.Ordered.Product, returned.Product));
            if (same.Count == 0)
            {
                same.Add(new Line(returned with { Quantity = 0 }, 0));
                _lines.Add(same[0]);
            }
            for (var i = 0; i < same.Count && left > 0; i++)
            {
                var quantity = i == same.Count - 1 ? left : Math.Min(left, same[i].Left);
                if (quantity == 0) continue;
                same[i].ReturnedQuantity += quantity;
                left -= quantity;
                lines.Add(same[i]);
                weights.Add(quantity * Math.Abs(returned.Price ?? same[i].Unit));
            }
        }
        Give(Math.Abs(refund.Amount ?? OrderFold.Fit(weights.Sum())), lines, weights);
    }

    private void Give(decimal amount, IReadOnlyList<Line> lines, IReadOnlyList<decimal> weights)
    {
        _returned = OrderFold.Fit(_returned + amount);
        var shares = OrderFold.Share(amount, weights);
        for (var i = 0; i < lines.Count; i++) lines[i].Returned = OrderFold.Fit(lines[i].Returned + shares[i]);
    }

    /// <summary>Whether nothing is left.</summary>
    public bool IsWhole(decimal returned) => _isWhole || (returned > 0 && returned >= _gross);

    /// <summary>What was given back in all, and the lines.</summary>
    public (decimal Returned, IReadOnlyList<OrderLine> Lines) End(bool isCancelled)
    {
        if (_isWhole)
        {
            _returned = Math.Max(_gross, _returned);
            var shares = OrderFold.Share(_returned, [.. _lines.Select(line => line.Gross)]);
            for (var i = 0; i < _lines.Count; i++) (_lines[i].ReturnedQuantity, _lines[i].Returned) = (Math.Max(_lines[i].ReturnedQuantity, _lines[i].Ordered.Quantity), shares[i]);
        }
        return (_returned, [.. _lines.Select(line => new OrderLine(line.Ordered.Product, line.Ordered.Quantity, line.Ordered.Price, line.Gross, line.ReturnedQuantity, line.Returned, isCancelled ? 0 : line.Gross - line.Returned))]);
    }

    private static bool IsSame(OrderedProduct one, OrderedProduct other) =>
        one.ProductId is null || other.ProductId is null ? one.Name is not null && one.Name == other.Name : one.ProductId == other.ProductId;
}
