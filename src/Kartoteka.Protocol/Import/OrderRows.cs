using System.Text.Json;

namespace Kartoteka.Protocol.Import;

/// <summary>
/// One <c>Order Completed</c> (Segment's e-commerce specification) for the consecutive rows of one order id. Negative quantities, and orders
/// whose id is <see cref="ImportOptions.CancellationPrefix"/> and digits, make an <c>Order Refunded</c> with positive numbers.
/// </summary>
/// <remarks>
/// Memory is constant, so lines are gathered only while they follow each other: sort the file by order id. Lines of an order that was already
/// written (among the last <see cref="ImportLimits.OrdersRemembered"/>, or above <see cref="ImportLimits.OrderLinesMax"/> lines) make an
/// <c>Order Updated</c> with <c>partial: true</c> that holds these lines only: a reader adds them to what it knows.
/// The message id is <c>order:</c> or <c>refund:</c>, the order id and a hash of customer, time and lines, so a second import of the file
/// counts nothing twice. One bad line refuses its whole order, the others as <c>order_incomplete</c>: once mended, all of it is imported
/// from the file of refused rows. The customer is the first one that a line names.
/// </remarks>
public sealed partial class OrderRows : ImportRows
{
    private readonly Queue<(byte[]? Event, RefusedRow? Refused, IReadOnlyList<OrderLine> Lines)> _ready = new();
    private readonly List<OrderLine> _lines = [];
    private readonly List<RefusedRow> _strays = [];
    private readonly Dictionary<string, int> _columns = new(StringComparer.Ordinal);
    private readonly List<RowField> _further = [];
    private readonly List<RowField> _identifiers = [];
    private readonly RecentOrders _recent = new();
    private IReadOnlyList<OrderLine> _linesOfEvent = [];
    private string _orderId = "";
    private int _planned;
    private int _chars;
    private ImportPosition _start;
    private ImportPosition _checkpoint;
    private bool _ended;

    /// <summary>See <see cref="ImportRows.Create"/>.</summary>
    public OrderRows(TableReader reader, ImportMapping mapping, ImportOptions options) : base(reader, mapping, options)
    {
        Plan();
        _checkpoint = reader.Next;
    }

    /// <inheritdoc />
    public override ImportPosition Checkpoint => _checkpoint;

    /// <inheritdoc />
    public override bool IsSettled => _ready.Count == 0;

    /// <inheritdoc />
    public override IReadOnlyList<RefusedRow> RefuseEvent(string reason, string detail) =>
        [.. _linesOfEvent.Select(line => line.Row with { Reason = reason, Detail = detail })];

    /// <inheritdoc />
    public override bool Read()
    {
        (Event, Refused) = (default, null);
        while (_ready.Count == 0)
        {
            if (_ended) return false;
            Gather();
        }
        (var body, Refused, _linesOfEvent) = _ready.Dequeue();
        if (Refused is null) RowsAccepted += _linesOfEvent.Count;
        else RowsRefused++;
        Event = body;
        // Until the last event of an order is out, resuming must start with the order's first row.
        if (_ready.Count == 0) _checkpoint = _lines.Count > 0 ? _start : Reader.Next;
        return true;
    }

    private void Plan()
    {
        Mapping.Extend(Reader.Columns);
        for (; _planned < Mapping.Targets.Count; _planned++)
        {
            if (Mapping.Targets[_planned] is not { } target) continue;
            if (ImportFields.IsIdentifier(target)) _identifiers.Add(new RowField(_planned, target, JsonEncodedText.Encode(target), false));
            else if (IsOrderField(target)) _columns[target] = _planned;
            else _further.Add(new RowField(_planned, target, JsonEncodedText.Encode(target), Mapping.IsNumeric(_planned)));
        }
    }

    private static bool IsOrderField(string target) => target is ImportFields.OrderId or ImportFields.Customer or ImportFields.OrderedAt
        or ImportFields.Sku or ImportFields.ProductName or ImportFields.Quantity or ImportFields.Price or ImportFields.LineTotal
        or ImportFields.Total or ImportFields.Revenue or ImportFields.Currency or "category" or "brand" or "shipping" or "tax" or "discount";

    /// <summary>Reads until something is ready or the file ends.</summary>
    private void Gather()
    {
        while (_ready.Count == 0 && Reader.ReadRow())
        {
            RowsRead++;
            var row = Reader.Row;
            if (Reader.Columns.Count > _planned) Plan();
            var id = CleanId(Cell(row, ImportFields.OrderId));
            var problem = row.Problem ?? (id.IsEmpty ? new RowProblem(RefusalReasons.NoOrderId, "The row does not name its order.") : null);
            if (problem is not null) Stray(row, problem, id);
            else TakeLine(row, id);
        }
        if (_ready.Count > 0) return;
        _ended = true;
        Close();
    }

    private void TakeLine(TableRow row, ReadOnlySpan<char> id)
    {
        if (_lines.Count > 0 && !id.SequenceEqual(_orderId)) Close();
        if (_lines.Count == 0) (_orderId, _start, _chars) = (id.ToString(), row.Position, 0);
        _lines.Add(ReadLine(row));
        _chars += _lines[^1].Row.Raw.Length;
        if (_lines.Count >= ImportLimits.OrderLinesMax || _chars >= ImportLimits.OrderCharsMax) Close();
    }

    /// <summary>A row that cannot be split waits for the order around it, so that a checkpoint never falls behind it. If it shows the id, the order lacks a line.</summary>
    private void Stray(TableRow row, RowProblem problem, ReadOnlySpan<char> id)
    {
        var refused = row.Refuse(problem.Reason, problem.Detail);
        if (_lines.Count == 0) _ready.Enqueue((null, refused, []));
        else if (id.SequenceEqual(_orderId)) _lines.Add(new OrderLine(refused, 0, null, null, Bad: true));
        else _strays.Add(refused);
        _chars += refused.Raw.Length;
        if (_strays.Count + _lines.Count >= ImportLimits.OrderLinesMax || _chars >= ImportLimits.OrderCharsMax) Close();
    }

    private OrderLine ReadLine(TableRow row)
    {
        RowProblem? problem = null;
        decimal? Number(string field, TableRow from)
        {
            var reading = NumberText.TryRead(Cell(from, field), Options.DecimalSeparator, out var number);
            if (reading is NumberReading.Bad or NumberReading.Ambiguous)
                problem ??= RowProblems.Number(reading, Reader.Columns[_columns[field]], Cell(from, field));
            // Beyond this no shop sells; products of two such numbers still fit a decimal.
            else if (Math.Abs(number) > 1_000_000_000_000m)
                problem ??= new RowProblem(RefusalReasons.BadNumber, $"{Reader.Columns[_columns[field]]}: the number is above 10^12.");
            return reading == NumberReading.Good ? number : null;
        }
        var (quantity, price, total) = (Number(ImportFields.Quantity, row), Number(ImportFields.Price, row), Number(ImportFields.LineTotal, row));
        foreach (var field in MoneyFields) Number(field, row);
        var refused = row.Refuse(problem?.Reason ?? RefusalReasons.OrderIncomplete, problem?.Detail ?? "");
        return problem is null
            ? new OrderLine(refused, quantity ?? 1, price, total, Bad: false)
            : new OrderLine(refused, 0, null, null, Bad: true);
    }

    private ReadOnlySpan<char> Cell(TableRow row, string field) => _columns.TryGetValue(field, out var column) ? row[column].Trim() : [];

    /// <summary>The first value of an order's lines in a column.</summary>
    private string First(int column)
    {
        foreach (var line in _lines)
            if (column < line.Row.Fields.Count && !string.IsNullOrWhiteSpace(line.Row.Fields[column])) return line.Row.Fields[column].Trim();
        return "";
    }

    private string First(string field) => _columns.TryGetValue(field, out var column) ? First(column) : "";
}
