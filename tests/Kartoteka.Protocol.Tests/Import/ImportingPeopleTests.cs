using System.Text;
using Kartoteka.Protocol.Import;

namespace Kartoteka.Protocol.Tests.Import;

public class ImportingPeopleTests
{
    [Fact]
    public void A_row_becomes_an_identify_with_typed_and_nested_traits()
    {
        const string text = "Код клиента;Фамилия;Пол;Дата рождения;Телефон;Моб. телефон;№ карты;Город;Адрес;Баллы;Дата регистрации;Обновлено\n"
            + "42;Семёнова;Ж;01.02.1990;0089195045380;89161234567;0001234;Томск;\"ул. Ленина, д. 3\";15.5;2020-01-02;05.06.2025 10:20\n";
        var raw = Samples.Import(ImportKind.People, text);
        Assert.True(raw.Read());
        Assert.Equal("""{"type":"identify","messageId":"import:7:1","userId":"42","timestamp":"2025-06-05T10:20:00.000Z","traits":{"phone":"0089195045380","card":"0001234","lastName":"Семёнова","gender":"female","birthday":"1990-02-01","Баллы":15.5,"createdAt":"2020-01-02T00:00:00.000Z","address":{"city":"Томск","street":"ул. Ленина, д. 3"}},"context":{"externalIds":[{"type":"phone","id":"89161234567"}]}}""",
            Encoding.UTF8.GetString(raw.Event.Span));
    }

    [Fact]
    public void A_row_without_an_id_is_known_by_its_identifiers_and_one_without_either_is_refused()
    {
        var (events, refused) = Samples.All(Samples.Import(ImportKind.People, "id,email,Имя\n,a@b.ru,Анна\n,,Борис\n"));
        Assert.False(Assert.Single(events).TryGetProperty("userId", out _));
        Assert.Equal((3, "no_identifier", ",,Борис"), (Assert.Single(refused).Line, refused[0].Reason, refused[0].Raw));
    }

    [Fact]
    public void Every_row_of_the_russian_base_is_accepted_or_refused_with_a_reason()
    {
        var (events, refused) = Samples.All(Samples.Import(ImportKind.People, File.ReadAllBytes(Samples.PathOf("ru_10k.csv"))));
        Assert.Equal(10_000, events.Count + refused.Count);
        Assert.Empty(refused);
        Assert.Equal("r0000000", events[0].GetProperty("userId").GetString());
        Assert.Equal("89195045380", events[0].GetProperty("traits").GetProperty("phone").GetString());
        Assert.Equal("1967-11-01", events[3].GetProperty("traits").GetProperty("birthday").GetString());
    }

    [Theory]
    [InlineData("1967-11-01", "1967-11-01")]
    [InlineData("19671101", "1967-11-01")]
    [InlineData("1.11.1967", "1967-11-01")]
    [InlineData("01.11.1967 00:00:00", "1967-11-01")]
    [InlineData("24777", "1967-11-01")]
    [InlineData("13/11/1967", null, "ambiguous_date", "bad_date")]
    [InlineData("00.00.0000", null)]
    [InlineData("31.02.1967", null, "bad_date")]
    [InlineData("1967", null, "bad_date")]
    [InlineData("01.11.67", null, "bad_date")]
    [InlineData("03/04/1967", null, "ambiguous_date")]
    public void A_birthday_is_read_as_files_write_it(string cell, string? iso, params string[] reasons)
    {
        var (events, refused) = Samples.All(Samples.Import(ImportKind.People, $"id,birthday\n1,{cell}\n"));
        if (reasons.Length > 0) Assert.Contains(Assert.Single(refused).Reason, reasons);
        else if (iso is null) Assert.False(events[0].GetProperty("traits").TryGetProperty("birthday", out _));
        else Assert.Equal(iso, events[0].GetProperty("traits").GetProperty("birthday").GetString());
    }

    [Fact]
    public void Slashes_are_read_in_the_order_that_is_told()
    {
        var options = new ImportOptions { ImportId = 1, DateOrder = DateOrder.MonthFirst };
        Assert.Equal("1967-03-04", Samples.Only(Samples.Import(ImportKind.People, "id,dob\n1,03/04/1967\n", options)).GetProperty("traits").GetProperty("birthday").GetString());
    }

    [Fact]
    public void A_local_time_is_brought_to_utc()
    {
        var zone = TimeZoneInfo.CreateCustomTimeZone("east", TimeSpan.FromHours(7), null, null);
        var options = new ImportOptions { ImportId = 1, TimeZone = zone };
        Assert.Equal("2025-01-01T17:30:00.000Z", Samples.Only(Samples.Import(ImportKind.People, "id,updated_at\n1,02.01.2025 00:30\n", options)).GetProperty("timestamp").GetString());
    }

    [Fact]
    public void A_column_of_codes_stays_text()
    {
        var traits = Samples.Only(Samples.Import(ImportKind.People, "id,Код города,Счёт,Вес\n15240.0,495,40817810099910004312,\"71,5\"\n"));
        Assert.Equal("15240", traits.GetProperty("userId").GetString());
        Assert.Equal("""{"Код города":"495","Счёт":"40817810099910004312","Вес":"71,5"}""", traits.GetProperty("traits").GetRawText());
    }

    [Fact]
    public void Json_lines_keep_their_types_and_may_bring_new_keys_late()
    {
        var text = new StringBuilder();
        for (var i = 1; i <= 300; i++) text.Append($"{{\"id\":{i},\"address\":{{\"city\":\"Томск\"}},\"tags\":[1,\"a\"],\"vip\":true,\"phone\":89161234567}}\n");
        text.Append("{\"id\":301,\"late\":1.50}\nnot json\n[1]\n");
        var (events, refused) = Samples.All(Samples.Import(ImportKind.People, text.ToString()));
        Assert.Equal(["bad_json", "bad_json"], refused.Select(row => row.Reason));
        Assert.Equal("""{"phone":"89161234567","tags":[1,"a"],"vip":true,"address":{"city":"Томск"}}""", events[0].GetProperty("traits").GetRawText());
        Assert.Equal("""{"late":1.50}""", events[300].GetProperty("traits").GetRawText());
    }
}
