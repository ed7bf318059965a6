using Kartoteka.Modules.Workspace.Contracts;
using Microsoft.AspNetCore.Http;

namespace Kartoteka.Modules.Users;

/// <summary>
/// A browser sends the cookie by itself, so a request that changes something must also carry a header, which a page of another site
/// cannot set without our leave (ASVS 3.5.1). Tokens are sent on purpose and need none.
/// </summary>
internal static class CrossSiteCheck
{
    public const string Header = "X-Kartoteka-Request";

    public static async Task HandleAsync(HttpContext context, RequestDelegate next)
    {
        var changes = !HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method);
        if (!changes || context.User.SessionId is null || context.Request.Headers[Header] == "1")
        {
            await next(context);
            return;
        }
        await Problems.Forbidden("cross-site-request", $"A request with a session that changes something carries the header {Header}: 1.").ExecuteAsync(context);
    }
}
