using System.Diagnostics.CodeAnalysis;
using Kartoteka.Domain.Events;

namespace Kartoteka.Protocol.Ingest;

/// <summary>What a route says of the body sent to it.</summary>
/// <param name="IsBatch">The body is <c>{batch:[…]}</c>.</param>
/// <param name="Kind">The call when the route names it, and then the body's <c>type</c> is ignored; null to read <c>type</c>.</param>
/// <param name="AllowsBareArray">A batch may also be a bare JSON array (Jitsu).</param>
/// <param name="OverwritesIp">
/// The server puts the sender's address into <c>context.ip</c> whatever the body says (Jitsu's browser route).
/// </param>
public readonly record struct RouteCall(bool IsBatch, EventKind? Kind = null, bool AllowsBareArray = false, bool OverwritesIp = false)
{
    /// <summary><c>/v1/batch</c>, <c>/v1/import</c>, <c>/beacon/v1/batch</c>: events with a <c>type</c> each.</summary>
    public static RouteCall Batch { get; } = new(IsBatch: true);

    /// <summary>One event that names its <c>type</c> itself.</summary>
    public static RouteCall Event { get; } = new(IsBatch: false);

    /// <summary><c>/v1/{kind}</c>: one event of the kind that the route names.</summary>
    public static RouteCall Of(EventKind kind) => new(IsBatch: false, kind);

    /// <summary><c>/api/s/{type}</c> and <c>/api/s/s2s/{type}</c>.</summary>
    /// <param name="kind">The route's type, or null when it is not a call's name and the body tells.</param>
    /// <param name="fromBrowser">True for the route without <c>s2s</c>, where the address is the connection's.</param>
    public static RouteCall JitsuSingle(EventKind? kind, bool fromBrowser) => new(false, kind, false, fromBrowser);

    /// <summary><c>/api/s/batch</c> and <c>/api/s/s2s/batch</c>.</summary>
    /// <param name="fromBrowser">True for the route without <c>s2s</c>.</param>
    public static RouteCall JitsuBatch(bool fromBrowser) => new(true, null, true, fromBrowser);

    /// <summary>Reads the last segment of a route: a call's name, or its first letter as analytics.js sends it.</summary>
    /// <param name="segment">Such as <c>track</c> or <c>t</c>; lower case.</param>
    /// <param name="kind">The call.</param>
    /// <returns>False when it is neither; <c>b</c> (batch) and <c>m</c> (metrics) are not calls.</returns>
    public static bool TryParseKind([NotNullWhen(true)] string? segment, out EventKind kind)
    {
        kind = segment switch
        {
            "identify" or "i" => EventKind.Identify,
            "track" or "t" => EventKind.Track,
            "page" or "p" => EventKind.Page,
            "screen" or "s" => EventKind.Screen,
            "group" or "g" => EventKind.Group,
            "alias" or "a" => EventKind.Alias,
            "merge" => EventKind.Merge,
            _ => default,
        };
        return kind != default;
    }
}

/// <summary>The source whose write key authorised the request.</summary>
/// <param name="SourceId">Its number in this base.</param>
/// <param name="IdNamespace">Prefix of its <c>user_id</c> and <c>group_id</c> values; shared by sources that share customers.</param>
public readonly record struct SourceContext(int SourceId, string IdNamespace);

/// <summary>What the connection tells of the sender.</summary>
/// <param name="Ip">
/// The sender's address as text, or null when it must not be kept. It is put into <c>context.ip</c> only where a specification says that
/// the server does so: for <c>context.direct = true</c> without an <c>ip</c> (Segment), and on Jitsu's browser routes.
/// </param>
public readonly record struct RequestContext(string? Ip);
