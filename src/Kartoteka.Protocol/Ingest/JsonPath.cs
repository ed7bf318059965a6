using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Kartoteka.Protocol.Ingest;

/// <summary>Names the place of a refusal. Only refusals pay for it: it reads the event again.</summary>
internal static class JsonPath
{
    private const int NameLengthMax = 80;
    private const int PathLengthMax = 300;

    /// <summary>The path of the token that starts at <paramref name="offset"/>, such as <c>$.properties.products[2].price</c>.</summary>
    /// <param name="json">A well-formed value; its text may be poisoned.</param>
    /// <param name="offset">Bytes from the start of <paramref name="json"/>.</param>
    public static string At(ReadOnlySpan<byte> json, long offset)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = IngestLimits.BodyDepthMax });
        var parts = new List<(string? Name, int Index)>();
        while (reader.Read() && reader.TokenStartIndex <= offset)
        {
            var isEnd = reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray;
            if (isEnd && parts.Count > 0) parts.RemoveAt(parts.Count - 1);
            else if (reader.TokenType == JsonTokenType.PropertyName) parts[^1] = (Name(reader.ValueSpan), 0);
            if (isEnd || reader.TokenType == JsonTokenType.PropertyName) continue;
            if (parts.Count > 0 && parts[^1].Name is null) parts[^1] = (null, parts[^1].Index + 1);
            if (reader.TokenType == JsonTokenType.StartObject) parts.Add(("", 0));
            else if (reader.TokenType == JsonTokenType.StartArray) parts.Add((null, -1));
        }
        return Text(parts);
    }

    private static string Text(List<(string? Name, int Index)> parts)
    {
        var path = new StringBuilder("$");
        foreach (var (name, index) in parts)
        {
            if (name is null && index >= 0) path.Append('[').Append(index.ToString(CultureInfo.InvariantCulture)).Append(']');
            else if (!string.IsNullOrEmpty(name)) path.Append('.').Append(name);
            if (path.Length > PathLengthMax) return path.Append('…').ToString();
        }
        return path.ToString();
    }

    private static string Name(ReadOnlySpan<byte> utf8)
    {
        var name = Encoding.UTF8.GetString(utf8[..Math.Min(utf8.Length, NameLengthMax * 4)]);
        return name.Length > NameLengthMax ? string.Concat(name.AsSpan(0, NameLengthMax), "…") : name;
    }
}
