using System.Runtime.CompilerServices;
using System.Text.Json;
using Kartoteka.Domain.Identity;
using Kartoteka.Domain.Segments;
using Kartoteka.Modules.Catalogue.Contracts;
using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Storage.Columns;
using Kartoteka.Storage.Segments;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kartoteka.Modules.Segments.Contracts;

/// <summary>The people of segments as questions, for modules that narrow questions of their own to them: one meaning of a rule everywhere.</summary>
public sealed class SegmentPeople
{
    private readonly SegmentQuestions _questions;
    private readonly ISegmentStore _store;
    private readonly RuleChecks _checks;
    private readonly ColumnReplica _columns;

    internal SegmentPeople(SegmentQuestions questions, ISegmentStore store, RuleChecks checks, ColumnReplica columns) =>
        (_questions, _store, _checks, _columns) = (questions, store, checks, columns);

    /// <summary>All segments, and the question for their members: rows of <c>rule</c>, an index into the segments, and <c>number</c> of a profile.</summary>
    /// <returns>The question is null when there are no segments.</returns>
    public async ValueTask<(IReadOnlyList<Segment> Segments, ColumnQuery? Members)> AllAsync(CancellationToken ct)
    {
        var all = await _store.ListSegmentsAsync(ct);
        return (all, all.Count == 0 ? null : await _questions.CompileAsync([.. all.Select(StoredRule.Of)], RuleAnswer.Members, ofGiven: false, ct));
    }

    /// <summary>A question whose column <c>number</c> holds the numbers of the segment's members, as of now.</summary>
    /// <returns>The question; null when there is no such segment.</returns>
    public async ValueTask<ColumnQuery?> AskAsync(string key, CancellationToken ct) =>
        await _store.FindSegmentAsync(key, ct) is { } segment ? await _questions.CompileAsync([StoredRule.Of(segment)], RuleAnswer.Members, ofGiven: false, ct) : null;

    /// <summary>The rule of a stored segment, or one that was sent, held against the catalogue and what who asks may see.</summary>
    /// <returns>The rule, or the answer that says what is wrong.</returns>
    public async ValueTask<(Rule? Rule, ProblemHttpResult? Refusal)> RuleAsync(string? segment, JsonElement? rule, Sight? sight, CancellationToken ct)
    {
        if (segment is null) return await _checks.ReadAsync(rule ?? default, null, sight, ct);
        return await _store.FindSegmentAsync(segment, ct) is { } found ? (StoredRule.Of(found), null) : (null, Problems.NotFound("segment", segment));
    }

    /// <summary>Everybody that a rule holds for, as of one moment, in order of their making; read while it is worked out.</summary>
    /// <exception cref="ColumnsUnavailableException">There is nothing to ask now.</exception>
    public async IAsyncEnumerable<ProfileId> OfAsync(Rule rule, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var rows = await _columns.QueryAsync(await _questions.CompileAsync([rule], new RuleAnswer.Page(null, int.MaxValue), ofGiven: false, ct), ct);
        while (await rows.ReadAsync(ct))
        {
            for (var row = 0; row < rows.Count; row++)
            {
                if (!rows.IsNull(0, row)) yield return new ProfileId(rows.Uuid(0, row));
            }
        }
    }
}
