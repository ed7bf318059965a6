namespace Kartoteka.Domain.Identity;

/// <summary>The country calling codes in use and the lengths of the national significant numbers (NSN) behind them.</summary>
/// <remarks>
/// Sources: ITU-T E.164 Annex, "List of Recommendation ITU-T E.164 assigned country codes", and the national numbering plans
/// published by ITU (https://www.itu.int/oth/T0202.aspx), compared with the possible lengths in the metadata of libphonenumber.
/// Subscriber numbers only: short and operator-internal numbers are left out.
/// </remarks>
public static class CallingCodes
{
    /// <summary>Longest international number, in digits with the country code (ITU-T E.164).</summary>
    public const int DigitsMax = 15;

    // code:lengths, where lengths is a list of numbers and ranges.
    // "z" marks a plan whose numbers may begin with 0, so that there is no trunk 0 to drop.
    private const string Plans = """
        1:10 7:10
        20:8-10 211:9 212:9 213:8-9 216:8 218:9 220:7,9 221:9 222:8 223:8 224:8-9 225:10z 226:8z 227:8z 228:8 229:10z 27:9
        230:7-8 231:7-9 232:8 233:9 234:10 235:8 236:8 237:9 238:7 239:7 240:9 241:7-8z 242:9z 243:9 244:9 245:7,9 246:7
        247:5-6 248:7 249:9 250:9 251:9 252:6-9 253:8 254:9-10 255:9 256:9 257:8 258:8-9 260:9 261:9 262:9 263:9-10 264:8-9
        265:7,9 266:8 267:7-8 268:8 269:7 290:4-5 291:7 297:7 298:6 299:6
        30:10 31:9 32:8-9 33:9 34:9 350:8 351:9 352:4-11 353:7-9 354:7,9 355:8-9 356:8 357:8 358:5-12 359:7-9 36:8-9 370:8 371:8
        372:7-8 373:8 374:8 375:9 376:6,8-9 377:8-9 378:8,10z 380:9 381:6-10 382:8 383:8-9 385:8-9 386:8 387:8-9 389:8 39:6-11z
        40:9 41:9 420:9 421:9 423:7,9 43:4-13 44:7,9-10 45:8 46:7-10 47:8 48:9 49:6-13
        500:5 501:7 502:8 503:8 504:8 505:8 506:8 507:7-8 508:6,9 509:8 51:8-9 52:10 53:8 54:10-11 55:10-11 56:9 57:10 58:10
        590:9 591:8 592:7 593:8-9 594:9 595:7-9 596:9 597:6-7 598:8 599:7-8
        60:8-10 61:9 62:8-12 63:8-10 64:8-10 65:8 66:8-9 670:7-8 672:6 673:7 674:7 675:7-8 676:5,7 677:5,7 678:5,7 679:7 680:7
        681:6 682:5 683:4,7 685:5-7 686:5,8 687:6 688:5-7 689:6,8 690:4-7 691:7 692:7
        800:8z 808:8 81:9-10 82:8-10 84:9-10 850:8,10 852:8 853:8 855:8-9 856:8-10 86:10-11 870:9 878:12 880:8-10 881:9-10
        882:7-12 883:9-12 886:8-9 888:11
        90:10 91:10 92:9-10 93:9 94:9 95:7-10 960:7 961:7-8 962:8-9 963:8-9 964:8-10 965:8 966:9 967:7-9 968:8 970:8-9 971:8-9
        972:8-9 973:8 974:7-8 975:7-8 976:8 977:8,10 979:9 98:10 992:9z 993:8 994:9 995:9 996:9 998:9
        """;

    private const ushort KeepsZero = 1 << 15;
    private static readonly ushort[] LengthsByCode = Compile();

    /// <summary>How many digits at the start of <paramref name="digits"/> are an assigned country code: 1 to 3, or 0.</summary>
    /// <remarks>No code begins with another one, so at most one length fits. Anything but an ASCII digit ends the search.</remarks>
    public static int CodeLength(ReadOnlySpan<char> digits)
    {
        // Without this "091" would read as the number 91.
        if (digits.StartsWith("0"))
            return 0;
        for (int length = 1, code = 0; length <= 3 && length <= digits.Length && char.IsAsciiDigit(digits[length - 1]); length++)
        {
            code = (code * 10) + (digits[length - 1] - '0');
            if (LengthsByCode[code] != 0)
                return length;
        }
        return 0;
    }

    /// <summary>Says whether a national significant number of <paramref name="length"/> digits exists behind a code.</summary>
    /// <param name="code">An assigned country code, ASCII digits.</param>
    /// <param name="length">Digits of the national significant number.</param>
    /// <returns>Null when it does; else <c>phone_too_short</c>, <c>phone_too_long</c> or <c>phone_wrong_length</c>.</returns>
    public static string? LengthProblem(ReadOnlySpan<char> code, int length)
    {
        var lengths = LengthsByCode[int.Parse(code)] & ~KeepsZero;
        if (length is > 0 and < DigitsMax && (lengths & (1 << length)) != 0)
            return null;
        return length < System.Numerics.BitOperations.TrailingZeroCount(lengths) ? "phone_too_short"
            : length > System.Numerics.BitOperations.Log2((uint)lengths) ? "phone_too_long"
            : "phone_wrong_length";
    }

    /// <summary>True when national numbers behind the code may begin with 0, as in Italy: there the 0 is no trunk prefix.</summary>
    /// <param name="code">An assigned country code, ASCII digits.</param>
    public static bool NumbersMayBeginWithZero(ReadOnlySpan<char> code) => (LengthsByCode[int.Parse(code)] & KeepsZero) != 0;

    private static ushort[] Compile()
    {
        var table = new ushort[1000];
        foreach (var plan in Plans.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            var colon = plan.IndexOf(':', StringComparison.Ordinal);
            var mask = plan.EndsWith('z') ? KeepsZero : 0;
            foreach (var range in plan[(colon + 1)..].TrimEnd('z').Split(','))
            {
                var ends = range.Split('-');
                for (var length = int.Parse(ends[0]); length <= int.Parse(ends[^1]); length++)
                    mask |= 1 << length;
            }
            table[int.Parse(plan[..colon])] = (ushort)mask;
        }
        return table;
    }
}
