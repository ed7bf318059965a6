using Kartoteka.Domain.Identity;
using Kartoteka.Domain.Profiles;
using Kartoteka.Modules.Catalogue.Contracts;
using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Storage;
using Microsoft.AspNetCore.Http;

namespace Kartoteka.Modules.Profiles;

/// <summary>Reads which profiles a list or an export is to hold.</summary>
internal static class ProfileFilter
{
    /// <summary>Longest query taken.</summary>
    public const int QueryLengthMax = 200;

    /// <summary>Most conditions.</summary>
    public const int ConditionsMax = 20;

    /// <summary>Longest condition.</summary>
    public const int ConditionLengthMax = 500;

    /// <summary>How a condition is written, for the API's description.</summary>
    public const string ConditionForm =
        "A condition is a trait, an operator and a value: city=Москва, age>=18, birthday<=1990-12-31, name^=Ив (starts with), city!=Омск; or email? (known), email!? (not known).";

    /// <returns>What is wrong, or null with the query, which is null when nothing narrows the list.</returns>
    public static IResult? Read(string? query, string[]? where, string? kind, Sight? sight, out ProfileQuery? filter)
    {
        filter = null;
        if (query?.Length > QueryLengthMax) return Problems.Invalid("query", $"It is longer than {QueryLengthMax} characters.");
        if (kind is not (null or "person" or "account")) return Problems.Invalid("kind", "It is 'person' or 'account'.");
        if (where?.Length > ConditionsMax) return Problems.Invalid("where", $"There are more than {ConditionsMax} conditions.");
        var conditions = new List<TraitCondition>();
        foreach (var text in where ?? [])
        {
            if (text.Length > ConditionLengthMax) return Problems.Invalid("where", $"A condition is longer than {ConditionLengthMax} characters.");
            if (!TraitCondition.TryParse(text, out var condition)) return Problems.Invalid("where", $"'{text}' is not a condition. {ConditionForm}");
            // Asked letter by letter, conditions would tell a value that is masked on the screen.
            if (sight is not null && !Kinds(kind).All(one => sight.Shows(one, condition!.Trait)))
            {
                return Problems.Forbidden("trait-masked", $"Your role does not see '{condition!.Trait}', and so cannot filter by it.");
            }
            conditions.Add(condition!);
        }
        var terms = SearchDocument.Terms(query ?? "");
        // Else a lone comma would show everyone, as if it had not been typed.
        if (terms.Count == 0 && !string.IsNullOrWhiteSpace(query)) return Problems.Invalid("query", "It holds neither a letter nor a digit.");
        if (terms.Count > 0 || conditions.Count > 0 || kind is not null)
        {
            filter = new ProfileQuery(terms, conditions, Kinds(kind) is [var only] ? only : null);
        }
        return null;
    }

    private static ProfileKind[] Kinds(string? kind) => kind switch
    {
        "person" => [ProfileKind.Person],
        "account" => [ProfileKind.Account],
        _ => [ProfileKind.Person, ProfileKind.Account],
    };
}
