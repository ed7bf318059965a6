using System.Text.Json;
using Kartoteka.Domain.Computed;
using Kartoteka.Domain.Segments;
using Kartoteka.Storage.Segments;

namespace Kartoteka.Modules.Computed.Contracts;

/// <summary>The computed traits that there are: the built-in ones and those that were defined.</summary>
public sealed class ComputedTraits
{
    private readonly IComputedStore _store;

    internal ComputedTraits(IComputedStore store) => _store = store;

    /// <summary>Raised when a definition has changed; handlers must return at once.</summary>
    public event Action? Changed;

    internal void Change() => Changed?.Invoke();

    /// <summary>All of them by key, the built-in ones first: what <see cref="ComputedQuery.Compile"/> and <see cref="RuleCompiler"/> take.</summary>
    public async ValueTask<IReadOnlyList<(string Key, ComputedFormula Formula)>> ListAsync(CancellationToken ct) =>
    [
        .. BuiltInTrait.All.Select(trait => (trait.Key, (ComputedFormula)new BuiltInFormula(trait))),
        .. (await _store.ListComputedAsync(ct)).Select(trait => (trait.Key, (ComputedFormula)Formula(trait))),
    ];

    /// <summary>The formula of each key, as <see cref="RuleCompiler"/> asks for it.</summary>
    public async ValueTask<Func<string, ComputedFormula?>> FormulasAsync(CancellationToken ct)
    {
        var formulas = (await ListAsync(ct)).ToDictionary(trait => trait.Key, trait => trait.Formula);
        return key => formulas.GetValueOrDefault(key);
    }

    // It was checked when it was stored.
    private static EventFormula Formula(ComputedTrait trait)
    {
        using var json = JsonDocument.Parse(trait.FormulaJson);
        return RuleReader.ReadFormula(json.RootElement, out var problems)
            ?? throw new InvalidDataException($"The formula of computed trait '{trait.Key}' is not valid: {problems[0].Pointer} {problems[0].Detail}");
    }
}
