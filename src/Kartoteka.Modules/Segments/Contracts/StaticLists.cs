using System.Security.Claims;
using Kartoteka.Domain.Identity;
using Kartoteka.Modules.Segments.Live;
using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Storage;
using Kartoteka.Storage.Segments;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kartoteka.Modules.Segments.Contracts;

/// <summary>What became of profiles that were to be put on a list or taken off it.</summary>
/// <param name="Added">On it now, and not before.</param>
/// <param name="AlreadyThere">On it before.</param>
/// <param name="Removed">Off it now, and not before.</param>
/// <param name="Gone">Not there any more as profiles of their own.</param>
public sealed record ListChange(long Added, long AlreadyThere, long Removed, long Gone);

/// <summary>
/// Static lists: segments whose members are named one by one. Each naming is an event on a record of the profile, so that merges and un-merges take it
/// along exactly.
/// </summary>
public sealed class StaticLists
{
    private static readonly TimeSpan LevelPatience = TimeSpan.FromSeconds(5), LevelPause = TimeSpan.FromMilliseconds(50);

    private readonly ISegmentStore _store;
    private readonly LiveDefinitions _live;
    private readonly SegmentFollower _follower;
    private readonly IProfileDerivations _derived;
    private readonly MembershipStatements _statements;
    private readonly ILedgerReader _ledger;
    private readonly AuditLog _audit;
    private readonly TimeProvider _time;

    internal StaticLists(ISegmentStore store, LiveDefinitions live, SegmentFollower follower, IProfileDerivations derived, MembershipStatements statements, ILedgerReader ledger, AuditLog audit, TimeProvider time) =>
        (_store, _live, _follower, _derived, _statements, _ledger, _audit, _time) = (store, live, follower, derived, statements, ledger, audit, time);

    /// <summary>Makes an empty list.</summary>
    /// <param name="key">As of any segment; see <see cref="NewSegmentBody"/>.</param>
    /// <param name="name">For people.</param>
    /// <param name="description">For people; null for none.</param>
    /// <param name="user">Who makes it.</param>
    /// <param name="ct">Ends the wait for the store.</param>
    /// <returns>The answer that says what is wrong; null when it was made.</returns>
    public async ValueTask<ProblemHttpResult?> CreateAsync(string? key, string? name, string? description, ClaimsPrincipal user, CancellationToken ct)
    {
        if ((ChangeSegments.KeyProblem(key) ?? ChangeSegments.TextProblem(name, description)) is { } wrong) return wrong;
        var nowUs = _time.NowUs();
        var list = new Segment(key!, name!, description ?? "", Segment.NoRule, 1, nowUs, user.ActorName, nowUs, user.ActorName, IsList: true);
        if (ChangeSegments.Refusal(await _live.AddAsync(list, ct), list.Key) is { } refusal) return refusal;
        await _audit.AppendAsync(user, "segment.create", $"segment/{key}", $"{name}, list");
        return null;
    }

    /// <summary>Puts profiles on a list and takes others off it, some hundreds at a time: any number in constant memory.</summary>
    /// <param name="key">Key of a list.</param>
    /// <param name="add">Who is to be on it.</param>
    /// <param name="remove">Who is to be off it, after those were added.</param>
    /// <param name="user">Who does it.</param>
    /// <param name="ct">Ends it; what was done so far stays.</param>
    /// <exception cref="KeyNotFoundException">There is no such list.</exception>
    public async ValueTask<ListChange> ChangeAsync(string key, IAsyncEnumerable<ProfileId> add, IAsyncEnumerable<ProfileId>? remove, ClaimsPrincipal user, CancellationToken ct)
    {
        if (await _store.FindSegmentAsync(key, ct) is not { IsList: true }) throw new KeyNotFoundException($"There is no list '{key}'.");
        await LevelAsync(ct);
        // One name for each profile in this change: who is named twice joins once.
        var change = Guid.CreateVersion7(_time.GetUtcNow()).ToString("N");
        var result = await EachAsync(key, change, add, true, new ListChange(0, 0, 0, 0), ct);
        if (remove is not null)
        {
            if (result.Added > 0) await LevelAsync(ct);
            result = await EachAsync(key, change, remove, false, result, ct);
        }
        await _audit.AppendAsync(user, "segment.list", $"segment/{key}", $"{result.Added} added, {result.Removed} removed");
        return result;
    }

    private async ValueTask<ListChange> EachAsync(string key, string change, IAsyncEnumerable<ProfileId> profiles, bool joins, ListChange result, CancellationToken ct)
    {
        var page = new List<ProfileId>(MembershipStatements.AtOnce);
        await foreach (var profile in profiles.WithCancellation(ct))
        {
            page.Add(profile);
            if (page.Count < MembershipStatements.AtOnce) continue;
            result = await SayAsync(key, change, page, joins, result, ct);
            page.Clear();
        }
        return page.Count > 0 ? await SayAsync(key, change, page, joins, result, ct) : result;
    }

    private async ValueTask<ListChange> SayAsync(string key, string change, List<ProfileId> page, bool joins, ListChange result, CancellationToken ct)
    {
        var members = (await _derived.ReadAsync(page, ct)).Where(membership => membership.Segment == key && membership.IsMember).Select(membership => membership.Profile).ToHashSet();
        var due = page.Where(profile => members.Contains(profile) != joins).ToArray();
        var (name, atUs) = (joins ? MembershipEvents.Joined : MembershipEvents.Left, _time.NowUs());
        var outcomes = await _statements.CommitAsync([.. due.Select(profile => new MembershipStatement(profile, name, $"{change}:{name}:{profile}", atUs, [("list", key)]))], ct);
        var (stored, gone) = (outcomes.Count(outcome => outcome == Outcome.Stored), outcomes.Count(outcome => outcome is null));
        return joins
            ? result with { Added = result.Added + stored, AlreadyThere = result.AlreadyThere + page.Count - stored - gone, Gone = result.Gone + gone }
            : result with { Removed = result.Removed + stored, Gone = result.Gone + gone };
    }

    // Who is on the list is known once what was committed before has arrived there.
    private async ValueTask LevelAsync(CancellationToken ct)
    {
        var (head, start) = (_ledger.HeadPosition, _time.GetTimestamp());
        while (_follower.Position < head && _time.GetElapsedTime(start) < LevelPatience) await Task.Delay(LevelPause, _time, ct);
    }
}
