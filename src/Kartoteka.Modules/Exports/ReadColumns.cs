using System.Security.Claims;
using Kartoteka.Domain.Identity;
using Kartoteka.Modules.Catalogue.Contracts;
using Kartoteka.Modules.Computed.Contracts;
using Kartoteka.Modules.Ingest.Contracts;
using Kartoteka.Modules.Profiles.Contracts;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kartoteka.Modules.Exports;

/// <summary>A column that a file of people, or what is sent to a destination, may have.</summary>
/// <param name="Name">What names it in a request.</param>
/// <param name="Kind">own (of the profile itself), identifier, trait or computed.</param>
/// <param name="Of">Name of the trait, type of the identifier, key of the computed trait, or the column itself.</param>
/// <param name="IsMasked">True when who asks gets it masked in a file, and may not have it sent.</param>
public sealed record ExportColumn(string Name, string Kind, string Of, bool IsMasked);

/// <summary>Columns: the profile's own, identifiers, traits of persons by name, computed traits.</summary>
public sealed record ExportColumns(IReadOnlyList<ExportColumn> Columns);

/// <summary>What there is to take out of profiles, and what of it is masked for who asks.</summary>
internal sealed class ReadColumns(TraitCatalog catalog, CurrentRules rules, ComputedTraits computed, PersonalDataGate gate)
{
    public const string Example = """{"columns":[{"name":"id","kind":"own","of":"id","isMasked":false},{"name":"identifiers.email","kind":"identifier","of":"email","isMasked":true},{"name":"city","kind":"trait","of":"city","isMasked":false}]}""";

    public async Task<Ok<ExportColumns>> ListAsync(ClaimsPrincipal user, CancellationToken ct)
    {
        var sight = gate.For(user);
        ExportColumn Column(string name, string kind, string of) => new(name, kind, of, !ProfileCells.Shows(sight, name));
        return TypedResults.Ok(new ExportColumns(
        [
            .. ProfileCells.Own.Select(name => Column(name, "own", name)),
            .. rules.Current.Types.Where(type => type.Name != IdentifierTypes.GroupId).Select(type => Column(ProfileCells.OfIdentifier(type.Name), "identifier", type.Name)),
            .. Traits.Select(name => Column(name, "trait", name)),
            .. (await computed.ListAsync(ct)).Select(trait => Column(ProfileCells.OfComputed(trait.Key), "computed", trait.Key)),
        ]));
    }

    /// <summary>Names of the traits of persons, in order.</summary>
    public IEnumerable<string> Traits =>
        catalog.All.Where(trait => trait.Kind == ProfileKind.Person).Select(trait => trait.Name).DistinctBy(name => name, StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal);
}
