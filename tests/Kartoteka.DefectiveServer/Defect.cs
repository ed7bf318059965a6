namespace Kartoteka.DefectiveServer;

/// <summary>What is wrong with this server.</summary>
internal enum Defect
{
    /// <summary>Nothing: shows that the checks pass a good server.</summary>
    None,

    /// <summary>200 first, storing 300 ms later.</summary>
    AcksBeforeStoring,

    /// <summary>Writes before the answer and never syncs: a kill does not show it, a power cut does.</summary>
    AcksWithoutSync,

    /// <summary>Known message ids live in memory only.</summary>
    ForgetsDedupeAfterRestart,

    /// <summary>One unreadable event, and the whole batch is dropped with a 200.</summary>
    LosesNeighboursOfPoison,

    /// <summary>Neither a failed write nor a failed fsync changes the answer.</summary>
    AcksAfterFailedWrite,

    /// <summary>One body is read at a time.</summary>
    HangsOnSlowClients,

    /// <summary>Duplicates are not counted as received.</summary>
    Miscounts,

    /// <summary>Stores an event that nobody sent.</summary>
    Invents,

    /// <summary>Malformed input is an unhandled exception.</summary>
    Answers500,

    /// <summary>Malformed bodies are refused and appear nowhere.</summary>
    DropsBadBodies,

    /// <summary>Many connections end the process.</summary>
    AbortsOnManyConnections,

    /// <summary>A megabyte is kept for every connection.</summary>
    HoardsMemory,
}
