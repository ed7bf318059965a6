using Kartoteka.Storage.Columns;
using Kartoteka.Storage.Segments;

namespace Kartoteka.Modules.Segments.Contracts;

/// <summary>The people of segments as questions, for modules that narrow questions of their own to them: one meaning of a rule everywhere.</summary>
public sealed class SegmentPeople
{
    private readonly SegmentQuestions _questions;
    private readonly ISegmentStore _store;

    internal SegmentPeople(SegmentQuestions questions, ISegmentStore store) => (_questions, _store) = (questions, store);

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
}
