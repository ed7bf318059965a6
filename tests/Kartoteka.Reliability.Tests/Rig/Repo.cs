namespace Kartoteka.Reliability.Tests.Rig;

/// <summary>Where things are in the checkout.</summary>
internal static class Repo
{
    public static string Root { get; } = FindRoot();

    /// <summary>Public collections of bad input, copied beside the protocol's tests.</summary>
    public static string BadInput { get; } = Path.Combine(Root, "tests", "Kartoteka.Protocol.Tests", "Data");

    public static string Server => Built("src/Kartoteka.Server", "kartoteka.dll");

    public static string DefectiveServer => Built("tests/Kartoteka.DefectiveServer", "Kartoteka.DefectiveServer.dll");

    /// <summary>True on the build server: a missing means of testing fails there and skips on a desk.</summary>
    public static bool IsBuildServer => Environment.GetEnvironmentVariable("CI") == "true";

    /// <summary>True for the long programme: bench/reliability.</summary>
    public static bool IsLong => Environment.GetEnvironmentVariable("KARTOTEKA_LONG") == "1";

    // One folder above all others, removed at the end unless KARTOTEKA_KEEP=1 asks for the remains of a failure.
    private static readonly Lazy<string> AllFolders = new(() =>
    {
        var folder = Directory.CreateTempSubdirectory("kartoteka-").FullName;
        if (Environment.GetEnvironmentVariable("KARTOTEKA_KEEP") != "1") AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        return folder;
    });

    private static int _folders;

    /// <summary>A new folder for one test.</summary>
    public static string NewFolder() => Directory.CreateDirectory(Path.Combine(AllFolders.Value, $"{Interlocked.Increment(ref _folders)}")).FullName;

    // The build of this test's own configuration, so that a Release run never tests a forgotten Debug build.
    private static string Built(string project, string assembly)
    {
        var configuration = AppContext.BaseDirectory.Contains("/Release/", StringComparison.Ordinal) ? "Release" : "Debug";
        var path = Path.Combine(Root, project, "bin", configuration, "net10.0", assembly);
        return File.Exists(path) ? path : throw new FileNotFoundException($"{assembly} is not built: run dotnet build -c {configuration}.", path);
    }

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Kartoteka.slnx"))) folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("Kartoteka.slnx");
        return folder;
    }
}
