using Kartoteka.Domain.Events;
using Kartoteka.Modules.Columns;
using Kartoteka.Modules.Imports;
using Kartoteka.Modules.Ingest;
using Kartoteka.Modules.Users;
using Microsoft.Extensions.Configuration;

namespace Kartoteka.Server.Settings;

/// <summary>Every setting that <c>kartoteka.json</c> may have; a misspelt one would else be a limit that is not there.</summary>
internal static class SettingNames
{
    private static readonly HashSet<string> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        "data", "urls", "demo", "api_token", "write_key", "trusted_proxies", "trustedProxies", "limits:requestsPerSecond",
        "admin_email", "admin_password",
        // Named so that they are told apart from misspelt ones; what they mean to this version is said by the reader.
        "postgres", "clickhouse",
    };

    static SettingNames()
    {
        Known.UnionWith(typeof(IngestOptions).GetProperties().Select(option => $"ingest:{option.Name}"));
        Known.UnionWith(typeof(UsersOptions).GetProperties().Select(option => $"users:{option.Name}"));
        Known.UnionWith(typeof(ColumnsOptions).GetProperties().Select(option => $"columns:{option.Name}"));
        // Ages of single kinds of events.
        Known.UnionWith(Enum.GetNames<EventKind>().SelectMany(kind => (string[])[$"columns:{nameof(ColumnsOptions.WarmDaysOf)}:{kind}", $"columns:{nameof(ColumnsOptions.KeepDaysOf)}:{kind}"]));
        Known.UnionWith(typeof(ImportsOptions).GetProperties().Select(option => $"imports:{option.Name}"));
    }

    /// <summary>The first setting that nothing reads, or null.</summary>
    public static string? UnknownOf(IConfiguration configuration) => configuration.AsEnumerable()
        .Where(setting => setting.Value is not null).Select(setting => setting.Key)
        .Where(name => !Known.Contains(name) && !name.StartsWith("trustedProxies:", StringComparison.OrdinalIgnoreCase))
        .Order(StringComparer.Ordinal).FirstOrDefault();
}
