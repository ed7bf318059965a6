using System.Security.Claims;
using System.Text.Json;
using Kartoteka.Domain.Identity;
using Kartoteka.Modules.Profiles.Contracts;
using Kartoteka.Storage;
using Kartoteka.Storage.Columns;
using Microsoft.AspNetCore.Http;

namespace Kartoteka.Modules.Segments.Contracts;

/// <summary>Writes members as the list of profiles shows them, and says when the replica cannot be asked.</summary>
public sealed class MemberAnswers(ILedgerReader ledger, ProfileAnswers profiles)
{
    private const int RetryAfterSeconds = 2;

    /// <summary>What a question to the replica gives, or why it gives nothing.</summary>
    public static async Task<IResult> AskAsync(Func<Task<IResult>> ask, HttpContext http)
    {
        try
        {
            return await ask();
        }
        catch (ColumnsUnavailableException error)
        {
            http.Response.Headers.RetryAfter = RetryAfterSeconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
            return TypedResults.Problem(error.Message, statusCode: StatusCodes.Status503ServiceUnavailable, type: "/problems/columns-unavailable", title: "The replica cannot be asked now.");
        }
    }

    /// <summary>The live profiles of these ids; one that was merged away since the replica saw it is left out.</summary>
    public async ValueTask<IReadOnlyList<ProfileState>> ReadAsync(IReadOnlyList<ProfileId> ids, CancellationToken ct)
    {
        var found = new List<ProfileState>();
        foreach (var id in ids)
            if (await ledger.ReadProfileAsync(id, ct) is { } profile && profile.Id == id) found.Add(profile);
        return found;
    }

    /// <summary>Writes one, masked for who asks.</summary>
    public void Write(Utf8JsonWriter json, ProfileState profile, ClaimsPrincipal user) => profiles.WriteSummary(json, profile, user);
}
