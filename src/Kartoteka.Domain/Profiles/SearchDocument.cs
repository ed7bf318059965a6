using System.Text;
using System.Text.Json;
using Kartoteka.Domain.Identity;

namespace Kartoteka.Domain.Profiles;

/// <summary>What of a profile can be found by typing a fragment of it, and how what is typed is understood.</summary>
public static class SearchDocument
{
    /// <summary>Most words of a query that narrow the search.</summary>
    public const int TermsMax = 10;

    /// <summary>Longest text indexed of one profile, in UTF-16 units.</summary>
    public const int TextLengthMax = 8_192;

    private static readonly HashSet<string> NameTraits = new(StringComparer.OrdinalIgnoreCase)
    {
        "name", "fullName", "full_name", "firstName", "first_name", "lastName", "last_name", "middleName", "middle_name", "patronymic",
        "surname", "givenName", "familyName", "company", "companyName", "username", "title", "фио", "имя", "фамилия", "отчество",
    };

    /// <summary>The folded text of all that any record says: an old surname finds the customer too. Empty for a visitor who is not known by name.</summary>
    public static string Of(IReadOnlyList<RecordState> records)
    {
        var text = new StringBuilder();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var record in records)
        {
            foreach (var (name, value) in record.Traits)
            {
                if (NameTraits.Contains(name) && Text(value.Json) is { } written) Add(SearchText.Fold(written));
            }
            foreach (var claim in record.Claims)
            {
                if (claim.State != ClaimState.Refused) AddIdentifier(claim.Identifier);
            }
        }
        return text.ToString();

        void AddIdentifier(Identifier identifier)
        {
            switch (identifier.Type)
            {
                case IdentifierTypes.AnonymousId or IdentifierTypes.DeviceId:
                    break; // Random, and found whole by the identifier itself.
                case IdentifierTypes.UserId or IdentifierTypes.GroupId:
                    Add(identifier.Value[(identifier.Value.IndexOf(':', StringComparison.Ordinal) + 1)..].ToLowerInvariant());
                    break;
                case IdentifierTypes.Phone:
                    Add(SearchText.Digits(identifier.Value));
                    break;
                default:
                    Add(identifier.Value.ToLowerInvariant());
                    break;
            }
        }

        void Add(string part)
        {
            if (part.Length == 0 || text.Length + part.Length >= TextLengthMax || !seen.Add(part)) return;
            if (text.Length > 0) text.Append(' ');
            text.Append(part);
        }
    }

    private static string? Text(byte[] json)
    {
        if (json.Length < 2 || json[0] != '"') return null;
        var reader = new Utf8JsonReader(json);
        reader.Read();
        return reader.GetString();
    }

    /// <summary>Splits what was typed into terms: a number in any punctuation is one term of digits; addresses stay whole.</summary>
    public static IReadOnlyList<SearchTerm> Terms(string query) => [.. Words(query).Distinct(StringComparer.Ordinal).Select(word => new SearchTerm(word))];

    private static IEnumerable<string> Words(string query)
    {
        var typed = query.Trim();
        if (typed.Length > 0 && typed.All(sign => char.IsAsciiDigit(sign) || " ()+-.".Contains(sign, StringComparison.Ordinal)))
        {
            var digits = SearchText.Digits(typed);
            // Russians write 8 916… for +7 916…; without its first digit the fragment fits both.
            return digits.Length > 0 ? [digits.Length > 4 && digits[0] == '8' ? digits[1..] : digits] : [];
        }
        return typed.Split([' ', '\t', ','], StringSplitOptions.RemoveEmptyEntries).Take(TermsMax).SelectMany(Parts);
    }

    private static IEnumerable<string> Parts(string word) =>
        word.Contains('@', StringComparison.Ordinal) ? [word.ToLowerInvariant()] : SearchText.Fold(word).Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
