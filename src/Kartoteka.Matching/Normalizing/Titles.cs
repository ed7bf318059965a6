namespace Kartoteka.Matching.Normalizing;

/// <summary>Words beside a name that are no part of it: forms of address, ranks of nobility, degrees, suffixes of generations.</summary>
public static class Titles
{
    private static readonly HashSet<string> Words =
    [
        .. ("mr mrs ms miss mister master dr doctor prof professor rev reverend revd fr father sister brother hon honourable honorable right sir dame lady lord baron baroness baronet bt "
            + "earl count countess viscount viscountess duke duchess marquess marquis marchioness prince princess king queen captain capt major colonel col general gen lieutenant lt sgt admiral "
            + "esq esquire jr sr junior senior ii iii iv phd md dds cbe obe mbe kc qc mp the of and "
            + "г н гн гжа госпожа господин товарищ тов доктор проф ип мл ст").Split(' '),
    ];

    /// <summary>True for a title, and for an ordinal such as <c>1st</c>.</summary>
    /// <param name="folded">One word as <see cref="Text.NameText.Fold(ReadOnlySpan{char})"/> gives it.</param>
    public static bool IsTitle(string folded) =>
        Words.Contains(folded) || (folded.Length is >= 3 and <= 5 && char.IsAsciiDigit(folded[0]) && folded[^2..] is "st" or "nd" or "rd" or "th");
}
