using Kartoteka.Domain.Identity;
using Kartoteka.Storage;
using Kartoteka.Storage.Followers;
using Kartoteka.Storage.Matching;

namespace Kartoteka.Modules.Matching;

/// <summary>
/// Keeps the index of matching level with the ledger: of each profile that changed it keeps what takes part, its keys and its pairs. What is in
/// the index then is the same whichever way it came about: nothing in it depends on the order of changes.
/// </summary>
internal sealed class MatchFollower(ILedger ledger, IMatchIndex index, MatchModels models, PairFinder finder, TimeProvider time) : ProfileFollower(ledger, time)
{
    /// <summary>Profiles that are written at once: a transaction of the index takes some milliseconds.</summary>
    private const int ProfilesPerTurn = 100;

    /// <inheritdoc />
    public override string Name => "matching";

    /// <summary>Raised after a batch that may have found pairs; handlers must return at once.</summary>
    public event Action? Found;

    /// <inheritdoc />
    protected override async ValueTask<long> LoadPositionAsync(CancellationToken ct)
    {
        var position = await index.ReadPositionAsync(ct);
        if (position > Ledger.HeadPosition)
        {
            // The ledger is younger than the index: it was restored from a backup.
            await index.ForgetAsync(ct);
            position = 0;
        }
        await models.LoadAsync(ct);
        return position;
    }

    /// <inheritdoc />
    protected override async ValueTask HandleAsync(IReadOnlyList<ProfileChange> entries, long position, CancellationToken ct)
    {
        foreach (var chunk in entries.Select(change => change.Profile).Distinct().Chunk(ProfilesPerTurn))
        {
            await models.Turn.WaitAsync(ct);
            try
            {
                await TakeInAsync(chunk, ct);
            }
            finally
            {
                models.Turn.Release();
            }
        }
        await index.PutPairsAsync(null, [], position, ct);
        Found?.Invoke();
    }

    /// <summary>Reads profiles from the ledger, keeps what takes part and finds their pairs. The caller holds the turn.</summary>
    public async ValueTask TakeInAsync(IReadOnlyList<ProfileId> ids, CancellationToken ct)
    {
        var (entries, profiles) = (new List<MatchEntry>(ids.Count), new List<MatchProfile>(ids.Count));
        foreach (var id in ids)
        {
            var state = await Ledger.ReadProfileAsync(id, ct);
            var profile = state?.Id == id ? MatchCells.Of(state) : null;
            var model = profile is null ? null : models.Find(profile.Population);
            entries.Add(new MatchEntry(id, profile, model is null ? [] : [new MatchKeys(model.Generation, model.KeysOf(profile!))]));
            if (profile is not null) profiles.Add(profile);
        }
        await index.PutProfilesAsync(entries, ct);
        models.Touched?.UnionWith(ids);
        await FindPairsAsync(profiles, models.Find, ct);
    }

    /// <summary>Finds the pairs of profiles whose keys are in the index. The caller holds the turn.</summary>
    public async ValueTask FindPairsAsync(IReadOnlyList<MatchProfile> profiles, Func<MatchPopulation, MatchingModel?> modelOf, CancellationToken ct)
    {
        foreach (var population in profiles.GroupBy(profile => profile.Population))
        {
            if (modelOf(population.Key) is not { } model) continue;
            var pairs = new List<MatchPairsOf>();
            foreach (var profile in population) pairs.Add(await finder.FindAsync(model, profile, onlyAfter: false, ct));
            await index.PutPairsAsync(model.Generation, pairs, position: null, ct);
        }
    }

    /// <summary>Reads profiles again under a model that is about to be put in force. The caller holds the turn.</summary>
    public async ValueTask TakeInAgainAsync(IEnumerable<ProfileId> ids, MatchingModel model, CancellationToken ct)
    {
        foreach (var chunk in ids.Chunk(ProfilesPerTurn))
        {
            var profiles = new List<MatchProfile>();
            foreach (var id in chunk)
            {
                if (await index.FindProfileAsync(id, ct) is { } profile && profile.Population == model.Row.Population) profiles.Add(profile);
            }
            await index.PutProfilesAsync([.. profiles.Select(profile => new MatchEntry(profile.Id, profile, [new MatchKeys(model.Generation, model.KeysOf(profile))]))], ct);
            await FindPairsAsync(profiles, _ => model, ct);
        }
    }
}
