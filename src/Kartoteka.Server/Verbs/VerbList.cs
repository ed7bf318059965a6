using System.CommandLine;

namespace Kartoteka.Server.Verbs;

/// <summary>The verbs of the command line. A new one is a file beside this with <c>Create()</c>, and a line in <see cref="All"/>.</summary>
internal static class VerbList
{
    private static IEnumerable<Command> All() => [Serve.Create(), Import.Create(), Export.Create(), Dedupe.Create(), Rebuild.Create(), UserVerb.Create()];

    /// <summary>The whole command line; without a verb it serves.</summary>
    public static RootCommand Root()
    {
        var root = new RootCommand("Kartoteka, a customer data platform on your own machine.");
        foreach (var verb in All()) root.Subcommands.Add(verb);
        Serve.MakeDefault(root);
        return root;
    }
}
