using Kartoteka.Domain.Identity;
using Xunit;

namespace Kartoteka.Domain.Tests.Identity;

public class BlockingJunkTests
{
    [Theory]
    [InlineData("user_id", "shop:null")]
    [InlineData("user_id", "shop:NULL")]
    [InlineData("user_id", "shop:0")]
    [InlineData("user_id", "null")]
    [InlineData("group_id", "shop:неизвестно")]
    [InlineData("anonymous_id", "undefined")]
    [InlineData("anonymous_id", "NaN")]
    [InlineData("anonymous_id", "anonymous")]
    [InlineData("anonymous_id", "00000000-0000-0000-0000-000000000000")]
    [InlineData("device_id", "Unknown")]
    [InlineData("device_id", "0000000")]
    [InlineData("device_id", "000-000")]
    [InlineData("device_id", "999999")]
    [InlineData("device_id", "-")]
    [InlineData("device_id", "---")]
    [InlineData("vk_id", "n/a")]
    [InlineData("vk_id", "Нет")]
    [InlineData("vk_id", "guest")]
    [InlineData("vk_id", "none")]
    [InlineData("email", "info@shop.ru")]
    [InlineData("email", "noreply@shop.ru")]
    [InlineData("email", "no-reply@shop.ru")]
    [InlineData("email", "admin@shop.ru")]
    [InlineData("email", "sales@shop.ru")]
    [InlineData("email", "support@shop.ru")]
    [InlineData("email", "test@test.com")]
    [InlineData("email", "нет@ya.ru")]
    [InlineData("email", "null@ya.ru")]
    [InlineData("email", "a@a.ru")]
    [InlineData("email", "123@123.ru")]
    [InlineData("email", "mail@mail.ru")]
    [InlineData("email", "email@email.com")]
    [InlineData("phone", "+79999999999")]
    [InlineData("phone", "+70000000000")]
    [InlineData("phone", "+71234567890")]
    [InlineData("phone", "+79777777777")]
    [InlineData("phone", "+79876543210")]
    [InlineData("phone", "+79160000000")]
    [InlineData("card", "000")]
    [InlineData("card", "1111")]
    [InlineData("card", "NULL")]
    [InlineData("inn", "0000000000")]
    [InlineData("inn", "111111111111")]
    public void Junk_identifies_nobody(string type, string value) => Assert.True(BlockedValues.IsBlocked(new Identifier(type, value)));

    [Theory]
    [InlineData("user_id", "null:42")]
    [InlineData("user_id", "shop:111")]
    [InlineData("user_id", "shop:9999")]
    [InlineData("user_id", "shop:guest42")]
    [InlineData("user_id", "shop:100000")]
    [InlineData("anonymous_id", "0192f3a4-0000-7000-8000-000000000000")]
    [InlineData("anonymous_id", "\U0001F600\U0001F601")]
    [InlineData("email", "informer@shop.ru")]
    [InlineData("email", "ivan@example.ru")]
    [InlineData("email", "ivan@example.com")] // Trial set-ups use these domains, and a whole address there tells people apart as well as any.
    [InlineData("email", "test@shop.ru")]
    [InlineData("email", "ivanov@ivanov.ru")]
    [InlineData("email", "a@b.ru")]
    [InlineData("phone", "+79161234567")]
    [InlineData("phone", "+79167777771")]
    [InlineData("phone", "+79991234567")]
    [InlineData("card", "1112")]
    [InlineData("inn", "7707083893")]
    public void A_customers_own_value_is_not_blocked(string type, string value) =>
        Assert.False(BlockedValues.IsBlocked(new Identifier(type, value)));

    [Theory]
    [InlineData("user_id", "shop:demo", true)]
    [InlineData("user_id", "shop:DEMO", true)]
    [InlineData("user_id", "demo:42", false)]
    [InlineData("user_id", "shop:demo1", false)]
    [InlineData("email", "ivan@corp.ru", true)]
    [InlineData("email", "ivan@corp.ru.com", false)]
    [InlineData("email", "qa-1@ya.ru", true)]
    [InlineData("email", "my-qa-1@ya.ru", false)]
    [InlineData("device_id", "a-emulator-b", true)]
    [InlineData("device_id", "a-emul-b", false)]
    [InlineData("phone", "+79990001122", true)]
    [InlineData("phone", "+79990001123", false)]
    [InlineData("card", "EVERYWHERE", true)]
    [InlineData("vk_id", "everywhere", true)]
    [InlineData("vk_id", "demo", false)]
    public void A_pattern_of_the_settings_blocks_its_type(string type, string value, bool expected)
    {
        var patterns = new BlockedPatterns([
            new("user_id", "demo"), new("email", "*@Corp.ru"), new("email", "qa-*"), new("device_id", "*emulator*"),
            new("phone", "8 999 000-11-22"), new("*", "everywhere")]);
        Assert.Equal(expected, patterns.IsBlocked(new Identifier(type, value)));
    }

    [Theory]
    [InlineData("a", true)]
    [InlineData("*a*", true)]
    [InlineData("", false)]
    [InlineData("*", false)]
    [InlineData("**", false)]
    [InlineData("a*b", false)]
    [InlineData(null, false)]
    public void A_pattern_has_asterisks_at_its_ends_only(string? pattern, bool expected)
    {
        Assert.Equal(expected, BlockedPatterns.IsPattern(pattern));
        if (!expected)
            Assert.Throws<ArgumentException>(() => new BlockedPatterns([new("email", pattern!)]));
    }
}
