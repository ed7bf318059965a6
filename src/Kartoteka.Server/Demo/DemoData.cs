using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kartoteka.Protocol.Import;

namespace Kartoteka.Server.Demo;

/// <summary>One event of the demo: JSON as a client would send it, and the source that sends it.</summary>
internal readonly record struct DemoEvent(string Source, byte[] Json);

/// <summary>
/// Turns the files of the demo into events. The people are made and have four systems of origin; the purchases are real (UCI Online
/// Retail, CC BY 4.0; see demo/NOTICE.md). The n-th customer of the purchases is the n-th person of the online shop. Visits and mailings
/// around the purchases are made: see <see cref="DemoVisits"/>.
/// </summary>
internal sealed class DemoData(string folder, DateTimeOffset now)
{
    private static readonly DateTimeOffset LastPurchase = new(2011, 12, 9, 12, 50, 0, TimeSpan.Zero);

    private static readonly (string Column, string Trait)[] Traits =
    [
        ("surname", "lastName"), ("first_name", "firstName"), ("patronymic", "middleName"), ("gender", "gender"), ("birth_date", "birthday"),
        ("phone", "phone"), ("email", "email"), ("inn", "inn"), ("company", "company"),
    ];

    // Cyrillic as it is: escaped, it would take three times the room.
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // Whole weeks keep the days of the week, which a shop's purchases follow.
    private readonly TimeSpan _shift = TimeSpan.FromDays(7 * Math.Floor((now - LastPurchase).TotalDays / 7));

    private readonly DemoVisits _visits = new(now);

    /// <summary>Rows of all files, for the progress bar.</summary>
    public static int RowsExpected => 10_000 + 541_909;

    /// <summary>Rows read so far.</summary>
    public int RowsRead { get; private set; }

    /// <summary>All events: purchases by month with the visits around them, mailings, then people, who are thereby the newest profiles and the first that a list shows.</summary>
    public IEnumerable<DemoEvent> Events()
    {
        var customers = Customers();
        foreach (var file in PurchaseFiles())
        {
            foreach (var demoEvent in Purchases(file)) yield return demoEvent;
        }
        foreach (var demoEvent in _visits.MailingsToCustomers()) yield return demoEvent;
        foreach (var demoEvent in People(customers)) yield return demoEvent;
    }

    private IEnumerable<string> PurchaseFiles() => Directory.EnumerateFiles(folder, "purchases-*.csv.gz").Order(StringComparer.Ordinal);

    // Customer numbers in order of their first purchase.
    private Queue<string> Customers()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var customers = new Queue<string>();
        foreach (var file in PurchaseFiles())
        {
            using var reader = Open(file);
            var column = IndexOf(reader, "CustomerID");
            while (reader.ReadRow())
            {
                if (reader.Row.Problem is not null) continue;
                var customer = Whole(reader.Row[column].ToString());
                if (customer.Length > 0 && seen.Add(customer)) customers.Enqueue(customer);
            }
        }
        return customers;
    }

    private IEnumerable<DemoEvent> People(Queue<string> customers)
    {
        using var reader = Open(Path.Combine(folder, "people.csv.gz"));
        var (id, source, city, address) = (IndexOf(reader, "record_id"), IndexOf(reader, "source"), IndexOf(reader, "city"), IndexOf(reader, "address"));
        var traits = Traits.Select(pair => (Index: IndexOf(reader, pair.Column), pair.Trait)).ToArray();
        var at = (now - TimeSpan.FromDays(400)).ToString("o", CultureInfo.InvariantCulture);
        while (reader.ReadRow())
        {
            RowsRead++;
            var row = reader.Row;
            var system = row[source].ToString();
            var userId = system == "eshop" && customers.TryDequeue(out var customer) ? customer : row[id].ToString();
            var stated = new JsonObject();
            foreach (var (index, trait) in traits)
            {
                if (row[index].Length > 0) stated[trait] = row[index].ToString();
            }
            if (row[city].Length > 0 || row[address].Length > 0) stated["address"] = new JsonObject { ["city"] = Text(row[city]), ["street"] = Text(row[address]) };
            var json = new JsonObject { ["type"] = "identify", ["messageId"] = $"demo:{row[id]}", ["userId"] = userId, ["timestamp"] = at, ["traits"] = stated };
            yield return new DemoEvent(system, JsonSerializer.SerializeToUtf8Bytes(json, Readable));
        }
    }

    private static JsonValue? Text(ReadOnlySpan<char> field) => field.Length == 0 ? null : JsonValue.Create(field.ToString());

    private IEnumerable<DemoEvent> Purchases(string file)
    {
        IReadOnlyList<ColumnGuess> guesses;
        using (var sample = Open(file)) guesses = ColumnGuesser.Guess(ImportKind.Orders, sample);
        var mapping = ImportMapping.Create(ImportKind.Orders, guesses, []).Mapping ?? throw new InvalidDataException($"The columns of {Path.GetFileName(file)} are not understood.");
        using var reader = Open(file);
        var rows = ImportRows.Create(reader, mapping, new ImportOptions { ImportId = 0, Currency = "GBP", AnonymousCustomers = AnonymousCustomers.Skip });
        var before = RowsRead;
        while (rows.Read())
        {
            RowsRead = before + (int)rows.RowsRead;
            if (rows.Refused is not null) continue;
            var purchase = JsonNode.Parse(rows.Event.Span)!;
            var at = DateTimeOffset.Parse(purchase["timestamp"]!.GetValue<string>(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal) + _shift;
            purchase["timestamp"] = at.ToString("o", CultureInfo.InvariantCulture);
            foreach (var product in purchase["properties"]!["products"]!.AsArray()) product!["category"] = DemoShelves.Of(product["name"]?.GetValue<string>() ?? "");
            foreach (var made in _visits.Around(purchase, at)) yield return made;
            yield return new DemoEvent(_visits.SourceOf(purchase, at), JsonSerializer.SerializeToUtf8Bytes(purchase, Readable));
        }
    }

    private static string Whole(string number) => number.EndsWith(".0", StringComparison.Ordinal) ? number[..^2] : number;

    private static TableReader Open(string file)
    {
        var opening = TableReader.Open(file);
        return opening.Reader ?? throw new InvalidDataException($"{Path.GetFileName(file)}: {opening.Refusal?.Detail}");
    }

    private static int IndexOf(TableReader reader, string column)
    {
        for (var i = 0; i < reader.Columns.Count; i++)
        {
            if (reader.Columns[i] == column) return i;
        }
        throw new InvalidDataException($"The demo's file has no column {column}.");
    }
}
