using System.Text.Json;
using Kartoteka.DefectiveServer;

// A stand-in that speaks just enough of the API to be checked by the reliability tests, with one defect that they must find.
string Argument(string name) => args.SkipWhile(argument => argument != name).Skip(1).FirstOrDefault() ?? "";

var defect = Enum.Parse<Defect>(Argument("--defect"));
Directory.CreateDirectory(Argument("--data"));
using var store = new Store(Argument("--data"), defect);
var connections = new Connections(defect);
var oneAtATime = new SemaphoreSlim(1, 1);

var builder = WebApplication.CreateSlimBuilder();
builder.Logging.ClearProviders();
builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, new Uri(Argument("--urls")).Port, listen => listen.Use(connections.CountAsync)));
var app = builder.Build();

app.MapGet("/health/ready", () => store.Failed && defect != Defect.AcksAfterFailedWrite ? Results.StatusCode(503) : Results.Ok(new { status = "ready" }));
app.MapGet("/api/stats", () => Results.Json(store.Stats()));
app.MapGet("/dump", () => Results.Json(store.Dump()));
app.MapPost("/{**path}", async context =>
{
    if (defect == Defect.HangsOnSlowClients) await oneAtATime.WaitAsync(context.RequestAborted);
    try
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        context.Response.StatusCode = Handle(body.ToArray());
    }
    finally
    {
        if (defect == Defect.HangsOnSlowClients) oneAtATime.Release();
    }
});
await app.RunAsync();

int Handle(byte[] body)
{
    try
    {
        using var json = JsonDocument.Parse(body);
        var items = json.RootElement.TryGetProperty("batch", out var batch) ? batch.EnumerateArray().ToArray() : [json.RootElement];
        return store.Take(items);
    }
    catch (Exception error) when (defect != Defect.Answers500 && error is JsonException or InvalidOperationException)
    {
        if (defect != Defect.DropsBadBodies) store.QuarantineBody(body);
        return 400;
    }
}
