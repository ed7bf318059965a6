using System.Collections.Concurrent;
using System.Collections.Frozen;
using Kartoteka.Domain.Identity;
using Kartoteka.Matching.Judging;
using Kartoteka.Storage.Matching;

namespace Kartoteka.Modules.Matching;

/// <summary>A model that judges profiles of a population.</summary>
internal sealed class MatchingModel
{
    private readonly FrozenDictionary<string, int> _columns;

    public MatchingModel(MatchModelRow row, PairJudge judge)
    {
        (Row, Judge) = (row, judge);
        _columns = judge.Columns.Index().ToFrozenDictionary(column => column.Item, column => column.Index, StringComparer.Ordinal);
    }

    public MatchModelRow Row { get; }

    public PairJudge Judge { get; }

    public int Generation => Row.Generation;

    public int Version => Row.Version;

    /// <summary>The records of a profile as the judge takes them; columns that it does not know are left out.</summary>
    public Side SideOf(IReadOnlyList<MatchRecord> records) => new([.. records.Select(CellsOf)]);

    /// <summary>The keys of a profile: all that any of its records has.</summary>
    public IReadOnlyList<ulong> KeysOf(MatchProfile profile)
    {
        var (room, keys) = (new ulong[Judge.Rules], new HashSet<ulong>());
        foreach (var record in profile.Records)
        {
            var count = Judge.KeysOf(CellsOf(record), room);
            foreach (var key in room.AsSpan(0, count)) keys.Add(key);
        }
        return [.. keys];
    }

    private string?[] CellsOf(MatchRecord record)
    {
        var cells = new string?[Judge.Columns.Count];
        foreach (var (name, value) in record.Cells)
        {
            if (_columns.TryGetValue(name, out var column)) cells[column] = value;
        }
        return cells;
    }
}

/// <summary>The models in force, and the one that is being put in place of another.</summary>
internal sealed class MatchModels(IMatchIndex index)
{
    private readonly ConcurrentDictionary<MatchPopulation, MatchingModel> _inForce = [];

    /// <summary>
    /// Held by whoever brings the index on by a batch. While a new model's keys and pairs are made, the follower goes on under the old one and
    /// notes in <see cref="Touched"/> what the new one must look at again.
    /// </summary>
    public SemaphoreSlim Turn { get; } = new(1, 1);

    /// <summary>Profiles that changed while a model was being made; null when none is. Under <see cref="Turn"/>.</summary>
    public HashSet<ProfileId>? Touched { get; set; }

    /// <summary>Models in force.</summary>
    public IReadOnlyCollection<MatchingModel> All => [.. _inForce.Values];

    /// <summary>The population's model, or null.</summary>
    public MatchingModel? Find(MatchPopulation population) => _inForce.GetValueOrDefault(population);

    /// <summary>Reads what the index holds; a judge that this program does not understand is learned anew.</summary>
    public async ValueTask LoadAsync(CancellationToken ct)
    {
        _inForce.Clear();
        foreach (var row in await index.ListModelsAsync(ct))
        {
            try
            {
                using var stream = new MemoryStream(row.Judge.ToArray());
                _inForce[row.Population] = new MatchingModel(row, PairJudge.Load(stream));
            }
            catch (FormatException)
            {
                // As if there were none: its pairs go when the next is in force.
            }
        }
    }

    /// <summary>Says that a model is in force.</summary>
    public void Put(MatchingModel model) => _inForce[model.Row.Population] = model;
}
