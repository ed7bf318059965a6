using System.Text.RegularExpressions;

namespace Kartoteka.Tree.Tests;

/// <summary>Data flows one way through the modules: see docs/adr/0006-order-of-modules.md.</summary>
public sealed partial class ModuleOrderTests
{
    /// <summary>A new module is put here, where the data reaches it.</summary>
    private static readonly string[] Order = ["Workspace", "Users", "Catalogue", "Sources", "Ingest", "Identity", "Profiles", "Columns", "Computed", "Segments", "Reports", "Exports", "Service", "Matching", "Quality", "Imports"];

    private const string Modules = "src/Kartoteka.Modules/";

    [Fact]
    public void A_module_names_only_modules_before_it_and_only_their_contracts() => Assert.Empty(Violations(Repo.Product));

    [Theory]
    [InlineData("Ingest/X.cs", "using Kartoteka.Modules.Profiles.Contracts;")]
    [InlineData("Ingest/X.cs", "using Kartoteka.Modules.Sources;")]
    [InlineData("Ingest/X.cs", "Kartoteka.Modules.NotListed.Contracts.Thing thing;")]
    [InlineData("NotListed/X.cs", "namespace Kartoteka.Modules.NotListed;")]
    [InlineData("X.cs", "")]
    public void The_rule_catches_a_violation(string path, string text) => Assert.Single(Violations([new TreeFile(Modules + path, text)]));

    [Theory]
    [InlineData("Ingest/X.cs", "using Kartoteka.Modules.Sources.Contracts;")]
    [InlineData("Ingest/Contracts/X.cs", "namespace Kartoteka.Modules.Ingest.Contracts; using Kartoteka.Modules.Ingest;")]
    public void The_rule_lets_through_what_is_upstream_or_its_own(string path, string text) => Assert.Empty(Violations([new TreeFile(Modules + path, text)]));

    private static List<string> Violations(IEnumerable<TreeFile> files)
    {
        var found = new List<string>();
        foreach (var file in files.Where(file => file.Path.StartsWith(Modules, StringComparison.Ordinal)))
        {
            var parts = file.Path[Modules.Length..].Split('/');
            var own = parts.Length > 1 ? Array.IndexOf(Order, parts[0]) : -1;
            if (own < 0)
            {
                found.Add($"{file.Path}: stands in no module of the list.");
                continue;
            }
            foreach (Match match in Named().Matches(file.Text))
            {
                var other = Array.IndexOf(Order, match.Groups["module"].Value);
                if (other == own) continue;
                if (other < 0 || other > own) found.Add($"{file.Path}: {match.Value} is not before {Order[own]}.");
                else if (match.Groups["rest"].Value != ".Contracts") found.Add($"{file.Path}: {match.Value} is not of the contracts of {Order[other]}.");
            }
        }
        return found;
    }

    [GeneratedRegex(@"Kartoteka\.Modules\.(?<module>\w+)(?<rest>\.\w+)?")]
    private static partial Regex Named();
}
