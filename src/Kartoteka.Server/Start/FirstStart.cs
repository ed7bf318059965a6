using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Storage;

namespace Kartoteka.Server.Start;

/// <summary>Secrets made by a first start, to be shown once; null where none was made or the administrator gave it.</summary>
internal sealed record FirstSecrets(string? ApiToken, string? WriteKey);

/// <summary>
/// Makes source <c>default</c> and a full-access token in an empty base. Values from the settings that the base does not know yet are added
/// on later starts too, beside those it has, so that a script with its own secrets works against any base; a revoked one does not return.
/// </summary>
internal sealed partial class FirstStart(IWorkspaceStore store, AuditLog audit, ServerOptions options, ILogger<FirstStart> log)
{
    private const string SourceKey = "default";

    /// <summary>Secrets from the settings below this length can be guessed, which is said in the log.</summary>
    public const int SecretLengthAdvised = 24;

    public async Task<FirstSecrets> RunAsync(CancellationToken ct)
    {
        foreach (var (name, secret) in new[] { ("KARTOTEKA_API_TOKEN", options.ApiToken), ("KARTOTEKA_WRITE_KEY", options.WriteKey) })
        {
            if (secret is { Length: < SecretLengthAdvised }) LogShortSecret(name, SecretLengthAdvised);
        }
        return new FirstSecrets(await EnsureTokenAsync(ct), await EnsureWriteKeyAsync(ct));
    }

    private async Task<string?> EnsureTokenAsync(CancellationToken ct)
    {
        var tokens = await store.ListTokensAsync(ct);
        if (options.ApiToken is null && tokens.Count > 0) return null;
        var secret = options.ApiToken ?? Secrets.NewToken();
        var hash = Secrets.Hash(secret);
        var known = tokens.FirstOrDefault(entry => Secrets.Same(entry.Hash, hash)).Token;
        if (known is { RevokedAtUs: null }) return null;
        if (known is not null)
        {
            LogRevoked("KARTOTEKA_API_TOKEN");
            return null;
        }
        var token = (await store.AddTokenAsync(tokens.Count == 0 ? "first" : "environment", [Scopes.All], hash, ct))!;
        await audit.AppendAsync("token.create", $"token/{token.Id}", $"{token.Name}: {Scopes.All}", ct);
        return options.ApiToken is null ? secret : null;
    }

    private async Task<string?> EnsureWriteKeyAsync(CancellationToken ct)
    {
        var sources = await store.ListSourcesAsync(ct);
        if (options.WriteKey is null && sources.Count > 0) return null;
        var secret = options.WriteKey ?? Secrets.NewWriteKey();
        var hash = Secrets.Hash(secret);
        if ((await store.ListWriteKeysAsync(ct)).Any(key => Secrets.Same(key.Hash, hash))) return null;
        if (sources.FirstOrDefault(source => source.Key == SourceKey) is { } existing)
        {
            if (!await store.AddWriteKeyAsync(existing.Id, hash, ct)) LogRevoked("KARTOTEKA_WRITE_KEY");
            else await audit.AppendAsync("write_key.add", $"source/{SourceKey}", "from the settings", ct);
            return null;
        }
        var brand = (await store.ListBrandsAsync(ct))[0];
        await store.AddSourceAsync(new Source(0, SourceKey, "Default", "server", SourceKey, brand.Id, brand.LegalEntityId, 100, true, 0), hash, ct);
        await audit.AppendAsync("source.create", $"source/{SourceKey}", "Default, server", ct);
        return options.WriteKey is null ? secret : null;
    }

    [LoggerMessage(1001, LogLevel.Warning, "{Name} is shorter than {Length} characters and can be guessed. Use a random one.")]
    private partial void LogShortSecret(string name, int length);

    [LoggerMessage(1002, LogLevel.Warning, "{Name} names a secret that was revoked; it stays revoked.")]
    private partial void LogRevoked(string name);
}
