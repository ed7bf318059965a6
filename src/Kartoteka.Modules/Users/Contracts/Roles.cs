using Kartoteka.Modules.Workspace.Contracts;

namespace Kartoteka.Modules.Users.Contracts;

/// <summary>What the people of a role may do and see.</summary>
/// <param name="Name">Stable name.</param>
/// <param name="Scopes">Scopes, as tokens have them.</param>
/// <param name="VisibleClasses">Privacy classes of traits that are shown as they are; null for all, now and in later versions.</param>
public sealed record Role(string Name, IReadOnlyList<string> Scopes, IReadOnlyList<string>? VisibleClasses);

/// <summary>The six roles. A role has what its daily work needs and no more; names of people are shown to all who read profiles.</summary>
public static class Roles
{
    /// <summary>Everything. At least one enabled user has it.</summary>
    public const string Administrator = "administrator";

    /// <summary>Every privacy class, from the most to the least protected: what "all" is spelled as to people.</summary>
    public static IReadOnlyList<string> EveryClass { get; } = ["special", "identity", "financial", "contact", "demographic", "behaviour", "none"];

    // What a customer bought, where from and how old: enough to choose an audience or to talk to a caller.
    private static readonly string[] Impersonal = ["demographic", "behaviour", "none"];

    /// <summary>Every role, in the order shown to people.</summary>
    public static IReadOnlyList<Role> All { get; } =
    [
        new(Administrator, [Scopes.All], VisibleClasses: null),

        // Connects systems: works on input as it came, which cannot be mended masked, and makes tokens that read it anyway.
        new("engineer",
        [
            Scopes.ProfilesRead, Scopes.SegmentsRead, Scopes.ReportsRead, Scopes.SqlRead, Scopes.DestinationsRead, Scopes.DestinationsWrite, Scopes.SourcesRead, Scopes.SourcesWrite, Scopes.QuarantineRead, Scopes.QuarantineWrite, Scopes.IdentityRead,
            Scopes.ImportsRead, Scopes.ImportsWrite, Scopes.CatalogueRead, Scopes.CatalogueWrite, Scopes.WorkspaceRead, Scopes.WorkspaceWrite, Scopes.StatsRead,
        ], VisibleClasses: null),

        // Finds audiences: needs what people did and like, and nobody's number.
        new("marketer",
        [
            Scopes.ProfilesRead, Scopes.ProfilesExport, Scopes.SegmentsRead, Scopes.SegmentsWrite, Scopes.ReportsRead, Scopes.ReportsWrite, Scopes.SqlRead, Scopes.DestinationsRead, Scopes.SourcesRead, Scopes.CatalogueRead, Scopes.StatsRead,
        ], Impersonal),

        // Answers one caller at a time, and asks for a value when the call needs it.
        new("operator", [Scopes.ProfilesRead, Scopes.ProfilesReveal, Scopes.ServiceRead, Scopes.ServiceWrite, Scopes.SourcesRead, Scopes.CatalogueRead], Impersonal),

        // Decides who is who: compares documents, contacts and cards side by side. Special categories decide nothing there.
        new("steward",
        [
            Scopes.ProfilesRead, Scopes.ProfilesWrite, Scopes.ProfilesReveal, Scopes.ProfilesExport, Scopes.SegmentsRead, Scopes.ServiceRead, Scopes.ServiceWrite, Scopes.SourcesRead, Scopes.QuarantineRead, Scopes.QuarantineWrite, Scopes.IdentityRead,
            Scopes.IdentityWrite, Scopes.MatchingRead, Scopes.MatchingWrite, Scopes.ImportsRead, Scopes.CatalogueRead, Scopes.CatalogueWrite, Scopes.StatsRead,
        ], ["identity", "financial", "contact", .. Impersonal]),

        // Answers for the data: sees all of it and who touched it, classifies it, and changes none of it.
        new("privacy_officer",
        [
            Scopes.ProfilesRead, Scopes.ProfilesExport, Scopes.SegmentsRead, Scopes.ReportsRead, Scopes.SqlRead, Scopes.DestinationsRead, Scopes.ServiceRead, Scopes.SourcesRead, Scopes.QuarantineRead, Scopes.MatchingRead, Scopes.ImportsRead, Scopes.CatalogueRead,
            Scopes.CatalogueWrite, Scopes.WorkspaceRead, Scopes.UsersRead, Scopes.AuditRead, Scopes.StatsRead,
        ], VisibleClasses: null),
    ];

    /// <summary>The role of this name, or null.</summary>
    public static Role? Find(string? name) => All.FirstOrDefault(role => role.Name == name);
}
