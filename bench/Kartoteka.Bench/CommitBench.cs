using System.Diagnostics;
using System.Globalization;
using System.Text;
using Kartoteka.Bench.Load;
using Kartoteka.Domain.Identity;
using Kartoteka.Protocol.Ingest;
using Kartoteka.Storage;
using Kartoteka.Storage.Embedded.Ledger;

namespace Kartoteka.Bench;

/// <summary>The commit alone, without HTTP and without followers: what the one writer of a ledger can do, as the base grows.</summary>
internal static class CommitBench
{
    private const int CommitEvents = 1_600; // What group commit makes of 16 connections with 100 events each.

    public static async Task RunAsync(Report report, int visitors, int events)
    {
        report.Line($"\n### Commit alone: {CommitEvents:N0} events a transaction, {visitors:N0} visitors, sessions of 5 events\n");
        report.Line("| events in the base | events/s | CPU, µs an event | written, bytes an event | allocated, bytes an event | commit p50 / p99 / p99.9 / max, ms | of it the collector's pauses, ms |");
        report.Line("|---|---|---|---|---|---|---|");
        var folder = Directory.CreateTempSubdirectory("kartoteka-bench-").FullName;
        await using (var ledger = SqliteLedger.Open(folder, TimeProvider.System))
        {
            var committer = new EventCommitter(ledger);
            var source = new EventSource(visitors);
            for (var done = 0; done < events;)
            {
                var (from, seconds, cpu, written, allocated, paused, latency) = (done, 0.0, TimeSpan.Zero, 0L, 0L, TimeSpan.Zero, new LatencyHistogram());
                for (; done < from + (events / 5); done += CommitEvents)
                {
                    var items = source.Next(CommitEvents); // Not in the figures: making events costs as much as a third of the commit.
                    var (start, cpuAt, writtenAt, allocatedAt, pausedAt) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime, Stage.Written(), GC.GetTotalAllocatedBytes(), GC.GetTotalPauseDuration());
                    await committer.CommitAsync(items, IdentityRules.Default, CommitExtras.None, default);
                    var took = Stopwatch.GetElapsedTime(start);
                    latency.RecordUs((long)took.TotalMicroseconds);
                    seconds += took.TotalSeconds;
                    cpu += Environment.CpuUsage.TotalTime - cpuAt;
                    written += Stage.Written() - writtenAt;
                    allocated += GC.GetTotalAllocatedBytes() - allocatedAt;
                    paused += GC.GetTotalPauseDuration() - pausedAt;
                }
                var count = done - from;
                report.Line($"| {done:N0} | {count / seconds:N0} | {cpu.TotalMicroseconds / count:F1} | {written / count:N0} | {allocated / count:N0} | {latency} | {paused.TotalMilliseconds:F0} of {seconds * 1000:F0} |");
            }
        }
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Events of visitors, five in a row of each.</summary>
    internal sealed class EventSource(int visitors)
    {
        private readonly EventReader _reader = new(Guid.NewGuid);
        private readonly Random _random = new(7);
        private readonly string _agent = new('u', 180);
        private long _message;
        private int _visitor;

        public List<CommitItem> Next(int count)
        {
            var items = new List<CommitItem>(count);
            var now = TimeProvider.System.GetUtcNow();
            for (var i = 0; i < count; i++)
            {
                if (i % 5 == 0) _visitor = _random.Next(visitors);
                var signsIn = i % 15 == 0;
                var rest = signsIn
                    ? $$$"""{"type":"identify","userId":"user-{{{_visitor:D7}}}","traits":{"email":"visitor{{{_visitor:D7}}}@mail.example","phone":"+7900{{{_visitor:D7}}}","city":"Omsk","level":{{{_random.Next(10)}}}},"""
                    : $$$"""{"type":"track","event":"Product Viewed","properties":{"product_id":"{{{_random.Next(100_000)}}}","price":{{{_random.Next(9_000)}}},"currency":"RUB","url":"https://shop.example/p"},""";
                var json = $$$"""{{{rest}}}"messageId":"c-{{{_message++:D12}}}","anonymousId":"anon-{{{_visitor:D7}}}","timestamp":"{{{now.ToString("O", CultureInfo.InvariantCulture)}}}","context":{"userAgent":"{{{_agent}}}"}}""";
                var read = _reader.Read(Encoding.UTF8.GetBytes(json), RouteCall.Event, new SourceContext(1, "default"), now.ToUnixTimeMilliseconds() * 1000, new RequestContext(null));
                items.Add(new CommitItem(PreparedEvent.From(read.Items[0].Event!, 1, IdentityRules.Default), null));
            }
            return items;
        }
    }
}
