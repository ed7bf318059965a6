using System.ComponentModel.DataAnnotations;

namespace Kartoteka.Modules.Exports.Sql;

/// <summary>Settings of questions in SQL.</summary>
public sealed class SqlOptions
{
    /// <summary>Longest that a question runs, in seconds; a request may ask for less. Default 300.</summary>
    [Range(1, 86_400)] public int TimeoutSecondsMax { get; set; } = 300;

    /// <summary>How long a question runs when the request does not say, in seconds. Default 30.</summary>
    [Range(1, 86_400)] public int TimeoutSeconds { get; set; } = 30;

    /// <summary>Most rows of an answer in JSON. Default 100,000.</summary>
    [Range(1, 10_000_000)] public int RowsMax { get; set; } = 100_000;

    /// <summary>Most rows of an answer as CSV or JSON lines, which are written as they are read. Default 1,000,000.</summary>
    [Range(1, 1_000_000_000)] public int StreamedRowsMax { get; set; } = 1_000_000;

    /// <summary>Most questions that run at the same time. Default 4.</summary>
    [Range(1, 1_000)] public int AtOnceMax { get; set; } = 4;
}
