using System.Net;
using Kartoteka.Modules.Sources.Contracts;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Kartoteka.Server.Tests.Start;

public sealed class FirstStartTests
{
    private static string? SourceOf(ServerFixture server, string key) => server.App.Services.GetRequiredService<SourceDirectory>().ByWriteKey(key)?.Key;

    [Fact]
    public async Task With_given_secrets_it_uses_them_and_prints_none()
    {
        await using var server = new OwnServer(await ServerFixture.StartAsync());
        Assert.Equal(HttpStatusCode.OK, (await server.Value.Full.GetAsync("/api/sources")).StatusCode);
        Assert.Equal("default", SourceOf(server.Value, server.Value.WriteKey));
        Assert.DoesNotContain("shown this once", server.Value.Output.ToString());
    }

    [Fact]
    public async Task Without_them_it_makes_random_ones_and_prints_them_once()
    {
        await using var server = new OwnServer(await ServerFixture.StartAsync(options => options with { ApiToken = null, WriteKey = null }));
        var said = server.Value.Output.ToString();
        var address = server.Value.Anonymous.BaseAddress!.ToString().TrimEnd('/');
        var token = said.Split('\n').Single(line => line.StartsWith("Open ", StringComparison.Ordinal)).Split("#token=")[1].Trim();
        Assert.Contains($"Open {address}/#token={token}", said);
        Assert.Equal(HttpStatusCode.OK, (await server.Value.Client(token).GetAsync("/api/tokens")).StatusCode);
        Assert.Equal("default", SourceOf(server.Value, said.Split("'default', shown this once: ")[1].Split('\n')[0].Trim()));
        await server.Value.StopAsync();
        await server.Value.RunAsync(options => options with { ApiToken = null, WriteKey = null });
        Assert.Single(server.Value.Output.ToString().Split('\n'), line => line.Contains("#token="));
    }

    [Fact]
    public async Task Secrets_are_shown_also_when_the_address_is_taken_since_the_next_start_would_not_show_them()
    {
        await using var first = new OwnServer(await ServerFixture.StartAsync());
        var taken = first.Value.Anonymous.BaseAddress!.ToString();
        var folder = Directory.CreateTempSubdirectory("kartoteka-").FullName;
        await using var output = new StringWriter();
        await using (var app = KartotekaServer.Build(new ServerOptions { DataFolder = folder, Urls = taken, Output = output }))
        {
            await Assert.ThrowsAsync<IOException>(() => app.StartAsync());
        }
        Assert.Contains("First API token, shown this once: kt_", output.ToString());
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Other_secrets_on_a_later_start_are_added_beside_the_first()
    {
        await using var server = new OwnServer(await ServerFixture.StartAsync());
        await server.Value.StopAsync();
        await server.Value.RunAsync(options => options with { ApiToken = "another-token-0123456789abcdef", WriteKey = "another-key-0123456789abcdef" });
        Assert.Equal(HttpStatusCode.OK, (await server.Value.Full.GetAsync("/api/tokens")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await server.Value.Client("another-token-0123456789abcdef").GetAsync("/api/tokens")).StatusCode);
        Assert.Equal(("default", "default"), (SourceOf(server.Value, server.Value.WriteKey), SourceOf(server.Value, "another-key-0123456789abcdef")));
    }

    [Fact]
    public async Task A_revoked_token_does_not_come_back_with_the_next_start()
    {
        await using var server = new OwnServer(await ServerFixture.StartAsync());
        await server.Value.Full.DeleteAsync("/api/tokens/1");
        await server.Value.StopAsync();
        await server.Value.RunAsync(null);
        Assert.Equal(HttpStatusCode.Unauthorized, (await server.Value.Full.GetAsync("/api/tokens")).StatusCode);
    }

    [Fact]
    public async Task The_socket_goes_with_the_server_and_a_left_one_is_replaced()
    {
        await using var server = new OwnServer(await ServerFixture.StartAsync());
        var socket = Path.Combine(server.Value.Folder, "kartoteka.sock");
        Assert.True(File.Exists(socket));
        await server.Value.StopAsync();
        Assert.False(File.Exists(socket));
        await File.WriteAllTextAsync(socket, "left by a killed server");
        await server.Value.RunAsync(null);
        Assert.Equal(HttpStatusCode.OK, (await server.Value.Anonymous.GetAsync("/health/ready")).StatusCode);
    }
}
