using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Kartoteka.Bench;

/// <summary>
/// What ingest is measured against: the same web server parses the same bodies, appends them to one file, and answers after a fsync that
/// all waiting requests share. No validation, no deduplication, no identity, no profiles: the least that could be called durable.
/// </summary>
internal static partial class Baseline
{
    public static async Task RunAsync(string folder, int port)
    {
        var queue = Channel.CreateUnbounded<Waiting>(new UnboundedChannelOptions { SingleReader = true });
        var writer = Task.Run(() => WriteAsync(queue.Reader, Path.Combine(folder, "events.log")));
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.ListenLocalhost(port);
        });
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Run(context => HandleAsync(context, queue.Writer));
        await app.StartAsync();
        await writer;
    }

    private static async Task HandleAsync(HttpContext context, ChannelWriter<Waiting> queue)
    {
        if (context.Request.Method == "GET") return;
        var length = (int)context.Request.ContentLength!.Value;
        var rented = ArrayPool<byte>.Shared.Rent(length);
        await context.Request.Body.ReadExactlyAsync(rented.AsMemory(0, length));
        Parse(rented.AsSpan(0, length));
        var waiting = new Waiting(rented.AsMemory(0, length), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        queue.TryWrite(waiting);
        await waiting.Done.Task;
        ArrayPool<byte>.Shared.Return(rented);
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = 16;
        await context.Response.Body.WriteAsync("{\"success\":true}"u8.ToArray());
    }

    private static void Parse(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body);
        while (reader.Read()) { }
    }

    private static async Task WriteAsync(ChannelReader<Waiting> queue, string path)
    {
        await using var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
        var batch = new List<Waiting>();
        var buffers = new List<ReadOnlyMemory<byte>>();
        while (await queue.WaitToReadAsync())
        {
            while (batch.Count < 1_000 && queue.TryRead(out var next)) batch.Add(next);
            foreach (var waiting in batch) buffers.Add(waiting.Body);
            RandomAccess.Write(file.SafeFileHandle, buffers, file.Length);
            if (FDataSync(file.SafeFileHandle.DangerousGetHandle().ToInt32()) != 0) throw new IOException("fdatasync");
            foreach (var waiting in batch) waiting.Done.SetResult();
            batch.Clear();
            buffers.Clear();
        }
    }

    private readonly record struct Waiting(ReadOnlyMemory<byte> Body, TaskCompletionSource Done);

    [LibraryImport("libc", EntryPoint = "fdatasync")]
    private static partial int FDataSync(int descriptor);
}
