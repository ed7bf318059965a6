using Kartoteka.Modules.Workspace.Contracts;

namespace Kartoteka.Server.Http;

/// <summary>Headers that every answer carries (ASVS 3.4, 14.3.2), unless its route has set its own.</summary>
internal static class SafeHeaders
{
    private const string Policy = "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'";

    // Swagger UI styles its elements inline and draws its marks from data: URLs. Its scripts are files.
    private const string DocsPolicy = Policy + "; style-src 'self' 'unsafe-inline'; img-src 'self' data:";

    // When the answer starts, and not before: the exception handler empties an answer that failed, headers included.
    public static void UseSafeHeaders(this WebApplication app) => app.Use((context, next) =>
    {
        context.Response.OnStarting(static state => Write((HttpContext)state), context);
        return next(context);
    });

    private static Task Write(HttpContext context)
    {
        var headers = context.Response.Headers;
        var path = context.Request.Path;
        headers.TryAdd("X-Content-Type-Options", "nosniff");
        if (context.GetEndpoint()?.Metadata.GetMetadata<FramedPage>() is null) headers.TryAdd("X-Frame-Options", "DENY");
        headers.TryAdd("Referrer-Policy", "no-referrer");
        headers.TryAdd("Content-Security-Policy", path.StartsWithSegments(ApiDocs.Path) ? DocsPolicy : Policy);
        if (path.StartsWithSegments("/api")) headers.TryAdd("Cache-Control", "no-store");
        return Task.CompletedTask;
    }
}
