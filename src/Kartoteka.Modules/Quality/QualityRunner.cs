using System.Text.Json;
using Kartoteka.Modules.Catalogue.Contracts;
using Kartoteka.Modules.Ingest.Contracts;
using Kartoteka.Modules.Sources.Contracts;
using Kartoteka.Storage;
using Microsoft.Extensions.Logging;

namespace Kartoteka.Modules.Quality;

/// <summary>
/// Looks through the whole base in the background and keeps what it found as a settings document: when there is none, when it is asked for,
/// once a day, and when the base has doubled since.
/// </summary>
internal sealed partial class QualityRunner(
    ILedger ledger, SourceDirectory sources, TraitCatalog catalog, CommitQueue queue, TimeProvider time, ILogger<QualityRunner> log) : BaseLook(ledger, queue, time)
{
    /// <summary>Name of the settings document.</summary>
    public const string DocumentName = "quality";

    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);
    private static readonly TimeSpan AgeMax = TimeSpan.FromDays(1);

    /// <summary>What was found last.</summary>
    public async ValueTask<QualityReport> ReadAsync(CancellationToken ct)
    {
        var known = await Ledger.ReadSettingAsync(DocumentName, ct) is { } json ? JsonSerializer.Deserialize<QualityReport>(json, Web)! : QualityReport.None;
        return known with { Running = IsUnderWay };
    }

    protected override async ValueTask<bool> IsDueAsync(CancellationToken ct)
    {
        var known = await ReadAsync(ct);
        if (known.ComputedAt is not { } at || Time.GetUtcNow() - at >= AgeMax) return true;
        return (await Ledger.ReadCountersAsync(ct)).Totals.Profiles > 2 * known.Totals.Profiles;
    }

    protected override async Task LookAsync(CancellationToken ct)
    {
        var (asOf, started) = (Ledger.HeadPosition, Time.GetTimestamp());
        var count = new QualityCount(catalog, Time.NowUs());
        var profiles = 0L;
        await foreach (var records in ProfilesAsync(ct))
        {
            count.Add(records);
            profiles++;
        }
        var (counters, _) = await Ledger.ReadCountersAsync(ct);
        var report = count.Report(sources, asOf, counters, await Ledger.CountConflictsAsync(ct), await Ledger.CountQuarantineAsync(ct));
        await Ledger.WriteSettingAsync(DocumentName, JsonSerializer.Serialize(report, Web), ct);
        LogDone(log, profiles, Time.GetElapsedTime(started).TotalSeconds);
    }

    protected override void LogFailed(Exception error) => LogFailed(log, error);

    [LoggerMessage(6001, LogLevel.Debug, "Data quality of {Profiles} profiles computed in {Seconds:F1} s.")]
    private static partial void LogDone(ILogger log, long profiles, double seconds);

    [LoggerMessage(6002, LogLevel.Warning, "Data quality was not computed.")]
    private static partial void LogFailed(ILogger log, Exception error);
}
