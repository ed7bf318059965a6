using Kartoteka.Domain.Identity;
using Xunit;

namespace Kartoteka.Domain.Tests.Identity;

public class NormalizingEmailsTests
{
    [Theory]
    [InlineData("ivan@ya.ru", "ivan@ya.ru")]
    [InlineData("  Ivan.Petrov@Ya.RU ", "ivan.petrov@ya.ru")]
    [InlineData("mailto:ivan@ya.ru", "ivan@ya.ru")]
    [InlineData("MAILTO:ivan@ya.ru?subject=Hi", "ivan@ya.ru")]
    [InlineData("mailto:a?b@ya.ru", "a?b@ya.ru")]
    [InlineData("ivan@mail\uFF61рф", "ivan@mail.xn--p1ai")]
    [InlineData("Иван Петров <Ivan@ya.ru>", "ivan@ya.ru")]
    [InlineData("\"Petrov, Ivan\" <ivan@ya.ru>,", "ivan@ya.ru")]
    [InlineData("<ivan@ya.ru>", "ivan@ya.ru")]
    [InlineData("ivan@ya.ru.", "ivan@ya.ru")]
    [InlineData("ivan@ya.ru,", "ivan@ya.ru")]
    [InlineData("ivan@ya.ru; ", "ivan@ya.ru")]
    [InlineData("'ivan@ya.ru", "ivan@ya.ru")]
    [InlineData("\"ivan@ya.ru\"", "ivan@ya.ru")]
    [InlineData("iv\u200Ban@ya.ru\uFEFF", "ivan@ya.ru")]
    [InlineData("\u00A0ivan@ya.ru\u3000", "ivan@ya.ru")]
    [InlineData("ｉｖａｎ＠ｙａ．ｒｕ", "ivan@ya.ru")]
    [InlineData("ivan+shop@gmail.com", "ivan+shop@gmail.com")]
    [InlineData("i.v.a.n@gmail.com", "i.v.a.n@gmail.com")]
    [InlineData("o'brien@mail.com", "o'brien@mail.com")]
    [InlineData("ivan@почта.рф", "ivan@xn--80a1acny.xn--p1ai")]
    [InlineData("ivan@ПОЧТА.РФ", "ivan@xn--80a1acny.xn--p1ai")]
    [InlineData("ivan@XN--80A1ACNY.xn--p1ai", "ivan@xn--80a1acny.xn--p1ai")]
    [InlineData("ivan@почта。рф", "ivan@xn--80a1acny.xn--p1ai")]
    [InlineData("Иван@почта.рф", "иван@xn--80a1acny.xn--p1ai")]
    [InlineData("и\u0306@ya.ru", "й@ya.ru")]
    public void Every_spelling_of_an_address_becomes_one_form(string typed, string expected)
    {
        Assert.True(EmailAddress.TryNormalize(typed, out var actual, out var problem), problem);
        Assert.Equal(expected, actual);
    }

    [Theory]
    [InlineData("", "email_empty")]
    [InlineData(" , ", "email_empty")]
    [InlineData("ivan", "email_no_at")]
    [InlineData("@ya.ru", "email_no_local")]
    [InlineData("ivan@", "email_no_domain")]
    [InlineData("ivan@ya", "email_no_dot")]
    [InlineData("ivan@ya.ru@mail.ru", "email_two_at")]
    [InlineData("ivan@ya.ru, oleg@ya.ru", "email_two_at")]
    [InlineData("ivan@почта@рф", "email_two_at")]
    [InlineData("ivan petrov@ya.ru", "email_space")]
    [InlineData("ivan@ya .ru", "email_space")]
    [InlineData("ivan@моя почта.рф", "email_space")]
    [InlineData("ivan..petrov@ya.ru", "email_dots")]
    [InlineData(".ivan@ya.ru", "email_dots")]
    [InlineData("ivan.@ya.ru", "email_dots")]
    [InlineData("ivan@ya..ru", "email_dots")]
    [InlineData("ivan@почта..рф", "email_dots")]
    [InlineData("ivan(work)@ya.ru", "email_local_character")]
    [InlineData("iv\uFFFDan@ya.ru", "email_local_character")]
    [InlineData("ivan@mail,ru", "email_domain_character")]
    [InlineData("ivan@my_shop.ru", "email_domain_character")]
    [InlineData("ivan@[127.0.0.1]", "email_domain_character")]
    [InlineData("ivan@поч☺та.рф", "email_domain_character")]
    [InlineData("ivan@-ya.ru", "email_domain_label")]
    [InlineData("ivan@ya-.ru", "email_domain_label")]
    [InlineData("ivan@ya.1", "email_top_level")]
    [InlineData("ivan@192.168.10.11", "email_top_level")]
    [InlineData("ivan@ya.r", "email_top_level")]
    [InlineData("ivan@mаil.ru", "email_mixed_script")]
    public void An_address_that_can_never_deliver_is_refused_with_a_reason(string typed, string expected)
    {
        Assert.False(EmailAddress.TryNormalize(typed, out var actual, out var problem), actual);
        Assert.Equal((expected, ""), (problem, actual));
    }

    [Fact]
    public void Half_a_character_is_no_name()
    {
        Assert.False(EmailAddress.TryNormalize("iv\uD800an@ya.ru", out _, out var local));
        Assert.False(EmailAddress.TryNormalize("ivan@по\uD800чта.рф", out _, out var domain));
        Assert.Equal(("email_local_character", "email_domain_character"), (local, domain));
    }

    [Fact]
    public void A_missing_address_is_empty()
    {
        Assert.False(EmailAddress.TryNormalize(null, out _, out var problem));
        Assert.Equal("email_empty", problem);
    }

    [Fact]
    public void A_local_part_holds_64_octets_and_not_65()
    {
        Assert.True(EmailAddress.TryNormalize(new string('a', 64) + "@ya.ru", out _, out _));
        Assert.False(EmailAddress.TryNormalize(new string('a', 65) + "@ya.ru", out _, out var ascii));
        Assert.False(EmailAddress.TryNormalize(new string('й', 33) + "@ya.ru", out _, out var cyrillic));
        Assert.Equal(("email_local_too_long", "email_local_too_long"), (ascii, cyrillic));
    }

    [Fact]
    public void An_address_holds_254_octets_and_not_255()
    {
        var local = new string('a', 64);
        var domain = $"{new string('b', 62)}.{new string('c', 62)}.{new string('d', 59)}.com";
        Assert.True(EmailAddress.TryNormalize($"{local}@{domain}", out var longest, out _));
        Assert.Equal(254, longest.Length);
        Assert.False(EmailAddress.TryNormalize($"{local}@b{domain}", out _, out var problem));
        Assert.False(EmailAddress.TryNormalize(new string(' ', 1025), out _, out var unread));
        Assert.Equal(("email_too_long", "email_too_long"), (problem, unread));
    }

    [Fact]
    public Task A_canonical_address_costs_no_memory() =>
        Allocations.SettleAtZeroAsync(() => EmailAddress.TryNormalize("ivan.petrov@ya.ru", out _, out _));
}
