namespace Kartoteka.Server.Http;

/// <summary>Headers that every answer carries (ASVS 3.4, 14.3.2).</summary>
internal static class SafeHeaders
{
    private const string Policy = "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'";

    // Swagger UI styles its elements inline and draws its marks from data: URLs. Its scripts are files.
    private const string DocsPolicy = Policy + "; style-src 'self' 'unsafe-inline'; img-src 'self' data:";

    public static void UseSafeHeaders(this WebApplication app) => app.Use((context, next) =>
    {
        var headers = context.Response.Headers;
        var path = context.Request.Path;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers.ContentSecurityPolicy = path.StartsWithSegments(ApiDocs.Path) ? DocsPolicy : Policy;
        if (path.StartsWithSegments("/api")) headers.CacheControl = "no-store";
        return next(context);
    });
}
