using System.Text;
using Kartoteka.Modules.Sources.Contracts;
using Kartoteka.Protocol.Ingest;
using Kartoteka.Storage;
using Microsoft.AspNetCore.Http;

namespace Kartoteka.Modules.Ingest;

/// <summary>Whose manners the answer has.</summary>
internal enum Dialect
{
    Segment,
    Rudder,
    Jitsu,
    Pixel,
}

/// <summary>What is known of a request before its body is read.</summary>
internal static class IngestRequest
{
    /// <summary>The write key from the places that the SDKs use: Basic user name, <c>X-Write-Key</c>, the query.</summary>
    public static string? WriteKey(HttpRequest request)
    {
        var authorization = request.Headers.Authorization.ToString();
        if (authorization.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase) && FromBasic(authorization.AsSpan(6).Trim()) is { Length: > 0 } basic) return basic;
        if (request.Headers.TryGetValue("X-Write-Key", out var header) && header.ToString() is { Length: > 0 } key) return key;
        if (request.Query.TryGetValue("writeKey", out var query) && query.ToString() is { Length: > 0 } asked) return asked;
        return authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? authorization[7..].Trim() : null;
    }

    // A key may hold a colon itself (Jitsu's id:secret), and clients end theirs with one: only an empty password is cut off.
    private static string? FromBasic(ReadOnlySpan<char> encoded)
    {
        Span<byte> bytes = stackalloc byte[512];
        if (!Convert.TryFromBase64Chars(encoded, bytes, out var length)) return null;
        var text = Encoding.UTF8.GetString(bytes[..length]);
        return text.EndsWith(':') ? text[..^1] : text;
    }

    /// <summary>The source of a key that the request's headers or query show.</summary>
    public static Source? FindSource(HttpRequest request, string key, SourceDirectory sources) => sources.ByWriteKey(key) ?? ByJitsuForm(request, key, sources);

    /// <summary>The source of a key inside the body, where Segment's browser client has it.</summary>
    public static Source? FindSource(ReadOnlySpan<byte> body, SourceDirectory sources) =>
        EventReader.TryReadWriteKey(body, out var inside) ? sources.ByWriteKey(inside) : null;

    // @jitsu/js refuses to start with a key that is not id:secret, and ours have no colon: so source:KEY is taken for KEY.
    private static Source? ByJitsuForm(HttpRequest request, string key, SourceDirectory sources) =>
        request.Headers.ContainsKey("X-Write-Key") && key.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon ? sources.ByWriteKey(key[(colon + 1)..]) : null;

    /// <summary>RudderStack's clients are told by their headers, since they share routes with Segment's.</summary>
    public static Dialect DialectOf(HttpRequest request, Dialect route) =>
        route == Dialect.Segment && (request.Headers.ContainsKey("AnonymousId") || request.Path.StartsWithSegments("/beacon", StringComparison.Ordinal)) ? Dialect.Rudder : route;
}
