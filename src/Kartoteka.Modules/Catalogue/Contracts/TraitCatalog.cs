using System.Collections.Concurrent;
using Kartoteka.Domain.Events;
using Kartoteka.Domain.Identity;
using Kartoteka.Storage;

namespace Kartoteka.Modules.Catalogue.Contracts;

/// <summary>The trait catalogue in memory: what the ingest path asks of it takes no lock and reads no disk.</summary>
public sealed class TraitCatalog(IWorkspaceStore store, TimeProvider time)
{
    /// <summary>
    /// Most definitions that data alone may add. A sender that makes up names must not fill memory; beyond it a trait is still stored with
    /// its record, only not listed until someone declares it.
    /// </summary>
    public const int SeenMax = 20_000;

    private static readonly IReadOnlyList<TraitDefinition> Nothing = [];
    private readonly ConcurrentDictionary<(ProfileKind Kind, string Name), TraitDefinition> _traits = new();

    /// <summary>Every definition, by kind and name.</summary>
    public IReadOnlyList<TraitDefinition> All => [.. _traits.Values.OrderBy(trait => trait.Kind).ThenBy(trait => trait.Name, StringComparer.Ordinal)];

    /// <summary>Reads the catalogue from the store; called at start.</summary>
    public async ValueTask LoadAsync(CancellationToken ct)
    {
        foreach (var trait in await store.ListTraitsAsync(ct)) _traits[(trait.Kind, trait.Name)] = trait;
    }

    /// <summary>A definition, or null.</summary>
    public TraitDefinition? Find(ProfileKind kind, string name) => _traits.GetValueOrDefault((kind, name));

    /// <summary>Key of the source whose statement of the trait always wins, or null.</summary>
    public string? MasterSource(ProfileKind kind, string trait) => Find(kind, trait)?.MasterSource;

    /// <summary>
    /// Definitions, to be stored with the batch, of the traits that the catalogue does not have yet: type inferred, class suggested. Once
    /// committed they are given to <see cref="Learn"/>. Allocates nothing when every trait is known.
    /// </summary>
    public IReadOnlyList<TraitDefinition> Unseen(ProfileKind kind, IReadOnlyList<TraitStatement> statements)
    {
        List<TraitDefinition>? unseen = null;
        for (var i = 0; i < statements.Count; i++)
        {
            var statement = statements[i];
            if (_traits.ContainsKey((kind, statement.Name)) || TraitTypes.Infer(statement.Json.Span) is not { } type) continue;
            if (_traits.Count + (unseen?.Count ?? 0) >= SeenMax) break;
            (unseen ??= []).Add(new TraitDefinition(
                kind, statement.Name, type, PrivacyClasses.Suggest(statement.Name), Declared: false, new Dictionary<string, string>(),
                Purpose: null, RetentionDays: null, MasterSource: null, time.NowUs()));
        }
        return unseen ?? Nothing;
    }

    /// <summary>Takes in definitions that a transaction has committed; those known already stay as they are.</summary>
    public void Learn(IReadOnlyList<TraitDefinition> committed)
    {
        foreach (var trait in committed) _traits.TryAdd((trait.Kind, trait.Name), trait);
    }

    /// <summary>Why a statement breaks a declared type, as a sentence without the value; null when it does not.</summary>
    public string? Violation(ProfileKind kind, TraitStatement statement)
    {
        if (!_traits.TryGetValue((kind, statement.Name), out var trait) || !trait.Declared) return null;
        return TraitTypes.Infer(statement.Json.Span) is { } actual && !TraitTypes.Fits(trait.Type, actual)
            ? $"Trait '{trait.Name}' is declared as {trait.Type}, and the value is of type {actual}."
            : null;
    }

    /// <summary>Stores a declared definition and serves it from then on.</summary>
    internal async ValueTask PutAsync(TraitDefinition trait, CancellationToken ct)
    {
        await store.PutTraitAsync(trait, ct);
        _traits[(trait.Kind, trait.Name)] = trait;
    }
}
