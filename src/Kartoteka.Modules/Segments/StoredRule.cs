using System.Text.Json;
using Kartoteka.Domain.Segments;
using Kartoteka.Storage.Segments;

namespace Kartoteka.Modules.Segments;

/// <summary>The rule of a segment that was checked when it was stored.</summary>
internal static class StoredRule
{
    /// <exception cref="InvalidDataException">It was stored by another version, or changed by hand.</exception>
    public static Rule Of(Segment segment)
    {
        using var json = JsonDocument.Parse(segment.RuleJson);
        return RuleReader.Read(json.RootElement, out var problems)
            ?? throw new InvalidDataException($"The rule of segment '{segment.Key}' is not valid: {problems[0].Pointer} {problems[0].Detail}");
    }
}
