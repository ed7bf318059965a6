using System.Text.RegularExpressions;

namespace Kartoteka.Tree.Tests;

/// <summary>The documents agree with the tree.</summary>
public sealed partial class DocsTests
{
    private const int FeaturesCount = 120;

    private static readonly string[] States = ["done", "part", "planned"];

    [Fact]
    public void Each_feature_stands_once_in_the_list_with_a_state_and_what_is_done_names_a_test_that_exists() =>
        Assert.Empty(InFeatures(Text("docs/FEATURES.md"), Repo.All));

    [Theory]
    [InlineData("| S01 | a | planned | |", "| S01 | a | ready | |")]
    [InlineData("| S01 | a | planned | |", "| S01 | a | planned | |\n| S01 | a | planned | |")]
    [InlineData("| S01 | a | planned | |", "")]
    [InlineData("| S01 | a | planned | |", "| S01 | a | done | |")]
    [InlineData("| S01 | a | planned | |", "| S01 | a | done | `NoSuchTests` |")]
    [InlineData("| S01 | a | planned | |", "| S121 | a | planned | |\n| S01 | a | planned | |")]
    public void A_wrong_row_is_caught(string good, string wrong)
    {
        var table = string.Join('\n', Enumerable.Range(1, FeaturesCount).Select(id => $"| S{id:00} | a | planned | |"));
        Assert.Empty(InFeatures(table, []));
        Assert.Single(InFeatures(table.Replace(good, wrong, StringComparison.Ordinal), [new TreeFile("tests/A/OtherTests.cs", "")]));
    }

    [Fact]
    public void Each_decision_is_in_the_index() => Assert.Empty(Unlinked(Text("docs/adr/README.md"), Repo.All));

    [Fact]
    public void A_decision_that_is_not_in_the_index_is_caught() => Assert.Single(Unlinked("[1](0001-a.md)", [new TreeFile("docs/adr/0001-a.md", ""), new TreeFile("docs/adr/0002-b.md", "")]));

    [Fact]
    public void Each_link_between_documents_leads_somewhere() => Assert.Empty(Repo.Own.SelectMany(file => Broken(file, Repo.Root)));

    [Fact]
    public void A_link_to_nothing_is_caught() => Assert.Single(Broken(new TreeFile("docs/x.md", "[a](NO-SUCH.md) [b](https://example.com)"), Repo.Root));

    private static string Text(string path) => Repo.All.Single(file => file.Path == path).Text;

    private static List<string> InFeatures(string table, IReadOnlyList<TreeFile> files)
    {
        var found = new List<string>();
        var rows = FeatureRow().Matches(table).ToArray();
        var expected = Enumerable.Range(1, FeaturesCount).Select(id => $"S{id:00}").ToHashSet();
        found.AddRange(rows.GroupBy(row => row.Groups["id"].Value).Where(group => group.Count() > 1 || !expected.Contains(group.Key)).Select(group => $"{group.Key} is there {group.Count()} times."));
        found.AddRange(expected.Except(rows.Select(row => row.Groups["id"].Value)).Select(id => $"{id} is missing."));
        foreach (var row in rows)
        {
            var (id, state) = (row.Groups["id"].Value, row.Groups["state"].Value);
            if (!States.Contains(state)) found.Add($"{id}: '{state}' is no state.");
            var tests = Quoted().Matches(row.Groups["tests"].Value).Select(match => match.Groups[1].Value).ToArray();
            if (state == "done" && tests.Length == 0) found.Add($"{id} is done, and no test shows it.");
            found.AddRange(tests.Where(test => !files.Any(file => file.Path.StartsWith("tests/", StringComparison.Ordinal) && file.Path.Contains(test, StringComparison.Ordinal)))
                .Select(test => $"{id}: there is no test file '{test}'."));
        }
        return found;
    }

    private static List<string> Unlinked(string index, IEnumerable<TreeFile> files) =>
        [.. files.Where(file => Decision().IsMatch(file.Path) && !index.Contains($"({file.Path["docs/adr/".Length..]})", StringComparison.Ordinal)).Select(file => file.Path)];

    private static IEnumerable<string> Broken(TreeFile file, string root) => !file.Path.EndsWith(".md", StringComparison.Ordinal) ? [] :
        Link().Matches(file.Text).Select(match => match.Groups["to"].Value.Split('#')[0])
            .Where(to => to.Length > 0 && !to.Contains(':', StringComparison.Ordinal) && !Path.Exists(Path.Combine(root, file.Folder, to))).Select(to => $"{file.Path}: {to}");

    [GeneratedRegex(@"^\| *(?<id>S\d+) *\|[^|]*\| *(?<state>[^|]*?) *\|(?<tests>[^|]*)\|", RegexOptions.Multiline)]
    private static partial Regex FeatureRow();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"^docs/adr/\d{4}-.*\.md$")]
    private static partial Regex Decision();

    [GeneratedRegex(@"\]\((?<to>[^)\s]+)\)")]
    private static partial Regex Link();
}
