using System.Collections.Frozen;
using System.Security.Cryptography;
using Kartoteka.Modules.Workspace.Contracts;
using Microsoft.AspNetCore.StaticFiles;

namespace Kartoteka.Server.Http;

/// <summary>
/// The admin UI: files that <c>web/admin</c> was built into, which the build puts into the folder <c>admin</c> beside the program.
/// Without them the program works, and says at <c>/</c> how they are made.
/// </summary>
internal static class AdminUi
{
    /// <summary>First parts of the paths that are screens. A path under another prefix is not the UI's, and is 404 if no route has it.</summary>
    public static readonly string[] Screens =
    [
        "start", "sign-in", "home", "profiles", "operator", "tasks", "sources", "imports", "quarantine", "conflicts", "matching", "identity", "catalogue",
        "quality", "settings", "account", "sql", "segments", "computed", "reports", "dashboards", "exports", "destinations",
    ];

    private const string NonceMark = "{{nonce}}";
    private const string LanguageMark = "{{language}}";

    /// <summary>
    /// AntD writes the styles of the components on a screen into elements of its own. They carry the answer's nonce, so styles from anywhere else
    /// stay forbidden; inline <c>style</c> attributes in HTML too, since React sets styles through the DOM, which the policy does not concern.
    /// </summary>
    private static string Policy(string nonce) =>
        $"default-src 'self'; script-src 'self'; style-src 'self' 'nonce-{nonce}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'";

    private const string NotBuilt = """
        <!doctype html>
        <html lang="en">
        <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>Kartoteka</title></head>
        <body>
        <h1>Kartoteka</h1>
        <p>The server works. The admin UI was not built with it: <code>./run</code> builds both, <code>npm ci && npm run build</code> in <code>web/admin</code> and <code>dotnet build</code> do the same.</p>
        <p lang="ru">Сервер работает. Интерфейс не собран: <code>./run</code> собирает и то и другое, <code>npm ci && npm run build</code> в <code>web/admin</code> и <code>dotnet build</code> делают то же.</p>
        <p><a href="/api/docs/index.html">/api/docs</a></p>
        </body>
        </html>
        """;

    /// <summary>Maps the screens and the files of the UI.</summary>
    /// <param name="app">The host.</param>
    /// <param name="folder">Where the built files are; need not exist.</param>
    public static void MapAdminUi(this WebApplication app, string folder)
    {
        var ui = app.MapGroup("").AllowAnonymous().ExcludeFromDescription();
        var index = Path.Combine(folder, "index.html");
        if (!File.Exists(index))
        {
            ui.MapGet("/", () => TypedResults.Text(NotBuilt, "text/html; charset=utf-8"));
            return;
        }
        var html = File.ReadAllText(index);
        ui.MapGet("/", context => WritePage(context, html));
        foreach (var screen in Screens) ui.MapGet($"/{screen}/{{**rest}}", context => WritePage(context, html));
        var files = FindFiles(folder);
        ui.MapGet("/assets/{**name}", (HttpContext context) => Send(context, files, immutable: true));
        ui.MapGet("/favicon.svg", (HttpContext context) => Send(context, files, immutable: false));
    }

    // No validator: an answer 304 would bring a new policy to a page that has the nonce of the old one.
    private static Task WritePage(HttpContext context, string html)
    {
        var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(18));
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy(nonce);
        headers.CacheControl = "no-cache";
        headers.Vary = "Accept-Language";
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync(html.Replace(NonceMark, nonce, StringComparison.Ordinal).Replace(LanguageMark, ReaderLanguage.Of(context.Request), StringComparison.Ordinal));
    }

    // Names are looked up and never made into paths, so no request leads out of the folder.
    private static FrozenDictionary<string, UiFile> FindFiles(string folder)
    {
        var types = new FileExtensionContentTypeProvider();
        var paths = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).ToHashSet();
        return paths.Where(path => !path.EndsWith(".br", StringComparison.Ordinal) && !path.EndsWith(".gz", StringComparison.Ordinal))
            .ToFrozenDictionary(path => "/" + Path.GetRelativePath(folder, path).Replace('\\', '/'), path => new UiFile(
                path,
                types.TryGetContentType(path, out var type) ? type : "application/octet-stream",
                paths.Contains(path + ".br") ? path + ".br" : null,
                paths.Contains(path + ".gz") ? path + ".gz" : null));
    }

    private static IResult Send(HttpContext context, FrozenDictionary<string, UiFile> files, bool immutable)
    {
        if (!files.TryGetValue(context.Request.Path, out var file)) return TypedResults.NotFound();
        var headers = context.Response.Headers;
        // A file's name has the hash of what is in it.
        headers.CacheControl = immutable ? "public, max-age=31536000, immutable" : "no-cache";
        headers.Vary = "Accept-Encoding";
        var (path, encoding) = Choose(file, context.Request);
        if (encoding is not null) headers.ContentEncoding = encoding;
        return TypedResults.PhysicalFile(path, file.Type);
    }

    private static (string Path, string? Encoding) Choose(UiFile file, HttpRequest request)
    {
        var accepted = request.GetTypedHeaders().AcceptEncoding;
        bool Takes(string encoding) => accepted.Any(one => one.Value.Equals(encoding, StringComparison.OrdinalIgnoreCase) && one.Quality is not 0);
        if (file.Brotli is { } brotli && Takes("br")) return (brotli, "br");
        if (file.Gzip is { } gzip && Takes("gzip")) return (gzip, "gzip");
        return (file.Path, null);
    }

    private sealed record UiFile(string Path, string Type, string? Brotli, string? Gzip);
}
