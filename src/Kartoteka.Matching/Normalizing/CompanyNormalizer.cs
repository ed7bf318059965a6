using Kartoteka.Matching.Text;

namespace Kartoteka.Matching.Normalizing;

/// <summary>Names of organisations without their legal form and without quotes.</summary>
public static class CompanyNormalizer
{
    private static readonly HashSet<string> Forms =
    [
        .. ("ооо оао зао пао ао нао ип чп тоо гк фгуп гуп муп мбоу мбдоу гбоу нко ано тд общество ограниченной ответственностью акционерное публичное открытое закрытое "
            + "индивидуальный предприниматель inc incorporated ltd limited llc llp lp plc corp corporation co company gmbh ag sa srl bv nv oy ab as spa kg pte pty the").Split(' '),
    ];

    /// <summary>Normalises a name.</summary>
    /// <param name="text">As written: <c>ООО «Альфа Строй»</c>.</param>
    /// <returns>Folded words without legal forms (<c>альфа строй</c>); the folded text itself when nothing else is left; empty for junk.</returns>
    public static string Normalize(ReadOnlySpan<char> text)
    {
        var folded = NameText.Fold(text);
        if (JunkValues.IsJunk(folded)) return "";
        var kept = string.Join(' ', folded.Split(' ').Where(word => !Forms.Contains(word)));
        return kept.Length == 0 ? folded : kept;
    }
}
