using System.Collections.Concurrent;
using System.Text.Json;
using Kartoteka.Domain.Identity;
using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Storage;
using Kartoteka.Storage.Matching;

namespace Kartoteka.Modules.Matching;

/// <summary>The stored settings of a population.</summary>
/// <param name="Lower">Least probability of a pair that is offered for review.</param>
/// <param name="Upper">Least probability of a pair that may be merged without a person.</param>
/// <param name="Automatic">True: such pairs are merged without a person.</param>
/// <param name="AfterRelearning">True: that goes on under a newly learned model.</param>
/// <param name="SwitchedOff">Why it was switched off by itself: <c>relearned</c>; null when it was not.</param>
/// <param name="Version">Number of the model learned last, which rises also when the index was lost.</param>
internal sealed record MatchSettings(double Lower, double Upper, bool Automatic, bool AfterRelearning, string? SwitchedOff, int Version)
{
    public static MatchSettings Default { get; } = new(0.5, 0.95, Automatic: false, AfterRelearning: false, SwitchedOff: null, Version: 0);
}

/// <summary>Keeps the settings of each population in the ledger.</summary>
internal sealed class MatchSettingsStore(ILedger ledger, AuditLog audit) : IDisposable
{
    private readonly ConcurrentDictionary<MatchPopulation, MatchSettings> _known = [];

    // Held while a document is read and replaced.
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>The settings in force.</summary>
    public async ValueTask<MatchSettings> ReadAsync(MatchPopulation population, CancellationToken ct)
    {
        if (_known.TryGetValue(population, out var known)) return known;
        var json = await ledger.ReadSettingAsync(NameOf(population), ct);
        return _known[population] = json is null ? MatchSettings.Default : JsonSerializer.Deserialize<MatchSettings>(json)!;
    }

    /// <summary>Replaces the settings by what <paramref name="change"/> makes of them.</summary>
    public async ValueTask<MatchSettings> ChangeAsync(MatchPopulation population, Func<MatchSettings, MatchSettings> change)
    {
        await _turn.WaitAsync();
        try
        {
            var settings = change(await ReadAsync(population, CancellationToken.None));
            await ledger.WriteSettingAsync(NameOf(population), JsonSerializer.Serialize(settings), CancellationToken.None);
            return _known[population] = settings;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Gives out the number of a model that is put in force, and stops automatic merging that was allowed for another one only.</summary>
    public async ValueTask<int> NextVersionAsync(MatchPopulation population)
    {
        var before = await ReadAsync(population, CancellationToken.None);
        var settings = await ChangeAsync(population, now => now with
        {
            Version = now.Version + 1,
            Automatic = now is { Automatic: true, AfterRelearning: true },
            SwitchedOff = now is { Automatic: true, AfterRelearning: false } ? "relearned" : now.SwitchedOff,
        });
        if (before.Automatic && !settings.Automatic) await audit.AppendAsync("matching.automatic", Subject(population), "off: the model was learned anew");
        return settings.Version;
    }

    /// <summary>What an audit line names.</summary>
    public static string Subject(MatchPopulation population) => $"matching/{population.Realm}/{KindName(population.Kind)}";

    /// <summary>The API's word for a kind.</summary>
    public static string KindName(ProfileKind kind) => kind == ProfileKind.Person ? "person" : "account";

    private static string NameOf(MatchPopulation population) => $"matching.{population.Realm}.{KindName(population.Kind)}";

    /// <inheritdoc />
    public void Dispose() => _turn.Dispose();
}
