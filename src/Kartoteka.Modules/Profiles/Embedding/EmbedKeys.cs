using System.Buffers.Text;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Kartoteka.Modules.Catalogue.Contracts;
using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kartoteka.Modules.Profiles.Embedding;

/// <summary>Keys that sign links to the card: listed without secrets, made with a secret that is shown once, revoked at once.</summary>
internal sealed class EmbedKeys(IEmbedKeyStore store, DataKey dataKey, AuditLog audit)
{
    public const string RequestExample = """{"name":"CRM","origins":["https://crm.example.ru"],"classes":["contact","demographic","behaviour","none"]}""";
    public const string Example = """
        {"id":"ek_Zm9vYmFyYmF6cXV4","name":"CRM","origins":["https://crm.example.ru"],"classes":["contact","demographic","behaviour","none"],
        "createdAt":"2026-01-15T09:30:00Z","revokedAt":null}
        """;

    public const string CreatedExample = """
        {"id":"ek_Zm9vYmFyYmF6cXV4","name":"CRM","origins":["https://crm.example.ru"],"classes":["contact","demographic","behaviour","none"],
        "createdAt":"2026-01-15T09:30:00Z","secret":"…"}
        """;

    private const int OriginsMax = 20;

    private static readonly string[] ClassesDefault = ["demographic", "behaviour", "none"];

    /// <param name="Origins">Pages that may frame the card: scheme, host and port, 1 to 20.</param>
    /// <param name="Classes">Privacy classes shown as they are; left out, all but those that say who somebody is and how to reach them.</param>
    public sealed record Body(string? Name, IReadOnlyList<string>? Origins, IReadOnlyList<string>? Classes);

    public sealed record View(string Id, string Name, IReadOnlyList<string> Origins, IReadOnlyList<string> Classes, DateTimeOffset CreatedAt, DateTimeOffset? RevokedAt);

    /// <param name="Secret">For the server that makes the links; shown this once.</param>
    public sealed record Created(string Id, string Name, IReadOnlyList<string> Origins, IReadOnlyList<string> Classes, DateTimeOffset CreatedAt, string Secret);

    public sealed record Page(IReadOnlyList<View> Keys);

    public async Task<Ok<Page>> ListAsync(CancellationToken ct) => TypedResults.Ok(new Page([.. (await store.ListEmbedKeysAsync(ct)).Select(key => new View(
        key.Id, key.Name, key.Origins, key.Classes, Times.FromUs(key.CreatedAtUs), key.RevokedAtUs is { } at ? Times.FromUs(at) : null))]));

    public async Task<Results<Created<Created>, ProblemHttpResult>> CreateAsync(Body body, ClaimsPrincipal user, CancellationToken ct)
    {
        if (Problems.TextProblem("name", body.Name, 100) is { } wrongName) return wrongName;
        if (body.Origins is not { Count: >= 1 and <= OriginsMax } origins) return Problems.Invalid("origins", $"'origins' names 1 to {OriginsMax} pages that may frame the card.");
        if (origins.FirstOrDefault(origin => OriginOf(origin) is null) is { } wrong) return Problems.Invalid("origins", $"'{wrong}' is no origin such as https://crm.example.ru.");
        var classes = body.Classes ?? ClassesDefault;
        if (classes.FirstOrDefault(name => !PrivacyClasses.All.Contains(name)) is { } unknown) return Problems.Invalid("classes", $"There is no privacy class '{unknown}'.");
        // Else whoever may make keys could read by them what is closed or masked for him.
        if (!user.Holds(Scopes.ProfilesRead)) return Problems.Forbidden("scope-not-held", "A card shows profiles, so its maker holds profiles:read.");
        if (!user.SeesEverything && classes.Except(user.VisibleClasses).Any()) return Problems.Forbidden("classes-not-held", "A card shows only what its maker sees.");
        var id = $"ek_{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(12))}";
        var draft = new EmbedKey(id, body.Name!.Trim(), [.. origins.Select(origin => OriginOf(origin)!).Distinct()], [.. classes.Distinct()], 0, null);
        var key = await store.AddEmbedKeyAsync(draft, ct) ?? throw new InvalidOperationException("A new random id is known already.");
        await audit.AppendAsync(user, "embed_key.create", $"embed_key/{key.Id}", $"{key.Name}: {string.Join(' ', key.Origins)}; {string.Join(' ', key.Classes)}");
        return TypedResults.Created("/api/embed-keys", new Created(key.Id, key.Name, key.Origins, key.Classes, Times.FromUs(key.CreatedAtUs), SecretOf(key.Id)));
    }

    public async Task<Results<NoContent, ProblemHttpResult>> RevokeAsync(string id, ClaimsPrincipal user, CancellationToken ct)
    {
        if (!await store.RevokeEmbedKeyAsync(id, ct)) return Problems.NotFound("embed key", id);
        await audit.AppendAsync(user, "embed_key.revoke", $"embed_key/{id}", "");
        return TypedResults.NoContent();
    }

    /// <summary>The live key of this id, or null.</summary>
    public async Task<EmbedKey?> FindAsync(string id, CancellationToken ct) =>
        (await store.ListEmbedKeysAsync(ct)).FirstOrDefault(key => key.Id == id && key.RevokedAtUs is null);

    /// <summary>True when <paramref name="signature"/>, in hexadecimal digits, is that of the key over the link's parts. Takes as long either way.</summary>
    public bool IsSigned(string id, string type, string value, string expires, string signature)
    {
        var expected = HMACSHA256.HashData(Encoding.ASCII.GetBytes(SecretOf(id)), Encoding.UTF8.GetBytes($"{id}\n{type}\n{value}\n{expires}"));
        var given = new byte[HMACSHA256.HashSizeInBytes];
        var isHex = signature.Length == 2 * given.Length && Convert.FromHexString(signature, given, out _, out _) == System.Buffers.OperationStatus.Done;
        return CryptographicOperations.FixedTimeEquals(given, expected) && isHex;
    }

    // Derived each time, so that neither a copy of the base nor a dump of its tables holds it.
    private string SecretOf(string id) => Base64Url.EncodeToString(HMACSHA256.HashData(dataKey.Derive("embed-keys"), Encoding.UTF8.GetBytes(id)));

    /// <summary>Scheme, host and port as a browser names them; null for anything with more or less. It goes into a header, so nothing else gets through.</summary>
    internal static string? OriginOf(string? text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.UserInfo.Length > 0) return null;
        if (uri.PathAndQuery != "/" || uri.Fragment.Length > 0 || uri.IdnHost.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('.' or '-' or '[' or ']' or ':'))) return null;
        return uri.IsDefaultPort ? $"{uri.Scheme}://{uri.IdnHost}" : $"{uri.Scheme}://{uri.IdnHost}:{uri.Port}";
    }
}
