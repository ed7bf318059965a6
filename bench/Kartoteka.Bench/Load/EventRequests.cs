using System.Globalization;
using System.Text;

namespace Kartoteka.Bench.Load;

/// <summary>What the senders are like.</summary>
/// <param name="EventsPerRequest">1 for <c>/v1/{call}</c>, more for <c>/v1/batch</c>.</param>
/// <param name="Visitors">Size of the population.</param>
/// <param name="SessionEvents">Events of one visitor in a row: a request of 100 events holds 100 / this many visitors.</param>
/// <param name="IdentifyPercent">Share of sessions that begin with an <c>identify</c> with e-mail, phone and four traits.</param>
/// <param name="EventBytes">Size of an event's JSON.</param>
internal sealed record Senders(int EventsPerRequest, int Visitors, int SessionEvents = 5, int IdentifyPercent = 30, int EventBytes = 500)
{
    public override string ToString() =>
        $"{EventsPerRequest} events a request of {EventBytes} bytes each, {Visitors:N0} visitors, sessions of {SessionEvents} events, {IdentifyPercent} % of them signing in, the rest pages and tracks half and half";
}

/// <summary>
/// Ready requests in which only what must differ is written anew (message ids, visitors, the time), in place and at fixed width: making a
/// request costs a few hundred nanoseconds an event, so that the cores are left to the server.
/// </summary>
internal sealed class EventRequests
{
    private const string MessageMark = "MMMMMMMMMMMM";
    private const string VisitorMark = "VVVVVVV";
    private const string TimeMark = "TTTT-TT-TTTTT:TT:TT.TTTZ";

    private readonly Senders _senders;
    private readonly Template[] _templates;
    private readonly Random[] _random;
    private long _nextMessage;

    public EventRequests(Senders senders, int connections, int seed, string writeKey)
    {
        _senders = senders;
        _templates = [.. Enumerable.Range(0, connections).Select(i => new Template(Text(new Random(seed + i), writeKey), senders.SessionEvents))];
        _random = [.. Enumerable.Range(0, connections).Select(i => new Random(seed + 1000 + i))];
    }

    /// <summary>The next request of a connection.</summary>
    public ReadOnlyMemory<byte> Next(int connection)
    {
        var (template, random) = (_templates[connection], _random[connection]);
        var first = Interlocked.Add(ref _nextMessage, _senders.EventsPerRequest) - _senders.EventsPerRequest;
        for (var i = 0; i < template.Messages.Length; i++) template.Write(template.Messages[i], first + i, MessageMark.Length);
        for (var i = 0; i < template.Visitors.Length; i++)
        {
            if (i == 0 || template.Session[i] != template.Session[i - 1]) template.Visitor = random.Next(_senders.Visitors);
            template.Write(template.Visitors[i], template.Visitor, VisitorMark.Length);
        }
        var now = Encoding.ASCII.GetBytes(TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        foreach (var at in template.Times) now.CopyTo(template.Bytes.AsSpan(at));
        return template.Bytes;
    }

    private string Text(Random random, string writeKey)
    {
        var events = new List<string>();
        while (events.Count < _senders.EventsPerRequest)
        {
            var signsIn = random.Next(100) < _senders.IdentifyPercent;
            for (var i = 0; i < _senders.SessionEvents && events.Count < _senders.EventsPerRequest; i++) events.Add(Event(random, signsIn && i == 0));
        }
        var batch = _senders.EventsPerRequest > 1;
        var body = batch ? $"{{\"batch\":[{string.Join(',', events)}]}}" : events[0];
        // One event a request: the route's own name wins over the body's type, and the mix is that of the connections.
        var route = batch ? "batch" : body.Contains("\"type\":\"identify\"", StringComparison.Ordinal) ? "identify" : body.Contains("\"type\":\"page\"", StringComparison.Ordinal) ? "page" : "track";
        var key = Convert.ToBase64String(Encoding.ASCII.GetBytes(writeKey + ":"));
        return $"POST /v1/{route} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Basic {key}\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}";
    }

    private string Event(Random random, bool signsIn)
    {
        var mark = VisitorMark;
        var start = signsIn
            ? $$$"""{"type":"identify","messageId":"b-{{{MessageMark}}}","anonymousId":"anon-{{{mark}}}","userId":"user-{{{mark}}}","timestamp":"{{{TimeMark}}}","traits":{"email":"visitor{{{mark}}}@mail.example","phone":"+7900{{{mark}}}","firstName":"Имя","city":"Omsk","level":{{{random.Next(10)}}}},"context":{"ip":"192.0.2.1","locale":"ru-RU","""
            : $$$"""{"type":"{{{(random.Next(2) == 0 ? "page" : "track")}}}","event":"Product Viewed","name":"Catalogue","messageId":"b-{{{MessageMark}}}","anonymousId":"anon-{{{mark}}}","timestamp":"{{{TimeMark}}}","properties":{"product_id":"{{{random.Next(100_000)}}}","price":{{{random.Next(10_000)}}},"currency":"RUB","category":"boots","url":"https://shop.example/p/{{{random.Next(1_000_000)}}}"},"context":{"ip":"192.0.2.1","locale":"ru-RU","page":{"path":"/p","title":"Boots","referrer":"https://search.example/"},""";
        var text = start + "\"userAgent\":\"";
        return text + new string('u', Math.Max(1, _senders.EventBytes - Encoding.UTF8.GetByteCount(text) - 3)) + "\"}}";
    }

    private sealed class Template
    {
        public Template(string text, int sessionEvents)
        {
            Bytes = Encoding.UTF8.GetBytes(text);
            (Messages, Visitors, Times) = (Find(MessageMark), Find(VisitorMark), Find(TimeMark));
            // A visitor's marks stand behind the message id of their event; events are in sessions of equal length.
            Session = [.. Visitors.Select(visitor => (Messages.Count(message => message < visitor) - 1) / sessionEvents)];
        }

        public byte[] Bytes { get; }

        public int[] Messages { get; }

        public int[] Visitors { get; }

        public int[] Times { get; }

        public int[] Session { get; }

        public int Visitor { get; set; }

        public void Write(int at, long number, int width)
        {
            for (var i = width - 1; i >= 0; i--, number /= 10) Bytes[at + i] = (byte)('0' + (number % 10));
        }

        private int[] Find(string mark)
        {
            var (found, bytes) = (new List<int>(), Encoding.ASCII.GetBytes(mark));
            for (var at = 0; Bytes.AsSpan(at).IndexOf(bytes) is >= 0 and var next; at += next + bytes.Length) found.Add(at + next);
            return [.. found];
        }
    }
}
