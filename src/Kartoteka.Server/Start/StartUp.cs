using Kartoteka.Modules.Catalogue.Contracts;
using Kartoteka.Modules.Sources.Contracts;
using Kartoteka.Modules.Users.Contracts;
using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Server.Http;
using Kartoteka.Storage;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Kartoteka.Server.Start;

/// <summary>What happens before the first request (first start, directories into memory), after the last one, and the words at start.</summary>
internal sealed partial class StartUp(
    FirstStart firstStart, FirstAdministrator firstAdministrator, TokenDirectory tokens, SessionDirectory sessions, SourceDirectory sources, TraitCatalog catalog,
    IWorkspaceStore store, IServer server, ServerOptions options, ILogger<StartUp> log) : IHostedLifecycleService
{
    private FirstSecrets? _secrets;
    private string? _startCode;

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        if (OthersCanRead(options.DataFolder)) LogReadable(options.DataFolder);
        await sessions.LoadAsync(cancellationToken);
        if (options.PrivateSocket is null) await RunFirstStartAsync(cancellationToken);
        if (options.PrivateSocket is null && await store.ReadAuditAsync(long.MaxValue, 1, cancellationToken) is [var last])
        {
            LogAuditHead(last.Sequence, Convert.ToHexStringLower(last.Hash));
        }
        await tokens.ReloadAsync(cancellationToken);
        await catalog.LoadAsync(cancellationToken);
        await sources.ReloadAsync(cancellationToken);
    }

    private async Task RunFirstStartAsync(CancellationToken ct)
    {
        // First: a password that the policy refuses stops the start before anything else was made.
        if (options is { AdminEmail: { } email, AdminPassword: { } password } && await firstAdministrator.AddAsync(email, password) is { } problem)
        {
            throw new SettingException($"KARTOTEKA_ADMIN_EMAIL and KARTOTEKA_ADMIN_PASSWORD: {problem}");
        }
        if (firstAdministrator.IsNeeded) _startCode = firstAdministrator.MakeCode();
        _secrets = await firstStart.RunAsync(ct);
        // Before the addresses are bound: a start that fails there has stored the secrets, and the next one would not show them.
        if (_secrets.ApiToken is { } token) await options.Output.WriteLineAsync($"First API token, shown this once: {token}");
        if (_secrets.WriteKey is { } key) await options.Output.WriteLineAsync($"Write key of source 'default', shown this once: {key}");
        await options.Output.FlushAsync(ct);
    }

    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        if (options.PrivateSocket is not null) return;
        LocalSocketFile.Protect(options.DataFolder);
        var addresses = server.Features.Get<IServerAddressesFeature>()!.Addresses.Where(address => !address.StartsWith("http://unix:", StringComparison.Ordinal));
        var address = addresses.FirstOrDefault() ?? options.Urls;
        await options.Output.WriteLineAsync($"Kartoteka {Product.Version} is at {address}, its data in {options.DataFolder}");
        if (_secrets is { ApiToken: { } token }) await options.Output.WriteLineAsync($"Open {address}/#token={token}");
        // In the fragment, which browsers send to no server and so stands in no log.
        if (_startCode is { } code) await options.Output.WriteLineAsync($"Make the first administrator at {address}/start#code={code}");
        await options.Output.FlushAsync(cancellationToken);
        (_secrets, _startCode) = (null, null);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken)
    {
        if (options.PrivateSocket is null) LocalSocketFile.Remove(options.DataFolder);
        return Task.CompletedTask;
    }

    private static bool OthersCanRead(string folder)
    {
        const UnixFileMode others = UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
        return !OperatingSystem.IsWindows() && (File.GetUnixFileMode(folder) & others) != 0;
    }

    [LoggerMessage(1004, LogLevel.Warning, "Other accounts of this machine can enter the data folder {Folder}, which holds personal data. chmod 700 keeps them out.")]
    private partial void LogReadable(string folder);

    // Where logs are kept apart from the data, this is the copy that an editor of the file does not have.
    [LoggerMessage(1005, LogLevel.Information, "The audit log ends at line {Sequence} with hash {Hash}.")]
    private partial void LogAuditHead(long sequence, string hash);
}
