using System.CommandLine;
using Kartoteka.Server.Settings;

namespace Kartoteka.Server.Verbs;

/// <summary><c>kartoteka serve</c>: runs until Ctrl+C or SIGTERM.</summary>
internal static class Serve
{
    private static readonly Option<string?> Data = new("--data") { Description = "Folder of all data. Default ./data." };
    private static readonly Option<string?> Urls = new("--urls") { Description = "Addresses to listen at, separated by ';'. Default http://127.0.0.1:8080." };
    private static readonly Option<string?> TrustedProxies = new("--trusted-proxies")
    {
        Description = "Addresses or networks of proxies whose X-Forwarded-For is believed, separated by ','. Default none.",
    };
    private static readonly Option<bool> Demo = new("--demo") { Description = "Fill an empty base with public data." };

    public static Command Create()
    {
        var verb = new Command("serve", "Runs the server.");
        MakeDefault(verb);
        return verb;
    }

    /// <summary>Gives <paramref name="command"/> this verb's options and action.</summary>
    public static void MakeDefault(Command command)
    {
        foreach (var option in (Option[])[Data, Urls, TrustedProxies, Demo]) command.Options.Add(option);
        command.SetAction(RunAsync);
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        var flags = new Dictionary<string, string?> { ["data"] = parsed.GetValue(Data), ["urls"] = parsed.GetValue(Urls), ["trusted_proxies"] = parsed.GetValue(TrustedProxies) };
        if (parsed.GetValue(Demo)) flags["demo"] = "true";
        var options = SettingsReader.Read(flags, Environment.GetEnvironmentVariables(), Directory.GetCurrentDirectory());
        await using var app = KartotekaServer.Build(options with { Output = parsed.InvocationConfiguration.Output, LogToConsole = true });
        await app.StartAsync(ct);
        await app.WaitForShutdownAsync(ct);
        return ExitCodes.Good;
    }
}
