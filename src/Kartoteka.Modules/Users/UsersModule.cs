using Kartoteka.Modules.Users.Contracts;
using Kartoteka.Modules.Workspace.Contracts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Kartoteka.Modules.Users;

/// <summary>People who sign in: sessions, second factors, roles. Programs have tokens, which are the workspace's.</summary>
public static class UsersModule
{
    private const long BodyBytesMax = 16 * 1024;

    extension(IServiceCollection services)
    {
        /// <summary>Adds sessions beside tokens; the host loads <see cref="SessionDirectory"/> before the first request.</summary>
        public IServiceCollection AddUsers()
        {
            services.AddOptions<UsersOptions>().BindConfiguration("Users").ValidateDataAnnotations().ValidateOnStart();
            services.AddSingleton<SessionDirectory>().AddSingleton<PasswordHasher>().AddSingleton<SignInThrottle>().AddSingleton<StartCode>()
                .AddSingleton<PasswordCheckOfOwner>().AddSingleton<SecondFactor>().AddSingleton<SignIn>().AddSingleton<FirstUser>().AddSingleton<OwnSession>()
                .AddSingleton<SessionList>().AddSingleton<ManageUsers>().AddSingleton<People>().AddHostedService<SessionKeeper>()
                .AddSingleton(provider => new FirstAdministrator(
                    provider.GetRequiredService<SessionDirectory>(), provider.GetRequiredService<PasswordHasher>(), provider.GetRequiredService<StartCode>(),
                    provider.GetRequiredService<AuditLog>()));
            services.AddTransient<SessionAuthentication>();
            services.Configure<AuthenticationOptions>(options => options.AddScheme<SessionAuthentication>(SessionDirectory.Scheme, displayName: null));
            services.Configure<AuthenticationSchemeOptions>(Actor.DefaultScheme, options => options.ForwardDefaultSelector = SessionAuthentication.Select);
            services.AddAuthorizationBuilder()
                .AddPolicy(SignedIn.Policy, policy => policy.RequireAuthenticatedUser().RequireAssertion(context => context.User.SessionId is not null))
                .AddPolicy(SignedIn.OrAdministrator, policy => policy.RequireAuthenticatedUser().RequireAssertion(context => context.User.SessionId is not null || context.User.Holds(Scopes.UsersRead) || context.User.Holds(Scopes.UsersWrite)));
            return services;
        }
    }

    extension(IApplicationBuilder app)
    {
        /// <summary>Refuses requests that another site's page made a signed-in browser send; stands after authentication.</summary>
        public void UseCrossSiteCheck() => app.Use(next => context => CrossSiteCheck.HandleAsync(context, next));
    }

    extension(IEndpointRouteBuilder routes)
    {
        /// <summary>Maps start, session, sessions, roles and users: <c>app.MapGroup("/api").MapUsers()</c>.</summary>
        public void MapUsers()
        {
            var users = routes.MapGroup("").WithTags("Users").WithMetadata(new RequestSizeLimitAttribute(BodyBytesMax));
            MapSignIn(users);
            MapOwn(users.MapGroup("").RequireAuthorization(SignedIn.Policy));
            MapManagement(users);
        }
    }

    private static void MapSignIn(RouteGroupBuilder users)
    {
        var open = users.MapGroup("").AllowAnonymous();
        open.MapGet("/start", (FirstUser slice) => slice.Read()).WithSummary("Whether the base waits for its first user, and the version of the program.")
            .WithExample(response: FirstUser.StateExample);
        open.MapPost("/start", (FirstUser.Body body, FirstUser slice, HttpContext context) => slice.HandleAsync(body, context))
            .WithSummary("Makes the first administrator of a base without users and signs in.")
            .WithDescription("The code is printed by the server at its start, as a link. Once there is a user the route answers 409.")
            .WithExample(FirstUser.RequestExample, SessionView.Example);
        open.MapPost("/session", (SignIn.Body body, SignIn slice, HttpContext context) => slice.HandleAsync(body, context))
            .WithSummary("Signs in; the answer sets the cookie of the session.")
            .WithDescription($"With a second factor the first answer is 401 /problems/second-factor-needed; send the same again with 'code'. Requests with the session that change something carry the header {CrossSiteCheck.Header}: 1.")
            .WithExample(SignIn.RequestExample, SessionView.Example);
    }

    private static void MapOwn(RouteGroupBuilder own)
    {
        own.MapGet("/session", (OwnSession slice, HttpContext context) => slice.Read(context.User)).WithSummary("Who is signed in, and what the session may do and see.")
            .WithExample(response: SessionView.Example);
        own.MapDelete("/session", (OwnSession slice, HttpContext context) => slice.EndAsync(context)).WithSummary("Signs out.");
        own.MapPatch("/session", (OwnSession.PreferencesBody body, OwnSession slice, HttpContext context) => slice.ChangeAsync(body, context.User))
            .WithSummary("Changes one's own name, language or theme.").WithExample(OwnSession.PreferencesExample, SessionView.Example);
        own.MapPut("/session/password", (OwnSession.PasswordBody body, OwnSession slice, HttpContext context) => slice.ChangePasswordAsync(body, context))
            .WithSummary("Changes one's own password and ends one's other sessions.").WithExample(OwnSession.PasswordExample, SessionView.Example);
        own.MapPost("/session/totp", (SecondFactor.PasswordBody body, SecondFactor slice, HttpContext context) => slice.BeginAsync(body, context))
            .WithSummary("Makes a secret for an authenticator app; it counts once a code confirms it.").WithExample(SecondFactor.PasswordExample, SecondFactor.BeginExample);
        own.MapPut("/session/totp", (SecondFactor.CodeBody body, SecondFactor slice, HttpContext context) => slice.ConfirmAsync(body, context.User))
            .WithSummary("Turns the second factor on. The answer shows recovery codes, this once.").WithExample(SecondFactor.ConfirmRequestExample, SecondFactor.ConfirmExample);
        own.MapDelete("/session/totp", ([FromBody] SecondFactor.PasswordBody body, SecondFactor slice, HttpContext context) => slice.EndAsync(body, context))
            .WithSummary("Turns the second factor off.").WithExample(SecondFactor.PasswordExample);
    }

    private static void MapManagement(RouteGroupBuilder users)
    {
        users.MapGet("/sessions", (SessionList slice, HttpContext context, bool mine = false) => slice.List(context.User, mine)).RequireAuthorization(SignedIn.OrAdministrator)
            .WithSummary("Live sessions: one's own with mine=true, everybody's for those who hold users:read.").WithExample(response: SessionList.Example);
        users.MapDelete("/sessions/{id:int}", (int id, SessionList slice, HttpContext context) => slice.EndAsync(id, context.User)).RequireAuthorization(SignedIn.OrAdministrator)
            .WithSummary("Ends a session at once: one's own, or anybody's for those who hold users:write.");

        var read = users.MapGroup("").RequireAuthorization(Scopes.UsersRead);
        read.MapGet("/roles", ListRoles).WithSummary("The roles, what each may do and which classes of traits it sees.")
            .WithExample(response: """{"roles":[{"name":"operator","scopes":["profiles:read","profiles:reveal"],"visibleClasses":["demographic","behaviour","none"]}]}""");
        read.MapGet("/users", (ManageUsers slice) => slice.List()).WithSummary("Lists people who sign in.").WithExample(response: $$"""{"users":[{{ManageUsers.Example}}]}""");

        var write = users.MapGroup("/users").RequireAuthorization(Scopes.UsersWrite);
        write.MapPost("", (ManageUsers.AddBody body, ManageUsers slice, HttpContext context) => slice.AddAsync(body, context.User, context.RequestAborted))
            .WithSummary("Adds somebody. The answer shows a password, this once, which is changed at the first sign-in.").WithExample(ManageUsers.AddExample, ManageUsers.AddedExample);
        write.MapPatch("/{id:int}", (int id, ManageUsers.ChangeBody body, ManageUsers slice, HttpContext context) => slice.ChangeAsync(id, body, context.User))
            .WithSummary("Changes a name, a role, or whether somebody may sign in; it acts on live sessions at once.").WithExample(ManageUsers.ChangeExample, ManageUsers.Example);
        write.MapPost("/{id:int}/password", (int id, ManageUsers.PasswordBody? body, ManageUsers slice, HttpContext context) => slice.ResetPasswordAsync(id, body, context.User, context.RequestAborted))
            .WithSummary("Gives somebody a new password, shown this once, and ends their sessions.").WithExample(ManageUsers.PasswordRequestExample, ManageUsers.PasswordExample);
        write.MapDelete("/{id:int}/totp", (int id, ManageUsers slice, HttpContext context) => slice.RemoveSecondFactorAsync(id, context.User))
            .WithSummary("Takes somebody's second factor away, as when the telephone is lost.");
        write.MapPost("/{id:int}/unlock", (int id, ManageUsers slice, HttpContext context) => slice.UnlockAsync(id, context.User))
            .WithSummary("Ends the wait after failed sign-ins.");
        write.MapDelete("/{id:int}/sessions", (int id, ManageUsers slice, HttpContext context) => slice.EndSessionsAsync(id, context.User))
            .WithSummary("Ends all sessions of somebody.").WithExample(response: ManageUsers.EndedExample);
    }

    /// <summary>A role as the API shows it.</summary>
    internal sealed record RoleView(string Name, IReadOnlyList<string> Scopes, IReadOnlyList<string> VisibleClasses);

    /// <summary>The roles.</summary>
    internal sealed record RolePage(IReadOnlyList<RoleView> Roles);

    private static Microsoft.AspNetCore.Http.HttpResults.Ok<RolePage> ListRoles() => TypedResults.Ok(new RolePage(
        [.. Roles.All.Select(role => new RoleView(role.Name, SessionView.Spelled(role.Scopes), role.VisibleClasses ?? Roles.EveryClass))]));
}
