using System.Net;
using System.Text;
using Kartoteka.Modules.Users.Contracts;
using Kartoteka.Modules.Workspace.Contracts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Kartoteka.Server.Tests.Users;

/// <summary>
/// Which role may use which route, as the server works it out, beside a table that a person has read. A new route or a new scope of a role
/// changes the table, and so is seen.
/// </summary>
public sealed class RolesAndRoutesTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    private const string Table = "roles-and-routes.txt";

    private sealed record Route(RouteEndpoint Endpoint, string Method, string Pattern)
    {
        // A number fits every parameter: ids are numbers, and keys and names may be.
        public string Path => "/" + string.Join('/', Endpoint.RoutePattern.PathSegments.Select(segment =>
            string.Concat(segment.Parts.Select(part => part is Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal ? literal.Content : "999"))));
    }

    private Route[] Routes() =>
        [.. from endpoint in server.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            let pattern = "/" + endpoint.RoutePattern.RawText!.Trim('/')
            where pattern.StartsWith("/api/", StringComparison.Ordinal) && endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null
            from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]
            orderby pattern, method
            select new Route(endpoint, method, pattern)];

    private async Task<bool> MayAsync(Role role, Route route)
    {
        var person = Actor.Person("someone@staff.example", 1, 1, role.Scopes, role.VisibleClasses, SessionDirectory.Scheme);
        var policies = server.App.Services.GetRequiredService<IAuthorizationPolicyProvider>();
        var policy = await AuthorizationPolicy.CombineAsync(policies, route.Endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>());
        return (await server.App.Services.GetRequiredService<IAuthorizationService>().AuthorizeAsync(person, null, policy!)).Succeeded;
    }

    [Fact]
    public async Task Each_role_may_use_the_routes_of_the_table_and_no_other()
    {
        var actual = new List<string>();
        foreach (var route in Routes())
        {
            var marks = new StringBuilder();
            foreach (var role in Roles.All) marks.Append(await MayAsync(role, route) ? char.ToUpperInvariant(role.Name[0]) : '-');
            actual.Add($"{marks} {route.Method} {route.Pattern}");
        }
        var expected = await File.ReadAllLinesAsync(Path.Combine(AppContext.BaseDirectory, "Users", Table));
        var rows = expected.Where(line => line.Length > 0 && line[0] != '#').ToArray();
        Assert.True(rows.SequenceEqual(actual), $"{Table} does not hold:\n{string.Join('\n', actual.Except(rows))}\nand should not hold:\n{string.Join('\n', rows.Except(actual))}");
    }

    [Fact]
    public async Task What_the_table_closes_to_a_role_is_closed_to_its_sessions()
    {
        foreach (var role in Roles.All)
        {
            using var person = await Person.OfRoleAsync(server, role.Name);
            foreach (var route in Routes())
            {
                if (await MayAsync(role, route))
                {
                    // Reading is tried out; what changes something would end the session or the base of the other rows.
                    if (route.Method == "GET") Assert.DoesNotContain(await AskAsync(person, route), new[] { HttpStatusCode.Unauthorized, HttpStatusCode.InternalServerError });
                    continue;
                }
                Assert.Equal((role.Name, route.Method, route.Path, HttpStatusCode.Forbidden), (role.Name, route.Method, route.Path, await AskAsync(person, route)));
            }
        }
    }

    private static async Task<HttpStatusCode> AskAsync(Person person, Route route)
    {
        using var request = new HttpRequestMessage(new HttpMethod(route.Method), route.Path);
        if (route.Method is not ("GET" or "DELETE")) request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
        using var answer = await person.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return answer.StatusCode;
    }
}
