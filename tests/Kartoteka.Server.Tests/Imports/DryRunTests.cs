using System.Text;
using System.Text.Json;

namespace Kartoteka.Server.Tests.Imports;

public sealed class DryRunTests : IAsyncLifetime
{
    private readonly ServerFixture _server = new();
    private ImportDesk _desk = null!;

    public async Task InitializeAsync()
    {
        await _server.InitializeAsync();
        _desk = new ImportDesk(_server);
    }

    public Task DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_dry_run_tells_what_the_import_then_does_on_an_empty_base_and_on_a_half_filled_one()
    {
        var lines = await File.ReadAllLinesAsync(ImportDesk.People);
        var half = Encoding.UTF8.GetBytes(string.Join('\n', lines.Take(3_001)));
        var whole = Encoding.UTF8.GetBytes(string.Join('\n', lines.Take(6_001)));
        Assert.Equal((3_000, 0), await AgreesAsync(half));
        Assert.Equal((3_000, 3_000), await AgreesAsync(whole));
    }

    [Fact]
    public async Task Merges_of_known_profiles_are_told_with_samples()
    {
        await _desk.ImportAsync("id,email,phone\n,a@x.ru,\n,,+79161234567\n", "&map=id=");
        var (id, result) = await DryRunAsync("id,email,phone\nx,a@x.ru,+79161234567\n"u8.ToArray(), "&map=id=externalId");
        Assert.Equal(1, result.GetProperty("merges").GetInt64());
        Assert.Equal(1, result.GetProperty("mergeSamples").GetArrayLength());
        Assert.Equal(2, (await _desk.TotalsAsync()).Profiles);
        await _desk.ActAsync(id, "start");
        await _desk.RestAsync(id);
        Assert.Equal(1, (await _desk.TotalsAsync()).Profiles);
    }

    private async Task<(long Id, JsonElement Result)> DryRunAsync(byte[] file, string query)
    {
        var id = (await _desk.UploadAsync(file, $"{query}&dryRun=true")).GetProperty("id").GetInt64();
        var rested = await _desk.RestAsync(id);
        Assert.Equal("ready", rested.GetProperty("state").GetString());
        return (id, rested.GetProperty("dryRun"));
    }

    // Returns how many records were new and how many changed.
    private async Task<(long Added, long Changed)> AgreesAsync(byte[] file)
    {
        var before = await _desk.TotalsAsync();
        var (id, told) = await DryRunAsync(file, ImportDesk.PeopleMap);
        Assert.Equal(before, await _desk.TotalsAsync());
        await _desk.ActAsync(id, "start");
        var done = await _desk.RestAsync(id);
        var after = await _desk.TotalsAsync();
        foreach (var name in new[] { "rows", "refused", "skipped", "stored", "duplicate", "quarantined" })
            Assert.Equal(done.GetProperty(name).GetInt64(), told.GetProperty(name).GetInt64());
        Assert.Equal(after.Records - before.Records, told.GetProperty("newRecords").GetInt64());
        return (told.GetProperty("newRecords").GetInt64(), told.GetProperty("changedRecords").GetInt64());
    }
}
