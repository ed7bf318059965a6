using System.Buffers;
using System.Text;
using System.Text.Json;
using Kartoteka.Domain.Events;

namespace Kartoteka.Protocol.Ingest;

/// <summary>
/// Turns the query of a pixel into an event: RudderStack's <c>GET /pixel/v1/{track,page}?writeKey=&amp;anonymousId=&amp;properties.x=</c>.
/// </summary>
public static class PixelQuery
{
    /// <summary>Writes the event's JSON. The result is to be read as any other body: nothing is checked here.</summary>
    /// <param name="pairs">
    /// Decoded names and values in order. A dot goes one object down (<c>context.page.url</c>); of a name given twice, or given both as a
    /// value and as an object, the first counts. Every value is a string. <c>writeKey</c> and <c>type</c> are left out.
    /// </param>
    /// <param name="kind">The route's call.</param>
    /// <returns>
    /// A UTF-8 JSON object. Limits: <see cref="IngestLimits.PixelPairsMax"/>, <see cref="IngestLimits.PixelDepthMax"/>. Never throws on
    /// bad input.
    /// </returns>
    public static byte[] ToEventJson(IEnumerable<KeyValuePair<string, string?>> pairs, EventKind kind)
    {
        var root = new Node();
        root.Add(["type"], kind.ToString().ToLowerInvariant());
        foreach (var (name, value) in pairs.Take(IngestLimits.PixelPairsMax))
            if (name is not ("" or "writeKey" or "type")) root.Add(name.Split('.', IngestLimits.PixelDepthMax), value ?? "");

        var output = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(output)) root.Write(writer);
        return output.WrittenSpan.ToArray();
    }

    private sealed class Node
    {
        // In order of arrival, which a dictionary that only grows keeps.
        private readonly Dictionary<string, (string? Value, Node? Children)> _members = new(StringComparer.Ordinal);

        public void Add(ReadOnlySpan<string> path, string value)
        {
            var known = _members.TryGetValue(path[0], out var member);
            if (path.Length == 1)
            {
                _members.TryAdd(path[0], (value, null));
                return;
            }
            if (!known) _members[path[0]] = member = (null, new Node());
            member.Children?.Add(path[1..], value);
        }

        public void Write(Utf8JsonWriter writer)
        {
            writer.WriteStartObject();
            foreach (var (name, (value, children)) in _members)
            {
                writer.WritePropertyName(Encoding.UTF8.GetBytes(name)); // As bytes, half surrogate pairs are replaced, not thrown at.
                if (children is null) writer.WriteStringValue(Encoding.UTF8.GetBytes(value!));
                else children.Write(writer);
            }
            writer.WriteEndObject();
        }
    }
}
