using System.Globalization;
using System.Text.Json;
using Kartoteka.Domain.Identity;
using Kartoteka.Domain.Segments;

namespace Kartoteka.Domain.Tests.Segments;

/// <summary>An event as a plain value.</summary>
internal sealed record WorldEvent(string Kind, string Name, long OccurredAtUs, JsonElement Properties);

/// <summary>A profile with all that a rule may ask of it, as plain values.</summary>
internal sealed record WorldPerson(
    ProfileId Id, IReadOnlyDictionary<string, JsonElement> Traits, IReadOnlyDictionary<string, JsonElement> Computed, IReadOnlyList<string> Identifiers,
    IReadOnlyList<string> Segments, IReadOnlyList<IReadOnlyDictionary<string, JsonElement>> Accounts, IReadOnlyList<WorldEvent> Events);

/// <summary>People by name, and what segments they are to be in: a part of Data/segment-truths.json.</summary>
internal sealed record SegmentWorld(string About, IReadOnlyDictionary<string, WorldPerson> People, IReadOnlyList<(string Rule, IReadOnlySet<string> Members)> Cases)
{
    private static readonly JsonElement None = JsonDocument.Parse("{}").RootElement;

    /// <summary>As of when the table holds.</summary>
    public static RuleMoment Moment { get; } = new(Us("2026-03-15T12:00:00+03:00"), TimeZoneInfo.FindSystemTimeZoneById("Europe/Moscow"));

    /// <summary>The whole table.</summary>
    public static IReadOnlyList<SegmentWorld> ReadAll()
    {
        using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Data", "segment-truths.json"));
        return [.. JsonDocument.Parse(file).RootElement.EnumerateArray().Select(Read)];
    }

    public static long Us(string moment) =>
        (DateTimeOffset.Parse(moment, CultureInfo.InvariantCulture).UtcDateTime - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    private static SegmentWorld Read(JsonElement json, int number)
    {
        var people = json.GetProperty("people").EnumerateObject().Select((person, index) => (person.Name, Person: ReadPerson(person.Value, 1_000 * number + index))).ToDictionary(pair => pair.Name, pair => pair.Person);
        var cases = json.GetProperty("cases").EnumerateArray().Select(one => (one.GetProperty("rule").GetRawText(),
            (IReadOnlySet<string>)one.GetProperty("members").GetString()!.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet()));
        return new SegmentWorld(json.GetProperty("about").GetString()!, people, [.. cases]);
    }

    private static WorldPerson ReadPerson(JsonElement json, int number) => new(
        new ProfileId(new Guid(number, 1, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 0)), Values(Part(json, "traits")), Values(Part(json, "computed")), Texts(json, "identifiers"), Texts(json, "segments"),
        [.. Items(json, "accounts").Select(Values)], [.. Items(json, "events").Select(ReadEvent)]);

    private static WorldEvent ReadEvent(JsonElement json) => new(
        json.TryGetProperty("kind", out var kind) ? kind.GetString()! : "track", json.GetProperty("event").GetString()!, Us(json.GetProperty("at").GetString()!), Part(json, "properties"));

    private static JsonElement Part(JsonElement json, string name) => json.TryGetProperty(name, out var part) ? part : None;

    private static Dictionary<string, JsonElement> Values(JsonElement json) => json.EnumerateObject().ToDictionary(member => member.Name, member => member.Value);

    private static JsonElement.ArrayEnumerator Items(JsonElement json, string name) => json.TryGetProperty(name, out var part) ? part.EnumerateArray() : default;

    private static string[] Texts(JsonElement json, string name) => [.. Items(json, name).Select(item => item.GetString()!)];
}
