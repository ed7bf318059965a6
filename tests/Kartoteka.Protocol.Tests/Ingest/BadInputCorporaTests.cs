using System.Text.Json;
using Kartoteka.Protocol.Ingest;

namespace Kartoteka.Protocol.Tests.Ingest;

/// <summary>Public collections of bad input; see Data/README.md.</summary>
public sealed class BadInputCorporaTests
{
    /// <summary>Files of valid JSON that are refused on purpose: names twice in an object, and U+0000.</summary>
    private static readonly Dictionary<string, string> RefusedOnPurpose = new()
    {
        ["y_object_duplicated_key.json"] = RefusalReasons.DuplicateKey,
        ["y_object_duplicated_key_and_value.json"] = RefusalReasons.DuplicateKey,
        ["y_object_escaped_null_in_key.json"] = RefusalReasons.NulCharacter,
        ["y_string_null_escape.json"] = RefusalReasons.NulCharacter,
    };

    private static readonly string Suite = Path.Combine(Given.DataFolder, "JSONTestSuite", "test_parsing");

    public static TheoryData<string> Files => new(Directory.GetFiles(Suite).Select(Path.GetFileName).Order()!);

    private static HashSet<string> Poison => File.ReadAllLines(Path.Combine(Given.DataFolder, "poison", "POISON.tsv")).Skip(1)
        .Select(line => Path.GetFileName(line)).ToHashSet();

    [Fact]
    public void The_collections_are_whole()
    {
        Assert.Equal(318, Files.Count);
        Assert.Equal(24, Poison.Count);
    }

    [Theory, MemberData(nameof(Files))]
    public void A_file_of_the_suite_is_accepted_or_refused_but_never_thrown_at(string file)
    {
        var json = File.ReadAllBytes(Path.Combine(Suite, file));
        foreach (var call in new[] { RouteCall.Event, RouteCall.Batch, RouteCall.JitsuBatch(true) }) Given.Read(json, call);
        EventReader.TryReadWriteKey(json, out _);

        var property = Given.Read(Given.AsProperty(json), RouteCall.Event);
        var accepted = property.Refusal is null && property.Items[0].Event is not null;
        if (accepted) EveryTextIsReadable(property.Items[0].Event!.Body);
        if (file.StartsWith("n_", StringComparison.Ordinal) || Poison.Contains(file)) Assert.False(accepted);
        if (RefusedOnPurpose.TryGetValue(file, out var reason)) Assert.Equal(reason, property.Items[0].Refused!.Reason);
        else if (file.StartsWith("y_", StringComparison.Ordinal)) Assert.True(accepted);
    }

    [Theory, MemberData(nameof(Files))]
    public void A_file_of_the_suite_leaves_its_neighbours_in_a_batch_alone(string file)
    {
        var json = File.ReadAllBytes(Path.Combine(Suite, file));
        var keepsTheBodyWhole = file.StartsWith("y_", StringComparison.Ordinal) || Poison.Contains(file);
        foreach (var item in new[] { json, Given.AsProperty(json) })
        {
            var read = Given.Read(Given.AsMiddle(item), RouteCall.Batch);
            if (keepsTheBodyWhole) Assert.Null(read.Refusal);
            if (read.Refusal is not null) continue;
            Assert.Equal("a", read.Items[0].Event!.MessageId);
            Assert.Equal("c", read.Items[^1].Event!.MessageId);
            if (Poison.Contains(file)) Assert.NotNull(read.Items[1].Refused);
        }
    }

    [Fact]
    public void Naughty_strings_are_kept_byte_for_byte()
    {
        var strings = JsonSerializer.Deserialize<string[]>(File.ReadAllBytes(Path.Combine(Given.DataFolder, "blns", "blns.json")))!;
        Assert.Equal(515, strings.Length);
        foreach (var text in strings)
        {
            var body = Given.AsProperty(JsonSerializer.SerializeToUtf8Bytes(text));
            var item = Given.Read(body, RouteCall.Event).Items[0];
            if (text.Contains('\0', StringComparison.Ordinal))
            {
                Assert.Equal(RefusalReasons.NulCharacter, item.Refused!.Reason);
                continue;
            }
            using var document = JsonDocument.Parse(item.Event!.Body);
            Assert.Equal(text, document.RootElement.GetProperty("properties").GetProperty("x").GetString());
            // As a name, an identifier, a trait's name and an event's name it must do no harm either.
            var quoted = JsonSerializer.Serialize(text);
            Given.Read($$$"""{"type":"identify","userId":{{{quoted}}},"event":{{{quoted}}},"traits":{"email":{{{quoted}}},"_":{{{quoted}}}},"timestamp":{{{quoted}}}}""", RouteCall.Event);
            Given.Read($$$"""{"type":"identify","userId":"1",{{{quoted}}}:{{{quoted}}}}""", RouteCall.Event);
        }
    }

    [Fact]
    public void Invalid_utf8_is_refused_and_valid_utf8_is_kept()
    {
        var (valid, invalid) = (0, 0);
        foreach (var line in Lines(File.ReadAllBytes(Path.Combine(Given.DataFolder, "utf8tests", "utf8tests.bin"))))
        {
            var isValid = line.AsSpan().IndexOf(":valid:"u8) is > 0 and < 12;
            var text = line.AsSpan()[(line.AsSpan().LastIndexOf(isValid ? ":valid:"u8 : ":invalid:"u8) + (isValid ? 7 : 9))..].ToArray();
            if (text.Any(b => b is < 0x20 or (byte)'"' or (byte)'\\')) continue; // Not allowed raw in JSON, whatever the encoding.
            var item = Given.Read(Given.AsProperty([(byte)'"', .. text, (byte)'"']), RouteCall.Event).Items[0];
            Assert.Equal(isValid ? null : RefusalReasons.InvalidUtf8, item.Refused?.Reason);
            if (isValid) valid++;
            else invalid++;
        }
        Assert.True(valid > 20 && invalid > 50, $"{valid} valid, {invalid} invalid");
    }

    private static IEnumerable<byte[]> Lines(byte[] file)
    {
        for (var start = 0; start < file.Length;)
        {
            var length = file.AsSpan(start).IndexOf((byte)'\n');
            if (length < 0) length = file.Length - start;
            if (length > 0) yield return file[start..(start + length)];
            start += length + 1;
        }
    }

    internal static void EveryTextIsReadable(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        Visit(document.RootElement);

        static void Visit(JsonElement element)
        {
            if (element.ValueKind == JsonValueKind.String) Assert.NotNull(element.GetString());
            else if (element.ValueKind == JsonValueKind.Number) Assert.True(double.IsFinite(element.GetDouble()));
            else if (element.ValueKind == JsonValueKind.Array) foreach (var item in element.EnumerateArray()) Visit(item);
            else if (element.ValueKind == JsonValueKind.Object)
                foreach (var property in element.EnumerateObject())
                {
                    Assert.NotNull(property.Name);
                    Visit(property.Value);
                }
        }
    }
}
