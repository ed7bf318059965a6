using Kartoteka.Matching.Text;

namespace Kartoteka.Matching.Blocking;

/// <summary>A blocking rule: records that agree on all its keys are compared.</summary>
internal sealed record Rule(Atom[] Atoms, int[] Numbers)
{
    public string Name => string.Join(" + ", Atoms.Select(atom => atom.Name));

    /// <summary>Bits of its atoms.</summary>
    public ulong Mask => Numbers.Aggregate(0UL, (mask, number) => mask | 1UL << number);

    /// <summary>The key of a record; 0 for none.</summary>
    public ulong KeyOf(int record)
    {
        var key = 1UL;
        foreach (var atom in Atoms)
            if ((key = With(key, atom.Keys[record])) == 0) return 0;
        return key;
    }

    /// <summary>The key of a record by the rule of some atoms, which is that of <see cref="KeyOf(int)"/> in any table where the record stands.</summary>
    public static ulong KeyOf(IReadOnlyList<Atom> atoms, int[] numbers, int record)
    {
        var key = 1UL;
        foreach (var number in numbers)
            if ((key = With(key, atoms[number].Keys[record])) == 0) return 0;
        return key;
    }

    private static ulong With(ulong key, ulong part) => part == 0 ? 0 : Math.Max(1, NameText.Combine(key, part));
}

/// <summary>A rule that was chosen, and what it costs and gives.</summary>
/// <param name="Name">Its keys, for a person.</param>
/// <param name="Pairs">Pairs that it brings, those of other rules included (estimated).</param>
/// <param name="Gain">Share of the estimated matches that it alone of those before it brings, 0 to 1.</param>
public sealed record BlockingRule(string Name, long Pairs, double Gain);
