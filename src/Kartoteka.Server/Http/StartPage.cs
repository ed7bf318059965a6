using System.Reflection;
using Microsoft.Net.Http.Headers;

namespace Kartoteka.Server.Http;

/// <summary><c>/</c>: one page that says what this is, how it is and where to look. Three embedded files, so that the CSP needs no exception.</summary>
internal static class StartPage
{
    private static readonly string Html = Read("index.html");

    public static void MapStartPage(this WebApplication app)
    {
        var page = app.MapGroup("").AllowAnonymous().ExcludeFromDescription();
        page.MapGet("/", (HttpContext context) =>
        {
            context.Response.Headers.Vary = "Accept-Language";
            return TypedResults.Text(Html.Replace("<html lang=\"en\"", $"<html lang=\"{Language(context.Request)}\""), "text/html; charset=utf-8");
        });
        MapFile(page, "page.css", "text/css; charset=utf-8");
        MapFile(page, "page.js", "text/javascript; charset=utf-8");
    }

    private static void MapFile(RouteGroupBuilder page, string name, string type)
    {
        var text = Read(name);
        page.MapGet($"/{name}", () => TypedResults.Text(text, type));
    }

    // The browser's first language of the two that the page has.
    private static string Language(HttpRequest request)
    {
        var wanted = request.GetTypedHeaders().AcceptLanguage.OrderByDescending(language => language.Quality ?? 1);
        return wanted.Select(Primary).FirstOrDefault(language => language is "ru" or "en") ?? "en";
    }

    private static string Primary(StringWithQualityHeaderValue language) => language.Value.ToString().Split('-')[0].ToLowerInvariant();

    private static string Read(string name)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream($"page/{name}")!);
        return reader.ReadToEnd();
    }
}
