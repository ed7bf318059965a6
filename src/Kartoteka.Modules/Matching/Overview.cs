using Kartoteka.Domain.Identity;
using Kartoteka.Matching;
using Kartoteka.Storage;
using Kartoteka.Storage.Matching;

namespace Kartoteka.Modules.Matching;

/// <summary>A legal entity by number and name.</summary>
public sealed record MatchEntity(int Id, string Name);

/// <summary>Where learning is.</summary>
/// <param name="State"><c>none</c>, <c>queued</c>, <c>running</c>, <c>failed</c> or <c>done</c>.</param>
/// <param name="Stage">What it does now.</param>
/// <param name="StartedAt">When it was asked for.</param>
/// <param name="Error">Why it failed.</param>
public sealed record LearningView(string State, string? Stage, DateTimeOffset? StartedAt, string? Error);

/// <summary>A level of a field: how often it is met by one person's records (m), by strangers (u), in a household (h).</summary>
public sealed record LevelView(string Name, double M, double U, double H, double Weight);

/// <summary>A field of a model.</summary>
public sealed record FieldView(string Name, bool Shared, IReadOnlyList<LevelView> Levels);

/// <summary>What a column means.</summary>
public sealed record ColumnView(string Name, string Role, double Filled);

/// <summary>A blocking rule.</summary>
public sealed record RuleView(string Name, long Pairs, double Gain);

/// <summary>A model in force.</summary>
/// <param name="Version">Its number, rising.</param>
/// <param name="LearnedAt">When.</param>
/// <param name="AsOf">Ledger position of what it was learned from.</param>
/// <param name="Records">Records that it was learned from.</param>
/// <param name="Fields">What it compares.</param>
/// <param name="Columns">What it read.</param>
/// <param name="Rules">How candidates meet.</param>
/// <param name="RecallGivenUp">Estimated share of matching pairs that never meet.</param>
/// <param name="Thresholds">Expected precision and recall of records' pairs at thresholds.</param>
public sealed record ModelView(
    int Version, DateTimeOffset LearnedAt, long AsOf, long Records, IReadOnlyList<FieldView> Fields, IReadOnlyList<ColumnView> Columns, IReadOnlyList<RuleView> Rules, double RecallGivenUp,
    IReadOnlyList<ThresholdPoint> Thresholds);

/// <summary>Settings of a population.</summary>
/// <param name="Lower">Pairs at least so likely are offered.</param>
/// <param name="Upper">Pairs at least so likely may be merged without a person.</param>
/// <param name="Automatic">Whether they are.</param>
/// <param name="AfterRelearning">Whether that goes on under a newly learned model.</param>
/// <param name="SwitchedOff">Why it was switched off by itself: <c>relearned</c>; null when it was not.</param>
public sealed record SettingsView(double Lower, double Upper, bool Automatic, bool AfterRelearning, string? SwitchedOff);

/// <summary>The queue.</summary>
/// <param name="Open">To be reviewed: between the thresholds.</param>
/// <param name="Later">Put off.</param>
/// <param name="Above">At or above the upper threshold and not merged.</param>
/// <param name="Decided">Decisions that hold, put-off ones left out.</param>
public sealed record QueueView(long Open, long Later, long Above, long Decided);

/// <summary>A population: profiles of one legal entity and kind.</summary>
/// <param name="Entity">The legal entity.</param>
/// <param name="Kind"><c>person</c> or <c>account</c>.</param>
/// <param name="Records">Records that take part.</param>
/// <param name="Profiles">Their profiles.</param>
/// <param name="Learning">Where learning is.</param>
/// <param name="Model">The model in force; null while there is none.</param>
/// <param name="Settings">Thresholds.</param>
/// <param name="Queue">What waits.</param>
/// <param name="SuggestedThreshold">The upper threshold that labels speak for; null when there are too few.</param>
public sealed record PopulationView(
    MatchEntity Entity, string Kind, long Records, long Profiles, LearningView Learning, ModelView? Model, SettingsView Settings, QueueView Queue, double? SuggestedThreshold);

/// <summary>How far the index is.</summary>
/// <param name="Position">Ledger position.</param>
/// <param name="Gap">Positions behind.</param>
/// <param name="LagSeconds">Age of the oldest change that it has not taken in.</param>
/// <param name="BlocksSkipped">Keys that were too common to propose anybody, since the start.</param>
public sealed record MatchIndexView(long Position, long Gap, double LagSeconds, long BlocksSkipped);

/// <summary>Matching at a glance.</summary>
public sealed record MatchingView(IReadOnlyList<PopulationView> Populations, MatchIndexView Index);

/// <summary><c>GET /api/matching</c>.</summary>
internal sealed class Overview(
    ILedger ledger, IWorkspaceStore store, IMatchIndex index, MatchModels models, MatchFollower follower, MatchLearner learner, MatchSettingsStore settings, PairFinder finder, MatchQualityRunner quality)
{
    public async Task<MatchingView> HandleAsync(CancellationToken ct)
    {
        var extents = (await index.CountAsync(ct)).ToDictionary(extent => extent.Population);
        var populations = new List<PopulationView>();
        foreach (var entity in await store.ListLegalEntitiesAsync(ct))
        {
            foreach (var kind in new[] { ProfileKind.Person, ProfileKind.Account })
            {
                var population = new MatchPopulation(entity.Id, kind);
                // People are there from the first; companies once there are any.
                if (kind == ProfileKind.Account && !extents.ContainsKey(population) && models.Find(population) is null) continue;
                populations.Add(await ViewAsync(population, entity.Name, extents.GetValueOrDefault(population), ct));
            }
        }
        var status = follower.Status;
        return new MatchingView(populations, new MatchIndexView(status.Position, status.Gap, Math.Round(status.LagSeconds, 1), finder.BlocksSkipped));
    }

    private async ValueTask<PopulationView> ViewAsync(MatchPopulation population, string name, MatchExtent? extent, CancellationToken ct)
    {
        var (model, known) = (models.Find(population), await settings.ReadAsync(population, ct));
        var queue = model is null ? new MatchQueue(0, 0, 0, 0) : await index.CountQueueAsync(model.Generation, known.Lower, known.Upper, ct);
        var counts = await ledger.CountMatchDecisionsAsync(population, ct);
        var decided = counts.Where(count => count is { Active: true, Verdict: not MatchVerdict.Later }).Sum(count => count.Count);
        var learning = learner.Find(population);
        return new PopulationView(
            new MatchEntity(population.Realm, name), MatchSettingsStore.KindName(population.Kind), extent?.Records ?? 0, extent?.Profiles ?? 0,
            learning is null ? new LearningView(model is null ? "none" : "done", null, null, null) : new LearningView(learning.State, learning.Stage, learning.StartedAt, learning.Error),
            model is null ? null : View(model), View(known), new QueueView(queue.Open, queue.Later, queue.Above, decided), await quality.SuggestedAsync(population, ct));
    }

    /// <summary>Settings as the API shows them.</summary>
    public static SettingsView View(MatchSettings settings) => new(settings.Lower, settings.Upper, settings.Automatic, settings.AfterRelearning, settings.SwitchedOff);

    private static ModelView View(MatchingModel model) => new(
        model.Version, Times.FromUs(model.Row.LearnedAtUs), model.Row.AsOf, model.Row.Records,
        [.. model.Judge.Model.Fields.Select(field => new FieldView(
            MatchWords.Field(field.Name), field.Shared, [.. field.Levels.Select(level => new LevelView(level.Name, level.M, level.U, level.H, Math.Round(level.Weight, 3)))]))],
        [.. model.Judge.Meanings.Select(meaning => new ColumnView(meaning.Name, Role(meaning.Role.ToString()), Math.Round(meaning.Filled, 4)))],
        [.. model.Judge.RuleReport.Select(rule => new RuleView(rule.Name, rule.Pairs, Math.Round(rule.Gain, 5)))], model.Judge.RecallGivenUp, model.Judge.Thresholds);

    private static string Role(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
