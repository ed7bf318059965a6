using Kartoteka.Domain.Identity;
using Xunit;

namespace Kartoteka.Domain.Tests.Identity;

public class NormalizingNumbersTests
{
    [Theory]
    [InlineData("1234 5678", "12345678")]
    [InlineData(" 1234-5678\u00A0", "12345678")]
    [InlineData("ab–12", "AB12")]
    [InlineData("АВ123", "AB123")]
    [InlineData("авекмнорстух", "ABEKMHOPCTYX")]
    [InlineData("A\u0412-12X", "AB12X")]
    [InlineData("АЖ123", "АЖ123")]
    [InlineData("клуб-7", "КЛУБ7")]
    [InlineData("１２３", "123")]
    [InlineData("2200000000000004", "card_is_payment_card")]
    [InlineData("4111 1111 1111 1111", "card_is_payment_card")]
    [InlineData("5555-5555-5555-4444", "card_is_payment_card")]
    [InlineData("2221000000000009", "card_is_payment_card")]
    [InlineData("2720990000000007", "card_is_payment_card")]
    [InlineData("4111 1111 1111 1112", "4111111111111112")]
    [InlineData("2205000000000009", "2205000000000009")]
    [InlineData("2721000000000004", "2721000000000004")]
    [InlineData("5600000000000003", "5600000000000003")]
    [InlineData("4222222222222", "4222222222222")]
    [InlineData(null, "card_empty")]
    [InlineData("--", "card_empty")]
    [InlineData("12", "card_too_short")]
    [InlineData("12/34", "card_character")]
    [InlineData("12.34", "card_character")]
    [InlineData("№123", "card_character")]
    public void A_card_is_capitals_and_digits_and_never_a_payment_card(string? typed, string expected) =>
        Assert.Equal(expected, CardNumber.TryNormalize(typed, out var value, out var problem) ? value : problem);

    [Fact]
    public void A_card_has_64_characters_at_most()
    {
        Assert.True(CardNumber.TryNormalize(new string('1', 64), out _, out _));
        Assert.False(CardNumber.TryNormalize(new string('1', 65), out _, out var problem));
        Assert.Equal("card_too_long", problem);
    }

    [Theory]
    [InlineData("7707083893", "7707083893")]
    [InlineData(" 7707 083893 ", "7707083893")]
    [InlineData("7707083893.0", "7707083893")]
    [InlineData("7.707083893E9", "7707083893")]
    [InlineData("500100732259", "500100732259")]
    [InlineData("７７０７０８３８９３", "7707083893")]
    [InlineData("7707083894", "inn_checksum")]
    [InlineData("500100732258", "inn_checksum")]
    [InlineData("500100732359", "inn_checksum")]
    [InlineData("500100732202", "inn_checksum")] // The last digit controls the eleventh as it stands, which is wrong itself.
    [InlineData("0000000000", "inn_region")]
    [InlineData("000000000000", "inn_region")]
    [InlineData("77070838931", "inn_length")]
    [InlineData("770708389", "inn_length")]
    [InlineData("770708389A", "inn_not_digits")]
    [InlineData("7.7E9", "inn_rounded")]
    [InlineData("", "inn_empty")]
    [InlineData(null, "inn_empty")]
    public void A_taxpayers_number_has_valid_control_digits(string? typed, string expected) =>
        Assert.Equal(expected, TaxpayerNumber.TryNormalize(typed, out var value, out var problem) ? value : problem);

    [Fact]
    public void Twelve_digits_are_a_person_and_ten_a_company()
    {
        Assert.True(TaxpayerNumber.IsPerson("500100732259"));
        Assert.False(TaxpayerNumber.IsPerson("7707083893"));
    }

    [Theory]
    [InlineData("user_id", " Ab-42 ", "Ab-42")]
    [InlineData("user_id", "a\u200Bb\uFEFF", "ab")]
    [InlineData("user_id", "Андреи\u0306", "Андрей")]
    [InlineData("user_id", "a\u00A0b", "a b")]
    [InlineData("user_id", "Ａ１", "Ａ１")]
    [InlineData("anonymous_id", "", "id_empty")]
    [InlineData("anonymous_id", null, "id_empty")]
    [InlineData("device_id", " \u200B ", "id_empty")]
    [InlineData("device_id", "a\0b", "id_control_character")]
    [InlineData("group_id", "a\nb", "id_control_character")]
    [InlineData("vk_id", "Id42", "Id42")]
    [InlineData("telegram_id", "123456789", "123456789")]
    [InlineData("telegram_id", " 0123 ", "123")]
    [InlineData("telegram_id", "1.23456789E8", "123456789")]
    [InlineData("telegram_id", "4503599627370495", "4503599627370495")]
    [InlineData("telegram_id", "4503599627370496", "telegram_id_range")]
    [InlineData("telegram_id", "99999999999999999999", "telegram_id_range")]
    [InlineData("telegram_id", "0", "telegram_id_range")]
    [InlineData("telegram_id", "-100123", "telegram_id_not_digits")]
    [InlineData("telegram_id", "@ivan", "telegram_id_not_digits")]
    [InlineData("email", "IVAN@ya.ru", "ivan@ya.ru")]
    [InlineData("phone", "8 916 123-45-67 доб. 5", "+79161234567")]
    [InlineData("card", "ab 12", "AB12")]
    [InlineData("inn", "7707 083893", "7707083893")]
    [InlineData("Vk-Id", "42", "type_name")]
    public void Each_type_has_its_own_rules(string type, string? raw, string expected) =>
        Assert.Equal(expected, IdentifierNormalizer.TryNormalize(type, raw, out var value, out var problem) ? value : problem);

    [Fact]
    public void An_id_has_256_units_at_most_after_trimming()
    {
        Assert.True(IdentifierNormalizer.TryNormalize("user_id", " " + new string('a', 256) + " ", out var value, out _));
        Assert.Equal(256, value.Length);
        Assert.False(IdentifierNormalizer.TryNormalize("user_id", new string('a', 257), out _, out var problem));
        Assert.False(IdentifierNormalizer.TryNormalize("user_id", new string(' ', 1025), out _, out var unread));
        Assert.Equal(("id_too_long", "id_too_long"), (problem, unread));
    }

    [Fact]
    public void A_surrogate_without_its_pair_is_broken_text_and_a_pair_is_not()
    {
        Assert.True(IdentifierNormalizer.TryNormalize("user_id", "a\U0001F600", out _, out _));
        Assert.False(IdentifierNormalizer.TryNormalize("user_id", "a\uD800b", out _, out var inside));
        Assert.False(IdentifierNormalizer.TryNormalize("user_id", "a\uD800", out _, out var last));
        Assert.Equal(("id_broken_text", "id_broken_text"), (inside, last));
    }

    [Fact]
    public void A_canonical_id_is_returned_as_it_is()
    {
        const string id = "0192f3a4-user";
        Assert.True(IdentifierNormalizer.TryNormalize("user_id", id, out var value, out _));
        Assert.Same(id, value);
    }

    [Theory]
    [InlineData("vk_id", true)]
    [InlineData("a", true)]
    [InlineData("a1_", true)]
    [InlineData("a234567890123456789012345678901234567890", true)]
    [InlineData("a2345678901234567890123456789012345678901", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    [InlineData("1a", false)]
    [InlineData("_a", false)]
    [InlineData("Vk", false)]
    [InlineData("vk-id", false)]
    [InlineData("вк", false)]
    public void A_type_name_is_small_latin_letters_digits_and_underscores(string? name, bool expected) =>
        Assert.Equal(expected, IdentifierNormalizer.IsTypeName(name));
}
