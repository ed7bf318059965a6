using System.Net;
using System.Text;
using Kartoteka.Modules.Users.Contracts;
using Kartoteka.Modules.Workspace.Contracts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Kartoteka.Server.Tests.Workspace;

/// <summary>Asks every route that exists, so that a new one is covered on the day it is mapped.</summary>
public sealed class EveryRouteNeedsItsScopeTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    // Open on purpose: ingest by write key (the Jitsu routes begin with /api/s/), and what people sign in by. Everything else under /api asks who it is.
    private static readonly string[] Open = ["GET /api/start", "POST /api/start", "POST /api/session"];

    // Of the person who asks: closed to a token, whatever its scopes. See the table of roles and routes.
    private static readonly string[] OfPeople = [SignedIn.Policy, SignedIn.OrAdministrator];

    private static bool IsOpen(string path) => path.StartsWith("/api/s/", StringComparison.Ordinal) || path.StartsWith("/api/docs", StringComparison.Ordinal);

    private List<(RouteEndpoint Endpoint, string Method, string Path)> ApiRoutes() =>
        [.. from endpoint in server.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            let path = "/" + endpoint.RoutePattern.RawText!.Trim('/')
            where path.StartsWith("/api", StringComparison.Ordinal) && !IsOpen(path)
            from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]
            where !Open.Contains($"{method} {path}")
            select (endpoint, method, Fill(endpoint))];

    // A number fits every parameter: ids are numbers, and keys and names may be.
    private static string Fill(RouteEndpoint endpoint) => "/" + string.Join('/', endpoint.RoutePattern.PathSegments.Select(segment =>
        string.Concat(segment.Parts.Select(part => part is Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal ? literal.Content : "999"))));

    private static string[] ScopesOf(RouteEndpoint endpoint) =>
        [.. endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(data => data.Policy!).Where(policy => policy is not null).Distinct()];

    private static async Task<HttpStatusCode> AskAsync(HttpClient client, string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (method is not ("GET" or "DELETE")) request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
        using var answer = await client.SendAsync(request);
        return answer.StatusCode;
    }

    [Fact]
    public async Task Without_a_token_every_route_answers_401()
    {
        Assert.True(ApiRoutes().Count > 10);
        foreach (var (_, method, path) in ApiRoutes()) Assert.Equal((method, path, HttpStatusCode.Unauthorized), (method, path, await AskAsync(server.Anonymous, method, path)));
    }

    [Fact]
    public void Every_route_names_a_known_scope()
    {
        foreach (var (endpoint, _, path) in ApiRoutes())
        {
            Assert.True(ScopesOf(endpoint).Length > 0, $"{path} names no scope.");
            Assert.All(ScopesOf(endpoint), scope => Assert.True(Scopes.Descriptions.ContainsKey(scope) || OfPeople.Contains(scope), $"{path}: {scope}"));
        }
    }

    [Theory]
    [InlineData("/api/imports")]
    [InlineData("/api/imports/{id:long}")]
    [InlineData("/api/imports/{id:long}/refused")]
    [InlineData("/api/quarantine")]
    [InlineData("/api/quarantine/{id:long}")]
    [InlineData("/api/sources/{key}/live")]
    [InlineData("/api/profiles/{id}/notes")]
    [InlineData("/api/tasks")]
    public void Whatever_shows_personal_data_needs_the_scope_to_read_profiles(string path)
    {
        var route = ApiRoutes().Single(route => route.Method == "GET" && "/" + route.Endpoint.RoutePattern.RawText!.Trim('/') == path);
        Assert.Contains(Scopes.ProfilesRead, ScopesOf(route.Endpoint));
    }

    [Fact]
    public async Task With_every_scope_but_its_own_a_route_answers_403_and_with_its_own_it_opens()
    {
        foreach (var group in ApiRoutes().Where(route => !ScopesOf(route.Endpoint).Intersect(OfPeople).Any()).GroupBy(route => string.Join(' ', ScopesOf(route.Endpoint))))
        {
            var own = group.Key.Split(' ');
            var wrong = await server.ClientAsync([.. Scopes.Descriptions.Keys.Except(own).Where(scope => scope != Scopes.All)]);
            var right = await server.ClientAsync(own);
            foreach (var (_, method, path) in group)
            {
                Assert.Equal((method, path, HttpStatusCode.Forbidden), (method, path, await AskAsync(wrong, method, path)));
                Assert.DoesNotContain(await AskAsync(right, method, path), new[] { HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden, HttpStatusCode.InternalServerError });
            }
        }
    }

    [Fact]
    public async Task A_route_of_the_person_who_asks_is_closed_to_tokens_and_those_of_sessions_open_to_one_that_manages_users()
    {
        var stranger = await server.ClientAsync([.. Scopes.Descriptions.Keys.Where(scope => scope is not (Scopes.All or Scopes.UsersRead or Scopes.UsersWrite))]);
        var manager = await server.ClientAsync(Scopes.UsersWrite, Scopes.UsersRead);
        var routes = ApiRoutes().Where(route => ScopesOf(route.Endpoint).Intersect(OfPeople).Any()).ToArray();
        Assert.True(routes.Length >= 9);
        foreach (var (endpoint, method, path) in routes)
        {
            Assert.Equal((method, path, HttpStatusCode.Forbidden), (method, path, await AskAsync(stranger, method, path)));
            Assert.Equal((path, ScopesOf(endpoint)[0] == SignedIn.Policy), (path, await AskAsync(manager, method, path) == HttpStatusCode.Forbidden));
        }
    }

    [Fact]
    public async Task An_unknown_path_under_api_is_401_without_a_token_and_404_with_one()
    {
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(server.Anonymous, "GET", "/api/nowhere"));
        Assert.Equal(HttpStatusCode.NotFound, await AskAsync(server.Full, "GET", "/api/nowhere"));
        Assert.Equal(HttpStatusCode.NotFound, await AskAsync(server.Anonymous, "GET", "/favicon.ico"));
    }
}
