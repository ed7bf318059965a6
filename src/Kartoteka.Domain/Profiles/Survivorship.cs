using Kartoteka.Domain.Identity;

namespace Kartoteka.Domain.Profiles;

/// <summary>A trait of a profile and the record that it comes from.</summary>
/// <param name="Name">The trait.</param>
/// <param name="Value">Its value as the record states it.</param>
/// <param name="Record">The record that won.</param>
/// <param name="Rule">Which rule decided: <c>only</c>, <c>master</c>, <c>trust</c> or <c>recency</c>.</param>
public sealed record SurvivingTrait(string Name, TraitValue Value, RecordState Record, string Rule);

/// <summary>What survivorship needs to know of the sources.</summary>
public interface ISourceTrust
{
    /// <summary>Trust rank of a source: the higher wins. 0 to 1000.</summary>
    int TrustRank(int sourceId);

    /// <summary>The master source of a trait, or null.</summary>
    int? MasterSource(ProfileKind kind, string trait);
}

/// <summary>
/// Computes a profile's traits from its records: master source, then trust rank, then recency by <c>occurredAt</c>, ties by message id
/// and at last by the record's address. A function of the records alone: neither arrival nor batching nor repetition matter.
/// </summary>
public static class Survivorship
{
    /// <summary>Traits that survive, by name. A withdrawn trait gives way to any other statement and is left out if none remains.</summary>
    public static SortedDictionary<string, SurvivingTrait> Fold(IReadOnlyList<RecordState> records, ISourceTrust trust)
    {
        var traits = new SortedDictionary<string, SurvivingTrait>(StringComparer.Ordinal);
        var contested = false;
        foreach (var record in records)
        {
            foreach (var (name, value) in record.Traits)
            {
                if (value.IsNull) continue;
                var candidate = new SurvivingTrait(name, value, record, "only");
                if (!traits.TryGetValue(name, out var best)) traits[name] = candidate;
                else if (Compare(best, candidate, trust).Order < 0) traits[name] = candidate;
                contested |= best is not null;
            }
        }
        if (contested) NameRules(traits, records, trust);
        return traits;
    }

    // The rule shown is the strongest that the winner needed against any rival, whichever of them came first.
    private static void NameRules(SortedDictionary<string, SurvivingTrait> traits, IReadOnlyList<RecordState> records, ISourceTrust trust)
    {
        foreach (var name in traits.Keys.ToArray())
        {
            var winner = traits[name];
            foreach (var record in records)
            {
                if (ReferenceEquals(record, winner.Record) || !record.Traits.TryGetValue(name, out var value) || value.IsNull) continue;
                var rule = Compare(winner, new SurvivingTrait(name, value, record, "only"), trust).Rule;
                if (Rank(rule) < Rank(winner.Rule)) winner = winner with { Rule = rule };
            }
            traits[name] = winner;
        }
    }

    private static int Rank(string rule) => rule switch { "master" => 0, "trust" => 1, "recency" => 2, _ => 3 };

    private static (int Order, string Rule) Compare(SurvivingTrait one, SurvivingTrait other, ISourceTrust trust)
    {
        if (trust.MasterSource(one.Record.Kind, one.Name) is { } master)
        {
            var byMaster = (one.Record.Key.SourceId == master).CompareTo(other.Record.Key.SourceId == master);
            if (byMaster != 0) return (byMaster, "master");
        }
        var byTrust = trust.TrustRank(one.Record.Key.SourceId).CompareTo(trust.TrustRank(other.Record.Key.SourceId));
        if (byTrust != 0) return (byTrust, "trust");
        if (one.Value.IsLaterThan(other.Value)) return (1, "recency");
        if (other.Value.IsLaterThan(one.Value)) return (-1, "recency");
        var bySource = one.Record.Key.SourceId.CompareTo(other.Record.Key.SourceId);
        return (bySource != 0 ? bySource : string.CompareOrdinal(one.Record.Key.ExternalId, other.Record.Key.ExternalId), "recency");
    }
}
