using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Kartoteka.Domain.Identity;
using Kartoteka.Modules.Catalogue.Contracts;
using Kartoteka.Modules.Sources.Contracts;
using Kartoteka.Protocol.Ingest;
using Kartoteka.Storage;

namespace Kartoteka.Modules.Quality;

/// <summary>
/// Counts what the base is like, profile by profile. Memory depends on the number of sources and of traits in the catalogue, and not on the
/// number of profiles: a trait that is not in the catalogue is not counted.
/// </summary>
internal sealed class QualityCount(TraitCatalog catalog, long nowUs)
{
    /// <summary>Most traits in a report.</summary>
    public const int TraitsMax = 2_000;

    /// <summary>Most traits in a report of one source.</summary>
    public const int TraitsShownMax = 200;

    private const long DayUs = 86_400_000_000;
    private static readonly int[] SpanDays = [1, 7, 30, 365];

    private readonly Dictionary<int, SourceTally> _sources = [];
    private readonly Dictionary<(ProfileKind Kind, string Name), TraitTally> _traits = [];
    private readonly HashSet<int> _sourcesOfProfile = [];
    private readonly HashSet<string> _traitsOfProfile = new(StringComparer.Ordinal);
    private readonly HashSet<string> _typesOfRecord = new(StringComparer.Ordinal);
    private long _persons;
    private long _accounts;

    /// <summary>Takes in a profile's records, at least one.</summary>
    public void Add(IReadOnlyList<RecordState> records)
    {
        var kind = records[0].Kind;
        if (kind == ProfileKind.Person) _persons++;
        else _accounts++;
        _sourcesOfProfile.Clear();
        _traitsOfProfile.Clear();
        foreach (var record in records) Add(record);
        foreach (var name in _traitsOfProfile) _traits[(kind, name)].Filled++;
    }

    private void Add(RecordState record)
    {
        ref var tally = ref CollectionsMarshal.GetValueRefOrAddDefault(_sources, record.Key.SourceId, out _);
        tally ??= new SourceTally();
        tally.Records++;
        if (_sourcesOfProfile.Add(record.Key.SourceId)) tally.Profiles++;
        var age = nowUs - record.UpdatedAtUs;
        var span = Array.FindIndex(SpanDays, days => age < days * DayUs);
        tally.Spans[span < 0 ? SpanDays.Length : span]++;
        AddIdentifiers(record, tally);
        AddTraits(record, tally);
    }

    private void AddIdentifiers(RecordState record, SourceTally tally)
    {
        _typesOfRecord.Clear();
        foreach (var claim in record.Claims)
        {
            if (_typesOfRecord.Add(claim.Identifier.Type)) CollectionsMarshal.GetValueRefOrAddDefault(tally.Identifiers, claim.Identifier.Type, out _)++;
        }
    }

    private void AddTraits(RecordState record, SourceTally tally)
    {
        var (badPhone, badEmail) = (false, false);
        foreach (var (name, value) in record.Traits)
        {
            if (value.IsNull || catalog.Find(record.Kind, name) is null) continue;
            CollectionsMarshal.GetValueRefOrAddDefault(tally.Traits, name, out _)++;
            _traitsOfProfile.Add(name);
            ref var trait = ref CollectionsMarshal.GetValueRefOrAddDefault(_traits, (record.Kind, name), out _);
            trait ??= new TraitTally(IdentifierKeys.TypeOfTrait(Encoding.UTF8.GetBytes(name)));
            trait.LastUpdatedUs = Math.Max(trait.LastUpdatedUs, value.AtUs);
            CollectionsMarshal.GetValueRefOrAddDefault(trait.BySource, record.Key.SourceId, out _)++;
            badPhone |= trait.Type == IdentifierTypes.Phone && IsBad(trait.Type, value.Json);
            badEmail |= trait.Type == IdentifierTypes.Email && IsBad(trait.Type, value.Json);
        }
        tally.InvalidPhone += badPhone ? 1 : 0;
        tally.InvalidEmail += badEmail ? 1 : 0;
    }

    // True when any of the texts or numbers stated is none of the type; what is blank states nothing.
    private static bool IsBad(string type, byte[] json)
    {
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            var text = reader.TokenType switch { JsonTokenType.String => reader.GetString(), JsonTokenType.Number => Encoding.UTF8.GetString(reader.ValueSpan), _ => null };
            if (!string.IsNullOrWhiteSpace(text) && !IdentifierNormalizer.TryNormalize(type, text, out _, out _)) return true;
        }
        return false;
    }

    /// <summary>What was counted, with what the ledger counts itself.</summary>
    public QualityReport Report(
        SourceDirectory sources, long asOf, IReadOnlyList<SourceCounters> counters, IReadOnlyDictionary<int, long> conflicts, IReadOnlyList<(int SourceId, string Reason, long Count)> quarantined) => new(
        Times.FromUs(nowUs), asOf, Running: false,
        [.. sources.All.OrderBy(source => source.Key, StringComparer.Ordinal).Select(source => View(
            source, _sources.GetValueOrDefault(source.Id) ?? new SourceTally(), counters.FirstOrDefault(counter => counter.SourceId == source.Id),
            conflicts.GetValueOrDefault(source.Id), quarantined.Where(row => row.SourceId == source.Id).Sum(row => row.Count)))],
        [.. _traits.OrderByDescending(pair => pair.Value.Filled).ThenBy(pair => pair.Key.Name, StringComparer.Ordinal).Take(TraitsMax).Select(pair => new TraitQuality(
            pair.Key.Kind == ProfileKind.Person ? "person" : "account", pair.Key.Name, pair.Value.Filled,
            pair.Value.BySource.ToDictionary(count => sources.ById(count.Key)?.Key ?? $"#{count.Key}", count => count.Value), Times.FromUs(pair.Value.LastUpdatedUs)))],
        new ProfileTotals(_persons + _accounts, _persons, _accounts));

    private static SourceQuality View(Source source, SourceTally tally, SourceCounters? counters, long conflicts, long quarantined) => new(
        source.Key, tally.Records, tally.Profiles, tally.Profiles == 0 ? 0 : Math.Round((double)tally.Records / tally.Profiles, 3), tally.Records - tally.Profiles,
        tally.Identifiers.GetValueOrDefault(IdentifierTypes.Phone), tally.Identifiers.GetValueOrDefault(IdentifierTypes.Email), tally.InvalidPhone, tally.InvalidEmail, conflicts, quarantined,
        counters is { LastReceivedAtUs: > 0 and var last } ? Times.FromUs(last) : null, new Freshness(tally.Spans[0], tally.Spans[1], tally.Spans[2], tally.Spans[3], tally.Spans[4]),
        [.. tally.Identifiers.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => new IdentifierFill(pair.Key, pair.Value))],
        [.. tally.Traits.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Take(TraitsShownMax).Select(pair => new TraitFill(pair.Key, pair.Value))]);

    private sealed class SourceTally
    {
        public long Records;
        public long Profiles;
        public long InvalidPhone;
        public long InvalidEmail;
        public readonly long[] Spans = new long[SpanDays.Length + 1];
        public readonly Dictionary<string, long> Identifiers = new(StringComparer.Ordinal);
        public readonly Dictionary<string, long> Traits = new(StringComparer.Ordinal);
    }

    /// <param name="type">The identifier type that the trait is of, or null.</param>
    private sealed class TraitTally(string? type)
    {
        public readonly string? Type = type;
        public long Filled;
        public long LastUpdatedUs;
        public readonly Dictionary<int, long> BySource = [];
    }
}
