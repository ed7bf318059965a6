using System.Runtime.InteropServices;
using Kartoteka.Domain.Identity;
using Kartoteka.Modules.Sources.Contracts;
using Kartoteka.Storage;

namespace Kartoteka.Modules.Matching;

/// <summary>
/// Counts what sources repeat and what brands share, profile by profile; memory depends on the number of sources and brands alone. "Before" is
/// what identifiers alone would join: of profiles that hold together by a decision the records are parted as the rules part them.
/// </summary>
internal sealed class OverlapCount(SourceDirectory sources, IdentityRules rules)
{
    private readonly Dictionary<int, (long Records, long Profiles, long WithOthers)> _sources = [];
    private readonly Dictionary<int, long> _before = [], _after = [];
    private readonly Dictionary<(int, int), long> _bothBefore = [], _bothAfter = [];

    /// <summary>Profiles counted.</summary>
    public long Profiles { get; private set; }

    /// <summary>Takes in a profile's records, at least one.</summary>
    public void Add(IReadOnlyList<RecordState> records)
    {
        Profiles++;
        var bySource = records.GroupBy(record => record.Key.SourceId).ToArray();
        foreach (var group in bySource)
        {
            ref var tally = ref CollectionsMarshal.GetValueRefOrAddDefault(_sources, group.Key, out _);
            tally = (tally.Records + group.Count(), tally.Profiles + 1, tally.WithOthers + (bySource.Length > 1 ? 1 : 0));
        }
        Count(records, _after, _bothAfter);
        foreach (var part in WithoutDecisions(records)) Count(part, _before, _bothBefore);
    }

    private void Count(IEnumerable<RecordState> customer, Dictionary<int, long> single, Dictionary<(int, int), long> both)
    {
        var brands = customer.Select(record => sources.ById(record.Key.SourceId)?.BrandId).OfType<int>().Distinct().Order().ToArray();
        for (var i = 0; i < brands.Length; i++)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(single, brands[i], out _)++;
            for (var j = i + 1; j < brands.Length; j++) CollectionsMarshal.GetValueRefOrAddDefault(both, (brands[i], brands[j]), out _)++;
        }
    }

    // An edit by hand is held by a decision too, and goes with the record that it was bound to.
    private IEnumerable<IEnumerable<RecordState>> WithoutDecisions(IReadOnlyList<RecordState> records)
    {
        var attaching = records.SelectMany(record => record.Decisions).Where(tag => tag.Side == DecisionTag.Attached).Select(tag => tag.DecisionId).ToHashSet();
        if (!records.Any(record => record.Decisions.Exists(IsOfPeople))) return [records];
        var copies = records.Select(record =>
        {
            var copy = new RecordState(record.Id, record.Key, record.Kind, record.Realm, record.CreatedAtUs);
            foreach (var claim in record.Claims) copy.AddClaim(claim);
            copy.Decisions.AddRange(record.Decisions.Where(tag => !IsOfPeople(tag)));
            return copy;
        }).ToArray();
        var byId = records.ToDictionary(record => record.Id);
        return IdentityPartition.Compute(copies, rules).Groups.Select(group => group.Select(id => byId[id]));

        bool IsOfPeople(DecisionTag tag) => tag.Side == DecisionTag.Same && !attaching.Contains(tag.DecisionId);
    }

    /// <summary>What sources repeat, by key.</summary>
    public IReadOnlyList<SourceDuplicates> Sources() =>
    [
        .. _sources.Select(pair => new SourceDuplicates(
            sources.ById(pair.Key)?.Key ?? $"#{pair.Key}", pair.Value.Records, pair.Value.Profiles, pair.Value.Records - pair.Value.Profiles,
            Math.Round((double)(pair.Value.Records - pair.Value.Profiles) / pair.Value.Records, 4), pair.Value.WithOthers)).OrderBy(source => source.Source, StringComparer.Ordinal),
    ];

    /// <summary>What brands share, each two of those that have customers.</summary>
    public IReadOnlyList<BrandOverlap> Brands(IReadOnlyList<Brand> brands)
    {
        var known = brands.Where(brand => _after.ContainsKey(brand.Id)).OrderBy(brand => brand.Id).ToArray();
        return
        [
            .. known.SelectMany((first, i) => known.Skip(i + 1).Select(second => new BrandOverlap(
                first.Key, second.Key, _after[first.Id], _after[second.Id], View(first.Id, second.Id, _before, _bothBefore), View(first.Id, second.Id, _after, _bothAfter),
                "customers-of-the-smaller-brand"))),
        ];
    }

    private static OverlapView View(int first, int second, Dictionary<int, long> single, Dictionary<(int, int), long> both)
    {
        var (one, other, shared) = (single.GetValueOrDefault(first), single.GetValueOrDefault(second), both.GetValueOrDefault((first, second)));
        var smaller = Math.Min(one, other);
        return new OverlapView(one, other, shared, smaller == 0 ? null : Math.Round((double)shared / smaller, 4));
    }
}
