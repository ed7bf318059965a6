using Kartoteka.Matching.Text;

namespace Kartoteka.Matching.Blocking;

/// <summary>A blocking rule: records that agree on all its keys are compared.</summary>
internal sealed record Rule(Atom[] Atoms, int[] Numbers)
{
    public string Name => string.Join(" + ", Atoms.Select(atom => atom.Name));

    /// <summary>Bits of its atoms.</summary>
    public ulong Mask => Numbers.Aggregate(0UL, (mask, number) => mask | 1UL << number);

    /// <summary>Keys of its atoms, by record.</summary>
    public ulong[][] Columns() => [.. Atoms.Select(atom => atom.Keys)];

    /// <summary>The key of a record, the same in any table where it stands; 0 for none.</summary>
    /// <param name="columns">Keys of a rule's atoms, by record.</param>
    public static ulong KeyOf(ulong[][] columns, int record)
    {
        var key = 1UL;
        foreach (var column in columns)
            if ((key = With(key, column[record])) == 0) return 0;
        return key;
    }

    private static ulong With(ulong key, ulong part) => part == 0 ? 0 : Math.Max(1, NameText.Combine(key, part));
}

/// <summary>A rule that was chosen, and what it costs and gives.</summary>
/// <param name="Name">Its keys, for a person.</param>
/// <param name="Pairs">Pairs that it brings, those of other rules included (estimated).</param>
/// <param name="Gain">Share of the estimated matches that it alone of those before it brings, 0 to 1.</param>
public sealed record BlockingRule(string Name, long Pairs, double Gain);
