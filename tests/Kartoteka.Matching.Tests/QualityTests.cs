using Kartoteka.Matching.Learning;
using Kartoteka.Matching.Tables;

namespace Kartoteka.Matching.Tests;

/// <summary>Floors under the measured quality (docs/MATCHING.md): raw files, no settings.</summary>
public sealed class QualityTests
{
    [Theory]
    [InlineData("ru_10k.csv", 0.970)]
    [InlineData("fake_1000.csv", 0.955)]
    [InlineData("febrl3.csv", 0.998)]
    public void Clusters_are_as_good_as_they_were(string file, double floor)
    {
        var (table, truth) = Samples.Read(file);
        var f1 = Samples.F1(truth, Matcher.Run(table).ClusterOfRow);
        Assert.True(f1 >= floor, $"F1 {f1:0.0000} is under {floor:0.0000}.");
    }

    [Theory]
    [InlineData(new[] { "Код", "ФИО", "Телефон", "Почта" }, new[] { 7, 8 }, 0.94)]
    [InlineData(new[] { "id", "имя", "город" }, new[] { 9 }, 0.80)]
    public void A_whole_name_in_one_column_and_little_else_will_do(string[] columns, int[] beside, double floor)
    {
        var (known, truth) = Samples.Read("ru_10k.csv");
        var table = new RecordTable(columns);
        for (var row = 0; row < known.Count; row++)
            table.Add([$"{row}", string.Join(' ', Enumerable.Range(2, 3).Select(column => known[row, column].ToString())), .. beside.Select(column => known[row, column].ToString())]);
        var f1 = Samples.F1(truth, Matcher.Run(table).ClusterOfRow);
        Assert.True(f1 >= floor, $"F1 {f1:0.0000} is under {floor:0.0000}.");
    }

    [Fact]
    public void Relatives_with_one_phone_and_address_are_not_one_person()
    {
        var (known, _) = Samples.Read("ru_10k.csv");
        var table = Samples.Table(known, Enumerable.Range(0, 5000));
        var mother = table.Add("m", "crm", "Соколовская", "Маргарита", "Игоревна", "f", "1971-04-12", "+7 921 555-01-17", "", "Тверь", "ул. Чехова, д. 9, кв. 4", "", "");
        var daughter = table.Add("d", "crm", "Соколовская", "Дарья", "Андреевна", "f", "1999-08-30", "+7 921 555-01-17", "", "Тверь", "Чехова 9-4", "", "");
        var again = table.Add("e", "eshop", "Sokolovskaya", "Rita", "", "", "", "89215550117", "", "", "", "", "");
        var outcome = Matcher.Run(table);
        Assert.NotEqual(outcome.ClusterOfRow[mother], outcome.ClusterOfRow[daughter]);
        Assert.Equal(outcome.ClusterOfRow[mother], outcome.ClusterOfRow[again]);
    }

    [Fact]
    public void A_model_that_was_saved_gives_the_same_clusters_and_another_version_is_refused()
    {
        var (table, _) = Samples.Read("fake_1000.csv");
        var first = Matcher.Run(table);
        var json = MatchModelJson.Write(first.Model);
        Assert.Equal(first.ClusterOfRow, Matcher.Run(table, new MatcherOptions { Model = MatchModelJson.Read(json) }).ClusterOfRow);
        Assert.Contains("version 9", Assert.Throws<FormatException>(() => MatchModelJson.Read(json.Replace("\"version\": 1", "\"version\": 9", StringComparison.Ordinal))).Message, StringComparison.Ordinal);
        Assert.Throws<FormatException>(() => MatchModelJson.Read("{"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void A_table_of_hardly_any_rows_is_no_error(int rows)
    {
        var table = new RecordTable(["id", "name", "phone"]);
        for (var row = 0; row < rows; row++) table.Add($"{row}", "Анна Петрова", "89215550117");
        Assert.Equal(rows, Matcher.Run(table).ClusterOfRow.Length);
    }

    [Fact]
    public void Two_files_are_linked_across_only()
    {
        var (table, truth) = Samples.Read("febrl3.csv");
        var files = Enumerable.Range(0, table.Count).Select(row => (byte)(row % 2)).ToArray();
        var outcome = Matcher.Run(table, new MatcherOptions { FileOfRow = files });
        Assert.All(outcome.ScoredPairs(), pair => Assert.NotEqual(files[pair.First], files[pair.Second]));
        Assert.True(outcome.ScoredPairs().Count(pair => pair.Probability > 0.95 && truth[pair.First] == truth[pair.Second]) > 3000);
    }

    [Fact]
    public void A_budget_of_pairs_is_kept()
    {
        var outcome = Matcher.Run(Samples.Read("febrl3.csv").Table, new MatcherOptions { PairsMax = 10_000 });
        Assert.InRange(outcome.PairsCompared, 1, 11_000);
        Assert.InRange(outcome.RecallGivenUp, 0, 1);
    }
}
