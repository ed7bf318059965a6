using System.Text.RegularExpressions;

namespace Kartoteka.Tree.Tests;

/// <summary>Length of files, names of folders, and what may lie about.</summary>
public sealed partial class ShapeTests
{
    private const int LinesMax = 400;

    private static readonly string[] RootEntries =
    [
        ".ci", ".editorconfig", ".gitattributes", ".gitignore", "BannedSymbols.txt", "CHANGELOG.md", "Directory.Build.props", "Directory.Packages.props",
        "Kartoteka.slnx", "LICENSE", "README.md", "bench", "build", "demo", "docs", "global.json", "kartoteka", "run", "sdk", "src", "test", "tests", "web",
    ];

    private static readonly string[] VagueFolders = ["core", "common", "shared", "helpers", "managers", "services", "utils", "misc"];

    [Fact]
    public void A_file_of_code_is_at_most_400_lines() => Assert.Empty(TooLong(Repo.Own));

    [Theory]
    [InlineData("src/A/X.cs")]
    [InlineData("web/admin/src/X.tsx")]
    public void A_file_of_401_lines_is_caught(string path) => Assert.Single(TooLong([new TreeFile(path, string.Concat(Enumerable.Repeat("x\n", LinesMax + 1)))]));

    [Fact]
    public void A_folder_says_what_is_in_it() => Assert.Empty(Vague(Repo.Own));

    [Theory]
    [InlineData("src/Kartoteka.Modules/Common/X.cs")]
    [InlineData("src/Kartoteka.Domain/services/X.cs")]
    public void A_vague_folder_is_caught(string path) => Assert.Single(Vague([new TreeFile(path, "")]));

    [Fact]
    public void Nothing_lies_about() => Assert.Empty(Stray(Repo.All));

    [Theory]
    [InlineData("PLAN.md")]
    [InlineData("notes/x.cs")]
    [InlineData("src/A/X.cs.orig")]
    [InlineData("src/A/obj/x.cs")]
    [InlineData("tests/sdk/node_modules/a/index.js")]
    [InlineData("tests/A/server.log")]
    public void A_stray_file_is_caught(string path) => Assert.Single(Stray([new TreeFile(path, "")]));

    private static List<string> TooLong(IEnumerable<TreeFile> files) =>
        [.. files.Where(file => Code().IsMatch(file.Path) && file.Text.Count(c => c == '\n') > LinesMax).Select(file => $"{file.Path}: {file.Text.Count(c => c == '\n')} lines.")];

    // What the bulletproof-react layout calls shared code of the UI has "components" and "lib" for it, not these names.
    private static List<string> Vague(IEnumerable<TreeFile> files) =>
        [.. files.Select(file => file.Folder).Distinct().Where(folder => folder.Split('/').Any(part => VagueFolders.Contains(part.ToLowerInvariant())))];

    private static List<string> Stray(IEnumerable<TreeFile> files) =>
        [.. files.Select(file => file.Path).Where(path => !RootEntries.Contains(path.Split('/')[0]) || Leftover().IsMatch(path))];

    [GeneratedRegex(@"\.(cs|tsx?|js)$")]
    private static partial Regex Code();

    [GeneratedRegex(@"\.(orig|rej|bak|log|tmp|swp|user|suo)$|~$|(^|/)(bin|obj|node_modules|TestResults|\.DS_Store)(/|$)")]
    private static partial Regex Leftover();
}
