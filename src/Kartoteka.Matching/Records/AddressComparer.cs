using Kartoteka.Matching.Text;

namespace Kartoteka.Matching.Records;

/// <summary>An address as codes of its parts; -1 for one that is missing.</summary>
internal readonly record struct AddressCodes(int Street, int House, int Flat);

/// <summary>Parts of addresses.</summary>
/// <param name="Streets">Names of streets.</param>
/// <param name="Numbers">Numbers of houses and flats.</param>
/// <param name="Parts">By the code of the address.</param>
internal sealed record AddressValues(ValueTable Streets, ValueTable Numbers, AddressCodes[] Parts)
{
    /// <summary>A hash of street and house.</summary>
    public ulong BuildingOf(int code) => NameText.Combine(Streets.HashOf(Parts[code].Street), Parts[code].House < 0 ? 0 : Numbers.HashOf(Parts[code].House));
}

/// <summary>Addresses taken apart: street, house and flat.</summary>
internal sealed class AddressComparer : FieldComparer
{
    private readonly AddressValues _parts;
    private readonly int[] _building;

    /// <summary>Makes a comparer.</summary>
    /// <param name="known">How many records of another table a house has; null to count here.</param>
    public AddressComparer(ValueTable values, AddressValues parts, FieldFacts? known)
        : base(values, ["different", "same street", "same house, other flat", "nearly", "same house", "exact"])
    {
        _parts = parts;
        var buildings = known is null ? Buildings() : null;
        _building = new int[values.Count];
        for (var code = 0; code < values.Count; code++) _building[code] = buildings?[parts.BuildingOf(code)] ?? known!.Buildings![parts.BuildingOf(code)];
    }

    public override FieldFacts Facts() => base.Facts() with { Buildings = new ValueCounts([.. Buildings().Select(pair => (pair.Key, pair.Value))]) };

    public int HouseOf(int code) => _parts.Parts[code].House;

    public override int Touch(int code) => _parts.Parts[code].Street;

    public override int Compare(int first, int second)
    {
        if (first == second) return 5;
        var (left, right) = (_parts.Parts[first], _parts.Parts[second]);
        var street = Streets(left.Street, right.Street);
        if (street == 0) return 0;
        var house = Part(left.House, right.House);
        var flat = Part(left.Flat, right.Flat);
        if (street == 2)
        {
            if (house == 1) return flat == 1 ? 5 : flat == 0 ? 4 : 2;
            if (house == 0) return flat == 1 ? 3 : 1;
            return flat == 1 ? 3 : 1;
        }
        return house == 1 && flat >= 0 ? 3 : house == 1 ? 2 : 0;
    }

    public override double Frequency(int first, int second, int level) => level switch
    {
        5 => Values.Frequency(first),
        4 => (double)Math.Min(_building[first], _building[second]) / Math.Max(Values.Filled, 1),
        _ => 0,
    };

    /// <summary>How many records have a house, by the hash of street and house.</summary>
    private Dictionary<ulong, int> Buildings()
    {
        var buildings = new Dictionary<ulong, int>();
        for (var code = 0; code < Values.Count; code++)
        {
            ref var count = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(buildings, _parts.BuildingOf(code), out _);
            count += Values.Counts[code];
        }
        return buildings;
    }

    private static int Part(int first, int second) => first < 0 || second < 0 ? 0 : first == second ? 1 : -1;

    private int Streets(int first, int second)
    {
        if (first < 0 || second < 0) return 0;
        if (first == second) return 2;
        var streets = _parts.Streets;
        var shorter = Math.Min(streets.LengthOf(first), streets.LengthOf(second));
        if (shorter >= 4 && streets.DistanceMin(first, second) <= 2)
        {
            var edits = Similarity.Distance(streets.Letters(first), streets.Letters(second));
            if (edits <= 1 || (edits == 2 && shorter >= 8)) return 1;
        }
        if (shorter < 5) return 0;
        if (streets.MayContain(first, second) && IsEnd(streets.Letters(first), streets.Letters(second))) return 1;
        return streets.SimilarityMax(first, second) >= 0.93 && Similarity.JaroWinkler(streets.Letters(first), streets.Letters(second)) >= 0.93 ? 1 : 0;
    }

    /// <summary>One begins or ends with the other.</summary>
    private static bool IsEnd(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) => left.StartsWith(right) || right.StartsWith(left) || left.EndsWith(right) || right.EndsWith(left);
}
