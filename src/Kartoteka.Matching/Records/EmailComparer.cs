using Kartoteka.Matching.Text;

namespace Kartoteka.Matching.Records;

/// <summary>Mailboxes, as local part, space, domain.</summary>
internal sealed class EmailComparer : FieldComparer
{
    private const int LocalMin = 5;

    private readonly byte[] _localLength;

    public EmailComparer(ValueTable values) : base(values, ["different", "similar", "close", "same mailbox name", "exact"])
    {
        _localLength = new byte[values.Count];
        for (var code = 0; code < values.Count; code++) _localLength[code] = (byte)Math.Max(values.Letters(code).IndexOf(Similarity.EncodeLetter(' ')), 0);
    }

    public override int Compare(int first, int second)
    {
        if (first == second) return 4;
        // Nothing below is met by mailboxes whose letters differ so much, unless one name stands at two providers.
        if (!Values.BeginAlike(first, second) && Values.SimilarityMax(first, second) < 0.8) return 0;
        var left = Values.Letters(first);
        var right = Values.Letters(second);
        var leftLocal = left[.._localLength[first]];
        var rightLocal = right[.._localLength[second]];
        var sameLocal = leftLocal.SequenceEqual(rightLocal);
        if (sameLocal && leftLocal.Length >= LocalMin) return 3;
        // olga1973 and olga1986 are two people of one name: the letters tell nothing that the name does not, and the digits are against it.
        var sameLetters = SameButDigits(leftLocal, rightLocal);
        if (Values.DistanceMin(first, second) <= 3)
        {
            var edits = Similarity.Distance(left, right);
            if (sameLetters) return edits <= 1 ? 2 : 0;
            if (edits <= 1 && left.Length >= 10) return 3;
            if (edits <= 3 && left.Length >= 14) return 2;
        }
        if (sameLetters || leftLocal.Length < LocalMin || rightLocal.Length < LocalMin) return 0;
        return Values.SimilarityMax(first, second) >= 0.8 && Similarity.JaroWinkler(leftLocal, rightLocal) >= 0.92 ? 1 : 0;
    }

    private static bool SameButDigits(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        var (zero, nine) = (Similarity.EncodeLetter('0'), Similarity.EncodeLetter('9'));
        var (leftLetters, rightLetters) = (left.IndexOfAnyInRange(zero, nine), right.IndexOfAnyInRange(zero, nine));
        return leftLetters > 0 && leftLetters == rightLetters && left[..leftLetters].SequenceEqual(right[..rightLetters])
            && left[leftLetters..].IndexOfAnyExceptInRange(zero, nine) < 0 && right[rightLetters..].IndexOfAnyExceptInRange(zero, nine) < 0;
    }
}
