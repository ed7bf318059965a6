namespace Kartoteka.Domain.Identity;

/// <content>Finds the country of a row of digits and applies its numbering plan.</content>
public static partial class PhoneNumber
{
    // Area (ABC) and service codes of the Russian numbering plan that begin with 3, 4 or 8, without those of Kazakhstan.
    private const string AreaCodes =
        "301 302 336 341 342 343 345 346 347 349 351 352 353 365 381 382 383 384 385 388 390 391 394 395 401 411 413 415 "
        + "416 421 423 424 426 427 471 472 473 474 475 481 482 483 484 485 486 487 491 492 493 494 495 496 498 499 800 801 "
        + "802 803 804 805 806 807 808 809 811 812 813 814 815 816 817 818 820 821 831 833 834 835 836 840 841 842 843 844 "
        + "845 846 847 848 850 851 855 856 857 861 862 863 865 866 867 869 871 872 873 877 878 879";

    /// <summary>Writes the plus sign and the number in E.164 form.</summary>
    /// <param name="digits">1 to 20 ASCII digits.</param>
    /// <param name="plus">Whether a plus sign stood before them.</param>
    /// <param name="eightStandsAlone">Whether a separator followed a leading 8, as in <c>+8 (495)</c>.</param>
    /// <param name="number">Room for a plus sign and 15 digits.</param>
    /// <param name="length">UTF-16 units written.</param>
    /// <returns>Null, or why the digits are refused.</returns>
    private static string? Resolve(ReadOnlySpan<char> digits, bool plus, bool eightStandsAlone, Span<char> number, out int length)
    {
        if (plus)
        {
            // No country code begins with 89, and none is a lone 8: such a plus was put before the Russian trunk prefix by mistake.
            return digits.Length == 11 && digits[0] == '8' && (eightStandsAlone || digits[1] == '9')
                ? ResolveSeven(digits[1..], number, out length)
                : ResolveInternational(digits, number, out length);
        }
        if (digits.StartsWith("810") && digits.Length > 11)
            return ResolveInternational(digits[3..], number, out length);
        if (digits.StartsWith("00"))
            return ResolveInternational(digits[2..], number, out length);
        if (digits.Length == 11 && digits[0] is '7' or '8')
            return ResolveSeven(digits[1..], number, out length);
        if (digits.Length == 10 && (digits[0] == '9' || AreaCodes.AsSpan().IndexOf(digits[..3]) >= 0))
            return ResolveSeven(digits, number, out length);
        length = 0;
        return digits.Length < 10 ? "phone_too_short" : digits.Length > CallingCodes.DigitsMax ? "phone_too_long" : "phone_no_country";
    }

    private static string? ResolveInternational(ReadOnlySpan<char> digits, Span<char> number, out int length)
    {
        length = 0;
        var codeLength = CallingCodes.CodeLength(digits);
        if (codeLength == 0)
            return digits.Length < 3 ? "phone_too_short" : "phone_unknown_code";
        var code = digits[..codeLength];
        var national = digits[codeLength..];
        if (code is "7")
            // "+7 8 916 …": the trunk prefix kept by mistake. The number is one digit too long with it, so nothing else is meant.
            return ResolveSeven(national.Length == 11 && national[0] == '8' ? national[1..] : national, number, out length);
        national = WithoutFormerPrefix(code, national, out var added);
        if (national.StartsWith("0") && !CallingCodes.NumbersMayBeginWithZero(code))
            national = national[1..];
        if (CallingCodes.LengthProblem(code, added.Length + national.Length) is { } problem)
            return problem;
        // North American plan, NXX-NXX-XXXX with N from 2 to 9: no area code and no exchange begins with 0 or 1.
        if (code is "1" && (national[0] < '2' || national[3] < '2'))
            return "phone_unknown_prefix";
        // One 0 was a trunk prefix; no plan has two.
        if (national[0] == '0' && !CallingCodes.NumbersMayBeginWithZero(code))
            return "phone_unknown_prefix";
        return Write(number, code, added, national, out length);
    }

    /// <summary>Replaces what a country dropped or put before all its numbers, so that a phone saved earlier has the same form.</summary>
    private static ReadOnlySpan<char> WithoutFormerPrefix(
        ReadOnlySpan<char> code, ReadOnlySpan<char> national, out ReadOnlySpan<char> added)
    {
        // Benin put 01 before every eight-digit number on 30 November 2024 (ITU Operational Bulletin).
        added = code is "229" && national.Length == 8 ? "01" : default;
        // Mexico dropped the 1 before mobile numbers in August 2019 (ITU numbering plan +52).
        return code is "52" && national.Length == 11 && national[0] == '1' ? national[1..] : national;
    }

    /// <summary>The plan of +7: ten digits; 3, 4, 8, 9 begin the codes of Russia, 6 and 7 those of Kazakhstan.</summary>
    private static string? ResolveSeven(ReadOnlySpan<char> national, Span<char> number, out int length)
    {
        length = 0;
        if (CallingCodes.LengthProblem("7", national.Length) is { } problem)
            return problem;
        return national[0] is '0' or '1' or '2' or '5' ? "phone_unknown_prefix" : Write(number, "7", default, national, out length);
    }

    private static string? Write(
        Span<char> number, ReadOnlySpan<char> code, ReadOnlySpan<char> added, ReadOnlySpan<char> national, out int length)
    {
        length = 1 + code.Length + added.Length + national.Length;
        if (length > CallingCodes.DigitsMax + 1)
        {
            length = 0;
            return "phone_too_long";
        }
        number[0] = '+';
        code.CopyTo(number[1..]);
        added.CopyTo(number[(1 + code.Length)..]);
        national.CopyTo(number[(1 + code.Length + added.Length)..]);
        return null;
    }
}
