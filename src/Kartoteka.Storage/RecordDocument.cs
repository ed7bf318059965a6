using System.Buffers;
using System.Text.Json;
using Kartoteka.Domain.Identity;

namespace Kartoteka.Storage;

/// <summary>
/// The stored form of a record's variable part, the same in every ledger: a JSON object with <c>t</c> traits
/// <c>{name:[value, atUs, messageId]}</c>, <c>c</c> claims <c>[[type, value, state, firstSeenUs, lastSeenUs, reason]]</c>, <c>r</c>
/// relations <c>[[accountRecordId, firstSeenUs]]</c> and <c>d</c> decisions <c>[[decisionId, side]]</c>. Empty parts are left out.
/// </summary>
public static class RecordDocument
{
    // The values were validated on the way in, so the writer need not look at them again.
    private static readonly JsonWriterOptions Unchecked = new() { SkipValidation = true };

    /// <summary>Writes the document of <paramref name="record"/>.</summary>
    public static void Write(RecordState record, IBufferWriter<byte> output)
    {
        using var json = new Utf8JsonWriter(output, Unchecked);
        json.WriteStartObject();
        WriteTraits(record, json);
        if (record.Claims.Count > 0) WriteClaims(record, json);
        if (record.Relations.Count > 0)
        {
            json.WriteStartArray("r"u8);
            foreach (var relation in record.Relations) WritePair(json, relation.AccountRecordId, relation.FirstSeenUs);
            json.WriteEndArray();
        }
        if (record.Decisions.Count > 0)
        {
            json.WriteStartArray("d"u8);
            foreach (var decision in record.Decisions) WritePair(json, decision.DecisionId, decision.Side);
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    private static void WriteTraits(RecordState record, Utf8JsonWriter json)
    {
        if (record.Traits.Count == 0) return;
        json.WriteStartObject("t"u8);
        foreach (var (name, trait) in record.Traits)
        {
            json.WriteStartArray(name);
            json.WriteRawValue(trait.Json, skipInputValidation: true);
            json.WriteNumberValue(trait.AtUs);
            json.WriteStringValue(trait.MessageId);
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    private static void WriteClaims(RecordState record, Utf8JsonWriter json)
    {
        json.WriteStartArray("c"u8);
        foreach (var claim in record.Claims)
        {
            json.WriteStartArray();
            json.WriteStringValue(claim.Identifier.Type);
            json.WriteStringValue(claim.Identifier.Value);
            json.WriteNumberValue((int)claim.State);
            json.WriteNumberValue(claim.FirstSeenUs);
            json.WriteNumberValue(claim.LastSeenUs);
            json.WriteNumberValue((int)claim.Reason);
            json.WriteEndArray();
        }
        json.WriteEndArray();
    }

    private static void WritePair(Utf8JsonWriter json, long first, long second)
    {
        json.WriteStartArray();
        json.WriteNumberValue(first);
        json.WriteNumberValue(second);
        json.WriteEndArray();
    }

    /// <summary>Reads a document into <paramref name="record"/>, which must be empty.</summary>
    /// <param name="document">As written by <see cref="Write"/>.</param>
    /// <param name="record">The record to fill.</param>
    /// <param name="withTraits">False skips the traits, for work on identity alone.</param>
    /// <exception cref="JsonException">The document is damaged.</exception>
    public static void Read(ReadOnlySpan<byte> document, RecordState record, bool withTraits = true)
    {
        var reader = new Utf8JsonReader(document, new JsonReaderOptions { MaxDepth = 256 });
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var part = reader.ValueSpan[0];
            reader.Read();
            if (part == 't')
            {
                if (withTraits) ReadTraits(ref reader, document, record);
                else reader.Skip();
                continue;
            }
            while (reader.Read() && reader.TokenType == JsonTokenType.StartArray) ReadRow(ref reader, part, record);
        }
    }

    private static void ReadTraits(ref Utf8JsonReader reader, ReadOnlySpan<byte> document, RecordState record)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read(); // [
            reader.Read(); // the value
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            var value = document[start..(int)reader.BytesConsumed].ToArray();
            reader.Read();
            var at = reader.GetInt64();
            reader.Read();
            record.Traits[name] = new TraitValue(value, at, reader.GetString()!);
            reader.Read(); // ]
        }
    }

    private static void ReadRow(ref Utf8JsonReader reader, byte part, RecordState record)
    {
        reader.Read();
        if (part == 'c')
        {
            var type = Intern(reader.GetString()!);
            reader.Read();
            var identifier = new Identifier(type, reader.GetString()!);
            reader.Read();
            var state = (ClaimState)reader.GetByte();
            reader.Read();
            var first = reader.GetInt64();
            reader.Read();
            var last = reader.GetInt64();
            reader.Read();
            record.AddClaim(new Claim(identifier, state, first, last, (ConflictReason)reader.GetByte()));
        }
        else
        {
            var first = reader.GetInt64();
            reader.Read();
            if (part == 'r') record.Relations.Add(new Relation(first, reader.GetInt64()));
            else if (part == 'd') record.Decisions.Add(new DecisionTag(first, reader.GetByte()));
        }
        reader.Read(); // ]
    }

    private static string Intern(string type) => string.IsInterned(type) ?? type;
}
