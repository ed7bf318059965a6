namespace Kartoteka.Protocol.Import;

/// <summary>One line of an order, held until the order is whole.</summary>
/// <param name="Row">The row, as a refused one has it, should the order be refused; its reason and detail are then the line's own problem.</param>
/// <param name="Quantity">Pieces or weight; negative for a return.</param>
/// <param name="Price">Price of one, if told.</param>
/// <param name="LineTotal">Price of the line, if told.</param>
/// <param name="Bad">Whether the line itself is at fault.</param>
internal sealed record OrderLine(RefusedRow Row, decimal Quantity, decimal? Price, decimal? LineTotal, bool Bad)
{
    /// <summary>What the line adds to the order's total, without a sign.</summary>
    public decimal Amount => Math.Abs(LineTotal ?? Quantity * (Price ?? 0));
}
