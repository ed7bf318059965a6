using Kartoteka.Modules.Columns;
using Kartoteka.Storage.Columns;
using Kartoteka.Storage.Embedded.Columns.Store;
using Microsoft.Extensions.Options;

namespace Kartoteka.Server.Columns;

/// <summary>Puts the replica and its store together: DuckDB in the data folder.</summary>
internal static partial class ColumnStoreSetup
{
    public static ColumnStoreOpener Opener(string folder, IServiceProvider services)
    {
        var settings = services.GetRequiredService<IOptions<ColumnsOptions>>().Value;
        var log = services.GetRequiredService<ILoggerFactory>().CreateLogger("Kartoteka.Columns");
        var options = new DuckDbColumnsOptions
        {
            MemoryBytesMax = (long)settings.MemoryMb << 20,
            Threads = settings.Threads > 0 ? settings.Threads : Environment.ProcessorCount,
            OnSetAside = (file, reason) => LogSetAside(log, file, reason),
        };
        string? told = null;
        return (anew, _) =>
        {
            try
            {
                return ValueTask.FromResult<IColumnStore>(DuckDbColumnStore.Open(folder, anew, options));
            }
            catch (ColumnsUnavailableException missing)
            {
                // It is tried again and again, and said once.
                if (told != missing.Message) LogUnavailable(log, told = missing.Message);
                throw;
            }
        };
    }

    [LoggerMessage(1020, LogLevel.Warning, "Set aside as {File}, and taken from the ledger again for questions over the whole base: {Reason}")]
    private static partial void LogSetAside(ILogger log, string file, string reason);

    [LoggerMessage(1021, LogLevel.Warning, "Questions over the whole base cannot be asked, all else works. {Reason}")]
    private static partial void LogUnavailable(ILogger log, string reason);
}
