using Kartoteka.Matching.Judging;
using Kartoteka.Matching.Tables;

namespace Kartoteka.Matching.Tests.Judging;

/// <summary>Records of the learned table are judged by themselves as the run judged them.</summary>
public sealed class JudgingAsTheRunTests
{
    private static readonly Dictionary<string, (RecordTable Table, MatchOutcome Outcome, PairJudge Judge)> Learned = [];

    [Theory]
    [InlineData("ru_10k.csv")]
    [InlineData("fake_1000.csv")]
    [InlineData("febrl3.csv")]
    public void Two_single_records_weigh_what_they_weighed_in_the_run(string file)
    {
        var (table, outcome, judge) = Learn(file);
        var random = new Random(7);
        var pairs = outcome.ScoredPairs().Where(_ => random.Next(3) == 0).Take(1500).Select(pair => (pair.First, pair.Second))
            .Concat(Enumerable.Range(0, 1000).Select(_ => (random.Next(table.Count), random.Next(table.Count)))).ToArray();
        Assert.True(pairs.Length > 1200);
        foreach (var (first, second) in pairs)
        {
            var expected = outcome.Explain(first, second);
            var judged = Assert.Single(judge.Compare(Samples.Side(table, first), [Samples.Side(table, second)]));
            Assert.Equal(expected.Weight, judged.Weight, 9);
            Assert.Equal(expected.Probability, judged.Probability, 9);
            Assert.Equal(expected.Fields.Select(field => field.Level), Levels(judge, judged, expected));
            var explained = judge.Explain(Samples.Side(table, first), Samples.Side(table, second));
            Assert.Equal(expected.Fields, explained.Fields);
            Assert.Equal(expected.Household, explained.Household, 9);
        }
    }

    [Theory]
    [InlineData("ru_10k.csv")]
    [InlineData("fake_1000.csv")]
    [InlineData("febrl3.csv")]
    public void Two_records_have_a_key_in_common_exactly_where_a_rule_brings_them(string file)
    {
        var (table, outcome, judge) = Learn(file);
        var byKey = new Dictionary<ulong, List<int>>();
        Span<ulong> keys = stackalloc ulong[judge.Rules];
        foreach (var row in outcome.Records.RowOfRecord)
        {
            foreach (var key in keys[..judge.KeysOf(Samples.Cells(table, row), keys)])
            {
                if (!byKey.TryGetValue(key, out var rows)) byKey[key] = rows = [];
                rows.Add(row);
            }
        }
        var met = byKey.Values.SelectMany(rows => rows.SelectMany((a, i) => rows.Skip(i + 1).Select(b => (Math.Min(a, b), Math.Max(a, b))))).ToHashSet();
        Assert.Equal(outcome.PairsCompared, met.Count);
        Assert.All(outcome.ScoredPairs(), pair => Assert.Contains((Math.Min(pair.First, pair.Second), Math.Max(pair.First, pair.Second)), met));
    }

    [Fact]
    public void A_whole_name_in_one_column_and_a_second_phone_are_read_as_the_run_read_them()
    {
        var (known, _) = Samples.Read("ru_10k.csv", 4000);
        var table = new RecordTable(["Код", "ФИО", "Телефон 1", "Телефон 2", "Почта", "Адрес"]);
        for (var row = 0; row < known.Count; row++)
        {
            var (own, other) = ($"{known[row, 7]}", row % 3 == 0 ? $"{known[row / 2, 7]}" : "");
            table.Add($"{row}", $"{known[row, 2]} {known[row, 3]} {known[row, 4]}", row % 2 == 0 ? own : other, row % 2 == 0 ? other : own, $"{known[row, 8]}", $"{known[row, 10]}");
        }
        var (outcome, judge) = Matcher.Learn(table);
        foreach (var (first, second, _) in outcome.ScoredPairs().Where((_, i) => i % 7 == 0))
            Assert.Equal(outcome.Explain(first, second).Weight, judge.Compare(Samples.Side(table, first), [Samples.Side(table, second)])[0].Weight, 9);
    }

    [Fact]
    public void A_record_judged_among_others_weighs_what_it_weighs_alone()
    {
        var (table, _, judge) = Learn("ru_10k.csv");
        var others = Enumerable.Range(100, 200).Select(row => Samples.Side(table, row)).Append(Side.Of("x", "crm", "Небывалов", "Редкоимян", "Петрович")).ToArray();
        var first = Side.Of("y", "crm", "Редкоимян", "Небывалов", "Петрович", "", "1980-01-02");
        Assert.Equal(others.Select(other => judge.Compare(first, [other])[0]), judge.Compare(first, others));
    }

    internal static (RecordTable Table, MatchOutcome Outcome, PairJudge Judge) Learn(string file)
    {
        lock (Learned)
        {
            if (Learned.TryGetValue(file, out var known)) return known;
            var (table, _) = Samples.Read(file, 6000);
            var (outcome, judge) = Matcher.Learn(table);
            return Learned[file] = (table, outcome, judge);
        }
    }

    /// <summary>The judgement's levels, named as an explanation names those that do not count.</summary>
    private static IEnumerable<string> Levels(PairJudge judge, PairJudgement judged, PairExplanation expected) =>
        judge.LevelsOf(judged.Pattern).Zip(expected.Fields, (level, field) => level.Level ?? (field.First is null || field.Second is null ? "missing" : "told by another field"));
}
