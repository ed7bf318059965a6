using System.Text;
using Kartoteka.Protocol.Import;

namespace Kartoteka.Protocol.Tests.Import;

public class ImportingEventsTests
{
    [Fact]
    public void A_segment_event_passes_through_byte_for_byte()
    {
        const string line = """{"type":"track", "messageId":"m1","event":"Клик","userId":"42","properties":{"a":{"b":[1,2.0]}}}""";
        var rows = Json(line + "\n");
        Assert.True(rows.Read());
        Assert.Equal(line, Encoding.UTF8.GetString(rows.Event.Span).TrimEnd());
    }

    [Theory]
    [InlineData("""{"event":"x","userId":"1"}""", """{"messageId":"import:7:1","type":"track","event":"x","userId":"1"}""")]
    [InlineData("""{"type":"page","messageId":null,"anonymousId":"1"}""", """{"messageId":"import:7:1","type":"page","anonymousId":"1"}""")]
    [InlineData("""{"traits":{"email":"a@b.ru"},"messageId":"m"}""", """{"type":"identify","traits":{"email":"a@b.ru"},"messageId":"m"}""")]
    public void What_an_event_lacks_is_put_in_front(string line, string expected)
    {
        var rows = Json(line);
        Assert.True(rows.Read());
        Assert.Equal(expected, Encoding.UTF8.GetString(rows.Event.Span));
    }

    [Theory]
    [InlineData("""{"type":"purchase","userId":"1"}""", "no_event")]
    [InlineData("""{"userId":"1"}""", "no_event")]
    [InlineData("""{"type":"track","event":"x"}""", "no_identifier")]
    [InlineData("""{"type":"track","event":""", "bad_json")]
    public void An_event_that_cannot_be_taken_is_refused(string line, string reason)
    {
        var rows = Json("{}\n" + line + "\n{\"event\":\"x\",\"userId\":\"1\"}\n");
        Assert.True(rows.Read());
        Assert.True(rows.Read());
        Assert.Equal((2, reason), (rows.Refused!.Line, rows.Refused.Reason));
        Assert.True(rows.Read());
        Assert.Null(rows.Refused);
    }

    [Fact]
    public void A_row_of_a_table_becomes_a_track_with_properties()
    {
        var rows = Samples.Import(ImportKind.Events, "event,user_id,timestamp,email,Сумма,utm.source\nЗвонок,42,2025-01-02T03:04:05.6+03:00,a@b.ru,12,call\n,42,,,,\n");
        Assert.True(rows.Read());
        Assert.Equal("""{"type":"track","messageId":"import:7:1","userId":"42","event":"Звонок","timestamp":"2025-01-02T00:04:05.600Z","context":{"traits":{"email":"a@b.ru"}},"properties":{"Сумма":12,"utm":{"source":"call"}}}""",
            Encoding.UTF8.GetString(rows.Event.Span));
        Assert.True(rows.Read());
        Assert.Equal("no_event", rows.Refused!.Reason);
    }

    [Fact]
    public void Mutated_json_lines_never_throw_and_every_row_is_accounted_for()
    {
        var source = new StringBuilder();
        for (var i = 0; i < 20; i++)
            source.Append($"{{\"type\":\"track\",\"event\":\"Клик\",\"userId\":{i},\"traits\":{{\"email\":\"a{i}@b.ru\",\"a\":[1,{{\"b\":null}}]}},\"timestamp\":\"2025-01-02T03:04:05Z\"}}\n");
        var clean = Encoding.UTF8.GetBytes(source.ToString());
        var random = new Random(20_260_102);
        var marks = "\"{}[],:\\u0\n\0dt"u8.ToArray();
        for (var round = 0; round < 400; round++)
        {
            var bytes = (byte[])clean.Clone();
            for (var i = random.Next(1, 40); i > 0; i--)
                bytes[random.Next(bytes.Length)] = random.Next(3) == 0 ? (byte)random.Next(256) : marks[random.Next(marks.Length)];
            Samples.All(Json(Encoding.UTF8.GetString(bytes)));
            using var reader = Samples.Open(bytes, "x.jsonl");
            var mapping = ImportMapping.Create(ImportKind.People, ColumnGuesser.Guess(ImportKind.People, reader), []).Mapping;
            if (mapping is not null) Samples.All(ImportRows.Create(Samples.Open(bytes, "x.jsonl"), mapping, new ImportOptions { ImportId = 1 }));
        }
    }

    [Fact]
    public void A_nul_in_a_text_of_json_is_refused()
    {
        var (events, refused) = Samples.All(Samples.Import(ImportKind.People, "{\"id\":\"1\",\"name\":\"a\\u0000b\"}\n{\"id\":\"2\"}\n"));
        Assert.Single(events);
        Assert.Equal("nul", Assert.Single(refused).Reason);
    }

    private static EventRows Json(string text) => new(Samples.Open(Encoding.UTF8.GetBytes(text), "x.jsonl", new TableOptions { SplitJson = false }), null, new ImportOptions { ImportId = 7 });
}
