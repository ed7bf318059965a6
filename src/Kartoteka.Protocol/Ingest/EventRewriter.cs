using System.Buffers;
using System.Text.Json;

namespace Kartoteka.Protocol.Ingest;

/// <summary>
/// Puts members into an event's <c>context</c> and <c>integrations</c>. Copies bytes, so every number and text stays as sent.
/// </summary>
internal static class EventRewriter
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = IngestLimits.BodyDepthMax };

    /// <summary>
    /// Merges objects into the event's, one level deep, as Segment's batch does: a name on both sides keeps one side's value.
    /// </summary>
    /// <param name="json">A checked event: a JSON object.</param>
    /// <param name="context">A checked object, or empty for nothing to merge.</param>
    /// <param name="integrations">Likewise.</param>
    /// <param name="patchWins">True when the values given here replace those of the event.</param>
    /// <returns>A new array holding a JSON object.</returns>
    public static byte[] Merge(ReadOnlySpan<byte> json, ReadOnlySpan<byte> context, ReadOnlySpan<byte> integrations, bool patchWins)
    {
        var output = new ArrayBufferWriter<byte>(json.Length + context.Length + integrations.Length + 64);
        ReadOnlySpan<byte> ownContext = default, ownIntegrations = default;
        output.Write("{"u8);
        var reader = new Utf8JsonReader(json, Options);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isContext = reader.ValueTextEquals("context"u8), isIntegrations = reader.ValueTextEquals("integrations"u8);
            var (member, value) = Member(ref reader);
            if (isContext && !context.IsEmpty) ownContext = json[value];
            else if (isIntegrations && !integrations.IsEmpty) ownIntegrations = json[value];
            else WriteMember(output, json[member]);
        }
        WriteMerged(output, "\"context\":"u8, ownContext, context, patchWins);
        WriteMerged(output, "\"integrations\":"u8, ownIntegrations, integrations, patchWins);
        output.Write("}"u8);
        return output.WrittenSpan.ToArray();
    }

    private static void WriteMerged(
        ArrayBufferWriter<byte> output, ReadOnlySpan<byte> name, ReadOnlySpan<byte> own, ReadOnlySpan<byte> patch, bool patchWins)
    {
        if (patch.IsEmpty) return;
        WriteMember(output, name);
        if (own.IsEmpty || own.SequenceEqual("null"u8)) output.Write(patch);
        else if (own[0] != (byte)'{') output.Write(patchWins ? patch : own);
        else WriteObject(output, patchWins ? patch : own, patchWins ? own : patch);
    }

    private static void WriteObject(ArrayBufferWriter<byte> output, ReadOnlySpan<byte> winner, ReadOnlySpan<byte> loser)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        output.Write("{"u8);
        WriteMembers(output, winner, names);
        WriteMembers(output, loser, names);
        output.Write("}"u8);
    }

    private static void WriteMembers(ArrayBufferWriter<byte> output, ReadOnlySpan<byte> json, HashSet<string> names)
    {
        var reader = new Utf8JsonReader(json, Options);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isNew = names.Add(reader.GetString()!);
            var (member, _) = Member(ref reader);
            if (isNew) WriteMember(output, json[member]);
        }
    }

    /// <summary>Moves from a name to the end of its value.</summary>
    private static (Range Member, Range Value) Member(ref Utf8JsonReader reader)
    {
        var start = (int)reader.TokenStartIndex;
        reader.Read();
        var valueStart = (int)reader.TokenStartIndex;
        reader.Skip();
        var end = (int)reader.BytesConsumed;
        return (start..end, valueStart..end);
    }

    private static void WriteMember(ArrayBufferWriter<byte> output, ReadOnlySpan<byte> member)
    {
        if (output.WrittenSpan[^1] != (byte)'{') output.Write(","u8);
        output.Write(member);
    }
}
