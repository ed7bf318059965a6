using System.CommandLine;
using Kartoteka.Server.Verbs;
using Kartoteka.Storage;
using Kartoteka.Storage.Embedded.Sqlite;

namespace Kartoteka.Server;

/// <summary>The program as a function: arguments in, exit code out. Expected failures are one line on stderr, without a stack trace.</summary>
public static class CommandLine
{
    /// <summary>Parses and runs; see <see cref="ExitCodes"/>.</summary>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error, CancellationToken ct)
    {
        var parsed = VerbList.Root().Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var problem in parsed.Errors) await error.WriteLineAsync(problem.Message);
            await error.WriteLineAsync("Try --help.");
            return ExitCodes.BadOption;
        }
        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false }, ct);
        }
        catch (Exception expected) when (ExitCode(expected) is { } code)
        {
            await error.WriteLineAsync($"kartoteka: {expected.Message}");
            return code;
        }
    }

    private static int? ExitCode(Exception error) => error switch
    {
        SettingException => ExitCodes.BadOption,
        MigrationException => ExitCodes.Migration,
        LedgerUnavailableException => ExitCodes.FolderInUse,
        SqliteException or IOException or UnauthorizedAccessException or LedgerStoppedException => ExitCodes.Failed,
        OperationCanceledException => ExitCodes.Good,
        _ => null,
    };
}
