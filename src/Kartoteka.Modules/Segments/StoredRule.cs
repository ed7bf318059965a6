using System.Text.Json;
using Kartoteka.Domain.Segments;
using Kartoteka.Storage.Segments;

namespace Kartoteka.Modules.Segments;

/// <summary>The rule of a segment that was checked when it was stored; of a list, the one that its events make.</summary>
internal static class StoredRule
{
    /// <exception cref="InvalidDataException">It was stored by another version, or changed by hand.</exception>
    public static Rule Of(Segment segment)
    {
        if (segment.IsList) return OfList(segment.Key);
        using var json = JsonDocument.Parse(segment.RuleJson);
        return RuleReader.Read(json.RootElement, out var problems)
            ?? throw new InvalidDataException($"The rule of segment '{segment.Key}' is not valid: {problems[0].Pointer} {problems[0].Detail}");
    }

    /// <summary>Who was put on a list and not taken off it later, by the events of all records that the profile has now.</summary>
    private static SequenceRule OfList(string key) => new(
        [new SequenceStep(Said(MembershipEvents.Joined, key), null, IsAbsent: false), new SequenceStep(Said(MembershipEvents.Left, key), null, IsAbsent: true)], null);

    private static EventFilter Said(string name, string key) => new(MembershipEvents.Kind, [name], [new PropertyTest("list", [], new TextInTest([key]))]);
}
