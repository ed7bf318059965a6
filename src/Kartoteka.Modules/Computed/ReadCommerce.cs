using System.Text.Json;
using System.Text;
using Kartoteka.Domain.Identity;
using Kartoteka.Domain.Segments;
using Kartoteka.Modules.Columns.Contracts;
using Kartoteka.Modules.Profiles.Contracts;
using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Storage.Columns;
using Kartoteka.Storage.Segments;
using Kartoteka.Storage;
using Microsoft.AspNetCore.Http;

namespace Kartoteka.Modules.Computed;

/// <summary><c>GET /api/profiles/{id}/orders</c> and <c>/cart</c>: what a profile bought, and what lies in its cart and wish list.</summary>
internal sealed class ReadCommerce(ColumnReplica columns, IWorkspaceStore workspace, RuleDialect dialect, ProfileAnswers profiles, CompanyClock clock)
{
    /// <summary>Most orders of an answer.</summary>
    public const int LimitMax = 500;

    /// <summary>Orders of an answer when the request does not say.</summary>
    public const int LimitDefault = 50;

    public const string OrdersExample = """{"orders":[{"source":"shop","orderId":"A-1","status":"completed","orderedAt":"2026-03-15T09:00:00Z","currency":"RUB","gross":1000,"returned":0,"net":1000,"lines":[{"line":1,"productId":"p1","name":"Ботинки","quantity":2,"price":500,"gross":1000,"returned":0,"net":1000}]}],"total":1,"asOf":120443,"isComplete":true}""";
    public const string CartExample = """{"items":[{"productId":"p1","name":"Ботинки","quantity":2,"price":500,"addedAt":"2026-03-15T09:00:00Z"}],"value":1000,"currency":"RUB","wishlist":[{"productId":"p2","name":"Шарф","price":300,"addedAt":"2026-03-15T09:00:00Z"}],"asOf":120443,"isComplete":true}""";

    private static readonly string[] NotShown = ["order_key", "record", "profile", "brand", "legal_entity", "lines"];
    private static readonly string[] OfOrder = ["order_key", "source", "order_id", "record", "profile", "brand", "legal_entity", "channel", "ordered_at", "status", "currency"];

    public async Task<IResult> OrdersAsync(string id, int? limit, HttpContext http, CancellationToken ct)
    {
        if (await profiles.FindAsync(id, ct) is not { } profile) return Problems.NotFound("profile", id);
        return await ColumnAnswers.AskAsync(async () =>
        {
            await using var rows = await columns.QueryAsync(ComputedQuery.Orders(profile.Id, Math.Clamp(limit ?? LimitDefault, 1, LimitMax)), ct);
            var (orders, total) = (new List<(long Key, List<(string Name, object? Value)> Values)>(), 0L);
            var key = Index(rows, "order_key");
            while (await rows.ReadAsync(ct))
            {
                for (var row = 0; row < rows.Count; row++)
                {
                    total = rows.Whole(rows.Columns.Count - 1)[row];
                    orders.Add((rows.Whole(key)[row], [.. Enumerable.Range(0, rows.Columns.Count - 1).Where(column => !NotShown.Contains(rows.Columns[column].Name)).Select(column => (rows.Columns[column].Name, Value(rows, column, row)))]));
                }
            }
            var sources = (await workspace.ListSourcesAsync(ct)).ToDictionary(source => (long)source.Id, source => source.Key);
            var lines = await LinesAsync([.. orders.Select(order => order.Key)], ct);
            return ProfileAnswers.Answer(json =>
            {
                json.WriteStartObject();
                json.WriteStartArray("orders");
                foreach (var order in orders)
                {
                    json.WriteStartObject();
                    foreach (var (name, value) in order.Values) Write(json, Camel(name), name == "source" ? sources.GetValueOrDefault((long)value!) : value);
                    json.WriteStartArray("lines");
                    foreach (var line in lines[order.Key])
                    {
                        json.WriteStartObject();
                        foreach (var (name, value) in line) Write(json, Camel(name), value);
                        json.WriteEndObject();
                    }
                    json.WriteEndArray();
                    json.WriteEndObject();
                }
                json.WriteEndArray();
                json.WriteNumber("total", total);
                WriteEnd(json, rows);
            });
        }, http);
    }

    private async ValueTask<ILookup<long, List<(string Name, object? Value)>>> LinesAsync(IReadOnlyCollection<long> keys, CancellationToken ct)
    {
        var lines = new List<(long Key, List<(string, object?)> Values)>();
        await using var rows = await columns.QueryAsync(ComputedQuery.OrderLines(keys), ct);
        var key = Index(rows, "order_key");
        while (await rows.ReadAsync(ct))
        {
            for (var row = 0; row < rows.Count; row++)
                lines.Add((rows.Whole(key)[row], [.. Enumerable.Range(0, rows.Columns.Count).Where(column => !OfOrder.Contains(rows.Columns[column].Name)).Select(column => (rows.Columns[column].Name, Value(rows, column, row)))]));
        }
        return lines.ToLookup(line => line.Key, line => line.Values);
    }

    public async Task<IResult> CartAsync(string id, HttpContext http, CancellationToken ct)
    {
        if (await profiles.FindAsync(id, ct) is not { } profile) return Problems.NotFound("profile", id);
        return await ColumnAnswers.AskAsync(async () =>
        {
            long[] given = await NumberAsync(profile.Id, ct) is { } number ? [number] : [];
            var moment = new RuleMoment(clock.NowUs, await clock.ZoneAsync(ct));
            var items = new List<(string Name, object? Value)[]>();
            await using (var rows = await columns.QueryAsync(ComputedQuery.Cart(dialect, moment) with { Given = given }, ct))
                await ReadAsync(rows, items, ["productId", "name", "quantity", "price", "currency", "addedAt"], ct);
            var wishes = new List<(string Name, object? Value)[]>();
            await using var wished = await columns.QueryAsync(ComputedQuery.WishList(dialect, moment) with { Given = given }, ct);
            await ReadAsync(wished, wishes, ["productId", "name", "price", "currency", "addedAt"], ct);
            return ProfileAnswers.Answer(json =>
            {
                json.WriteStartObject();
                Write(json, "items", items);
                json.WriteNumber("value", items.Sum(item => decimal.Round((decimal)((double)item[2].Value! * (double)(item[3].Value as decimal? ?? 0)), 4)));
                Write(json, "currency", items.Select(item => item[4].Value).LastOrDefault(currency => currency is not null));
                Write(json, "wishlist", wishes);
                WriteEnd(json, wished);
            });
        }, http);
    }

    private static async ValueTask ReadAsync(ColumnRows rows, List<(string, object?)[]> into, string[] names, CancellationToken ct)
    {
        while (await rows.ReadAsync(ct))
        {
            for (var row = 0; row < rows.Count; row++) into.Add([.. names.Select((name, column) => (name, Value(rows, column, row)))]);
        }
    }

    private async ValueTask<long?> NumberAsync(ProfileId profile, CancellationToken ct)
    {
        await using var found = await columns.QueryAsync(RuleCompiler.NumberOf(profile), ct);
        return await found.ReadAsync(ct) ? found.Whole(0)[0] : null;
    }

    // The columns' words as the API spells its own.
    private static string Camel(string column) => JsonNamingPolicy.CamelCase.ConvertName(string.Concat(column.Split('_').Select(word => char.ToUpperInvariant(word[0]) + word[1..])));

    private static int Index(ColumnRows rows, string name) => rows.Columns.Index().First(column => column.Item.Name == name).Index;

    private static object? Value(ColumnRows rows, int column, int row) => rows.IsNull(column, row) ? null : rows.Columns[column].Type switch
    {
        ColumnType.Whole => rows.Whole(column)[row],
        ColumnType.Time => Times.FromUs(rows.Whole(column)[row]),
        ColumnType.Fraction => rows.Fraction(column)[row],
        ColumnType.Money => rows.Money(column, row),
        ColumnType.Boolean => rows.Boolean(column, row),
        _ => Encoding.UTF8.GetString(rows.Text(column, row)),
    };

    private static void Write(Utf8JsonWriter json, string name, List<(string Name, object? Value)[]> items)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            foreach (var (member, value) in item) Write(json, member, value);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, string name, object? value)
    {
        switch (value)
        {
            case null: json.WriteNull(name); break;
            case long number: json.WriteNumber(name, number); break;
            case double number: json.WriteNumber(name, number); break;
            case decimal number: json.WriteNumber(name, number / 1.0000000000000000000000000000m); break; // Without zeros at the end.
            case bool flag: json.WriteBoolean(name, flag); break;
            case DateTimeOffset time: json.WriteString(name, time); break;
            default: json.WriteString(name, (string)value); break;
        }
    }

    private static void WriteEnd(Utf8JsonWriter json, ColumnRows rows)
    {
        json.WriteNumber("asOf", rows.AsOf);
        json.WriteBoolean("isComplete", rows.IsComplete);
        json.WriteEndObject();
    }
}
