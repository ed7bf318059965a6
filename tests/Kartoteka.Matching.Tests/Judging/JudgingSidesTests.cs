using Kartoteka.Matching.Judging;
using Kartoteka.Matching.Tables;

namespace Kartoteka.Matching.Tests.Judging;

/// <summary>Profiles of several records are judged as wholes.</summary>
public sealed class JudgingSidesTests
{
    private static readonly (RecordTable Table, MatchOutcome Outcome, PairJudge Judge) Learned = JudgingAsTheRunTests.Learn("ru_10k.csv");

    [Fact]
    public void A_judgement_is_the_same_from_either_side()
    {
        foreach (var (first, second) in Pairs(1000))
        {
            var (there, back) = (Learned.Judge.Compare(first, [second])[0], Learned.Judge.Compare(second, [first])[0]);
            Assert.Equal(there, back with { FirstRecord = back.SecondRecord, SecondRecord = back.FirstRecord });
            var explained = Learned.Judge.Explain(second, first);
            Assert.Equal(Learned.Judge.Explain(first, second).Fields, explained.Fields.Select(field => field with { First = field.Second, Second = field.First }));
        }
    }

    [Fact]
    public void Neither_the_order_of_records_nor_a_repeated_one_matters()
    {
        foreach (var (first, second) in Pairs(500))
        {
            var expected = Learned.Judge.Compare(first, [second])[0];
            var turned = Learned.Judge.Compare(new Side([.. first.Records.Reverse(), first.Records[0]]), [new Side([.. second.Records.Reverse()])])[0];
            Assert.Equal((expected.Weight, expected.Support, expected.Pattern), (turned.Weight, turned.Support, turned.Pattern));
        }
    }

    [Fact]
    public void Records_that_say_the_rest_of_one_another_say_more_together()
    {
        var judge = Learned.Judge;
        string[] whole = ["a", "crm", "Соколовская", "Маргарита", "Игоревна", "f", "1971-04-12", "+7 921 555-01-17", "rita.sokolovskaya@mail.ru", "Тверь", "", "", ""];
        string[] byPhone = ["b", "eshop", "Соколовская", "Маргарита", "", "", "", "8 921 555 01 17", "", "", "", "", ""];
        string[] byMail = ["c", "call", "Соколовская", "", "", "", "12.04.1971", "", "rita.sokolovskaya@mail.ru", "", "", "", ""];
        var one = judge.Compare(Side.Of(whole), [Side.Of(byPhone), Side.Of(byMail)]);
        var both = judge.Compare(Side.Of(whole), [new Side([byPhone, byMail])])[0];
        Assert.True(both.Weight > one.Max(judged => judged.Weight));
        Assert.True(both.Support > 0);
        Assert.Equal(1, both.SecondRecord);
        var explained = judge.Explain(Side.Of(whole), new Side([byPhone, byMail]));
        Assert.InRange(explained.Tries, -2, -0.5);
        Assert.Equal(both.Weight, explained.Weight, 9);
        Assert.Equal(explained.Weight, explained.Prior + explained.Household + explained.Tries + explained.Fields.Sum(field => field.Weight), 9);
    }

    [Fact]
    public void Relatives_have_no_support()
    {
        var mother = Side.Of("m", "crm", "Соколовская", "Маргарита", "Игоревна", "f", "1971-04-12", "+7 921 555-01-17", "", "Тверь", "ул. Чехова, д. 9, кв. 4", "", "");
        var daughter = Side.Of("d", "crm", "Соколовская", "Дарья", "Андреевна", "f", "1999-08-30", "+7 921 555-01-17", "", "Тверь", "Чехова 9-4", "", "");
        var judged = Learned.Judge.Compare(mother, [daughter])[0];
        Assert.True(judged.Support < 0);
        Assert.True(judged.Probability < 0.05);
    }

    [Fact]
    public void A_value_that_was_never_seen_is_rare_and_not_impossible()
    {
        var (rare, common) = (Side.Of("a", "crm", "Ыйшпыхтин", "Пантелеймон"), Side.Of("b", "crm", "Иванов", "Иван"));
        var judge = Learned.Judge;
        var (unseen, known) = (judge.Compare(rare, [rare])[0], judge.Compare(common, [common])[0]);
        Assert.True(unseen.Weight > known.Weight + 3);
        Assert.True(double.IsFinite(unseen.Weight));
        Assert.Equal(1.0 / Learned.Outcome.Records.Find(Kartoteka.Matching.Records.FieldKind.Surname)!.Comparer.Values.Filled,
            judge.Explain(rare, rare).Fields.Single(field => field.Name == "surname").Frequency!.Value, 12);
    }

    [Fact]
    public void Junk_is_missing()
    {
        var clean = Side.Of("a", "crm", "Соколовская", "Маргарита", "", "", "1971-04-12");
        var junk = Side.Of("a", "crm", "Соколовская", "Маргарита", "нет", "", "12.04.1971", "0000000000", "no@mail.ru", "неизвестно", "-", "0000", "не указано");
        var judge = Learned.Judge;
        Assert.Equal(judge.Compare(clean, [clean])[0].Weight, judge.Compare(junk, [junk])[0].Weight, 9);
        Assert.Equal(judge.Fingerprint(clean.Records[0]), judge.Fingerprint(junk.Records[0]));
        Assert.Equal(0, judge.KeysOf(["a", "crm", "нет", "-", "", "", "1900-01-01", "000", "no@mail.ru"], new ulong[judge.Rules]));
    }

    [Fact]
    public void A_side_without_records_and_a_record_with_too_many_cells_are_refused()
    {
        var some = Side.Of("a");
        Assert.Throws<ArgumentException>(() => Learned.Judge.Compare(new Side([]), [some]));
        Assert.Throws<ArgumentException>(() => Learned.Judge.Compare(some, [new Side([new string[Learned.Judge.Columns.Count + 1]])]));
        Assert.Empty(Learned.Judge.Compare(some, []));
    }

    [Fact]
    public void Threads_do_not_disturb_each_other()
    {
        var pairs = Pairs(200).ToArray();
        var expected = pairs.Select(pair => Learned.Judge.Compare(pair.First, [pair.Second])[0]).ToArray();
        var keys = pairs.Select(pair => KeysOf(pair.First)).ToArray();
        Parallel.For(0, pairs.Length * 8, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
        {
            var at = i % pairs.Length;
            Assert.Equal(expected[at], Learned.Judge.Compare(pairs[at].First, [pairs[at].Second])[0]);
            Assert.Equal(keys[at], KeysOf(pairs[at].First));
        });
    }

    /// <summary>Sides of one to four records, which stand near each other in the outcome or anywhere.</summary>
    private static IEnumerable<(Side First, Side Second)> Pairs(int count)
    {
        var random = new Random(count);
        var clusters = Enumerable.Range(0, Learned.Table.Count).GroupBy(row => Learned.Outcome.ClusterOfRow[row]).Select(rows => rows.Take(6).ToArray()).ToArray();
        for (var i = 0; i < count; i++)
        {
            var (one, other) = (clusters[random.Next(clusters.Length)], clusters[random.Next(clusters.Length)]);
            if (i % 2 == 0 && one.Length > 1) yield return (Samples.Side(Learned.Table, one[..(one.Length / 2)]), Samples.Side(Learned.Table, one[(one.Length / 2)..]));
            else yield return (Samples.Side(Learned.Table, one), Samples.Side(Learned.Table, other));
        }
    }

    private static ulong[] KeysOf(Side side)
    {
        var keys = new ulong[Learned.Judge.Rules];
        return keys[..Learned.Judge.KeysOf(side.Records[0], keys)];
    }
}
