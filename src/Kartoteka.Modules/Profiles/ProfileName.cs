using System.Text.Json;
using Kartoteka.Domain.Identity;
using Kartoteka.Domain.Profiles;
using Kartoteka.Modules.Catalogue.Contracts;

namespace Kartoteka.Modules.Profiles;

/// <summary>What a profile is called, from whichever traits its sources state.</summary>
internal static class ProfileName
{
    private static readonly string[] Whole = ["name", "fullName", "full_name", "фио", "companyName", "company"];

    // Surname first, as in documents and lists.
    private static readonly string[][] Parts = [["lastName", "last_name", "surname", "фамилия"], ["firstName", "first_name", "имя"], ["middleName", "middle_name", "patronymic", "отчество"]];

    /// <summary>The name, or null where no source knows one or it may not be shown.</summary>
    /// <param name="traits">Surviving traits.</param>
    /// <param name="kind">Of the profile.</param>
    /// <param name="sight">What the reader may see; null for everything.</param>
    public static string? Of(SortedDictionary<string, SurvivingTrait> traits, ProfileKind kind, Sight? sight)
    {
        var parts = Parts.Select(First).Where(part => part is not null).ToArray();
        return parts.Length > 0 ? string.Join(' ', parts) : First(Whole);

        string? First(string[] names) => names.Select(Text).FirstOrDefault(text => text is not null);

        string? Text(string trait)
        {
            if (!traits.TryGetValue(trait, out var value) || sight?.Shows(kind, trait) == false) return null;
            using var json = JsonDocument.Parse(value.Value.Json);
            if (json.RootElement.ValueKind != JsonValueKind.String || json.RootElement.GetString() is not { } text || string.IsNullOrWhiteSpace(text)) return null;
            return (sight?.Text(text) ?? text).Trim();
        }
    }
}
