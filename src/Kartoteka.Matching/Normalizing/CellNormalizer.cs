using Kartoteka.Matching.Tables;
using Kartoteka.Matching.Text;

namespace Kartoteka.Matching.Normalizing;

/// <summary>A cell in the form in which it is compared, by the role of its column; empty for junk. Names are not here: they are read by the record.</summary>
internal static class CellNormalizer
{
    private const int DocumentLengthMin = 4;

    public static string Normalize(ColumnRole role, ReadOnlySpan<char> text, bool monthFirst = false) => role switch
    {
        ColumnRole.BirthDate => DateNormalizer.Normalize(text, monthFirst) is var date and > 0 ? $"{date:00000000}" : "",
        ColumnRole.Phone => PhoneNormalizer.Normalize(text),
        ColumnRole.Email => EmailNormalizer.Normalize(text) is ({ Length: > 0 } local, var domain) ? $"{local} {domain}" : "",
        ColumnRole.Document => Code(text) is { Length: >= DocumentLengthMin } code && code.AsSpan().IndexOfAnyExcept(code[0]) >= 0 ? code : "",
        ColumnRole.House => Joined(NameText.Fold(text)),
        ColumnRole.City => CityNormalizer.Normalize(text),
        ColumnRole.Postcode => Code(text),
        ColumnRole.Company => CompanyNormalizer.Normalize(text),
        ColumnRole.Gender => NameText.Fold(text) is { Length: > 0 } folded ? Gender(folded[0]) : "",
        _ => NameText.Fold(text) is var words && JunkValues.IsJunk(words) ? "" : words,
    };

    /// <summary>An address taken apart, as one text; empty without a street.</summary>
    public static string Joined(in AddressParts parts) => parts.Street.Length == 0 ? "" : $"{parts.Street}|{parts.House}|{parts.Flat}";

    private static string Code(ReadOnlySpan<char> text) => NameText.Fold(text) is var folded && JunkValues.IsJunk(folded) ? "" : Joined(folded);

    private static string Joined(string folded) => folded.Replace(" ", "", StringComparison.Ordinal);

    private static string Gender(char first) => first is 'm' or 'м' ? "m" : first is 'f' or 'ж' or 'w' ? "f" : "";
}
