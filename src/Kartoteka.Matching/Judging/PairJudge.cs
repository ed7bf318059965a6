using Kartoteka.Matching.Blocking;
using Kartoteka.Matching.Learning;
using Kartoteka.Matching.Tables;

namespace Kartoteka.Matching.Judging;

/// <summary>
/// What a run of the matcher leaves behind: enough to judge single records that are new or have changed as the run judged its own, in micro- to milliseconds and
/// without its table. It holds how often values stood in the table, what words of names are, the model and the blocking rules. Immutable; any number of
/// threads may use one. Made by <see cref="Matcher.Learn"/>.
/// </summary>
public sealed class PairJudge
{
    internal PairJudge() => throw new NotSupportedException();

    /// <summary>Names of the cells that a record brings, in order: all columns of the table that was learned from. Cells of ignored columns are not read.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>What columns mean, one for each of <see cref="Columns"/>.</summary>
    public IReadOnlyList<ColumnMeaning> Meanings { get; }

    /// <summary>How many different records were learned from.</summary>
    public int Records { get; }

    /// <summary>How many blocking rules there are: a record has at most so many keys.</summary>
    public int Rules => RuleReport.Count;

    /// <summary>The blocking rules.</summary>
    public IReadOnlyList<BlockingRule> RuleReport { get; }

    /// <summary>What was learned.</summary>
    public MatchModel Model { get; }

    /// <summary>Expected precision and recall at thresholds from 0.01 to 0.999, as of the table learned from.</summary>
    public IReadOnlyList<ThresholdPoint> Thresholds { get; }

    /// <summary>Estimated share of matching pairs that no rule brings, 0 to 1.</summary>
    public double RecallGivenUp { get; }

    /// <summary>Writes the judge, versioned and with a checksum. The stream stays open.</summary>
    public void Save(Stream stream) => throw new NotSupportedException();

    /// <summary>Reads what <see cref="Save"/> wrote, to the end of the stream, which stays open.</summary>
    /// <exception cref="FormatException">It is no judge, is damaged, or is of another version; the message says which.</exception>
    public static PairJudge Load(Stream stream) => throw new NotSupportedException();

    /// <summary>
    /// Blocking keys of one record. Two records have a key in common exactly where a rule brings the pair to be compared; a key is the same on every machine and is
    /// comparable for one judge only.
    /// </summary>
    /// <param name="cells">In the order of <see cref="Columns"/>.</param>
    /// <param name="keys">Filled; at least <see cref="Rules"/> long.</param>
    /// <returns>How many keys the record has: 0 when it holds too little.</returns>
    public int KeysOf(IReadOnlyList<string?> cells, Span<ulong> keys) => throw new NotSupportedException();

    /// <summary>
    /// A hash of what the record tells once case, spaces, punctuation, junk and ways of writing a phone, a mailbox, a date or an address are forgotten: tells a record
    /// that changed from one that was touched. Depends on nothing learned but the roles of columns (and whether dates have their month first), so judges that
    /// understand the columns alike agree on it.
    /// </summary>
    /// <param name="cells">In the order of <see cref="Columns"/>.</param>
    public ulong Fingerprint(IReadOnlyList<string?> cells) => throw new NotSupportedException();

    /// <summary>
    /// Judges a side against others, each pair by itself: as wholes, by the best level that any two of their records reach in each field, less half a bit for each
    /// doubling of tries. For two single records of the learned table this is the weight that the run gave the pair.
    /// </summary>
    /// <param name="first">What is new or has changed.</param>
    /// <param name="others">Its candidates.</param>
    /// <returns>One judgement for each of <paramref name="others"/>, in their order.</returns>
    /// <exception cref="ArgumentException">A side without records, or a record with more cells than there are columns.</exception>
    public IReadOnlyList<PairJudgement> Compare(Side first, IReadOnlyList<Side> others) => throw new NotSupportedException();

    /// <summary>Why two sides are, or are not, thought one person: <see cref="Compare"/>, told field by field. Symmetric but for which value stands first.</summary>
    /// <exception cref="ArgumentException">As in <see cref="Compare"/>.</exception>
    public PairExplanation Explain(Side first, Side second) => throw new NotSupportedException();

    /// <summary>Fields and levels of a pattern that this judge gave, in the order of the model.</summary>
    public IReadOnlyList<FieldLevel> LevelsOf(ulong pattern) => throw new NotSupportedException();
}
