using Kartoteka.Matching.Blocking;
using Kartoteka.Matching.Learning;
using Kartoteka.Matching.Records;
using Kartoteka.Matching.Tables;
using Kartoteka.Matching.Text;

namespace Kartoteka.Matching.Judging;

/// <summary>
/// What a run of the matcher leaves behind: enough to judge single records that are new or have changed as the run judged its own, in micro- to milliseconds and
/// without its table. It holds how often values stood in the table, what words of names are, the model and the blocking rules. Immutable; any number of
/// threads may use one. Made by <see cref="Matcher.Learn"/>.
/// </summary>
public sealed class PairJudge
{
    private static readonly MatcherOptions OneThread = new() { Threads = 1 };

    private readonly JudgeHead _head;
    private readonly TableFacts _facts;
    private readonly PairScorer _scorer;
    private readonly ColumnMeaning[] _used;

    internal PairJudge(JudgeHead head, TableFacts facts)
    {
        (_head, _facts, _scorer) = (head, facts, new PairScorer(head.Model));
        _used = [.. head.Meanings.Where(meaning => meaning.Role != ColumnRole.Ignored)];
        Columns = [.. head.Meanings.Select(meaning => meaning.Name)];
    }

    /// <summary>Keeps what a run leaves behind.</summary>
    /// <param name="keys">For each rule the numbers of its atoms.</param>
    internal static PairJudge Of(MatchOutcome outcome, IReadOnlyList<int[]> keys)
    {
        var facts = TableFacts.Of(outcome.Records);
        facts.Reading.Names?.Seal();
        return new PairJudge(
            new JudgeHead(outcome.Records.Count, outcome.Columns, outcome.Rules, keys, outcome.RecallGivenUp, outcome.Thresholds(), outcome.Model, facts.Reading.MonthFirst, facts.Reading.Addresses), facts);
    }

    /// <summary>Names of the cells that a record brings, in order: all columns of the table that was learned from. Cells of ignored columns are not read.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>What columns mean, one for each of <see cref="Columns"/>.</summary>
    public IReadOnlyList<ColumnMeaning> Meanings => _head.Meanings;

    /// <summary>How many different records were learned from.</summary>
    public int Records => _head.Records;

    /// <summary>How many blocking rules there are: a record has at most so many keys.</summary>
    public int Rules => RuleReport.Count;

    /// <summary>The blocking rules.</summary>
    public IReadOnlyList<BlockingRule> RuleReport => _head.Rules;

    /// <summary>What was learned.</summary>
    public MatchModel Model => _head.Model;

    /// <summary>Expected precision and recall at thresholds from 0.01 to 0.999, as of the table learned from.</summary>
    public IReadOnlyList<ThresholdPoint> Thresholds => _head.Thresholds;

    /// <summary>Estimated share of matching pairs that no rule brings, 0 to 1.</summary>
    public double RecallGivenUp => _head.RecallGivenUp;

    /// <summary>Writes the judge, versioned and with a checksum. The stream stays open.</summary>
    public void Save(Stream stream) => JudgeFile.Write(stream, _head, _facts);

    /// <summary>Reads what <see cref="Save"/> wrote, to the end of the stream, which stays open.</summary>
    /// <exception cref="FormatException">It is no judge, is damaged, or is of another version; the message says which.</exception>
    public static PairJudge Load(Stream stream)
    {
        var (head, facts) = JudgeFile.Read(stream);
        return new PairJudge(head, facts);
    }

    /// <summary>
    /// Blocking keys of one record. Two records have a key in common exactly where a rule brings the pair to be compared; a key is the same on every machine and is
    /// comparable for one judge only.
    /// </summary>
    /// <param name="cells">In the order of <see cref="Columns"/>.</param>
    /// <param name="keys">Filled; at least <see cref="Rules"/> long.</param>
    /// <returns>How many keys the record has: 0 when it holds too little.</returns>
    /// <exception cref="ArgumentException">More cells than there are columns, or too little room for keys.</exception>
    public int KeysOf(IReadOnlyList<string?> cells, Span<ulong> keys)
    {
        if (keys.Length < Rules) throw new ArgumentException($"There is room for {keys.Length} keys; a record may have {Rules}.", nameof(keys));
        var atoms = Atoms.Make(Encode([cells]));
        var count = 0;
        for (var rule = 0; rule < _head.Keys.Count; rule++)
            if (Rule.KeyOf([.. _head.Keys[rule].Select(number => atoms[number].Keys)], 0) is not 0 and var key) keys[count++] = NameText.Combine((ulong)rule, key);
        return count;
    }

    /// <summary>
    /// A hash of what the record tells once case, spaces, punctuation, junk and ways of writing a phone, a mailbox, a date or an address are forgotten: tells a record
    /// that changed from one that was touched. Depends on nothing learned but the roles of columns (and whether dates have their month first), so judges that
    /// understand the columns alike agree on it.
    /// </summary>
    /// <param name="cells">In the order of <see cref="Columns"/>.</param>
    public ulong Fingerprint(IReadOnlyList<string?> cells) => RecordFingerprint.Of(cells, _used, _facts.Reading.MonthFirst);

    /// <summary>
    /// Judges a side against others, each pair by itself: as wholes, by the best level that any two of their records reach in each field, less half a bit for each
    /// doubling of tries. For two single records of the learned table this is the weight that the run gave the pair.
    /// </summary>
    /// <param name="first">What is new or has changed.</param>
    /// <param name="others">Its candidates.</param>
    /// <returns>One judgement for each of <paramref name="others"/>, in their order.</returns>
    /// <exception cref="ArgumentException">A side without records, or a record with more cells than there are columns.</exception>
    public IReadOnlyList<PairJudgement> Compare(Side first, IReadOnlyList<Side> others)
    {
        var bench = Sit([first, .. others]);
        var judgements = new PairJudgement[others.Count];
        for (var i = 0; i < judgements.Length; i++)
        {
            var (whole, swapped) = bench.Compare(0, i + 1);
            var (one, other) = swapped ? (whole.BestPair.Second, whole.BestPair.First) : whole.BestPair;
            var weight = whole.Weight;
            judgements[i] = new PairJudgement(weight, 1 / (1 + double.Exp2(-weight)), whole.Support, whole.Pattern, bench.IndexOf(one, 0), bench.IndexOf(other, i + 1));
        }
        return judgements;
    }

    /// <summary>Why two sides are, or are not, thought one person: <see cref="Compare"/>, told field by field. Symmetric but for which value stands first.</summary>
    /// <exception cref="ArgumentException">As in <see cref="Compare"/>.</exception>
    public PairExplanation Explain(Side first, Side second) => Sit([first, second]).Explain(0, 1);

    /// <summary>Fields and levels of a pattern that this judge gave, in the order of the model.</summary>
    public IReadOnlyList<FieldLevel> LevelsOf(ulong pattern) =>
    [
        .. Model.Fields.Select((field, f) => PairComparer.LevelOf(pattern, f) is not Field.Missing and var level
            ? new FieldLevel(field.Name, field.Levels[level].Name, field.Levels[level].Weight)
            : new FieldLevel(field.Name, null, 0)),
    ];

    private Bench Sit(IReadOnlyList<Side> sides)
    {
        if (sides.Any(side => side.Records.Count == 0)) throw new ArgumentException("A side has no record.", nameof(sides));
        return new Bench(Encode([.. sides.SelectMany(side => side.Records)]), _scorer, [.. sides.Select(side => side.Records.Count)]);
    }

    /// <summary>Records as a small table that takes what depends on the whole from the one that was learned.</summary>
    private EncodedRecords Encode(IReadOnlyList<IReadOnlyList<string?>> records)
    {
        var table = new RecordTable(Columns, records.Count);
        foreach (var cells in records)
        {
            if (cells.Count > Columns.Count) throw new ArgumentException($"A record has {cells.Count} cells; there are {Columns.Count} columns.", nameof(records));
            foreach (var column in _used)
                if (column.Column < cells.Count) table.SetCell(column.Column, cells[column.Column]);
            table.EndRecord();
        }
        return EncodedRecords.Encode(table, Meanings, OneThread, _facts, CancellationToken.None);
    }
}
