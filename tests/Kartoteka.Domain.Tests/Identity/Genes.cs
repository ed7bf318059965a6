using FsCheck;
using FsCheck.Fluent;

namespace Kartoteka.Domain.Tests.Identity;

/// <summary>
/// Random cases as short lists of numbers, from which a test reads events and operations: a failing list shrinks to few numbers.
/// </summary>
public static class Genes
{
    public static void Check(int cases, int lengthMax, Action<int[]> property)
    {
        var lists = Gen.Choose(0, lengthMax).SelectMany(length => Gen.Choose(0, 1_000_000_000).ArrayOf(length));
        var arbitrary = Arb.From(lists, Shorter);
        FsCheck.Check.One(Config.QuickThrowOnFailure.WithMaxTest(cases), Prop.ForAll(arbitrary, property));
    }

    /// <summary>Takes a number below <paramref name="below"/> off a gene.</summary>
    public static int Take(ref int gene, int below)
    {
        var taken = gene % below;
        gene /= below;
        return taken;
    }

    private static IEnumerable<int[]> Shorter(int[] genes)
    {
        for (var i = 0; i < genes.Length; i++) yield return [.. genes[..i], .. genes[(i + 1)..]];
    }
}
