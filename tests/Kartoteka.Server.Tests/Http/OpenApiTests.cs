using System.Text.Json;
using Kartoteka.Modules.Exports;

namespace Kartoteka.Server.Tests.Http;

public sealed class OpenApiTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    [Fact]
    public async Task Every_operation_of_the_api_has_a_summary_a_tag_and_an_answer()
    {
        var faults = new List<string>();
        foreach (var (name, operation) in await OperationsAsync())
        {
            if (!operation.TryGetProperty("summary", out var summary) || summary.GetString()!.Length < 10) faults.Add($"{name}: no summary");
            if (!operation.TryGetProperty("tags", out var tags) || tags.GetArrayLength() == 0) faults.Add($"{name}: no tag");
            if (!operation.GetProperty("responses").EnumerateObject().Any()) faults.Add($"{name}: no answer");
        }
        Assert.Empty(faults);
    }

    [Fact]
    public async Task Every_operation_that_takes_json_shows_an_example()
    {
        var without = (await OperationsAsync())
            .Where(pair => pair.Operation.TryGetProperty("requestBody", out var body) && body.TryGetProperty("content", out var content)
                && content.TryGetProperty("application/json", out var json) && !json.TryGetProperty("example", out _) && !json.TryGetProperty("examples", out _))
            .Select(pair => pair.Name);
        Assert.Empty(without);
    }

    [Fact]
    public void No_two_types_of_the_api_have_one_name_since_the_document_would_know_but_one_of_them()
    {
        var names = typeof(ExportsModule).Assembly.GetExportedTypes().Where(type => !type.IsNested).Select(type => type.Name);
        Assert.Empty(names.GroupBy(name => name).Where(same => same.Count() > 1).Select(same => same.Key));
    }

    [Fact]
    public async Task An_operation_is_described_in_its_own_words_and_by_the_scopes_it_needs()
    {
        var live = (await OperationsAsync()).Single(pair => pair.Name == "get /api/sources/{key}/live").Operation.GetProperty("description").GetString();
        Assert.StartsWith("Holds personal data", live);
        Assert.EndsWith("Scope: `sources:read`, `profiles:read`.", live);
    }

    [Fact]
    public async Task Every_parameter_has_its_name_as_the_api_writes_names()
    {
        var names = (await OperationsAsync())
            .SelectMany(pair => pair.Operation.TryGetProperty("parameters", out var parameters) ? parameters.EnumerateArray().Where(one => one.GetProperty("in").GetString() == "query") : [])
            .Select(parameter => parameter.GetProperty("name").GetString()!)
            .ToList();
        Assert.Contains("cursor", names);
        Assert.DoesNotContain(names, name => char.IsUpper(name[0]));
    }

    private async Task<List<(string Name, JsonElement Operation)>> OperationsAsync()
    {
        var document = await ServerFixture.JsonAsync(await server.Anonymous.GetAsync("/openapi/v1.json"));
        var operations = document.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject(), (path, operation) => ($"{operation.Name} {path.Name}", operation.Value))
            .ToList();
        Assert.Contains(operations, pair => pair.Item1 == "post /v1/batch");
        Assert.Contains(operations, pair => pair.Item1 == "get /api/profiles/{id}");
        return operations;
    }
}
