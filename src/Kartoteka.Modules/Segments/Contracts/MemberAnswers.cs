using System.Security.Claims;
using System.Text.Json;
using Kartoteka.Domain.Identity;
using Kartoteka.Modules.Profiles.Contracts;
using Kartoteka.Storage;

namespace Kartoteka.Modules.Segments.Contracts;

/// <summary>Writes members as the list of profiles shows them.</summary>
public sealed class MemberAnswers(ILedgerReader ledger, ProfileAnswers profiles)
{
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
