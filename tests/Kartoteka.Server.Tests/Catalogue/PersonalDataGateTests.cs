using System.Text;
using System.Text.Json;
using Kartoteka.Domain.Identity;
using Kartoteka.Modules.Catalogue.Contracts;
using Kartoteka.Modules.Users.Contracts;
using Microsoft.Extensions.DependencyInjection;

namespace Kartoteka.Server.Tests.Catalogue;

public sealed class PersonalDataGateTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    private Sight SightOf(string role) => server.App.Services.GetRequiredService<PersonalDataGate>().ForClasses(Roles.Find(role)!.VisibleClasses!);

    [Fact]
    public void Roles_and_the_catalogue_know_the_same_privacy_classes()
    {
        Assert.Equal(PrivacyClasses.All, Roles.EveryClass);
        Assert.All(Roles.All.SelectMany(role => role.VisibleClasses ?? []), name => Assert.Contains(name, PrivacyClasses.All));
    }

    [Theory]
    [InlineData("firstName", true, true)]
    [InlineData("Фамилия", true, true)]
    [InlineData("name", true, true)]
    [InlineData("passport", false, true)]
    [InlineData("inn", false, true)]
    [InlineData("phone", false, true)]
    [InlineData("shippingAddress", false, true)]
    [InlineData("cardNumber", false, true)]
    [InlineData("birthday", true, true)]
    [InlineData("lastOrderDate", true, true)]
    [InlineData("diagnosis", false, false)]
    [InlineData("qqq", false, false)] // In no catalogue, and its name says nothing.
    public void A_trait_is_shown_by_the_class_its_name_suggests_until_somebody_says_otherwise(string trait, bool toOperator, bool toSteward)
    {
        Assert.Equal((toOperator, toSteward), (SightOf("operator").Shows(ProfileKind.Person, trait), SightOf("steward").Shows(ProfileKind.Person, trait)));
    }

    [Fact]
    public async Task A_declared_class_wins_over_the_name_at_once()
    {
        var sight = SightOf("operator");
        Assert.False(sight.Shows(ProfileKind.Person, "vehicleVin"));
        foreach (var (trait, privacyClass, shown) in new[] { ("city", "contact", false), ("surname", "special", false), ("vehicleVin", "none", true), ("qwerty1", "none", true) })
        {
            (await server.Full.PutAsync($"/api/traits/person/{trait}", System.Net.Http.Json.JsonContent.Create(new { type = "string", privacyClass }))).EnsureSuccessStatusCode();
            Assert.Equal((trait, shown), (trait, sight.Shows(ProfileKind.Person, trait)));
        }
        Assert.True(sight.Shows(ProfileKind.Account, "surname"));
    }

    [Theory]
    [InlineData("email", "anna@shop.ru", "a•••@shop.ru")]
    [InlineData("phone", "+79161234512", "+7 916 •••-••-12")]
    [InlineData("card", "4600001234567", "•••4567")]
    [InlineData("inn", "7707083893", "•••")]
    [InlineData("telegram_id", "123456789", "•••")]
    [InlineData("unheard_of", "42", "•••")]
    [InlineData("user_id", "crm:C-1042", "crm:C-1042")]
    [InlineData("user_id", "crm:anna@shop.ru", "crm:a•••@shop.ru")]
    public void An_identifier_is_masked_by_its_type(string type, string value, string shown) => Assert.Equal(shown, SightOf("operator").Identifier(ProfileKind.Person, type, value));

    [Theory]
    [InlineData("w1", "w1")]
    [InlineData("anna@shop.ru", "a•••@shop.ru")]
    [InlineData("card:4600001234567", "card:•••4567")]
    [InlineData("phone:+79161234512", "phone:+7 916 •••-••-12")]
    [InlineData("external_id:badge:7", "external_id:badge:•••")]
    [InlineData("user_id:email:x", "user_id:email:x")]
    public void An_external_id_that_is_an_identifier_is_masked_like_one(string externalId, string shown) => Assert.Equal(shown, SightOf("operator").ExternalId(externalId));

    [Theory]
    [InlineData("""{"userId":"42","event":"Order Completed","properties":{"order_id":"536365","total":139.12,"payment_method":"card"}}""", null)]
    [InlineData("""{"type":"identify","traits":{"email":"anna@shop.ru","firstName":"Анна","city":"Омск","passport":4509123456,"tags":["a"]}}""",
        """{"type":"identify","traits":{"email":"a•••@shop.ru","firstName":"Анна","city":"Омск","passport":"•••","tags":["•••"]}}""")]
    [InlineData("""{"context":{"traits":{"phone":79161234512},"ip":"192.0.2.1"},"properties":{"comment":"звонить 8 916 123-45-12","address":{"street":"Ленина","house":5}}}""",
        """{"context":{"traits":{"phone":"+7 916 •••-••-12"},"ip":"192.0.2.1"},"properties":{"comment":"звонить +7 916 •••-••-12","address":{"street":"•••","house":"•••"}}}""")]
    [InlineData("""{"context":{"externalIds":[{"type":"card","id":"4600001234567"},{"type":"user_id","id":"7"}]}}""",
        """{"context":{"externalIds":[{"type":"card","id":"•••4567"},{"type":"user_id","id":"7"}]}}""")]
    [InlineData("""{"type":"group","groupId":"acme","traits":{"name":"ООО Ромашка","phone":"+79161234512"}}""",
        """{"type":"group","groupId":"acme","traits":{"name":"ООО Ромашка","phone":"+7 916 •••-••-12"}}""")]
    [InlineData("""{"batch":[{"traits":{"email":"anna@shop.ru"}}]}""", """{"batch":[{"traits":{"email":"a•••@shop.ru"}}]}""")]
    [InlineData("""{"userId":"anna@shop.ru"}""", """{"userId":"a•••@shop.ru"}""")]
    [InlineData("""{"a":"\ud800"}""", "\"•••\"")]
    [InlineData("not JSON: anna@shop.ru", "\"•••\"")]
    [InlineData("{} anna@shop.ru", "\"•••\"")]
    [InlineData("", "\"•••\"")]
    public void A_body_is_masked_by_traits_by_names_and_by_form(string body, string? shown)
    {
        var masked = SightOf("operator").Body(Encoding.UTF8.GetBytes(body));
        Assert.Equal(shown, masked);
        if (masked is not null) JsonDocument.Parse(masked).Dispose();
    }

    [Fact]
    public void A_steward_reads_contacts_and_documents_and_nothing_of_special_categories()
    {
        const string body = """{"traits":{"email":"anna@shop.ru","inn":"7707083893","diagnosis":"J45"},"properties":{"health_note":"x"}}""";
        Assert.Equal(
            """{"traits":{"email":"anna@shop.ru","inn":"7707083893","diagnosis":"•••"},"properties":{"health_note":"•••"}}""", SightOf("steward").Body(Encoding.UTF8.GetBytes(body)));
    }
}
