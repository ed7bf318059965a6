using Kartoteka.Matching.Normalizing;
using Kartoteka.Matching.Text;

namespace Kartoteka.Matching.Tests.Normalizing;

public sealed class NormalizingTests
{
    [Theory]
    [InlineData("+7 (921) 332-16-08", "9213321608")]
    [InlineData("89213321608", "9213321608")]
    [InlineData("8-921-332-1608 доб. 12", "9213321608")]
    [InlineData("702-919-1300", "7029191300")]
    [InlineData("1 702 919 1300", "7029191300")]
    [InlineData("3321608", "3321608")]
    [InlineData("9213321608, 9210000001", "9213321608")]
    [InlineData("+7 (000) 000-00-00", "")]
    [InlineData("+7 (999) 123-45-67", "")]
    [InlineData("12345", "")]
    [InlineData("нет", "")]
    public void A_phone_is_its_digits_without_prefixes_and_a_placeholder_is_none(string raw, string digits) => Assert.Equal(digits, PhoneNormalizer.Normalize(raw));

    [Theory]
    [InlineData("Ivan.Petrov+shop@Gmail.com", "ivanpetrov", "gmail.com")]
    [InlineData("ivan@gmial.com", "ivan", "gmail.com")]
    [InlineData("ivan-petrov@ya.ru", "ivan.petrov", "yandex.ru")]
    [InlineData("mailto:Anna <anna@list.ru>", "anna", "list.ru")]
    [InlineData("no@mail.ru", "", "")]
    [InlineData("1@1.ru", "", "")]
    [InlineData("нет", "", "")]
    [InlineData("-", "", "")]
    public void An_e_mail_is_a_mailbox(string raw, string local, string domain) => Assert.Equal((local, domain), EmailNormalizer.Normalize(raw));

    [Theory]
    [InlineData("1980-03-12", 19800312)]
    [InlineData("12.03.1980", 19800312)]
    [InlineData("19800312", 19800312)]
    [InlineData("12031980", 19800312)]
    [InlineData("12 марта 1980", 19800312)]
    [InlineData("Mar 12, 1980", 19800312)]
    [InlineData("1980-03-12T10:00:00Z", 19800312)]
    [InlineData("25/12/80", 19801225)]
    [InlineData("1860-01-81", 18600181)]
    [InlineData("1980", 19800000)]
    [InlineData("01.01.1900", 0)]
    [InlineData("1970-01-01", 0)]
    [InlineData("", 0)]
    [InlineData("нет", 0)]
    public void A_date_is_read_and_a_default_is_none(string raw, int date) => Assert.Equal(date, DateNormalizer.Normalize(raw));

    [Fact]
    public void Month_first_is_taken_where_it_is_told_and_can_be() =>
        Assert.Equal((19800312, 19801225), (DateNormalizer.Normalize("03/12/1980", true), DateNormalizer.Normalize("25/12/1980", true)));

    [Theory]
    [InlineData("ул. Ленина, д. 3, кв. 42", "ленина", "3", "42")]
    [InlineData("улица Ленина, дом 3, квартира 42", "ленина", "3", "42")]
    [InlineData("Ленина 3-42", "ленина", "3", "42")]
    [InlineData("пр-т Мира, д. 12, корп. 1, кв. 5", "мира", "12к1", "5")]
    [InlineData("ул. 8 Марта 20 кв 7", "8 марта", "20", "7")]
    [InlineData("ул. Базарная, д. 20А, кв. 146", "базарная", "20а", "146")]
    [InlineData("123 Main Street", "main", "123", "")]
    [InlineData("221 E. 51st St.", "51st", "221", "")]
    [InlineData("", "", "", "")]
    public void An_address_is_taken_apart(string raw, string street, string house, string flat)
    {
        var parts = AddressNormalizer.Normalize(raw);
        Assert.Equal((street, house, flat), (parts.Street, parts.House, parts.Flat));
    }

    [Theory]
    [InlineData("г. Санкт-Петербург", "санкт петербург")]
    [InlineData("СПб", "санкт петербург")]
    [InlineData("Москва г", "москва")]
    [InlineData("Мск", "москва")]
    [InlineData("неизвестно", "")]
    public void A_town_has_one_name(string raw, string town) => Assert.Equal(town, CityNormalizer.Normalize(raw));

    [Theory]
    [InlineData("ООО «Альфа Строй»", "альфа строй")]
    [InlineData("Альфа Строй, ООО", "альфа строй")]
    [InlineData("Acme Inc.", "acme")]
    [InlineData("ООО Общество", "ооо общество")]
    [InlineData("ООО", "")]
    public void A_company_is_its_name_without_the_legal_form(string raw, string name) => Assert.Equal(name, CompanyNormalizer.Normalize(raw));

    [Theory]
    [InlineData("  ЁЛКИН-Пётр ", "елкин петр")]
    [InlineData("Müller", "muller")]
    [InlineData("O'Brien", "obrien")]
    [InlineData("Łukasz Žižka", "lukasz zizka")]
    public void A_text_is_folded(string raw, string folded)
    {
        Assert.Equal(folded, NameText.Fold(raw));
        Assert.Equal(folded, NameText.Fold(folded));
    }

    [Theory]
    [InlineData("щербакова", "shcherbakova", "scherbakova")]
    [InlineData("юлия", "iuliia", "yuliya")]
    [InlineData("дмитрий", "dmitrii", "dmitry")]
    [InlineData("цветков", "tsvetkov", "cvetkov")]
    [InlineData("алексей", "aleksey", "aleksei")]
    public void Schemes_of_transliteration_have_one_skeleton(string russian, string one, string other)
    {
        Assert.Equal(Transliteration.Skeleton(russian), Transliteration.Skeleton(one));
        Assert.Equal(Transliteration.Skeleton(russian), Transliteration.Skeleton(other));
    }

    [Theory]
    [InlineData("Bdfyjd", "иванов")]
    [InlineData("Gtnhjdf", "петрова")]
    public void The_other_keyboard_layout_is_read(string typed, string meant) => Assert.Equal(meant, NameText.Fold(Transliteration.FromLatinLayout(typed)));

    [Theory]
    [InlineData("иванова", "иванов")]
    [InlineData("белая", "белый")]
    [InlineData("толстой", "толстый")]
    [InlineData("чайковская", "чайковский")]
    [InlineData("шевченко", "шевченко")]
    public void A_surname_has_one_gender(string surname, string masculine) => Assert.Equal(masculine, RussianNames.Masculine(surname));

    [Theory]
    [InlineData("саша", "александра", true)]
    [InlineData("саша", "александр", true)]
    [InlineData("катя", "екатерина", true)]
    [InlineData("bob", "robert", true)]
    [InlineData("александр", "александра", false)]
    [InlineData("мария", "марина", false)]
    public void Forms_of_a_name_share_a_group(string first, string second, bool forms) =>
        Assert.Equal(forms, GivenNames.GroupsOf(first).ContainsAny(GivenNames.GroupsOf(second)));

    [Theory]
    [InlineData("не указано", true)]
    [InlineData("n a", true)]
    [InlineData("ххх", true)]
    [InlineData("нет", true)]
    [InlineData("анна", false)]
    public void What_stands_for_nothing_is_junk(string folded, bool junk) => Assert.Equal(junk, JunkValues.IsJunk(folded));

    [Theory]
    [InlineData("sir", true)]
    [InlineData("1st", true)]
    [InlineData("baronet", true)]
    [InlineData("stewart", false)]
    public void A_title_is_no_name(string word, bool title) => Assert.Equal(title, Titles.IsTitle(word));
}
