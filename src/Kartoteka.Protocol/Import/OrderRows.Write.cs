using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Kartoteka.Protocol.Import;

public sealed partial class OrderRows
{
    private const int MessageOrderIdCharsMax = 60; // Segment's message ids stay below 100 characters.
    private static readonly string[] MoneyFields = [ImportFields.Total, ImportFields.Revenue, "shipping", "tax", "discount"];
    private readonly StringBuilder _content = new();

    private void Close()
    {
        if (_lines.Count > 0) CloseOrder();
        _lines.Clear();
        foreach (var stray in _strays) _ready.Enqueue((null, stray, []));
        _strays.Clear();
    }

    private void CloseOrder()
    {
        if (_lines.Find(line => line.Bad) is { } bad)
        {
            RefuseOrder(RefusalReasons.OrderIncomplete, $"Line {bad.Row.Line} of the same order was refused.");
            return;
        }
        var customer = CleanId(First(ImportFields.Customer)).ToString();
        if (customer.Length == 0 && !_identifiers.Exists(field => First(field.Column).Length > 0))
        {
            if (Options.AnonymousCustomers == AnonymousCustomers.Skip) RowsSkipped += _lines.Count;
            else RefuseOrder(RefusalReasons.NoCustomer, "The order does not name its customer.");
            return;
        }
        if (Conflict(customer) is { } other)
        {
            RefuseOrder(RefusalReasons.CustomerConflict, $"The order names the customers '{customer}' and '{other}'.");
            return;
        }
        var time = First(ImportFields.OrderedAt);
        var reading = DateText.TryReadUtc(time, Options, out var utc);
        if (reading != DateReading.Good)
        {
            var problem = RowProblems.Date(reading, Reader.Columns[_columns[ImportFields.OrderedAt]], time);
            RefuseOrder(problem.Reason, problem.Detail);
            return;
        }
        var cancelled = IsCancellation(_orderId);
        var partial = !_recent.Add(_orderId);
        WriteOrder(customer, utc, [.. _lines.Where(line => line.Quantity >= 0 && !cancelled)], partial, refund: false);
        WriteOrder(customer, utc, [.. _lines.Where(line => line.Quantity < 0 || cancelled)], partial, refund: true);
    }

    private bool IsCancellation(string id) => Options.CancellationPrefix is { Length: > 0 } prefix && id.Length > prefix.Length
        && id.StartsWith(prefix, StringComparison.Ordinal) && id.AsSpan(prefix.Length).IndexOfAnyExceptInRange('0', '9') < 0;

    private void RefuseOrder(string reason, string detail)
    {
        foreach (var line in _lines)
            _ready.Enqueue((null, line.Bad ? line.Row : line.Row with { Reason = reason, Detail = detail }, []));
    }

    private string? Conflict(string customer)
    {
        if (!_columns.TryGetValue(ImportFields.Customer, out var column)) return null;
        foreach (var line in _lines)
        {
            var named = CleanId(line.Row.Fields[column]);
            if (!named.IsEmpty && !named.SequenceEqual(customer)) return named.ToString();
        }
        return null;
    }

    private void WriteOrder(string customer, DateTime utc, List<OrderLine> lines, bool partial, bool refund)
    {
        if (lines.Count == 0) return;
        BeginEvent();
        Json.WriteString(JsonNames.Type, "track"u8);
        Json.WriteString(JsonNames.MessageId, MessageId(customer, utc, lines, refund));
        if (customer.Length > 0) Json.WriteString(JsonNames.UserId, customer);
        Json.WriteString(JsonNames.Event, refund ? "Order Refunded" : partial ? "Order Updated" : "Order Completed");
        WriteUtc(JsonNames.Timestamp, utc);
        WriteContext();
        Json.WriteStartObject(JsonNames.Properties);
        Json.WriteString(JsonNames.OrderId, _orderId);
        WriteMoney(lines, whole: lines.Count == _lines.Count && !partial);
        if (partial && !refund) Json.WriteBoolean(JsonNames.Partial, true);
        foreach (var field in _further)
            if (First(field.Column) is { Length: > 0 } text) RowFields.Write(Json, field, text, isJson: false);
        WriteProducts(lines);
        Json.WriteEndObject();
        _ready.Enqueue((EndEvent().ToArray(), null, lines));
    }

    private void WriteContext()
    {
        var open = false;
        var written = new HashSet<string>(StringComparer.Ordinal);
        foreach (var field in _identifiers)
        {
            if (First(field.Column) is not { Length: > 0 } text || !written.Add(field.Target)) continue;
            if (!open)
            {
                Json.WriteStartObject(JsonNames.Context);
                Json.WriteStartObject(JsonNames.Traits);
            }
            open = true;
            Json.WriteString(field.Name, text);
        }
        if (!open) return;
        Json.WriteEndObject();
        Json.WriteEndObject();
    }

    /// <summary>The file's own figures where the event holds the whole order, else sums of its lines. Revenue leaves out shipping and tax.</summary>
    private void WriteMoney(List<OrderLine> lines, bool whole)
    {
        var money = whole ? Array.ConvertAll(MoneyFields, field => Money(First(field))) : new decimal?[MoneyFields.Length];
        var total = money[0] is { } stated ? Math.Abs(stated) : lines.Sum(line => line.Amount);
        Json.WriteNumber(JsonNames.Total, total);
        Json.WriteNumber(JsonNames.Revenue, money[1] is { } revenue ? Math.Abs(revenue) : total - (money[2] ?? 0) - (money[3] ?? 0));
        for (var i = 2; i < money.Length; i++)
            if (money[i] is { } amount) Json.WriteNumber(MoneyFields[i], amount);
        var currency = First(ImportFields.Currency) is { Length: > 0 } named ? named : Options.Currency;
        if (currency is not null) Json.WriteString(JsonNames.Currency, currency);
    }

    private decimal? Money(string text) =>
        NumberText.TryRead(text, Options.DecimalSeparator, out var number) == NumberReading.Good ? number : null;

    private void WriteProducts(List<OrderLine> lines)
    {
        if (!_columns.ContainsKey(ImportFields.Sku) && !_columns.ContainsKey(ImportFields.ProductName)) return;
        Json.WriteStartArray(JsonNames.Products);
        foreach (var line in lines)
        {
            Json.WriteStartObject();
            WriteText(JsonNames.Sku, line, ImportFields.Sku);
            WriteText(JsonNames.Name, line, ImportFields.ProductName);
            WriteText(JsonNames.Category, line, "category");
            WriteText(JsonNames.Brand, line, "brand");
            Json.WriteNumber(JsonNames.Quantity, Math.Abs(line.Quantity));
            if (line.Price is { } price) Json.WriteNumber(JsonNames.Price, price);
            else if (line is { LineTotal: { } amount, Quantity: not 0 })
                Json.WriteNumber(JsonNames.Price, decimal.Round(Math.Abs(amount / line.Quantity), 4));
            Json.WriteEndObject();
        }
        Json.WriteEndArray();
    }

    private void WriteText(JsonEncodedText name, OrderLine line, string field)
    {
        if (Text(line, field) is { Length: > 0 } text) Json.WriteString(name, text);
    }

    private string Text(OrderLine line, string field) =>
        _columns.TryGetValue(field, out var column) && column < line.Row.Fields.Count ? line.Row.Fields[column].Trim() : "";

    /// <summary>
    /// The event's name is left out on purpose: after an interruption the order may be seen as new or as continued, and must be counted once.
    /// </summary>
    private string MessageId(string customer, DateTime utc, List<OrderLine> lines, bool refund)
    {
        _content.Clear().Append(customer).Append('\u001f').Append(utc.Ticks);
        foreach (var field in _identifiers) _content.Append('\u001f').Append(First(field.Column));
        foreach (var line in lines)
        {
            _content.Append('\u001e').Append(Text(line, ImportFields.Sku)).Append('\u001f').Append(Text(line, ImportFields.ProductName));
            foreach (var number in (ReadOnlySpan<decimal?>)[line.Quantity, line.Price, line.LineTotal])
                _content.Append('\u001f').Append(CultureInfo.InvariantCulture, $"{number}");
        }
        _content.Append('\u001e').Append(First(ImportFields.Total));
        var hash = Hash(_content.ToString())[..16];
        var order = _orderId.Length <= MessageOrderIdCharsMax ? _orderId : Hash(_orderId)[..32];
        return $"{(refund ? "refund" : "order")}:{order}:{hash}";
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
