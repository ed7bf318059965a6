using Kartoteka.Modules.Ingest.Contracts;
using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Storage;
using Kartoteka.Storage.Followers;

namespace Kartoteka.Server.Http;

/// <summary><c>GET /api/system</c>: how the server itself is.</summary>
internal static class SystemPage
{
    /// <param name="StoredBytes">Size of the data folder.</param>
    /// <param name="FreeBytes">Free on its disk.</param>
    /// <param name="MemoryBytes">Memory of the process.</param>
    public sealed record Answer(
        string Version, DateTimeOffset StartedAt, long StoredBytes, long FreeBytes, long MemoryBytes, LedgerPart Ledger, IReadOnlyList<FollowerPart> Followers, QueuePart Queue);

    /// <param name="Head">Last committed position.</param>
    /// <param name="StoppedBecause">Why it does not write; null while it is well.</param>
    public sealed record LedgerPart(long Head, string? StoppedBecause);

    /// <param name="Gap">Positions behind the head.</param>
    /// <param name="LagSeconds">Age of the oldest entry not taken in.</param>
    /// <param name="Error">The last failure, until a batch succeeds.</param>
    public sealed record FollowerPart(string Name, long Position, long Gap, double LagSeconds, string? Error);

    /// <param name="Waiting">Events waiting for the commit.</param>
    /// <param name="Limit">Above it requests are refused.</param>
    public sealed record QueuePart(long Waiting, long Limit);

    public static void MapSystem(this WebApplication app)
    {
        var startedAt = app.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        app.MapGet("/api/system", (ServerOptions options, ILedger ledger, FollowerRegistry followers, CommitQueue queue) => TypedResults.Ok(new Answer(
                Product.Version, startedAt, Stored(options.DataFolder), new DriveInfo(Path.GetFullPath(options.DataFolder)).AvailableFreeSpace, Environment.WorkingSet,
                new LedgerPart(ledger.HeadPosition, ledger.StoppedBecause),
                [.. followers.Status.Select(follower => new FollowerPart(follower.Name, follower.Position, follower.Gap, follower.LagSeconds, follower.Error))],
                new QueuePart(queue.QueuedEvents, CommitQueue.QueuedEventsMax))))
            .WithTags("Stats").RequireAuthorization(Scopes.StatsRead).WithSummary("The server itself: version, disk, memory, the ledger, its followers, the queue.")
            .WithExample(response: """{"version":"0.1.0","startedAt":"2026-11-22T06:00:00Z","storedBytes":734003200,"freeBytes":51539607552,"memoryBytes":402653184,"ledger":{"head":52811,"stoppedBecause":null},"followers":[{"name":"search","position":52811,"gap":0,"lagSeconds":0,"error":null}],"queue":{"waiting":0,"limit":100000}}""");
    }

    // A file may go while it is looked at, such as an upload that is done; then it is not stored.
    private static long Stored(string folder) => new DirectoryInfo(folder).EnumerateFiles("*", new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true }).Sum(Length);

    private static long Length(FileInfo file)
    {
        try
        {
            return file.Length;
        }
        catch (FileNotFoundException)
        {
            return 0;
        }
    }
}
