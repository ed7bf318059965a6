using Kartoteka.Domain.Identity;
using Xunit;

namespace Kartoteka.Domain.Tests.Identity;

public class SearchTextTests
{
    [Theory]
    [InlineData("Алёна СЕМЁНОВА", "алена семенова")]
    [InlineData("Е\u0308лкин Андреи\u0306", "елкин андрей")]
    [InlineData("Ива\u0301нов", "иванов")]
    [InlineData("  O'Brien-Smith,  John ", "o brien smith john")]
    [InlineData("г. Томск, ул. Ленина, д. 3", "г томск ул ленина д 3")]
    [InlineData("ООО «Ромашка»", "ооо ромашка")]
    [InlineData("Ｉｖａｎ\u00A0Ⅳ", "ivan")]
    [InlineData("ivan@ya.ru", "ivan ya ru")]
    [InlineData("Ив\u200Bан", "иван")]
    [InlineData("\U00010400a", "\U00010428a")]
    [InlineData("", "")]
    [InlineData("!!!", "")]
    public void Search_sees_words_without_case_punctuation_or_yo(string text, string expected) =>
        Assert.Equal(expected, SearchText.Fold(text));

    [Fact]
    public void Half_a_character_parts_words() => Assert.Equal("a b", SearchText.Fold("a\uD800b"));

    [Theory]
    [InlineData("8 (916) 123-45-67", "89161234567")]
    [InlineData("１２ab３", "123")]
    [InlineData("нет", "")]
    public void Search_sees_the_digits_of_a_number(string text, string expected) => Assert.Equal(expected, SearchText.Digits(text));
}
