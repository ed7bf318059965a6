using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Kartoteka.Server.Tests.Exports;

/// <summary>A system that takes webhooks, over real HTTP: it answers as it is told, and keeps what it took.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly TaskCompletionSource _released = new();

    private Receiver(WebApplication app) => _app = app;

    /// <summary>What it does: <c>take</c>, <c>fail</c>, <c>hang</c>, <c>redirect</c> or <c>gone</c>.</summary>
    public string Does { get; set; } = "take";

    /// <summary>Requests that came, taken or not.</summary>
    public ConcurrentQueue<(string Id, string Time, string Signature, byte[] Body)> Requests { get; } = new();

    /// <summary>Changes that it took, in order.</summary>
    public ConcurrentQueue<JsonElement> Taken { get; } = new();

    /// <summary>Requests that came where a redirect leads.</summary>
    public int Redirected;

    public string Url { get; private set; } = "";

    public static async Task<Receiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var receiver = new Receiver(app);
        app.MapPost("/hook", new Func<HttpContext, Task<IResult>>(receiver.TakeAsync));
        app.Map("/elsewhere", () => Interlocked.Increment(ref receiver.Redirected));
        await app.StartAsync();
        receiver.Url = $"{app.Urls.First()}/hook";
        return receiver;
    }

    /// <summary>Whether a request is signed with a secret, by the specification's own words.</summary>
    public static bool IsSigned((string Id, string Time, string Signature, byte[] Body) request, string secret)
    {
        var signed = Encoding.UTF8.GetBytes($"{request.Id}.{request.Time}.{Encoding.UTF8.GetString(request.Body)}");
        return request.Signature == $"v1,{Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(secret["whsec_".Length..]), signed))}";
    }

    private async Task<IResult> TakeAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        var headers = http.Request.Headers;
        Requests.Enqueue((headers["webhook-id"].ToString(), headers["webhook-timestamp"].ToString(), headers["webhook-signature"].ToString(), body.ToArray()));
        switch (Does)
        {
            case "fail": return Results.StatusCode(500);
            case "gone": return Results.StatusCode(410);
            case "redirect": return Results.Redirect("/elsewhere");
            case "hang":
                await Task.WhenAny(_released.Task, Task.Delay(Timeout.Infinite, http.RequestAborted));
                return Results.StatusCode(500);
        }
        using var document = JsonDocument.Parse(body.ToArray());
        if (document.RootElement.GetProperty("data").TryGetProperty("changes", out var changes))
        {
            foreach (var change in changes.EnumerateArray()) Taken.Enqueue(change.Clone());
        }
        return Results.NoContent();
    }

    public async ValueTask DisposeAsync()
    {
        _released.TrySetResult();
        await _app.DisposeAsync();
    }
}
