namespace Kartoteka.Domain.Identity;

/// <summary>What <see cref="TextFolding.Fold"/> does besides spaces, invisible characters and composition.</summary>
[Flags]
internal enum FoldOptions
{
    None = 0,

    /// <summary>Full-width forms U+FF01 to U+FF5E become the ASCII they stand for.</summary>
    FullWidth = 1,

    /// <summary>Each UTF-16 unit becomes lower-case by the invariant simple mapping.</summary>
    LowerCase = 2,
}

/// <summary>
/// The part of Unicode normalisation that identifiers need. <c>string.Normalize</c> changes nothing outside ASCII in a build with
/// invariant globalization, so the letters which keyboards and file systems really send in two pieces are composed here by table.
/// </summary>
internal static class TextFolding
{
    /// <summary>Longest text that any rule reads, in UTF-16 units: four times the longest value, so that noise may surround it.</summary>
    internal const int RawLengthMax = 4 * Identifier.ValueLengthMax;

    // Base, mark, composed: Unicode Character Database, Canonical_Composition of the Cyrillic block and of Latin-1.
    private const string Compositions =
        "и\u0306йИ\u0306Йе\u0308ёЕ\u0308Ёі\u0308їІ\u0308Їу\u0306ўУ\u0306Ўг\u0301ѓГ\u0301Ѓк\u0301ќК\u0301Ќе\u0300ѐЕ\u0300Ѐи\u0300ѝИ\u0300Ѝ"
        + "a\u0300àa\u0301áa\u0302âa\u0303ãa\u0308äa\u030Aåc\u0327çe\u0300èe\u0301ée\u0302êe\u0308ëi\u0300ìi\u0301íi\u0302îi\u0308ïn\u0303ñ"
        + "o\u0300òo\u0301óo\u0302ôo\u0303õo\u0308öu\u0300ùu\u0301úu\u0302ûu\u0308üy\u0301ýy\u0308ÿ"
        + "A\u0300ÀA\u0301ÁA\u0302ÂA\u0303ÃA\u0308ÄA\u030AÅC\u0327ÇE\u0300ÈE\u0301ÉE\u0302ÊE\u0308ËI\u0300ÌI\u0301ÍI\u0302ÎI\u0308ÏN\u0303Ñ"
        + "O\u0300ÒO\u0301ÓO\u0302ÔO\u0303ÕO\u0308ÖU\u0300ÙU\u0301ÚU\u0302ÛU\u0308ÜY\u0301ÝY\u0308Ÿ";

    /// <summary>True when <paramref name="text"/> is visible ASCII without spaces, which no folding but lower-casing changes.</summary>
    internal static bool IsVisibleAscii(ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('!', '~');

    /// <summary>Folds into <paramref name="destination"/>, which must be at least as long as <paramref name="source"/>.</summary>
    /// <returns>How many UTF-16 units were written. Folding the result again changes nothing.</returns>
    internal static int Fold(ReadOnlySpan<char> source, Span<char> destination, FoldOptions options)
    {
        var length = 0;
        foreach (var unit in source)
        {
            if (unit >= '\u00AD' && IsInvisible(unit))
                continue;
            var folded = Simplify(unit, options);
            // Lower-casing comes before composing: a composition must see its final base, or a second pass would find another one.
            if (length > 0 && folded is >= '\u0300' and <= '\u0327' && TryCompose(destination[length - 1], folded, out var composed))
                destination[length - 1] = composed;
            else
                destination[length++] = folded;
        }
        return length;
    }

    /// <summary>True for marks without width: soft hyphen, zero-width and bidirectional controls, byte order mark.</summary>
    internal static bool IsInvisible(char unit) => unit is '\u00AD' or '\u061C' or '\u180E' or '\uFEFF'
        or (>= '\u200B' and <= '\u200F') or (>= '\u202A' and <= '\u202E') or (>= '\u2060' and <= '\u206F');

    /// <summary>True when a surrogate stands without its pair: such text has no UTF-8 form and cannot be stored unchanged.</summary>
    internal static bool IsBroken(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
                return true;
            i++;
        }
        return false;
    }

    private static char Simplify(char unit, FoldOptions options)
    {
        if (unit is '\u2028' or '\u2029')
            return '\n';
        if (unit > '\u007F' && char.IsSeparator(unit))
            return ' ';
        if (unit is >= '\uFF01' and <= '\uFF5E' && options.HasFlag(FoldOptions.FullWidth))
            unit = (char)(unit - '\uFF01' + '!');
        return options.HasFlag(FoldOptions.LowerCase) ? char.ToLowerInvariant(unit) : unit;
    }

    private static bool TryCompose(char letter, char mark, out char composed)
    {
        for (var i = 0; i < Compositions.Length; i += 3)
        {
            if (Compositions[i] == letter && Compositions[i + 1] == mark)
            {
                composed = Compositions[i + 2];
                return true;
            }
        }
        composed = default;
        return false;
    }
}
