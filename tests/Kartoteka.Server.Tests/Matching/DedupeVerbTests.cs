using System.Text;
using System.Text.Json;
using Kartoteka.Server.Tests.Imports;
using Xunit;

namespace Kartoteka.Server.Tests.Matching;

public sealed class DedupeVerbTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("kartoteka-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_file_becomes_clusters_pairs_a_model_and_a_report_and_the_model_is_used_the_next_time()
    {
        var people = People(2000);
        var (code, text) = await RunAsync("dedupe", people, "--out", In("c.csv"), "--pairs", In("p.csv"), "--model", In("m.json"), "--report", In("r.html"));
        Assert.True(code == 0, text);
        var ids = File.ReadLines(people).Skip(1).Select(line => line.Split(',')[0]).ToArray();
        var clusters = File.ReadAllLines(In("c.csv"));
        Assert.Equal("record_id,cluster_id", clusters[0]);
        Assert.Equal(ids, clusters.Skip(1).Select(line => line.Split(',')[0]));
        Assert.InRange(clusters.Skip(1).Select(line => line.Split(',')[1]).Distinct().Count(), 1200, 1990);
        Assert.StartsWith("id_l,id_r,match_probability,match_weight,prior,household,given name,surname", File.ReadLines(In("p.csv")).First(), StringComparison.Ordinal);
        using var model = JsonDocument.Parse(File.ReadAllText(In("m.json")));
        Assert.Equal(1, model.RootElement.GetProperty("version").GetInt32());
        var report = File.ReadAllText(In("r.html"));
        Assert.DoesNotContain("http", report, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", report, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync("dedupe", people, "--out", In("again.csv"), "--model", In("m.json"), "--threads", "1")).Code);
        Assert.Equal(clusters, File.ReadAllLines(In("again.csv")));
    }

    [Fact]
    public async Task Two_records_are_explained_field_by_field()
    {
        var people = People(1000, "x1,crm,Соколовская,Маргарита,Игоревна,f,1971-04-12,+7 921 555-01-17,,Тверь,,,,", "x2,eshop,Соколовская,Рита,,,,89215550117,,,,,,");
        var (code, text) = await RunAsync("dedupe", people, "--explain", "x1", "x2");
        Assert.Equal(0, code);
        Assert.Contains("x1 and x2: probability 1.0000", text, StringComparison.Ordinal);
        Assert.Contains("another form: маргарита | рита", text, StringComparison.Ordinal);
        Assert.Contains("9215550117 | 9215550117", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Windows_1251_with_semicolons_and_an_id_in_the_middle_is_read()
    {
        var rows = File.ReadLines(People(1000)).Select(line => line.Split(',')).Where(cells => cells.Length == 14).Select(cells => string.Join(';', cells[2], cells[3], cells[0], cells[7]));
        await File.WriteAllTextAsync(In("a.csv"), string.Join('\n', rows), CodePagesEncodingProvider.Instance.GetEncoding(1251)!);
        Assert.Equal(0, (await RunAsync("dedupe", In("a.csv"), "--out", In("c.csv"), "--id", "record_id")).Code);
        Assert.StartsWith("r0000001,", File.ReadAllLines(In("c.csv"))[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_lines_that_bring_columns_later_are_read()
    {
        var lines = File.ReadLines(People(900)).Skip(1).Select(line => line.Split(',')).Where(cells => cells.Length == 14)
            .Select((cells, i) => i < 300 ? $$"""{"id":"{{cells[0]}}","surname":"{{cells[2]}}","name":"{{cells[3]}}"}""" : $$"""{"id":"{{cells[0]}}","surname":"{{cells[2]}}","name":"{{cells[3]}}","phone":"{{cells[7]}}"}""").ToArray();
        await File.WriteAllLinesAsync(In("a.jsonl"), lines);
        Assert.Equal(0, (await RunAsync("dedupe", In("a.jsonl"), "--out", In("c.csv"))).Code);
        Assert.Equal(lines.Length + 1, File.ReadAllLines(In("c.csv")).Length);
    }

    [Fact]
    public async Task Two_files_are_linked()
    {
        var lines = File.ReadAllLines(People(2000));
        await File.WriteAllLinesAsync(In("a.csv"), lines[..1001]);
        await File.WriteAllLinesAsync(In("b.csv"), [lines[0], .. lines[1001..]]);
        Assert.Equal(0, (await RunAsync("dedupe", In("a.csv"), "--link", In("b.csv"), "--out", In("c.csv"), "--pairs", In("p.csv"))).Code);
        Assert.Equal("record_id,cluster_id,file", File.ReadLines(In("c.csv")).First());
        Assert.All(File.ReadLines(In("p.csv")).Skip(1), line => Assert.NotEqual(IsOfTheFirst(line.Split(',')[0]), IsOfTheFirst(line.Split(',')[1])));
        static bool IsOfTheFirst(string id) => int.Parse(id[1..]) < 1000;
    }

    [Fact]
    public async Task Two_files_with_other_names_of_columns_in_another_order_are_linked_by_meaning()
    {
        var lines = File.ReadAllLines(People(2000));
        int[] order = [0, 7, 4, 3, 2, 8, 6, 9];
        var told = lines.Skip(1001).Select(line => line.Split(',')).Where(cells => cells.Length == lines[0].Split(',').Length).Select(cells => string.Join(',', order.Select(column => cells[column]))).ToArray();
        await File.WriteAllLinesAsync(In("a.csv"), lines[..1001]);
        await File.WriteAllLinesAsync(In("b.csv"), told.Prepend(string.Join(',', order.Select(column => lines[0].Split(',')[column]))));
        await File.WriteAllLinesAsync(In("c.csv"), told.Prepend("Код,Мобильный,Отчество,Имя,Фамилия,Почта,Дата рождения,Город"));
        Assert.Equal(0, (await RunAsync("dedupe", In("a.csv"), "--link", In("b.csv"), "--out", In("by-name.csv"))).Code);
        var (code, text) = await RunAsync("dedupe", In("a.csv"), "--link", In("c.csv"), "--id", "record_id", "--out", In("by-meaning.csv"));
        Assert.True(code == 0, text);
        foreach (var (second, first) in File.ReadLines(In("c.csv")).First().Split(',').Zip(File.ReadLines(In("b.csv")).First().Split(',')).Skip(1))
            Assert.Contains($"Column '{second}' of c.csv is compared with '{first}'.", text, StringComparison.Ordinal);
        Assert.Equal(File.ReadAllLines(In("by-name.csv")), File.ReadAllLines(In("by-meaning.csv")));
    }

    [Fact]
    public async Task A_report_speaks_the_language_of_the_file_or_the_one_that_was_asked_for()
    {
        var people = People(1500);
        Assert.Equal(0, (await RunAsync("dedupe", people, "--report", In("own.html"))).Code);
        Assert.Equal(0, (await RunAsync("dedupe", people, "--report", In("en.html"), "--language", "en")).Code);
        var (own, english) = (Words(In("own.html")), Words(In("en.html")));
        Assert.StartsWith("Дубликаты в people.csv", own.Text, StringComparison.Ordinal);
        Assert.Contains("lang=\"ru\"", own.Html, StringComparison.Ordinal);
        Assert.Contains("другая форма", own.Text, StringComparison.Ordinal);
        Assert.StartsWith("Duplicates in people.csv", english.Text, StringComparison.Ordinal);
        Assert.Contains("another form", english.Text, StringComparison.Ordinal);
        // What is left in Latin letters are names of columns, mailboxes (some without their dots), ids and the formulas' letters.
        var data = File.ReadAllText(people) + File.ReadAllText(people).Replace(".", "", StringComparison.Ordinal);
        Assert.DoesNotContain(System.Text.RegularExpressions.Regex.Matches(own.Text, "(?<![\\w@.-])[a-z]{3,}(?![\\w@.-])").Select(word => word.Value).Where(word => !data.Contains(word, StringComparison.OrdinalIgnoreCase)), word => english.Text.Contains($" {word} ", StringComparison.Ordinal));

        static (string Html, string Text) Words(string file)
        {
            var html = File.ReadAllText(file);
            var body = html[html.IndexOf("<h1>", StringComparison.Ordinal)..];
            return (html, System.Text.RegularExpressions.Regex.Replace(System.Text.RegularExpressions.Regex.Replace(body, "<[^>]+>", " "), " +", " ").Trim());
        }
    }

    [Fact]
    public async Task A_bad_row_is_named_with_its_line_and_the_good_ones_are_matched()
    {
        var people = People(500, "too,few");
        var (code, text) = await RunAsync("dedupe", people, "--out", In("c.csv"));
        Assert.Equal(5, code);
        Assert.Contains("people.csv, line 502: The row has 2 fields and the header 14.", text, StringComparison.Ordinal);
        Assert.Equal(501, File.ReadAllLines(In("c.csv")).Length);
    }

    [Theory]
    [InlineData("There is no file", "nowhere.csv", "--out", "c.csv")]
    [InlineData("--threshold is a probability", "people.csv", "--out", "c.csv", "--threshold", "1")]
    [InlineData("--language is ru or en", "people.csv", "--out", "c.csv", "--language", "de")]
    [InlineData("Say what to do", "people.csv")]
    [InlineData("has no column 'nr'", "people.csv", "--out", "c.csv", "--id", "nr")]
    [InlineData("is not column=role", "people.csv", "--out", "c.csv", "--map", "city=nonsense")]
    [InlineData("There is no column 'town'", "people.csv", "--out", "c.csv", "--map", "town=City")]
    [InlineData("There is no record 'r9'", "people.csv", "--explain", "r9", "r0000001")]
    [InlineData("The text is no model", "people.csv", "--out", "c.csv", "--model", "people.csv")]
    public async Task A_wrong_option_is_told_in_a_line(string told, string file, params string[] arguments)
    {
        People(50);
        var inFolder = arguments.Select((argument, i) => i > 0 && arguments[i - 1] is "--out" or "--model" ? In(argument) : argument).ToArray();
        var (code, text) = await RunAsync(["dedupe", In(file), .. inFolder]);
        Assert.Equal(2, code);
        Assert.Contains(told, text, StringComparison.Ordinal);
        Assert.False(File.Exists(In("c.csv")));
    }

    private string In(string name) => Path.Combine(_folder, name);

    private string People(int rows, params string[] more)
    {
        File.WriteAllLines(In("people.csv"), File.ReadLines(ImportDesk.People).Take(rows + 1).Concat(more));
        return In("people.csv");
    }

    private static async Task<(int Code, string Text)> RunAsync(params string[] arguments)
    {
        await using var output = new StringWriter();
        var code = await CommandLine.RunAsync(arguments, output, output, CancellationToken.None);
        return (code, output.ToString());
    }
}
