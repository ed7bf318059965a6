using Kartoteka.Storage.Columns;
using Kartoteka.Storage.Segments;

namespace Kartoteka.Modules.Segments.Contracts;

/// <summary>The people of a segment as a question, for modules that narrow questions of their own to them: one meaning of a rule everywhere.</summary>
public sealed class SegmentPeople
{
    private readonly SegmentQuestions _questions;
    private readonly ISegmentStore _store;

    internal SegmentPeople(SegmentQuestions questions, ISegmentStore store) => (_questions, _store) = (questions, store);

    /// <summary>A question whose column <c>number</c> holds the numbers of the segment's members, as of now.</summary>
    /// <returns>The question; null when there is no such segment.</returns>
    public async ValueTask<ColumnQuery?> AskAsync(string key, CancellationToken ct) =>
        await _store.FindSegmentAsync(key, ct) is { } segment ? await _questions.CompileAsync([StoredRule.Of(segment)], RuleAnswer.Members, ofGiven: false, ct) : null;
}
