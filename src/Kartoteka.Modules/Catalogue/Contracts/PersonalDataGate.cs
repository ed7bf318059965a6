using System.Security.Claims;
using Kartoteka.Domain.Identity;
using Kartoteka.Modules.Workspace.Contracts;

namespace Kartoteka.Modules.Catalogue.Contracts;

/// <summary>
/// The one place that decides what of a profile somebody may see. Whatever shows traits, identifiers or bodies of events asks it. Who sees
/// everything has no sight at all (null), so that what is masked for nobody costs nobody anything.
/// </summary>
public sealed class PersonalDataGate(TraitCatalog catalog)
{
    /// <summary>What the person or program may see; null for everything.</summary>
    public Sight? For(ClaimsPrincipal user) => user.SeesEverything ? null : ForClasses(user.VisibleClasses);

    /// <summary>A sight of these privacy classes alone.</summary>
    public Sight ForClasses(IEnumerable<string> visibleClasses) => new(catalog, [.. visibleClasses]);
}

/// <summary>What somebody may see who does not see everything: traits by the privacy class of the catalogue, the rest by its form.</summary>
/// <remarks>
/// A trait that the catalogue does not know is of the class that its name suggests, and is masked where the name suggests none. Names of
/// people and companies are shown to all, though their class is that of documents: nobody can be served without.
/// </remarks>
public sealed partial class Sight
{
    private const string Identity = "identity", Contact = "contact", NoClass = "none";

    private readonly TraitCatalog _catalog;
    private readonly HashSet<string> _visible;

    internal Sight(TraitCatalog catalog, HashSet<string> visible) => (_catalog, _visible) = (catalog, visible);

    /// <summary>True when a trait is shown as it is.</summary>
    public bool Shows(ProfileKind kind, string trait)
    {
        var known = _catalog.Find(kind, trait)?.PrivacyClass;
        var privacyClass = known ?? PrivacyClasses.Suggest(trait);
        if (known is null && privacyClass == NoClass) return false;
        return _visible.Contains(privacyClass) || (privacyClass == Identity && PrivacyClasses.IsName(trait));
    }

    /// <summary>True when identifiers of a type are shown, but for e-mails and phones within them.</summary>
    public bool ShowsIdentifier(ProfileKind kind, string type) =>
        // Ids of systems are no class of their own, but people are known by e-mail or phone in many of them.
        type is IdentifierTypes.UserId or IdentifierTypes.GroupId or IdentifierTypes.AnonymousId or IdentifierTypes.DeviceId || Shows(kind, type);

    /// <summary>An identifier's value as it may be shown; the same object when it is not masked.</summary>
    /// <param name="kind">Of the profile that has it.</param>
    /// <param name="type">Type of the identifier.</param>
    /// <param name="value">Its normalised value.</param>
    public string Identifier(ProfileKind kind, string type, string value)
    {
        if (ShowsIdentifier(kind, type)) return Text(value);
        return type is IdentifierTypes.Card ? Masks.Card(value) : Masks.Value(value);
    }

    /// <summary>A record's external id as it may be shown; some are an identifier behind the name of its type.</summary>
    public string ExternalId(string externalId)
    {
        const string other = "external_id:";
        var start = externalId.StartsWith(other, StringComparison.Ordinal) ? other.Length : 0;
        var colon = externalId.IndexOf(':', start);
        if (colon <= start) return Text(externalId);
        var type = externalId[start..colon];
        if (start == 0 && !IdentifierTypes.IsBuiltIn(type)) return Text(externalId);
        var value = externalId[(colon + 1)..];
        var shown = Identifier(ProfileKind.Person, type, value);
        return ReferenceEquals(shown, value) ? externalId : $"{externalId[..(colon + 1)]}{shown}";
    }

    /// <summary>A text that is of no trait: e-mails and phones in it are masked, unless contacts are shown; the same object when nothing is.</summary>
    public string Text(string text) => _visible.Contains(Contact) ? text : Masks.InText(text);
}
