using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Kartoteka.Domain.Identity;
using Kartoteka.Domain.Profiles;
using Kartoteka.Domain.Segments;
using Kartoteka.Modules.Catalogue.Contracts;
using Kartoteka.Modules.Columns.Contracts;
using Kartoteka.Modules.Profiles.Contracts;
using Kartoteka.Modules.Segments.Contracts;
using Kartoteka.Protocol.Export;
using Kartoteka.Storage;
using Microsoft.Extensions.Hosting;

namespace Kartoteka.Modules.Exports.Files;

/// <summary>Writes exports, one after the other: who is in it first, as of one moment, then each profile as the ledger has it.</summary>
internal sealed class ExportRunner(
    ExportJobs jobs, ColumnsWait columns, SegmentPeople people, ILedgerReader ledger, ISourceTrust trust, DerivedValues derived, IColumnFileMaker maker, TimeProvider time) : BackgroundService
{
    private const int IdBytes = 16, ReportEvery = 500;
    private static readonly TimeSpan Sweep = TimeSpan.FromHours(1);

    private sealed record Order(Export Export, Rule Rule, Sight? Sight, CancellationTokenSource Cancel);

    private readonly Channel<Order> _queue = Channel.CreateUnbounded<Order>();
    private readonly ConcurrentDictionary<string, Order> _open = new();

    /// <summary>Queues one.</summary>
    public void Begin(Export export, Rule rule, Sight? sight)
    {
        var order = new Order(export, rule, sight, new CancellationTokenSource());
        _open[export.Id] = order;
        _queue.Writer.TryWrite(order);
    }

    /// <summary>Ends one that waits or runs.</summary>
    public void Cancel(string id)
    {
        if (_open.TryGetValue(id, out var order)) order.Cancel.Cancel();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var sweep = time.CreateTimer(_ => Try(jobs.RemoveExpired), null, TimeSpan.Zero, Sweep);
        await foreach (var order in _queue.Reader.ReadAllAsync(stoppingToken))
        {
            using var ends = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, order.Cancel.Token);
            try
            {
                await RunAsync(order, ends.Token);
            }
            catch (OperationCanceledException) when (!stoppingToken.IsCancellationRequested)
            {
                Try(() => jobs.Put(jobs.Find(order.Export.Id)! with { State = "cancelled" }));
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                Try(() => jobs.Put(jobs.Find(order.Export.Id)! with { State = "failed", Error = error.Message }));
            }
            finally
            {
                _open.TryRemove(order.Export.Id, out _);
                order.Cancel.Dispose();
                File.Delete(PartOf(order.Export));
                File.Delete(IdsOf(order.Export));
            }
        }
    }

    // A full disk ends an export and not the server: how it ended is known until the next start, which finds one that did not finish; files that are due go with the next sweep.
    private static void Try(Action ofFiles)
    {
        try
        {
            ofFiles();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
        }
    }

    private string PartOf(Export export) => jobs.FileOf(export) + ".part";

    private string IdsOf(Export export) => jobs.FileOf(export) + ".ids.part";

    private async Task RunAsync(Order order, CancellationToken ct)
    {
        var export = order.Export with { State = "running" };
        jobs.Put(export);
        await columns.LevelAsync(ct);
        // The replica's snapshot is not held while the ledger is read: who is in it goes to a file, 16 bytes each.
        export = export with { Total = await WriteIdsAsync(order, ct) };
        jobs.Put(export);
        var cells = new ProfileCells(export.Columns, trust, derived, order.Sight);
        await using (var file = ExportFile.Begin(export.Format, PartOf(export), export.Columns, maker))
        {
            await foreach (var id in ReadIdsAsync(export, ct))
            {
                // One that was merged away since is in the profile that it is part of now, which is a member by itself or not.
                if (await ledger.ReadProfileAsync(id, ct) is not { } profile || profile.Id != id) continue;
                await file.AddAsync(await cells.OfAsync(profile, ct), ct);
                export = export with { Rows = export.Rows + 1 };
                if (export.Rows % ReportEvery == 0) jobs.Put(export, isProgress: true);
            }
            await file.CompleteAsync(ct);
        }
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(PartOf(export), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.Move(PartOf(export), jobs.FileOf(export), overwrite: true);
        jobs.Put(export with { State = "done", Bytes = new FileInfo(jobs.FileOf(export)).Length });
    }

    private async ValueTask<long> WriteIdsAsync(Order order, CancellationToken ct)
    {
        var count = 0L;
        await using var file = new FileStream(IdsOf(order.Export), FileMode.Create, FileAccess.Write, FileShare.None, 64 << 10);
        var bytes = new byte[IdBytes];
        await foreach (var id in people.OfAsync(order.Rule, ct))
        {
            id.Value.TryWriteBytes(bytes, bigEndian: true, out _);
            await file.WriteAsync(bytes, ct);
            count++;
        }
        return count;
    }

    private async IAsyncEnumerable<ProfileId> ReadIdsAsync(Export export, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var file = new FileStream(IdsOf(export), FileMode.Open, FileAccess.Read, FileShare.None, 64 << 10);
        var bytes = new byte[IdBytes];
        while (await file.ReadAtLeastAsync(bytes, IdBytes, throwOnEndOfStream: false, ct) == IdBytes) yield return new ProfileId(new Guid(bytes, bigEndian: true));
    }
}
