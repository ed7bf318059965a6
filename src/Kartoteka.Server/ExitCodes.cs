namespace Kartoteka.Server;

/// <summary>What the process ends with; scripts rely on the numbers.</summary>
public static class ExitCodes
{
    /// <summary>All went well.</summary>
    public const int Good = 0;

    /// <summary>It failed for a reason named on stderr.</summary>
    public const int Failed = 1;

    /// <summary>An option or a setting is wrong.</summary>
    public const int BadOption = 2;

    /// <summary>The data folder was written by a newer program, or a migration failed.</summary>
    public const int Migration = 3;

    /// <summary>Another process has the data folder.</summary>
    public const int FolderInUse = 4;

    /// <summary>An import went through to its end, and some of its rows were refused.</summary>
    public const int RowsRefused = 5;
}
