using System.Text.RegularExpressions;

namespace Kartoteka.Tree.Tests;

/// <summary>Words of the field where they belong, and words that belong nowhere in the tree.</summary>
public sealed partial class WordsTests
{
    /// <summary>Cut by a low line, so that the list is no finding itself: makers of assistants, notes to oneself, registries of packages.</summary>
    private static readonly string[] Forbidden =
    [
        .. new[]
        {
            @"\bopen_ai\b", @"\bchat_gpt\b", @"\banth_ropic\b", @"\bcla_ude\b", @"\bco_pilot\b", @"\bgem_ini\b", @"\bL_LM\b", @"\bA_I\b",
            @"\bTO_DO\b", @"\bFIX_ME\b", @"\bHA_CK\b",
            @"registry\.np_mjs", @"registry\.ya_rnpkg", @"api\.nu_get\.org", @"pkgs\.dev\.az_ure", @"pypi\.o_rg", @"/artifac_tory/",
        }.Select(word => word.Replace("_", "", StringComparison.Ordinal)),
    ];

    private static readonly Regex ForbiddenWords = new(string.Join('|', Forbidden), RegexOptions.Compiled | RegexOptions.IgnoreCase);

    [Fact]
    public void A_type_or_a_method_says_profile_and_not_user_or_customer() => Assert.Empty(NotOfTheGlossary(Repo.Product));

    [Fact]
    public void A_user_is_a_person_who_signs_in_and_is_named_where_those_are_kept() =>
        Assert.Empty(NotOfTheGlossary([new TreeFile("src/Kartoteka.Modules/Users/UsersModule.cs", "public static class UsersModule"), new TreeFile("src/Kartoteka.Storage/Users.cs", "ListUsersAsync(ct);")]));

    [Theory]
    [InlineData("public sealed record Customer(string Name);")]
    [InlineData("internal sealed class UserStore;")]
    [InlineData("public record struct PersonView(int Id);")]
    [InlineData("Task<X> FindContactAsync(string id)")]
    public void A_word_that_is_not_of_the_glossary_is_caught(string line) => Assert.Single(NotOfTheGlossary([new TreeFile("src/A/X.cs", line)]));

    [Theory]
    [InlineData("        select id from profile where x = $1")]
    [InlineData("const string Sql = \"insert into event values ($1)\";")]
    public void Sql_outside_the_stores_is_caught(string line) => Assert.Single(SqlOutsideTheStores([new TreeFile("src/Kartoteka.Modules/Profiles/X.cs", line)]));

    [Fact]
    public void Sql_stands_in_the_stores_or_in_files_of_its_own() => Assert.Empty(SqlOutsideTheStores(Repo.Product));

    [Fact]
    public void Nobody_sleeps_or_asks_the_wall_clock() => Assert.Empty(Clocks(Repo.Own.Where(IsNotThis)));

    [Theory]
    [InlineData("Thread.Sleep(10);")]
    [InlineData("var now = DateTime.Now;")]
    public void A_sleep_or_a_wall_clock_is_caught(string line) => Assert.Single(Clocks([new TreeFile("tests/A/X.cs", line)]));

    [Fact]
    public void The_texts_hold_no_forbidden_word_no_registry_and_no_path_of_somebodys_machine() => Assert.Empty(ForbiddenIn(Repo.Own));

    [Fact]
    public void Each_forbidden_word_is_caught()
    {
        foreach (var word in Forbidden) Assert.Single(ForbiddenIn([new TreeFile("docs/x.md", $"see {Regex.Unescape(word.Replace(@"\b", "", StringComparison.Ordinal))} of")]));
    }

    [Theory]
    [InlineData("home", "someone")]
    [InlineData("work", "main")]
    [InlineData("Users", "someone")]
    public void A_path_of_a_machine_is_caught(string first, string second) => Assert.Single(ForbiddenIn([new TreeFile("build/x.sh", $"cd /{first}/{second}/kartoteka")]));

    private static bool IsNotThis(TreeFile file) => !file.Path.StartsWith("tests/Kartoteka.Tree.Tests/", StringComparison.Ordinal);

    private static List<string> NotOfTheGlossary(IEnumerable<TreeFile> files) =>
        [.. files.SelectMany(file => Find([file], file.Path.Contains("User", StringComparison.Ordinal) ? NotGlossaryOfUsers() : NotGlossary()))];

    private static List<string> SqlOutsideTheStores(IEnumerable<TreeFile> files) =>
        Find(files.Where(file => !file.Path.StartsWith("src/Kartoteka.Storage", StringComparison.Ordinal)), Sql());

    private static List<string> Clocks(IEnumerable<TreeFile> files) => Find(files.Where(file => file.Path.EndsWith(".cs", StringComparison.Ordinal)), Clock());

    private static List<string> ForbiddenIn(IEnumerable<TreeFile> files) =>
        [.. files.Select(WithoutSponsors).SelectMany(file => Find([file], ForbiddenWords).Concat(Find([file], MachinePath())))];

    // Where the makers of a package take donations is theirs to name, whatever they are called.
    private static TreeFile WithoutSponsors(TreeFile file) =>
        file.Path.EndsWith("package-lock.json", StringComparison.Ordinal) ? file with { Text = Sponsor().Replace(file.Text, "") } : file;

    private static List<string> Find(IEnumerable<TreeFile> files, Regex rule) =>
        [.. files.SelectMany(file => file.Lines.Where(line => rule.IsMatch(line.Line)).Select(line => $"{file.Path}:{line.Number}: {line.Line.Trim()}"))];

    [GeneratedRegex(@"\b(class|record|struct|interface|enum)\s+(User|Customer|Contact|Person(?!al))\w*\b|\b(Find|Get|Read|Load|Save|Create|Update|Delete|Merge|List)(User|Customer|Contact|Person)s?(Async)?\(")]
    private static partial Regex NotGlossary();

    // As above but for "user": who signs in is a user, and no profile is.
    [GeneratedRegex(@"\b(class|record|struct|interface|enum)\s+(Customer|Contact|Person(?!al))\w*\b|\b(Find|Get|Read|Load|Save|Create|Update|Delete|Merge|List)(Customer|Contact|Person)s?(Async)?\(")]
    private static partial Regex NotGlossaryOfUsers();

    [GeneratedRegex(@"^(?!\s*//).*\b(select\s+[\w*.,()\s]+\sfrom\s|insert\s+into\s|delete\s+from\s|update\s+\w+\s+set\s|create\s+(table|index)\s)", RegexOptions.IgnoreCase)]
    private static partial Regex Sql();

    [GeneratedRegex(@"\bThread\.Sleep\b|\bDateTime(Offset)?\.(Utc)?Now\b")]
    private static partial Regex Clock();

    [GeneratedRegex("\"url\": \"https://github\\.com/sponsors/[^\"]*\"")]
    private static partial Regex Sponsor();

    [GeneratedRegex(@"(?<![\w.}])/(home|work|root|Users)/\w")]
    private static partial Regex MachinePath();
}
