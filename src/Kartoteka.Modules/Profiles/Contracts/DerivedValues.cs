using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Kartoteka.Domain.Identity;
using Kartoteka.Domain.Segments;
using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Storage.Segments;

namespace Kartoteka.Modules.Profiles.Contracts;

/// <summary>What was worked out of profiles, as it is at the moment of reading: with the days since the last order, which no kept value tells.</summary>
public sealed class DerivedValues(IProfileDerivations derivations, CompanyClock clock)
{
    // JSON and nothing else, so Cyrillic and plus signs need no escape to be safe.
    private static readonly JsonSerializerOptions Written = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Segments and computed traits of a profile.</summary>
    public async ValueTask<ProfileDerived> OfAsync(ProfileId profile, CancellationToken ct)
    {
        var derived = await derivations.FindAsync(profile, ct);
        if (derived.Computed is not { } kept) return derived;
        var values = ComputedQuery.AtRead(Encoding.UTF8.GetString(kept), new RuleMoment(clock.NowUs, await clock.ZoneAsync(ct)));
        return derived with { Computed = JsonSerializer.SerializeToUtf8Bytes(values, Written) };
    }
}
