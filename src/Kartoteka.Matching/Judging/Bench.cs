using Kartoteka.Matching.Clustering;
using Kartoteka.Matching.Learning;
using Kartoteka.Matching.Records;

namespace Kartoteka.Matching.Judging;

/// <summary>Sides that are judged together, encoded; for one thread.</summary>
internal sealed class Bench
{
    private readonly EncodedRecords _records;
    private readonly PairScorer _scorer;
    private readonly Whole _whole;
    private readonly int[] _starts;
    private readonly int[][] _members;

    /// <summary>Seats sides.</summary>
    /// <param name="records">The records of all sides, side by side.</param>
    /// <param name="counts">How many of them each side has.</param>
    public Bench(EncodedRecords records, PairScorer scorer, int[] counts)
    {
        (_records, _scorer, _whole) = (records, scorer, new Whole(new PairComparer(records), scorer));
        (_starts, _members) = (new int[counts.Length + 1], new int[counts.Length][]);
        for (var side = 0; side < counts.Length; side++)
        {
            _starts[side + 1] = _starts[side] + counts[side];
            // Equal records count once, and records stand in the order of their content.
            var rows = _records.RecordOfRow[_starts[side].._starts[side + 1]];
            _members[side] = rows.Length == 1 ? rows : [.. rows.Distinct().Order()];
        }
    }

    /// <summary>Compares two sides in an order that depends on their content alone, so that sums of fractions are the same from either side.</summary>
    /// <returns>The comparison, good until the next, and whether the second side stood first in it.</returns>
    public (Whole Whole, bool Swapped) Compare(int first, int second)
    {
        var (left, right) = (_members[first], _members[second]);
        var swapped = right.AsSpan().SequenceCompareTo(left) < 0;
        return (swapped ? _whole.Compare(right, left) : _whole.Compare(left, right), swapped);
    }

    public PairExplanation Explain(int first, int second)
    {
        var (whole, swapped) = Compare(first, second);
        if (!swapped) return Explaining.Explain(_records, _scorer, whole, _members[first], _members[second]);
        var explained = Explaining.Explain(_records, _scorer, whole, _members[second], _members[first]);
        return explained with { Fields = [.. explained.Fields.Select(field => field with { First = field.Second, Second = field.First })] };
    }

    /// <summary>Where a record stands among those of a side.</summary>
    public int IndexOf(int record, int side) => _records.RecordOfRow.AsSpan(_starts[side], _starts[side + 1] - _starts[side]).IndexOf(record);
}
