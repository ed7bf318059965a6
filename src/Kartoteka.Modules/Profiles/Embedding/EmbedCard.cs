using System.Globalization;
using System.Net;
using Kartoteka.Domain.Identity;
using Kartoteka.Domain.Profiles;
using Kartoteka.Modules.Catalogue.Contracts;
using Kartoteka.Modules.Sources.Contracts;
using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Storage;
using Microsoft.AspNetCore.Http;

namespace Kartoteka.Modules.Profiles.Embedding;

/// <summary>What a link to the card says; <c>signature</c> is over the rest.</summary>
internal readonly record struct CardLink(string? Key, string? Type, string? Value, string? Expires, string? Signature);

/// <summary>
/// <c>GET /embed/card</c>: a profile's essentials as a small page for another system's frame. The link is signed and short-lived, the page
/// runs no script and may be framed by the key's origins alone.
/// </summary>
internal sealed class EmbedCard(EmbedKeys keys, ILedger ledger, SourceDirectory sources, ISourceTrust trust, PersonalDataGate gate, TimeProvider time)
{
    /// <summary>Cards per key and minute.</summary>
    public const int CardsPerMinuteMax = 1_200;

    /// <summary>Refused links per address and minute.</summary>
    public const int RefusalsPerMinuteMax = 60;

    private const int KeysCountedMax = 10_000, AddressesMax = 100_000, CandidatesMax = 10;

    private static readonly TimeSpan ExpiryMax = TimeSpan.FromHours(24);

    private readonly MinuteLimit<string> _cards = new(time, CardsPerMinuteMax, KeysCountedMax);
    private readonly MinuteLimit<IPAddress> _refusals = new(time, RefusalsPerMinuteMax, AddressesMax);

    public async Task<IResult> HandleAsync(CardLink link, HttpContext context, CancellationToken ct)
    {
        var words = CardWords.Of(context.Request);
        if (link is not { Key: { } id, Type: { } type, Value: { } value, Expires: { } expires, Signature: { } signature }) return Refuse(context, null, words, StatusCodes.Status400BadRequest, words.NotALink);
        // The signature first: a stranger's links do not reach the base, and whether there is such a key takes no part in the check.
        if (!keys.IsSigned(id, type, value, expires, signature) || await keys.FindAsync(id, ct) is not { } key) return Refuse(context, null, words, StatusCodes.Status403Forbidden, words.NotSigned);
        if (!long.TryParse(expires, NumberStyles.None, CultureInfo.InvariantCulture, out var until) || !IsInTime(until)) return Refuse(context, key, words, StatusCodes.Status403Forbidden, words.Expired);
        if (_cards.Count(key.Id) is { } wait) return TooMany(context, key, words, wait);
        var (candidates, problem) = IdentifierNormalizer.IsTypeName(type) ? await ReadProfile.FindCandidatesAsync(type, value, null, ledger, sources, ct) : ([], type);
        if (problem is not null) return Page(context, key, words, StatusCodes.Status400BadRequest, CardPage.Message(words, words.NotALink));
        var cards = new List<Card>();
        foreach (var profileId in candidates.Select(candidate => candidate.Profile).Distinct().Take(CandidatesMax))
        {
            if (await ledger.ReadProfileAsync(profileId, ct) is { } profile && cards.TrueForAll(card => card.Id != profile.Id)) cards.Add(await CardAsync(profile, gate.ForClasses(key.Classes), ct));
        }
        return cards.Count == 0
            ? Page(context, key, words, StatusCodes.Status404NotFound, CardPage.Message(words, words.NotFound))
            : Page(context, key, words, StatusCodes.Status200OK, CardPage.Of(words, cards));
    }

    private bool IsInTime(long until)
    {
        var now = time.GetUtcNow();
        return until > now.ToUnixTimeSeconds() && until <= (now + ExpiryMax).ToUnixTimeSeconds();
    }

    private async Task<Card> CardAsync(ProfileState profile, Sight sight, CancellationToken ct)
    {
        var traits = Survivorship.Fold(profile.Records, trust);
        var claims = profile.Records.SelectMany(record => record.Claims, (record, claim) => (record, claim)).Where(pair => pair.claim.State == ClaimState.Active).ToArray();
        var contacts = claims.Select(pair => pair.claim.Identifier).Where(identifier => identifier.Type is IdentifierTypes.Phone or IdentifierTypes.Email).Distinct()
            .OrderByDescending(identifier => identifier.Type, StringComparer.Ordinal).ThenBy(identifier => identifier.Value, StringComparer.Ordinal)
            .Select(identifier => new CardLine(identifier.Type, sight.Identifier(profile.Kind, identifier.Type, identifier.Value)));
        var identifiers = claims.GroupBy(pair => pair.claim.Identifier.Type).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => new CardLine(
            group.Key, string.Join(", ", group.Select(pair => sources.ById(pair.record.Key.SourceId)?.Name ?? "").Distinct().Order(StringComparer.Ordinal))));
        var last = await ledger.ReadTimelineAsync([.. profile.Records.Select(record => record.Id)], null, 1, ct);
        return new Card(
            profile.Id, profile.Kind, ProfileName.Of(traits, profile.Kind, sight), [.. contacts], [.. identifiers],
            last.Count == 0 ? null : (Times.FromUs(last[0].OccurredAtUs), last[0].Name is { } name ? sight.Text(name) : last[0].Kind.ToString().ToLowerInvariant()));
    }

    private IResult Refuse(HttpContext context, EmbedKey? key, CardWords words, int status, string said) =>
        _refusals.Count(ClientAddress.Counted(context.Connection.RemoteIpAddress)) is { } wait ? TooMany(context, key, words, wait) : Page(context, key, words, status, CardPage.Message(words, said));

    private static IResult TooMany(HttpContext context, EmbedKey? key, CardWords words, TimeSpan wait)
    {
        context.Response.Headers.RetryAfter = $"{Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds))}";
        return Page(context, key, words, StatusCodes.Status429TooManyRequests, CardPage.Message(words, words.TooMany));
    }

    private static IResult Page(HttpContext context, EmbedKey? key, CardWords words, int status, string html)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = $"{CardPage.Policy}; frame-ancestors {(key is null ? "'none'" : string.Join(' ', key.Origins))}";
        headers.CacheControl = "no-store";
        headers.Vary = "Accept-Language";
        headers.ContentLanguage = words.Language;
        return Results.Text(html, "text/html; charset=utf-8", statusCode: status);
    }
}
