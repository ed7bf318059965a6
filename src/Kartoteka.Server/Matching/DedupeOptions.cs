using Kartoteka.Matching.Tables;
using Kartoteka.Protocol.Import;

namespace Kartoteka.Server.Matching;

/// <summary>What <c>kartoteka dedupe</c> was told.</summary>
internal sealed record DedupeOptions
{
    public required string File { get; init; }

    public string? Link { get; init; }

    public string? Out { get; init; }

    public string? Pairs { get; init; }

    public string? Model { get; init; }

    public string? Report { get; init; }

    /// <summary>Language of the report, ru or en; null for that of the file.</summary>
    public string? Language { get; init; }

    public string? Id { get; init; }

    public double Threshold { get; init; } = 0.95;

    public (string First, string Second)? Explain { get; init; }

    public long? MaxPairs { get; init; }

    public int Threads { get; init; } = Environment.ProcessorCount;

    public IReadOnlyDictionary<string, ColumnRole> Roles { get; init; } = new Dictionary<string, ColumnRole>();

    public TableOptions Table { get; init; } = new();
}
