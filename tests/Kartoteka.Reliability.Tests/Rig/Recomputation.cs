using System.Text;
using Kartoteka.Domain.Identity;
using Kartoteka.Protocol.Ingest;
using Kartoteka.Storage;
using Kartoteka.Storage.Embedded.Ledger;

namespace Kartoteka.Reliability.Tests.Rig;

/// <summary>
/// Promise (e): profiles are a function of the events. Reads the raw events of a ledger in order, folds them again into an empty one,
/// in batches of another size, and compares partition, traits and identifiers.
/// </summary>
internal static class Recomputation
{
    // A prime, so that no boundary of a commit falls where the server's did.
    private const int BatchSize = 487;

    public static async Task<IReadOnlyList<string>> CompareAsync(string folder)
    {
        await using var live = SqliteLedger.Open(LedgerImage.Copy(folder), TimeProvider.System);
        await using var fresh = SqliteLedger.Open(Repo.NewFolder(), TimeProvider.System);
        var committer = new EventCommitter(fresh);
        var sources = (await live.ListSourcesAsync(default)).ToDictionary(source => source.Id);
        var reader = new EventReader(() => Guid.Empty);
        for (long after = 0; await live.ReadEventsAsync(after, BatchSize, default) is { Count: > 0 } events; after = events[^1].Position)
        {
            var items = events.Where(stored => !stored.Retracted).Select(stored => new CommitItem(Again(stored, sources[stored.SourceId], reader), null)).ToList();
            var results = await committer.CommitAsync(items, IdentityRules.Default, CommitExtras.None, default);
            if (results.FirstOrDefault(result => result.Outcome != Outcome.Stored) is { Outcome: > 0 } other) return [$"an event was {other.Outcome} when folded again: {other.Reason}"];
        }
        return Differences(await ProfilesAsync(live), await ProfilesAsync(fresh));
    }

    /// <summary>
    /// Every live profile as text: its records, their traits, their identifiers; with times, unless only the values are asked for.
    /// Order of profiles does not matter.
    /// </summary>
    public static async Task<IReadOnlySet<string>> ProfilesAsync(SqliteLedger ledger, bool withTimes = true)
    {
        var profiles = new HashSet<string>(StringComparer.Ordinal);
        ProfileId? before = null;
        while (await ledger.ListProfilesAsync(before, 500, default) is { Count: > 0 } page)
        {
            foreach (var id in page) profiles.Add(Text((await ledger.ReadProfileAsync(id, default))!, withTimes));
            before = page[^1];
        }
        return profiles;
    }

    public static IReadOnlyList<string> Differences(IReadOnlySet<string> live, IReadOnlySet<string> again)
    {
        var (onlyLive, onlyAgain) = (live.Except(again).ToArray(), again.Except(live).ToArray());
        if (onlyLive.Length + onlyAgain.Length == 0) return [];
        return [$"{onlyLive.Length} profiles differ from their events folded again; live:\n{onlyLive.FirstOrDefault()}again:\n{onlyAgain.FirstOrDefault()}"];
    }

    // The body is as it was sent; what the server added at receipt (message id, times) is in the columns.
    private static PreparedEvent Again(StoredEvent stored, Source source, EventReader reader)
    {
        var read = reader.Read(stored.Body, RouteCall.Of(stored.Kind), new SourceContext(source.Id, source.IdNamespace), stored.ReceivedAtUs, new RequestContext(null));
        var incoming = read.Items[0].Event! with
        {
            MessageId = stored.MessageId,
            OccurredAtUs = stored.OccurredAtUs,
            SentAtUs = stored.SentAtUs,
            OriginalAtUs = stored.OriginalAtUs,
        };
        return PreparedEvent.From(incoming, source.LegalEntityId, IdentityRules.Default)!;
    }

    private static string Text(ProfileState profile, bool withTimes)
    {
        var text = new StringBuilder();
        foreach (var record in profile.Records.OrderBy(record => record.Key.SourceId).ThenBy(record => record.Key.ExternalId, StringComparer.Ordinal))
        {
            text.AppendLine($"{record.Key.SourceId}/{record.Key.ExternalId} {record.Kind}");
            foreach (var (name, trait) in record.Traits.OrderBy(trait => trait.Key, StringComparer.Ordinal))
            {
                text.Append($"  {name}={Encoding.UTF8.GetString(trait.Json)}").AppendLine(withTimes ? $" at {trait.AtUs} by {trait.MessageId}" : "");
            }
            foreach (var claim in record.Claims.OrderBy(claim => claim.Identifier.ToString(), StringComparer.Ordinal))
            {
                text.Append($"  {claim.Identifier} {claim.State} {claim.Reason}").AppendLine(withTimes ? $" {claim.FirstSeenUs} {claim.LastSeenUs}" : "");
            }
        }
        return text.ToString();
    }
}
