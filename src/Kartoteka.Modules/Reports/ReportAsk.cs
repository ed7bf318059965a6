using Microsoft.AspNetCore.Mvc;

namespace Kartoteka.Modules.Reports;

/// <summary>What every report may be narrowed to, as it stands in the query.</summary>
public class ReportAsk
{
    /// <summary>First day, <c>yyyy-MM-dd</c>; default the day after the last day a year ago.</summary>
    [FromQuery(Name = "from")] public string? From { get; init; }

    /// <summary>Last day; default today.</summary>
    [FromQuery(Name = "to")] public string? To { get; init; }

    /// <summary>Key of a brand.</summary>
    [FromQuery(Name = "brand")] public string? Brand { get; init; }

    /// <summary>Key of a source.</summary>
    [FromQuery(Name = "source")] public string? Source { get; init; }

    /// <summary>Key of a segment: its people alone.</summary>
    [FromQuery(Name = "segment")] public string? Segment { get; init; }

    /// <summary>Code of a currency, or <c>none</c> for orders without one; default the most used.</summary>
    [FromQuery(Name = "currency")] public string? Currency { get; init; }

    /// <summary><c>csv</c> for the table as a file.</summary>
    [FromQuery(Name = "format")] public string? Format { get; init; }
}
