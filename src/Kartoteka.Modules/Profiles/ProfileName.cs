using System.Text.Json;
using Kartoteka.Domain.Identity;
using Kartoteka.Domain.Profiles;
using Kartoteka.Modules.Catalogue.Contracts;

namespace Kartoteka.Modules.Profiles;

/// <summary>What a profile is called, from whichever traits its sources state.</summary>
internal static class ProfileName
{
    private static readonly string[] Whole = ["name", "fullName", "full_name", "фио", "companyName", "company"];

    // In the order of Russian and English documents alike: given name first.
    private static readonly string[][] Parts = [["firstName", "first_name", "имя"], ["middleName", "middle_name", "patronymic", "отчество"], ["lastName", "last_name", "surname", "фамилия"]];

    /// <summary>The name, or null where no source knows one or it may not be shown.</summary>
    public static string? Of(SortedDictionary<string, SurvivingTrait> traits, ProfileKind kind, Sight? sight)
    {
        if (Whole.Select(Text).FirstOrDefault(text => text is not null) is { } whole) return whole;
        var parts = Parts.Select(names => names.Select(Text).FirstOrDefault(text => text is not null)).Where(part => part is not null).ToArray();
        return parts.Length == 0 ? null : string.Join(' ', parts);

        string? Text(string trait)
        {
            if (!traits.TryGetValue(trait, out var value) || sight?.Shows(kind, trait) == false) return null;
            using var json = JsonDocument.Parse(value.Value.Json);
            if (json.RootElement.ValueKind != JsonValueKind.String || json.RootElement.GetString() is not { } text || string.IsNullOrWhiteSpace(text)) return null;
            return (sight?.Text(text) ?? text).Trim();
        }
    }
}
