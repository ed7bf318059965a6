using System.Text.Json;
using Kartoteka.Domain.Computed;
using Kartoteka.Storage;
using Kartoteka.Storage.Segments;

namespace Kartoteka.Modules.Computed;

/// <summary>A computed trait to make.</summary>
/// <param name="Key">1 to 63 Latin lower-case letters, digits, <c>-</c> and <c>_</c>; fixed for life.</param>
/// <param name="Name">For people.</param>
/// <param name="Formula">Events as in a rule, and what is taken of them.</param>
/// <param name="Type"><c>number</c>, <c>text</c>, <c>time</c> or <c>boolean</c>: of a value that is taken as it stands; what is counted is a number.</param>
public sealed record NewComputedBody(string? Key, string? Name, JsonElement Formula, string? Type);

/// <summary>A computed trait as it is to be.</summary>
/// <param name="Name">As in <see cref="NewComputedBody"/>.</param>
/// <param name="Formula">As in <see cref="NewComputedBody"/>.</param>
/// <param name="Type">As in <see cref="NewComputedBody"/>.</param>
/// <param name="Version">The version that it was read at.</param>
public sealed record ComputedBody(string? Name, JsonElement Formula, string? Type, long? Version);

/// <summary>A computed trait.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Name">For people; of a built-in one, its key.</param>
/// <param name="BuiltIn">Whether it is there without being defined, and cannot be changed.</param>
/// <param name="Type"><c>number</c>, <c>text</c>, <c>time</c> or <c>boolean</c>.</param>
/// <param name="Formula">Its formula; null of a built-in one.</param>
/// <param name="Version">Sent back with a change, so that two do not overwrite each other; 0 of a built-in one.</param>
/// <param name="UpdatedAt">When it was changed last; null of a built-in one.</param>
/// <param name="UpdatedBy">Who changed it last; null of a built-in one.</param>
public sealed record ComputedView(string Key, string Name, bool BuiltIn, string Type, JsonElement? Formula, long Version, DateTimeOffset? UpdatedAt, string? UpdatedBy)
{
    internal static ComputedView Of(BuiltInTrait trait) => new(trait.Key, trait.Key, true, trait.Type.ToString().ToLowerInvariant(), null, 0, null, null);

    internal static ComputedView Of(ComputedTrait trait)
    {
        using var formula = JsonDocument.Parse(trait.FormulaJson);
        return new ComputedView(trait.Key, trait.Name, false, trait.Type, formula.RootElement.Clone(), trait.Version, Times.FromUs(trait.UpdatedAtUs), trait.UpdatedBy);
    }
}

/// <summary>All computed traits: the built-in ones, then the others by key.</summary>
public sealed record ComputedList(IReadOnlyList<ComputedView> Computed);
