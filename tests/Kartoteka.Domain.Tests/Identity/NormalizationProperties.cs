using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Kartoteka.Domain.Identity;
using Xunit;

namespace Kartoteka.Domain.Tests.Identity;

public class NormalizationProperties
{
    private static readonly string[] Types =
        ["user_id", "group_id", "anonymous_id", "email", "phone", "card", "device_id", "inn", "telegram_id", "vk_id"];

    // Fragments which the rules treat in a special way: texts made of them reach far more branches than random characters do.
    private static readonly string[] Fragments =
        ["a", "B", "й", "и", "\u0306", "е", "\u0308", "ё", "0", "1", "7", "8", "9", "+", "-", "(", ")", ".", ",", ";", "/", " ",
         "\u00A0", "\u200B", "\n", "@", "＠", "ｅ", "９", "<", ">", "'", "\"", "mailto:", "?", "e", "E10", ".0", "#", "x",
         "доб.", "ext", "tel:", "рф",
         "xn--", "。", "\uD800", "\0", "İ", "ſ", "K",
         "8916", "+7", "8-800", "123-45-67", "7707083893", "ivan@ya.ru", "ivan", "@почта.рф", "+375",
         "294911911", "7.9161234567", "АВ"];

    private static readonly Arbitrary<string> Texts =
        Gen.Elements(Fragments).ListOf().Select(string.Concat)
            .Or(ArbMap.Default.GeneratorFor<string>().Select(text => text ?? "")).ToArbitrary();

    private static readonly string[] Naughty =
        JsonSerializer.Deserialize<string[]>(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Data", "blns", "blns.json")))!;

    [Fact]
    public void Normalising_a_normal_value_returns_it_unchanged() =>
        Prop.ForAll(Texts, text => Types.All(type => IsStable(type, text))).Check(Config.QuickThrowOnFailure.WithMaxTest(5_000));

    [Fact]
    public void No_naughty_string_throws_or_has_two_normal_forms()
    {
        Assert.Equal(515, Naughty.Length);
        Assert.All(Naughty, text => Assert.All(Types, type => Assert.True(IsStable(type, text), type)));
    }

    [Fact]
    public void Folding_for_search_twice_changes_nothing()
    {
        Prop.ForAll(Texts, IsFoldStable).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));
        Assert.All(Naughty, text => Assert.True(IsFoldStable(text)));
    }

    [Fact]
    public void Formatting_does_not_change_a_phone()
    {
        var phones = Gen.Elements(PhoneTable.Russian.Concat(PhoneTable.Foreign).Select(row => row.E164).ToArray());
        var noises = Gen.Elements("", " ", "-", "\u00A0", ".", "\u200B", "\u2011", " (", ") ").ArrayOf(20);
        var spelled = phones.SelectMany(_ => noises, (phone, noise) => (phone, typed: Spell(phone, noise)));
        Prop.ForAll(spelled.ToArbitrary(), pair => Normal(pair.typed) == pair.phone)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));
    }

    [Fact]
    public void Any_mobile_of_Russia_has_one_form_in_every_habit() => Prop.ForAll(
        Gen.Choose(0, 999_999_999).Select(rest => $"9{rest:D9}").ToArbitrary(),
        national => new[] { "", "8", "7", "+7", "+8", "8 ", "007", "8107", "tel:+7" }
            .All(before => Normal(before + national) == "+7" + national)).QuickCheckThrowOnFailure();

    private static string Normal(string typed)
    {
        PhoneNumber.TryNormalize(typed, out var e164, out _, out _);
        return e164;
    }

    // A separator before the code would be a trunk prefix's: only what follows the first two digits is spelled freely.
    private static string Spell(string phone, string[] noise) =>
        phone[..3] + string.Concat(phone[3..].Select((digit, i) => noise[i] + digit)) + noise[19].TrimEnd('(');

    private static bool IsFoldStable(string text) => SearchText.Fold(text) is var folded && SearchText.Fold(folded) == folded;

    private static bool IsStable(string type, string text)
    {
        if (!IdentifierNormalizer.TryNormalize(type, text, out var value, out var problem))
            return value.Length == 0 && !string.IsNullOrEmpty(problem);
        _ = BlockedValues.IsBlocked(new Identifier(type, value));
        return problem is null && value.Length is > 0 and <= Identifier.ValueLengthMax
            && IdentifierNormalizer.TryNormalize(type, value, out var again, out _) && again == value;
    }
}
