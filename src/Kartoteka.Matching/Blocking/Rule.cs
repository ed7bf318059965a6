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
        {
            var part = atom.Keys[record];
            if (part == 0) return 0;
            key = NameText.Combine(key, part);
        }
        return key == 0 ? 1 : key;
    }
}

/// <summary>A rule that was chosen, and what it costs and gives.</summary>
/// <param name="Name">Its keys, for a person.</param>
/// <param name="Pairs">Pairs that it brings, those of other rules included (estimated).</param>
/// <param name="Gain">Share of the estimated matches that it alone of those before it brings, 0 to 1.</param>
public sealed record BlockingRule(string Name, long Pairs, double Gain);
