using System.Buffers.Text;
using System.Security.Cryptography;
using Kartoteka.Modules.Users.Contracts;
using Microsoft.AspNetCore.Http;

namespace Kartoteka.Modules.Users;

/// <summary>
/// The cookie of a session: 256 random bits, unreadable by scripts, never sent by a request that another site makes. <c>Secure</c> follows
/// the connection, for the server itself speaks http and a proxy with a certificate stands before it or the whole is on one machine.
/// </summary>
internal static class SessionCookie
{
    public const string Name = "kartoteka_session";

    public static string NewSecret() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static void Write(HttpContext context, string secret, SessionDirectory sessions, LiveSession session) =>
        context.Response.Cookies.Append(Name, secret, Options(context, sessions.AbsoluteRestOf(session)));

    public static void Remove(HttpContext context) => context.Response.Cookies.Delete(Name, Options(context, rest: null));

    private static CookieOptions Options(HttpContext context, TimeSpan? rest) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = context.Request.IsHttps,
        Path = "/",
        MaxAge = rest, // And no date: the browser's clock may be another.
    };
}
