using Kartoteka.Modules.Catalogue.Contracts;

namespace Kartoteka.Server.Tests.Catalogue;

public sealed class MasksTests
{
    [Theory]
    [InlineData("+79161234512", "+7 916 •••-••-12")]
    [InlineData("8 (916) 123-45-12", "+7 916 •••-••-12")]
    [InlineData("+442071234567", "+44 ••• 67")]
    [InlineData("ivanov@shop.ru", "i•••@shop.ru")]
    [InlineData("Иван <IVANOV@Shop.ru>", "i•••@shop.ru")]
    [InlineData("7707083893", "•••")]
    [InlineData("ул. Ленина, 5", "•••")]
    [InlineData("", "•••")]
    public void A_value_is_masked_by_its_form(string value, string masked) => Assert.Equal(masked, Masks.Value(value));

    [Theory]
    [InlineData("4600001234567", "•••4567")]
    [InlineData("1234567", "•••")]
    public void A_card_keeps_its_last_four_characters_if_it_has_enough_others(string card, string masked) => Assert.Equal(masked, Masks.Card(card));

    [Theory]
    [InlineData("позвонить 8 916 123-45-12 после шести", "позвонить +7 916 •••-••-12 после шести")]
    [InlineData("+7 (916) 123-45-12, доб. 3", "+7 916 •••-••-12, доб. 3")]
    [InlineData("89161234512 12", "+7 916 •••-••-12 12")]
    [InlineData("crm:79161234512", "crm:+7 916 •••-••-12")]
    [InlineData("tel+79161234512", "tel+7 916 •••-••-12")]
    [InlineData("https://shop.ru/?u=anna%40shop.ru&p=%2B79161234512", "https://shop.ru/?u=a•••%40shop.ru&p=%2B+7 916 •••-••-12")]
    [InlineData("anna@shop.ru, boris@mail.example.", "a•••@shop.ru, b•••@mail.example.")]
    [InlineData("анна@почта.рф", "а•••@почта.рф")]
    [InlineData("email:anna@shop.ru", "email:a•••@shop.ru")]
    [InlineData("два: 89161234512 и 89161234513", "два: +7 916 •••-••-12 и +7 916 •••-••-13")]
    public void Emails_and_phones_in_a_text_are_masked(string text, string masked) => Assert.Equal(masked, Masks.InText(text));

    [Theory]
    [InlineData("Order Completed")]
    [InlineData("order:536365")]
    [InlineData("2026-11-22T09:00:00.123Z")]
    [InlineData("2026-11-22 09:00:01")]
    [InlineData("1795338000000")]
    [InlineData("01a20128-79a2-7df7-9ca2-e9766c40a898")]
    [InlineData("9f3c79161234512abc")]
    [InlineData("192.168.100.200")]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36")]
    [InlineData("5 @ 10")]
    [InlineData("@anna")]
    public void What_is_neither_stays_the_same_object(string text) => Assert.Same(text, Masks.InText(text));
}
