using System.Diagnostics;

namespace Kartoteka.Tree.Tests;

/// <summary>A tracked file.</summary>
/// <param name="Path">From the root, with <c>/</c>.</param>
/// <param name="Text">Its text.</param>
public sealed record TreeFile(string Path, string Text)
{
    /// <summary>Where the file stands: the path without its last part.</summary>
    public string Folder => Path.Contains('/', StringComparison.Ordinal) ? Path[..Path.LastIndexOf('/')] : "";

    /// <summary>Lines with their numbers, from 1.</summary>
    public IEnumerable<(int Number, string Line)> Lines => Text.Split('\n').Select((line, i) => (i + 1, line));
}

/// <summary>The checkout that the tests were built from, as git lists it: what is ignored or not added is nobody's business.</summary>
internal static class Repo
{
    private static readonly string[] Binary = [".gz", ".png", ".xlsx", ".ico", ".parquet", ".woff2"];

    private static readonly Lazy<TreeFile[]> Tracked = new(Load);

    public static string Root { get; } = FindRoot();

    /// <summary>Every tracked file; those that are not text have none.</summary>
    public static IReadOnlyList<TreeFile> All => Tracked.Value;

    /// <summary>Files that we wrote: without the data of tests and of the demo, third parties' scripts, generated types and licence texts.</summary>
    public static IEnumerable<TreeFile> Own => All.Where(file => !IsForeign(file.Path));

    /// <summary>C# of the product.</summary>
    public static IEnumerable<TreeFile> Product => Own.Where(file => file.Path.StartsWith("src/", StringComparison.Ordinal) && file.Path.EndsWith(".cs", StringComparison.Ordinal));

    private static bool IsForeign(string path) =>
        path.Contains("/Data/", StringComparison.Ordinal) || path.StartsWith("demo/", StringComparison.Ordinal) || path.Contains("LICENSE", StringComparison.Ordinal)
        || path == "web/admin/src/lib/api/schema.d.ts" // Made from the OpenAPI document.
        || (path.StartsWith("src/Kartoteka.Server/sdk/", StringComparison.Ordinal) && !path.EndsWith(".md", StringComparison.Ordinal));

    private static TreeFile[] Load()
    {
        using var git = Process.Start(new ProcessStartInfo("git", ["-C", Root, "ls-files", "-z"]) { RedirectStandardOutput = true })!;
        var paths = git.StandardOutput.ReadToEnd().Split('\0', StringSplitOptions.RemoveEmptyEntries);
        git.WaitForExit();
        // A file that was deleted and not yet committed is still listed.
        return [.. paths.Where(path => File.Exists(Path.Combine(Root, path))).Select(path => new TreeFile(path, Binary.Any(path.EndsWith) ? "" : File.ReadAllText(Path.Combine(Root, path))))];
    }

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Kartoteka.slnx"))) folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("No checkout above the tests.");
        return folder;
    }
}
