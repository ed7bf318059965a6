using Microsoft.AspNetCore.Http;

namespace Kartoteka.Modules.Workspace.Contracts;

/// <summary>The language of a page for somebody of whom only the browser's wishes are known.</summary>
public static class ReaderLanguage
{
    /// <summary>The first of <c>Accept-Language</c> that the product has: <c>ru</c> or <c>en</c>; <c>en</c> where it names neither.</summary>
    public static string Of(HttpRequest request)
    {
        var wanted = request.GetTypedHeaders().AcceptLanguage.OrderByDescending(language => language.Quality ?? 1);
        return wanted.Select(language => language.Value.ToString().Split('-')[0].ToLowerInvariant()).FirstOrDefault(language => language is "ru" or "en") ?? "en";
    }
}
