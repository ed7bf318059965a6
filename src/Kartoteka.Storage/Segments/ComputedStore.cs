namespace Kartoteka.Storage.Segments;

/// <summary>A computed trait as it is defined.</summary>
/// <param name="Key">Its name in rules and answers: small Latin letters, digits, <c>-</c> and <c>_</c>; it never changes.</param>
/// <param name="Name">For people.</param>
/// <param name="FormulaJson">Its formula, as <see cref="Domain.Segments.RuleWriter"/> writes it.</param>
/// <param name="Type"><c>number</c>, <c>text</c>, <c>time</c> or <c>boolean</c>.</param>
/// <param name="Version">1, and one more with each change.</param>
/// <param name="CreatedAtUs">Microseconds since 1970.</param>
/// <param name="CreatedBy">Name of who made it.</param>
/// <param name="UpdatedAtUs">Microseconds since 1970.</param>
/// <param name="UpdatedBy">Name of who changed it last.</param>
public sealed record ComputedTrait(
    string Key, string Name, string FormulaJson, string Type, long Version, long CreatedAtUs, string CreatedBy, long UpdatedAtUs, string UpdatedBy);

/// <summary>Definitions of computed traits, without the built-in ones. Every write is durable when it returns.</summary>
public interface IComputedStore
{
    /// <summary>All of them, by key.</summary>
    ValueTask<IReadOnlyList<ComputedTrait>> ListComputedAsync(CancellationToken ct);

    /// <summary>Adds one, unless its key is taken or there are <paramref name="max"/> already.</summary>
    ValueTask<SegmentWrite> AddComputedAsync(ComputedTrait trait, int max, CancellationToken ct);

    /// <summary>Replaces one, if what is there is of the version before <paramref name="trait"/>'s.</summary>
    ValueTask<SegmentWrite> ChangeComputedAsync(ComputedTrait trait, CancellationToken ct);

    /// <summary>Removes one; false when there is none.</summary>
    ValueTask<bool> RemoveComputedAsync(string key, CancellationToken ct);
}
