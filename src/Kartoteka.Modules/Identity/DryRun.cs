using Kartoteka.Domain.Identity;
using Kartoteka.Modules.Ingest.Contracts;
using Kartoteka.Storage;
using Microsoft.AspNetCore.Http;

namespace Kartoteka.Modules.Identity;

/// <summary>One group of profiles that the new rules would shape differently.</summary>
/// <param name="Before">The profiles as they are: ids and how many records each has.</param>
/// <param name="After">The profiles as they would be: the present ids of the records in each, and how many records.</param>
public sealed record DryRunSample(IReadOnlyList<DryRunProfile> Before, IReadOnlyList<DryRunPart> After);

/// <summary>A profile as it is.</summary>
public sealed record DryRunProfile(string Id, int Records);

/// <summary>A profile as it would be.</summary>
public sealed record DryRunPart(IReadOnlyList<string> FromProfiles, int Records);

/// <summary>What changed settings would do.</summary>
/// <param name="ProfilesMerged">Profiles that would become part of another.</param>
/// <param name="ProfilesSplit">Profiles whose records would come apart.</param>
/// <param name="NewProfiles">Profiles that coming apart would add.</param>
/// <param name="ProfilesLookedAt">Profiles that the change can touch at all.</param>
/// <param name="Samples">The first groups that change; at most 20.</param>
/// <param name="IsPartial">True when an identifier has more than 10,000 holders: some of them were not looked at, and are left as they are.</param>
/// <param name="AsOf">Ledger position.</param>
public sealed record DryRunResult(int ProfilesMerged, int ProfilesSplit, int NewProfiles, int ProfilesLookedAt, IReadOnlyList<DryRunSample> Samples, bool IsPartial, long AsOf);

/// <summary><c>POST /api/identity/dry-run</c>: reads, computes, changes nothing.</summary>
internal static class DryRun
{
    private const int SamplesMax = 20;

    public static async Task<IResult> HandleAsync(IdentitySettings body, ILedger ledger, CurrentRules current, CancellationToken ct)
    {
        var (rules, field, problem) = body.Over(current.Current);
        if (rules is null) return Workspace.Contracts.Problems.Invalid(field!, problem!);
        return Results.Ok(await ComputeAsync(ledger, current.Current, rules, ct));
    }

    internal static async Task<DryRunResult> ComputeAsync(ILedger ledger, IdentityRules before, IdentityRules after, CancellationToken ct)
    {
        var asOf = ledger.HeadPosition;
        var impact = new RulesImpact(ledger, before, after);
        var groups = await impact.FindGroupsAsync(ct);
        int merged = 0, split = 0, added = 0;
        var samples = new List<DryRunSample>();
        foreach (var group in groups)
        {
            var profiles = new List<ProfileState>();
            foreach (var id in group)
            {
                if (await ledger.ReadProfileAsync(id, ct) is { } profile && profiles.TrueForAll(known => known.Id != profile.Id)) profiles.Add(profile);
            }
            var owner = profiles.SelectMany(profile => profile.Records).ToDictionary(record => record.Id, record => record.Profile);
            var parts = IdentityPartition.Compute([.. profiles.SelectMany(profile => profile.Records)], after).Groups
                .Select(part => (Owners: part.Select(record => owner[record]).Distinct().ToArray(), part.Count)).ToArray();
            var apart = profiles.Count(profile => parts.Count(part => part.Owners.Contains(profile.Id)) > 1);
            var kept = parts.Select(part => part.Owners.Min()).Distinct().Count();
            if (apart == 0 && parts.Length == profiles.Count) continue;
            split += apart;
            added += parts.Length - kept;
            merged += profiles.Count - kept;
            if (samples.Count < SamplesMax) samples.Add(Sample(profiles, parts));
        }
        return new DryRunResult(merged, split, added, groups.Sum(group => group.Count), samples, impact.IsPartial, asOf);
    }

    private static DryRunSample Sample(List<ProfileState> profiles, (ProfileId[] Owners, int Count)[] parts) => new(
        [.. profiles.Select(profile => new DryRunProfile(profile.Id.ToString(), profile.Records.Count))],
        [.. parts.Select(part => new DryRunPart([.. part.Owners.Select(owner => owner.ToString())], part.Count))]);
}
