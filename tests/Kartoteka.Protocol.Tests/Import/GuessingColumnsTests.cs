using Kartoteka.Protocol.Import;

namespace Kartoteka.Protocol.Tests.Import;

public class GuessingColumnsTests
{
    [Theory]
    [InlineData("Фамилия", "lastName")]
    [InlineData("ИМЯ", "firstName")]
    [InlineData("отчество", "middleName")]
    [InlineData("Ф.И.О.", "name")]
    [InlineData("Пол", "gender")]
    [InlineData("Дата_рождения", "birthday")]
    [InlineData("Моб. телефон", "phone")]
    [InlineData("Phone Number", "phone")]
    [InlineData("Эл. почта", "email")]
    [InlineData("E-Mail", "email")]
    [InlineData("№ карты", "card")]
    [InlineData("loyalty_card", "card")]
    [InlineData("ИНН", "inn")]
    [InlineData("Город", "address.city")]
    [InlineData("Адрес", "address.street")]
    [InlineData("Почтовый индекс", "address.postalCode")]
    [InlineData("Код клиента", "externalId")]
    [InlineData("CustomerID", "externalId")]
    [InlineData("record_id", "externalId")]
    [InlineData("Компания", "company")]
    [InlineData("Дата регистрации", "createdAt")]
    [InlineData("Обновлён", "updatedAt")]
    public void A_persons_column_is_known_by_its_name(string column, string field)
    {
        var guess = Guess(ImportKind.People, $"{column},x\nа,б\n")[0];
        Assert.Equal((field, GuessBasis.Name), (guess.Target, guess.Basis));
    }

    [Fact]
    public void The_columns_of_the_russian_base_are_all_known()
    {
        using var reader = TableReader.Open(Samples.PathOf("ru_10k.csv")).Reader!;
        var guesses = ColumnGuesser.Guess(ImportKind.People, reader);
        Assert.Equal(["externalId", "source", "lastName", "firstName", "middleName", "gender", "birthday", "phone", "email", "address.city",
            "address.street", "inn", "company", "clusterId"], guesses.Select(guess => guess.Target));
        Assert.All(guesses, guess => Assert.InRange(guess.Samples.Count, 1, 5));
    }

    [Fact]
    public void The_columns_of_online_retail_are_all_known()
    {
        using var reader = TableReader.Open(Samples.PathOf("2011-02.csv.gz")).Reader!;
        Assert.Equal(["orderId", "sku", "productName", "quantity", "orderedAt", "price", "customer", "country"],
            ColumnGuesser.Guess(ImportKind.Orders, reader).Select(guess => guess.Target));
    }

    [Fact]
    public void The_columns_of_a_russian_order_file_are_known() =>
        Assert.Equal(["orderId", "orderedAt", "customer", "sku", "productName", "quantity", "price", "lineTotal", "affiliation", "status", "currency"],
            Guess(ImportKind.Orders, "Номер заказа;Дата заказа;Код клиента;Артикул;Наименование;Количество;Цена;Сумма;Магазин;Статус;Валюта\n1;2;3;4;5;6;7;8;9;10;11\n")
                .Select(guess => guess.Target));

    [Fact]
    public void A_sum_without_products_is_the_orders_total() =>
        Assert.Equal("total", Guess(ImportKind.Orders, "Заказ;Сумма\n1;2\n")[1].Target);

    [Fact]
    public void Values_tell_where_names_do_not()
    {
        var guesses = Guess(ImportKind.People, "a;b;c;d\na@b.ru;89161234567;01.02.1990;4\nc@d.ru;+7 (916) 123-45-68;02.03.1991;5\ne@f.ru;8 916 123 45 69;03.04.1992;6\n");
        Assert.Equal(["email", "phone", "birthday", "d"], guesses.Select(guess => guess.Target));
        Assert.Equal([GuessBasis.Value, GuessBasis.Value, GuessBasis.Value, GuessBasis.None], guesses.Select(guess => guess.Basis));
        Assert.Equal([false, false, false, true], guesses.Select(guess => guess.IsNumeric));
    }

    [Fact]
    public void A_custom_name_is_camel_case_in_latin_and_as_written_otherwise() =>
        Assert.Equal(["headStartFund", "vip", "Любимый магазин", "с_точкой", "headStartFund2"],
            Guess(ImportKind.People, "Head Start Fund,VIP,Любимый магазин,с.точкой,head_start_fund\n1,2,3,4,5\n").Select(guess => guess.Target));

    [Fact]
    public void An_override_wins_drops_and_renames()
    {
        var mapping = Map(["Город=favouriteCity", "пол=", "id=email"]).Mapping!;
        Assert.Equal(["email", "favouriteCity", null, "phone"], mapping.Targets);
    }

    [Theory]
    [InlineData("Нет такой=email", "Нет такой")]
    [InlineData("Город", "Город")]
    [InlineData("Город=a.b.c", "Город")]
    public void A_wrong_override_names_its_column(string text, string column) =>
        Assert.Equal(column, Assert.Single(Map([text]).Errors).Column);

    [Fact]
    public void Two_columns_cannot_be_the_same_trait_but_may_be_the_same_identifier()
    {
        Assert.Equal("Пол", Assert.Single(Map(["Город=x", "Пол=x"]).Errors).Column);
        Assert.Empty(Map(["Город=phone"]).Errors);
    }

    [Fact]
    public void A_file_that_identifies_nobody_is_refused() =>
        Assert.Contains("externalId", Assert.Single(Map(["id=", "Телефон="]).Errors).Detail, StringComparison.Ordinal);

    private static MappingResult Map(string[] overrides) =>
        ImportMapping.Create(ImportKind.People, Guess(ImportKind.People, "id,Город,Пол,Телефон\n1,Томск,м,8916\n"), overrides);

    private static IReadOnlyList<ColumnGuess> Guess(ImportKind kind, string text)
    {
        using var reader = Samples.Open(text);
        return ColumnGuesser.Guess(kind, reader);
    }
}
