using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace Kartoteka.Reliability.Tests.Rig;

/// <summary>An event with the names by which it is looked for afterwards.</summary>
internal sealed record MadeEvent(string MessageId, string AnonymousId, byte[] Json);

/// <summary>
/// A shop's visitors from a seed: pages and actions of anonymous visitors, some of whom sign in on one or two devices, so that profiles
/// grow, merge and change while the faults happen. The same seed gives the same events.
/// </summary>
internal sealed class EventMaker(int seed, string prefix, int visitors = 200, int padding = 0)
{
    private static readonly DateTimeOffset Start = new(2025, 3, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Random _random = new(seed);
    private int _next;

    public List<MadeEvent> Batch(int count)
    {
        var events = new List<MadeEvent>(count);
        for (var i = 0; i < count; i++) events.Add(Next());
        return events;
    }

    public MadeEvent Next()
    {
        var visitor = _random.Next(visitors);
        var (id, device) = (string.Create(CultureInfo.InvariantCulture, $"{prefix}-{_next++}"), $"a-{visitor}-{_random.Next(2)}");
        var at = Start.AddMinutes(_next % 10_000 + _random.Next(500));
        var output = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            var kind = _random.Next(10);
            json.WriteString("type", kind == 0 ? "identify" : kind < 5 ? "page" : "track");
            json.WriteString("messageId", id);
            json.WriteString("anonymousId", device);
            json.WriteString("timestamp", at.ToString("O", CultureInfo.InvariantCulture));
            if (kind == 0) WriteSignIn(json, visitor);
            else if (kind >= 5) json.WriteString("event", "Product Viewed");
            json.WriteStartObject("properties");
            json.WriteNumber("price", _random.Next(100, 10_000));
            json.WriteString("url", $"https://shop.example/p/{_random.Next(1000)}");
            if (padding > 0) json.WriteString("note", new string('x', padding));
            json.WriteEndObject();
            json.WriteEndObject();
        }
        return new MadeEvent(id, device, output.WrittenSpan.ToArray());
    }

    private void WriteSignIn(Utf8JsonWriter json, int visitor)
    {
        json.WriteString("userId", $"u-{visitor}");
        json.WriteStartObject("traits");
        json.WriteString("email", $"visitor{visitor}@mail.example");
        json.WriteString("city", _random.Next(2) == 0 ? "Казань" : "Omsk");
        json.WriteNumber("level", _random.Next(10));
        json.WriteEndObject();
    }

    /// <summary>The body of <c>/v1/batch</c>.</summary>
    public static byte[] Body(IReadOnlyList<MadeEvent> events) => Body([.. events.Select(made => made.Json)]);

    /// <summary>The body of <c>/v1/batch</c> from raw items, which need not be JSON.</summary>
    public static byte[] Body(IReadOnlyList<byte[]> items)
    {
        var output = new ArrayBufferWriter<byte>();
        output.Write("{\"batch\":["u8);
        for (var i = 0; i < items.Count; i++)
        {
            if (i > 0) output.Write(","u8);
            output.Write(items[i]);
        }
        output.Write("]}"u8);
        return output.WrittenSpan.ToArray();
    }
}
