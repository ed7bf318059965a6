using Kartoteka.Domain.Profiles;
using Xunit;

namespace Kartoteka.Domain.Tests.Profiles;

public class SearchTermTests
{
    [Theory]
    [InlineData("bdfyjd", "иванов")]
    [InlineData("ivanov", "иванов")]
    [InlineData("шмфт", "ivan")]
    [InlineData("иванов", "ivanov")]
    [InlineData("shcherbakova", "щербакова")]
    [InlineData("sergey", "сергей")]
    [InlineData("iuliia", "юлия")]
    [InlineData("юлия", "iuliia")]
    [InlineData("zhukov", "жуков")]
    public void A_word_stands_also_for_what_it_is_in_the_other_layout_or_alphabet(string typed, string meant) =>
        Assert.Contains(meant, Assert.Single(SearchDocument.Terms(typed)).Spellings);

    [Theory]
    [InlineData("4276")]
    [InlineData("ivan@mail.ru")]
    [InlineData("ivan2")]
    public void Numbers_and_addresses_stand_for_themselves(string typed) => Assert.Equal([typed], Assert.Single(SearchDocument.Terms(typed)).Spellings);

    [Theory]
    [InlineData("8 (916) 123-45", new[] { "91612345" })]
    [InlineData("Королёв  Семён, Омск", new[] { "королев", "семен", "омск" })]
    [InlineData("анна АННА", new[] { "анна" })]
    [InlineData(" , ", new string[0])]
    public void What_is_typed_is_taken_apart_into_words(string typed, string[] words) => Assert.Equal(words, SearchDocument.Terms(typed).Select(term => term.Spellings[0]));
}
