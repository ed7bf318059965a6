using System.Net;
using System.Net.Http.Json;
using System.Text;
using Kartoteka.Domain.Events;
using Kartoteka.Domain.Identity;
using Kartoteka.Modules.Catalogue.Contracts;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Kartoteka.Server.Tests.Catalogue;

public sealed class TraitCatalogTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    private TraitCatalog Catalog => server.App.Services.GetRequiredService<TraitCatalog>();

    private static TraitStatement Says(string name, string json) => new(name, Encoding.UTF8.GetBytes(json));

    [Theory]
    [InlineData("\"x\"", "string")]
    [InlineData("\"1990-05-17\"", "date")]
    [InlineData("\"1990-05-17T10:00:00Z\"", "date")]
    [InlineData("\"1990-13-17\"", "string")]
    [InlineData("-1.5e3", "number")]
    [InlineData("true", "boolean")]
    [InlineData("{}", "object")]
    [InlineData("[1]", "array")]
    [InlineData("null", null)]
    public void The_type_of_a_value_is_inferred(string json, string? type) => Assert.Equal(type, TraitTypes.Infer(Encoding.UTF8.GetBytes(json)));

    [Theory]
    [InlineData("diagnosis", "special")]
    [InlineData("Диагноз", "special")]
    [InlineData("passport_number", "identity")]
    [InlineData("паспорт", "identity")]
    [InlineData("firstName", "identity")]
    [InlineData("cardNumber", "financial")]
    [InlineData("номер карты", "financial")]
    [InlineData("email", "contact")]
    [InlineData("Телефон", "contact")]
    [InlineData("work phone", "contact")]
    [InlineData("birthday", "demographic")]
    [InlineData("дата рождения", "demographic")]
    [InlineData("lastOrderDate", "behaviour")]
    [InlineData("productName", "none")]
    [InlineData("картина", "none")]
    public void A_privacy_class_is_suggested_from_the_name(string name, string privacyClass) => Assert.Equal(privacyClass, PrivacyClasses.Suggest(name));

    [Fact]
    public async Task A_declared_trait_refuses_values_of_another_type_and_takes_null()
    {
        var answer = await server.Full.PutAsJsonAsync("/api/traits/person/age", new { type = "number", label = new { ru = "Возраст" } });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("demographic", (await ServerFixture.JsonAsync(answer)).GetProperty("privacyClass").GetString());
        Assert.Null(Catalog.Violation(ProfileKind.Person, Says("age", "42")));
        Assert.Null(Catalog.Violation(ProfileKind.Person, Says("age", "null")));
        Assert.Null(Catalog.Violation(ProfileKind.Account, Says("age", "\"old\"")));
        var reason = Catalog.Violation(ProfileKind.Person, Says("age", "\"secret value\""));
        Assert.Contains("number", reason);
        Assert.DoesNotContain("secret value", reason);
    }

    [Fact]
    public void A_trait_is_unseen_until_its_definition_is_learned_and_then_costs_no_memory()
    {
        TraitStatement[] statements = [Says("colour", "\"red\""), Says("empty", "null")];
        var unseen = Catalog.Unseen(ProfileKind.Person, statements);
        Assert.Equal(("colour", "string", false), (Assert.Single(unseen).Name, unseen[0].Type, unseen[0].Declared));
        Catalog.Learn(unseen);
        TraitStatement[] known = [statements[0]];
        Assert.Empty(Catalog.Unseen(ProfileKind.Person, known));
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++) Catalog.Unseen(ProfileKind.Person, known);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public async Task The_catalogue_is_listed_by_kind_and_outlives_a_restart()
    {
        await using var own = new OwnServer(await ServerFixture.StartAsync());
        await own.Value.Full.PutAsJsonAsync("/api/traits/account/инн", new { type = "string" });
        await own.Value.StopAsync();
        await own.Value.RunAsync(null);
        Assert.Equal("[]", await own.Value.Full.GetStringAsync("/api/traits?kind=person"));
        var listed = await ServerFixture.JsonAsync(await own.Value.Full.GetAsync("/api/traits?kind=account"));
        Assert.Equal(("инн", "identity"), (listed[0].GetProperty("name").GetString(), listed[0].GetProperty("privacyClass").GetString()));
        Assert.Equal(HttpStatusCode.BadRequest, (await own.Value.Full.GetAsync("/api/traits?kind=pet")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await own.Value.Full.PutAsJsonAsync("/api/traits/person/x", new { type = "text" })).StatusCode);
    }
}
