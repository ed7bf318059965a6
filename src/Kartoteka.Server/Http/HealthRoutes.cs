using Kartoteka.Storage;

namespace Kartoteka.Server.Http;

/// <summary>Health for orchestrators and SDKs: <c>live</c> while the process answers, <c>ready</c> while the ledger writes.</summary>
internal static class HealthRoutes
{
    public sealed record Health(string Status, string? Reason = null);

    public static void MapHealth(this WebApplication app)
    {
        var health = app.MapGroup("").WithTags("Health").AllowAnonymous();
        health.MapGet("/health/live", () => TypedResults.Ok(new Health("live"))).WithSummary("Is the process alive?");
        health.MapGet("/health/ready", Ready).Produces<Health>().Produces<Health>(StatusCodes.Status503ServiceUnavailable)
            .WithSummary("Does the ledger take writes? 503 and the reason when it has stopped.");
        health.MapGet("/health", Ready).Produces<Health>().Produces<Health>(StatusCodes.Status503ServiceUnavailable)
            .WithSummary("As /health/ready; the address that SDKs ask.");
        health.MapGet("/version", () => TypedResults.Ok(new { name = Product.Name, version = Product.Version })).WithSummary("Name and version of the program.");
    }

    private static IResult Ready(ILedger ledger) => ledger.StoppedBecause is { } reason
        ? TypedResults.Json(new Health("stopped", reason), statusCode: StatusCodes.Status503ServiceUnavailable)
        : TypedResults.Ok(new Health("ready"));
}
