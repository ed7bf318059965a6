using System.Text;
using Kartoteka.Domain.Identity;
using Kartoteka.Domain.Profiles;
using Kartoteka.Domain.Tests.Identity;
using Xunit;

namespace Kartoteka.Domain.Tests.Profiles;

public class TraitConditionTests
{
    private static readonly string Facets = Of(
        ("city", "\"Санкт-Петербург\""), ("age", "30"), ("balance", "-12.50"), ("birthday", "\"1985-12-05\""), ("tags", """["VIP","new"]"""), ("vip", "true"),
        ("address", """{"city":"Омск"}"""), ("e-mail = x", "\"Да\""), ("note", "\"city=омск \""));

    private static string Of(params (string Name, string Json)[] traits)
    {
        var bench = new IdentityBench();
        bench.Say(Make.Event("m", user: "u", traits: traits));
        var profile = bench.Of("u");
        return ProfileFacets.Of(profile.Kind, Survivorship.Fold(profile.Records, bench).Values);
    }

    [Theory]
    [InlineData("city=санкт петербург", true)]
    [InlineData("city=САНКТ-ПЕТЕРБУРГ", true)]
    [InlineData("city=санкт", false)]
    [InlineData("city^=санкт", true)]
    [InlineData("city^=петербург", false)]
    [InlineData("city!=омск", true)]
    [InlineData("city!=Санкт-Петербург", false)]
    [InlineData("street!=x", false)]
    [InlineData("city?", true)]
    [InlineData("street?", false)]
    [InlineData("street!?", true)]
    [InlineData("city!?", false)]
    [InlineData("City?", false)]
    [InlineData("cit?", false)]
    [InlineData("age=30", true)]
    [InlineData("age=30.0", true)]
    [InlineData("age=3", false)]
    [InlineData("age>=30", true)]
    [InlineData("age>=30.5", false)]
    [InlineData("age>=4", true)]
    [InlineData("age<=29", false)]
    [InlineData("age>=a", false)]
    [InlineData("balance=-12.5", true)]
    [InlineData("balance<=-12", true)]
    [InlineData("birthday>=1985-12", true)]
    [InlineData("birthday<=1985-12", true)]
    [InlineData("birthday<=1985-11-30", false)]
    [InlineData("birthday>=1986", false)]
    [InlineData("tags=vip", true)]
    [InlineData("tags=new", true)]
    [InlineData("tags=old", false)]
    [InlineData("vip=true", true)]
    [InlineData("vip=false", false)]
    [InlineData("address?", false)]
    [InlineData("note=city омск", true)]
    [InlineData("city=омск", false)]
    public void A_condition_holds_for_what_the_trait_is(string text, bool holds)
    {
        Assert.True(TraitCondition.TryParse(text, out var condition));
        Assert.Equal(holds, condition!.Matches(Encoding.UTF8.GetBytes(Facets)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("city")]
    [InlineData("=x")]
    [InlineData("?")]
    [InlineData("!?")]
    public void A_text_without_a_trait_or_an_operator_is_no_condition(string text) => Assert.False(TraitCondition.TryParse(text, out _));

    [Fact]
    public void A_name_with_signs_of_its_own_is_told_apart_from_the_operator_that_follows()
    {
        Assert.True(TraitCondition.TryParse("e-mail ?", out var exists));
        Assert.Equal(("e-mail ", TraitOperator.Exists), (exists!.Trait, exists.Operator));
        Assert.True(TraitCondition.TryParse("age>=18?", out var above));
        Assert.Equal(("age", TraitOperator.AtLeast), (above!.Trait, above.Operator));
    }

    [Fact]
    public void Of_a_trait_with_a_thousand_values_two_hundred_are_kept()
    {
        var facets = Of(("tags", $"[{string.Join(',', Enumerable.Range(0, 1_000))}]"));
        Assert.Equal(1 + ProfileFacets.ValuesMax, facets.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length);
    }
}
