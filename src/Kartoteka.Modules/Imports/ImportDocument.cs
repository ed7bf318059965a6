using System.Text.Json;
using System.Text.Json.Serialization;
using Kartoteka.Protocol.Import;
using Kartoteka.Storage;

namespace Kartoteka.Modules.Imports;

/// <summary>What an import waits for, does, or did last.</summary>
internal enum ImportTask
{
    /// <summary>Take the rows in.</summary>
    Import = 0,

    /// <summary>Say what that would do.</summary>
    DryRun = 1,

    /// <summary>Take everything back.</summary>
    Undo = 2,
}

/// <summary>States of an import; see docs of <see cref="Job.State"/>.</summary>
internal static class ImportStates
{
    public const string Ready = "ready", Queued = "queued", Checking = "checking", Running = "running", Done = "done", Failed = "failed",
        Cancelled = "cancelled", Undoing = "undoing", Undone = "undone";

    /// <summary>True while the runner has it or will take it, also after a restart.</summary>
    public static bool IsActive(string state) => state is Queued or Checking or Running or Undoing;
}

/// <summary>What became of the rows so far; committed with them.</summary>
/// <param name="Accepted">Rows that became part of an event.</param>
/// <param name="Refused">Rows in the file of refused rows.</param>
/// <param name="Skipped">Rows left out by an option.</param>
/// <param name="Stored">Events stored.</param>
/// <param name="Duplicate">Events that were there already.</param>
/// <param name="Quarantined">Events that the commit refused; they are in quarantine.</param>
internal sealed record ImportCounts(long Accepted, long Refused, long Skipped, long Stored, long Duplicate, long Quarantined)
{
    public static ImportCounts None { get; } = new(0, 0, 0, 0, 0, 0);

    /// <summary>Rows dealt with.</summary>
    [JsonIgnore] public long Rows => Accepted + Refused + Skipped;
}

/// <summary>What a dry run found out.</summary>
/// <param name="Rows">Rows of the file.</param>
/// <param name="Refused">Rows that would be refused.</param>
/// <param name="Skipped">Rows that an option leaves out.</param>
/// <param name="Stored">Events that would be stored.</param>
/// <param name="Duplicate">Events that are there already.</param>
/// <param name="Quarantined">Events that the commit would refuse.</param>
/// <param name="NewRecords">Records that would be added.</param>
/// <param name="ChangedRecords">Known records that would change.</param>
/// <param name="UnchangedRecords">Known records that would not.</param>
/// <param name="Merges">Known profiles that would be merged away. Rows of different chunks that join only together are not seen.</param>
/// <param name="MergeSamples">Some of them.</param>
internal sealed record ImportDryRunResult(
    long Rows, long Refused, long Skipped, long Stored, long Duplicate, long Quarantined, long NewRecords, long ChangedRecords, long UnchangedRecords, long Merges,
    IReadOnlyList<MergeSample> MergeSamples);

/// <summary>Two profiles that would become one.</summary>
internal sealed record MergeSample(string From, string To);

/// <summary>Everything remembered of an import: the job's JSON.</summary>
internal sealed record ImportDocument
{
    public required string Name { get; init; }

    public required int SourceId { get; init; }

    public required ImportKind Kind { get; init; }

    public required string Sha256 { get; init; }

    public required long Bytes { get; init; }

    /// <summary>Our clock when the file was whole: the time of receipt of its rows, so that a resumed import repeats it.</summary>
    public required long ReceivedAtUs { get; init; }

    public ImportFormat Format { get; init; }

    public IReadOnlyList<ColumnGuess> Columns { get; init; } = [];

    public IReadOnlyList<string> Map { get; init; } = [];

    public IReadOnlyList<MappingError> MappingErrors { get; init; } = [];

    /// <summary>Where each column goes, by index; null for a dropped one.</summary>
    public IReadOnlyList<string?> Targets { get; init; } = [];

    public ImportSettings Settings { get; init; } = new();

    public ImportTask Task { get; init; }

    /// <summary>Null until the first chunk is committed.</summary>
    public ImportPosition? Position { get; init; }

    public ImportCounts Counts { get; init; } = ImportCounts.None;

    public long RefusedBytes { get; init; }

    /// <summary>Bytes of the file behind what is committed.</summary>
    public long BytesRead { get; init; }

    public ImportDryRunResult? DryRun { get; init; }

    /// <summary>Ledger position of the last event taken back.</summary>
    public long UndoPosition { get; init; }

    public long UndoneEvents { get; init; }

    public string? Error { get; init; }

    public long? StartedAtUs { get; init; }

    public long? FinishedAtUs { get; init; }

    /// <summary>True once file, refused rows and samples are gone; what was imported stays and can be undone.</summary>
    public bool FilesDeleted { get; init; }
}

/// <summary>An import as kept.</summary>
internal sealed record Import(long Id, string State, ImportDocument Document, long CreatedAtUs, long UpdatedAtUs)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static Import Of(Job job) => new(job.Id, job.State, JsonSerializer.Deserialize<ImportDocument>(job.Json, Json)!, job.CreatedAtUs, job.UpdatedAtUs);

    public static string Write(ImportDocument document) => JsonSerializer.Serialize(document, Json);

    public Job ToJob() => new(Id, ImportStore.JobKind, State, Write(Document), CreatedAtUs, UpdatedAtUs);
}
