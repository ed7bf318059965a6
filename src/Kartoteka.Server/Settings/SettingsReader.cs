using System.Collections;
using Microsoft.Extensions.Configuration;

namespace Kartoteka.Server.Settings;

/// <summary>
/// Settings by flag, then environment (<c>KARTOTEKA_DATA</c>), then <c>kartoteka.json</c> in the working folder, then default. A module's
/// own section is reached the same way: <c>"ingest": {…}</c> or <c>KARTOTEKA_INGEST__…</c>.
/// </summary>
public static class SettingsReader
{
    private const string EnvironmentPrefix = "KARTOTEKA_";
    private const string FileName = "kartoteka.json";

    private static readonly string[] OtherStores = ["postgres", "clickhouse"];

    /// <summary>Reads the settings.</summary>
    /// <param name="flags">By setting name; null for a flag not given.</param>
    /// <param name="environment">Environment variables.</param>
    /// <param name="folder">Where <c>kartoteka.json</c> may be.</param>
    /// <exception cref="SettingException">A setting is wrong; the message names it.</exception>
    public static ServerOptions Read(IReadOnlyDictionary<string, string?> flags, IDictionary environment, string folder)
    {
        var configuration = Load(flags, environment, folder);
        RefuseWhatIsToCome(configuration);
        RefuseHalfAnAdministrator(configuration);
        var options = new ServerOptions { Configuration = configuration };
        return options with
        {
            DataFolder = Path.GetFullPath(configuration["data"] ?? options.DataFolder, folder),
            Urls = configuration["urls"] ?? options.Urls,
            Demo = Boolean(configuration, "demo"),
            ApiToken = NullIfEmpty(configuration["api_token"]),
            WriteKey = NullIfEmpty(configuration["write_key"]),
            TrustedProxies = NullIfEmpty(configuration["trusted_proxies"]) ?? Joined(configuration.GetSection("trustedProxies")),
            AdminEmail = NullIfEmpty(configuration["admin_email"]),
            AdminPassword = string.IsNullOrEmpty(configuration["admin_password"]) ? null : configuration["admin_password"],
            RequestsPerSecond = Number(configuration, "limits:requestsPerSecond", 10, 1_000_000) ?? options.RequestsPerSecond,
        };
    }

    private static IConfigurationRoot Load(IReadOnlyDictionary<string, string?> flags, IDictionary environment, string folder)
    {
        var variables = new Dictionary<string, string?>();
        foreach (DictionaryEntry variable in environment)
        {
            var name = (string)variable.Key;
            if (!name.StartsWith(EnvironmentPrefix, StringComparison.OrdinalIgnoreCase)) continue;
            variables[name[EnvironmentPrefix.Length..].Replace("__", ":")] = (string?)variable.Value;
        }
        try
        {
            var file = new ConfigurationBuilder().AddJsonFile(Path.Combine(folder, FileName), optional: true, reloadOnChange: false).Build();
            if (SettingNames.UnknownOf(file) is { } unknown) throw new SettingException($"{FileName}: there is no setting '{unknown.Replace(':', '.')}'.");
            return new ConfigurationBuilder()
                .AddConfiguration(file)
                .AddInMemoryCollection(variables)
                .AddInMemoryCollection(flags.Where(flag => flag.Value is not null))
                .Build();
        }
        catch (Exception error) when (error is InvalidDataException or FormatException)
        {
            throw new SettingException($"{FileName} is not valid: {(error.InnerException ?? error).Message}");
        }
    }

    // Better no server than one whose data are not where its administrator believes.
    private static void RefuseWhatIsToCome(IConfiguration configuration)
    {
        if (OtherStores.FirstOrDefault(name => NullIfEmpty(configuration[name]) is not null) is not { } store) return;
        throw new SettingException($"{EnvironmentPrefix}{store.ToUpperInvariant()} is set, but this version runs on the embedded stores only. Remove the setting.");
    }

    private static void RefuseHalfAnAdministrator(IConfiguration configuration)
    {
        if (NullIfEmpty(configuration["admin_email"]) is null == string.IsNullOrEmpty(configuration["admin_password"])) return;
        throw new SettingException($"{EnvironmentPrefix}ADMIN_EMAIL and {EnvironmentPrefix}ADMIN_PASSWORD go together: set both, or neither.");
    }

    // In the file it is a list or a text.
    private static string? Joined(IConfigurationSection section) =>
        NullIfEmpty(section.Value ?? string.Join(',', section.GetChildren().Select(one => one.Value)));

    private static bool Boolean(IConfiguration configuration, string name) => configuration[name]?.ToLowerInvariant() switch
    {
        null or "" or "false" or "0" or "no" => false,
        "true" or "1" or "yes" => true,
        var other => throw new SettingException($"Setting '{name}' is true or false, not '{other}'."),
    };

    private static int? Number(IConfiguration configuration, string name, int min, int max)
    {
        if (configuration[name] is not { } text) return null;
        return int.TryParse(text, out var number) && number >= min && number <= max
            ? number
            : throw new SettingException($"Setting '{name}' is {min} to {max}, not '{text}'.");
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
