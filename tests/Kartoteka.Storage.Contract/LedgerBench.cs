using System.Text;
using Kartoteka.Domain.Events;
using Kartoteka.Domain.Identity;

namespace Kartoteka.Storage.Contract;

/// <summary>What every suite over a ledger needs: an empty one, the same one opened anew, and short words for common steps.</summary>
public abstract class LedgerBench
{
    /// <summary>An empty ledger of its own; the subclass disposes of what it opened.</summary>
    protected abstract ValueTask<ILedger> OpenEmptyAsync();

    /// <summary>Closes <paramref name="ledger"/> as a restart would, and opens the same base again.</summary>
    protected abstract ValueTask<ILedger> ReopenAsync(ILedger ledger);

    protected static CancellationToken Stop => CancellationToken.None;

    protected static CommitItem Item(IncomingEvent incoming, IdentityRules? rules = null) => new(Make.Prepared(incoming, rules), null);

    protected static CommitItem Refused(string raw, int source = 1, string reason = "bad_json") =>
        new(null, new QuarantineDraft(source, reason, "line 1", null, null, Encoding.UTF8.GetBytes(raw), "/v1/track", 7));

    protected static Task<CommitResult[]> SayAsync(ILedger ledger, params IncomingEvent[] events) => SayAsync(ledger, IdentityRules.Default, events);

    protected static Task<CommitResult[]> SayAsync(ILedger ledger, IdentityRules rules, params IncomingEvent[] events) =>
        new EventCommitter(ledger).CommitAsync([.. events.Select(incoming => Item(incoming, rules))], rules, CommitExtras.None, Stop);

    protected static async Task<ProfileState> ReadAsync(ILedger ledger, Identifier identifier) =>
        (await ledger.ReadProfileAsync(Assert.Single(await ledger.FindProfilesAsync(ProfileKind.Person, identifier, 10, Stop)), Stop))!;

    protected static async Task<IReadOnlyList<string>> TimelineAsync(ILedger ledger, ProfileState profile) =>
        [.. (await ledger.ReadTimelineAsync([.. profile.Records.Select(record => record.Id)], null, 1000, Stop)).Select(stored => stored.MessageId)];

    /// <summary>Live profiles, newest first, page by page.</summary>
    protected static async Task<IReadOnlyList<ProfileState>> ReadAllAsync(ILedger ledger)
    {
        var all = new List<ProfileState>();
        ProfileId? before = null;
        while (true)
        {
            var page = await ledger.ListProfilesAsync(before, 3, Stop);
            foreach (var id in page) all.Add((await ledger.ReadProfileAsync(id, Stop))!);
            if (page.Count < 3) return all;
            before = page[^1];
        }
    }

    /// <summary>Received must be stored, duplicate and quarantined together, for each source, and the totals must be what a count gives.</summary>
    protected static async Task<SourceCounters> AssertBalancedAsync(ILedger ledger, int source = 1)
    {
        var (sources, totals) = await ledger.ReadCountersAsync(Stop);
        foreach (var counters in sources) Assert.Equal(counters.Received, counters.Stored + counters.Duplicate + counters.Quarantined);
        var profiles = await ReadAllAsync(ledger);
        Assert.Equal(profiles.Count, totals.Profiles);
        Assert.Equal(profiles.Sum(profile => profile.Records.Count), totals.Records);
        Assert.Equal((await ledger.ReadEventsAsync(0, 100_000, Stop)).Count(stored => !stored.Retracted), totals.Events);
        Assert.Equal((await ledger.CountQuarantineAsync(Stop)).Sum(row => row.Count), totals.QuarantineOpen);
        Assert.Equal(ledger.HeadPosition, totals.HeadPosition);
        return sources.SingleOrDefault(counters => counters.SourceId == source) ?? new SourceCounters(source, 0, 0, 0, 0, 0);
    }
}
