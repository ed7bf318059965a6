using Kartoteka.Matching.Judging;
using Kartoteka.Matching.Tables;

namespace Kartoteka.Matching.Tests.Judging;

/// <summary>A judge outlives the run, and knows its own file.</summary>
public sealed class SavingAJudgeTests
{
    [Theory]
    [InlineData("ru_10k.csv")]
    [InlineData("febrl3.csv")]
    public void A_judge_that_was_saved_judges_alike(string file)
    {
        var (table, _, judge) = JudgingAsTheRunTests.Learn(file);
        var loaded = PairJudge.Load(new MemoryStream(Saved(judge)));
        Assert.Equal(judge.Columns, loaded.Columns);
        Assert.Equal(judge.Meanings, loaded.Meanings);
        Assert.Equal(judge.RuleReport, loaded.RuleReport);
        Assert.Equal(judge.Thresholds, loaded.Thresholds);
        Assert.Equal((judge.Records, judge.RecallGivenUp), (loaded.Records, loaded.RecallGivenUp));
        var (keys, others) = (new ulong[judge.Rules], new ulong[judge.Rules]);
        for (var row = 0; row + 40 < table.Count; row += 40)
        {
            var (first, rest) = (Samples.Side(table, row), Enumerable.Range(row + 1, 20).Select(other => Samples.Side(table, other)).ToArray());
            Assert.Equal(judge.Compare(first, rest), loaded.Compare(first, rest));
            Assert.Equal(keys[..judge.KeysOf(first.Records[0], keys)], others[..loaded.KeysOf(first.Records[0], others)]);
            Assert.Equal(judge.Fingerprint(first.Records[0]), loaded.Fingerprint(first.Records[0]));
        }
    }

    [Fact]
    public void A_file_that_is_damaged_newer_or_something_else_is_refused()
    {
        var bytes = Saved(JudgingAsTheRunTests.Learn("fake_1000.csv").Judge);
        var random = new Random(1);
        for (var i = 0; i < 200; i++)
        {
            var damaged = bytes.ToArray();
            damaged[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            Assert.Throws<FormatException>(() => PairJudge.Load(new MemoryStream(damaged)));
        }
        foreach (var length in (int[])[0, 5, 44, bytes.Length / 2, bytes.Length - 1]) Assert.Throws<FormatException>(() => PairJudge.Load(new MemoryStream(bytes, 0, length)));
        var newer = bytes.ToArray();
        newer[8] = 9;
        Assert.Contains("version 9", Assert.Throws<FormatException>(() => PairJudge.Load(new MemoryStream(newer))).Message, StringComparison.Ordinal);
        Assert.Throws<FormatException>(() => PairJudge.Load(new MemoryStream([.. bytes, 0])));
    }

    [Theory]
    [InlineData(new[] { "x", "eshop", " СЕМЁНОВА ", "аделина", "михайловна", "", "12.03.1980", "+7 (919) 504-53-80", "Drive.Adelina@MAIL.ru", "Томск", "Ленина 3-42" }, true)]
    [InlineData(new[] { "x", "eshop", "Аделина", "Семенова", "Михайловна", "нет", "1980-03-12", "8 919 504 53 80", "drive.adelina@mail.ru", "г. Томск", "ул. Ленина, д. 3, кв. 42", "", "-" }, true)]
    [InlineData(new[] { "x", "crm", "Семенова", "Аделина", "Михайловна", "", "1980-03-13", "89195045380", "drive.adelina@mail.ru", "г. Томск", "ул. Ленина, д. 3, кв. 42" }, false)]
    [InlineData(new[] { "x", "crm", "Семенова", "Аделина", "Михайловна", "", "1980-03-12", "89195045381", "drive.adelina@mail.ru", "г. Томск", "ул. Ленина, д. 3, кв. 42" }, false)]
    [InlineData(new[] { "x", "crm", "Семенова", "Аделина", "", "", "1980-03-12", "89195045380", "drive.adelina@mail.ru", "г. Томск", "ул. Ленина, д. 3, кв. 42" }, false)]
    public void A_fingerprint_tells_what_changed_from_what_was_touched(string[] cells, bool same)
    {
        var (_, _, judge) = JudgingAsTheRunTests.Learn("ru_10k.csv");
        string[] before = ["r", "crm", "Семенова", "Аделина", "Михайловна", "", "1980-03-12", "89195045380", "drive.adelina@mail.ru", "г. Томск", "ул. Ленина, д. 3, кв. 42", "", ""];
        Assert.Equal(same, judge.Fingerprint(before) == judge.Fingerprint(cells));
    }

    [Fact]
    public void A_judge_of_hardly_any_rows_is_no_error()
    {
        var table = new RecordTable(["id", "name", "phone"]);
        table.Add("1", "Анна Петрова", "89215550117");
        table.Add("2", "Пётр Иванов", "89215550118");
        var judge = PairJudge.Load(new MemoryStream(Saved(Matcher.Learn(table).Judge)));
        Assert.True(double.IsFinite(judge.Compare(Samples.Side(table, 0), [Samples.Side(table, 1)])[0].Weight));
        Assert.Empty(Matcher.Learn(new RecordTable(["id", "name"])).Judge.Compare(Side.Of("1", "Анна"), []));
    }

    private static byte[] Saved(PairJudge judge)
    {
        using var stream = new MemoryStream();
        judge.Save(stream);
        return stream.ToArray();
    }
}
