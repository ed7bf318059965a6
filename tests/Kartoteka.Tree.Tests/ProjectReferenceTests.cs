using System.Text.RegularExpressions;

namespace Kartoteka.Tree.Tests;

/// <summary>A project exists to keep a dependency out or purity in, so who may see whom is written down.</summary>
public sealed partial class ProjectReferenceTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Domain"] = [],
        ["Matching"] = [],
        ["Predict"] = [],
        ["Protocol"] = ["Domain"],
        ["Storage"] = ["Domain"],
        ["Storage.Embedded"] = ["Domain", "Storage"],
        ["Storage.Cluster"] = ["Domain", "Storage"],
        ["Destinations"] = ["Domain", "Protocol"],
        ["Modules"] = ["Domain", "Protocol", "Storage", "Matching", "Predict", "Destinations"],
        ["Server"] = ["Domain", "Protocol", "Storage", "Storage.Embedded", "Storage.Cluster", "Matching", "Predict", "Destinations", "Modules"],
    };

    [Fact]
    public void A_project_refers_only_to_those_below_it() => Assert.Empty(Violations(Repo.All));

    [Theory]
    [InlineData("Domain", "Storage")]
    [InlineData("Destinations", "Storage")]
    [InlineData("Modules", "Storage.Embedded")]
    [InlineData("Unlisted", "Domain")]
    public void The_rule_catches_a_violation(string project, string other) => Assert.Single(Violations(
        [new TreeFile($"src/Kartoteka.{project}/Kartoteka.{project}.csproj", $"""<ProjectReference Include="../Kartoteka.{other}/Kartoteka.{other}.csproj" />""")]));

    private static List<string> Violations(IEnumerable<TreeFile> files)
    {
        var found = new List<string>();
        foreach (var file in files)
        {
            if (Project().Match(file.Path) is not { Success: true } match) continue;
            var project = match.Groups["name"].Value;
            if (!Allowed.TryGetValue(project, out var below))
            {
                found.Add($"{file.Path}: the project is not in the list.");
                continue;
            }
            found.AddRange(Reference().Matches(file.Text).Select(reference => reference.Groups["name"].Value).Where(name => !below.Contains(name))
                .Select(name => $"{file.Path}: refers to {name}."));
        }
        return found;
    }

    [GeneratedRegex(@"^src/.*/Kartoteka\.(?<name>[\w.]+)\.csproj$")]
    private static partial Regex Project();

    [GeneratedRegex("ProjectReference Include=\"[^\"]*Kartoteka\\.(?<name>[\\w.]+)\\.csproj\"")]
    private static partial Regex Reference();
}
