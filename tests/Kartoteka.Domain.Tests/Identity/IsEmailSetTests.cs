using System.Xml.Linq;
using Kartoteka.Domain.Identity;
using Xunit;

namespace Kartoteka.Domain.Tests.Identity;

/// <summary>The is-email test set: by category, which addresses a customer's e-mail may look like.</summary>
public class IsEmailSetTests
{
    // The set shows control characters as the pictures U+2400 plus their code.
    private static readonly List<(int Id, string Address, string Category)> Cases =
        [.. XDocument.Load(Path.Combine(AppContext.BaseDirectory, "Data", "isemail", "tests.xml")).Descendants("test").Select(test => (
            (int)test.Attribute("id")!,
            WithControls((string)test.Element("address")!),
            ((string)test.Element("category")!).Replace("ISEMAIL_", "", StringComparison.Ordinal)))];

    [Fact]
    public void The_whole_set_is_read() => Assert.Equal(164, Cases.Count);

    [Fact]
    public void Valid_addresses_are_accepted_unless_the_domain_has_no_dot() => Assert.Equal([5], Refused("VALID_CATEGORY"));

    [Fact]
    public void Names_that_DNS_does_not_know_are_accepted_except_a_one_letter_top_level()
        // 13 and 37 end in ".a" and ".v"; 38 is an address of 254 octets, the longest.
        => Assert.Equal([13, 37], Refused("DNSWARN"));

    [Fact]
    public void Quoted_local_parts_literals_and_numeric_top_levels_of_RFC_5321_are_refused() => Assert.Empty(Accepted("RFC5321"));

    [Fact]
    public void What_only_RFC_5322_allows_is_refused() => Assert.Empty(Accepted("RFC5322"));

    [Fact]
    public void Deprecated_forms_are_refused_except_for_folding_white_space_around_the_address()
        => Assert.Equal([89, 149], Accepted("DEPREC"));

    [Fact]
    public void White_space_around_an_address_is_trimmed_and_comments_are_refused()
        => Assert.Equal([88, 144, 148, 153, 157, 158], Accepted("CFWS"));

    [Fact]
    public void Errors_are_refused_except_what_trimming_mends()
        // A last dot (35), quotes left open or closed around the whole (50, 103), and line breaks before or after the address.
        => Assert.Equal([35, 50, 99, 103, 127, 128, 132, 141, 142, 143, 145, 146, 147, 150, 151, 152, 154, 155, 156], Accepted("ERR"));

    private static string WithControls(string text) =>
        string.Concat(text.Select(unit => unit is >= '\u2400' and <= '\u241F' ? (char)(unit - '\u2400') : unit));

    private static int[] Accepted(string category) => Where(category, accepted: true);

    private static int[] Refused(string category) => Where(category, accepted: false);

    private static int[] Where(string category, bool accepted) => [.. Cases
        .Where(test => test.Category == category && EmailAddress.TryNormalize(test.Address, out _, out _) == accepted)
        .Select(test => test.Id).Order()];
}
