using System.Security.Cryptography;
using System.Text;
using Kartoteka.Domain.Computed;
using Kartoteka.Domain.Identity;
using Kartoteka.Domain.Segments;
using Kartoteka.Modules.Computed.Contracts;
using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Storage.Columns;
using Kartoteka.Storage.Segments;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kartoteka.Modules.Segments.Live;

/// <summary>
/// Keeps the values of computed traits beside memberships, so that a profile is read with them in microseconds. Rules do not use what is kept: they ask.
/// It works at most a tenth of the time, so that events and memberships go first.
/// </summary>
internal sealed partial class ValueKeeper(
    ColumnReplica columns, IProfileDerivations derived, ComputedTraits computed, MembershipQuestions questions, SegmentFollower memberships, RuleDialect dialect, CompanyClock clock, TimeProvider time,
    ILogger<ValueKeeper> log)
    : BackgroundService
{
    /// <summary>Profiles that are asked about in one statement; above <see cref="SegmentFollower.GivenMax"/> all are.</summary>
    private const int GivenAtOnce = 5_000;

    /// <summary>Values that are written at once.</summary>
    private const int ValuesAtOnce = 2_000;

    private const int RestTimes = 9;
    private static readonly TimeSpan RestMin = TimeSpan.FromSeconds(1);

    /// <summary>How far ahead the next edge is looked for while nothing comes, in microseconds: further would read more events, nearer would ask oftener.</summary>
    private const long AheadUs = 600_000_000;

    /// <summary>Until when there is nothing to do as far as values are known, and whether somebody is at an edge then or it is to be looked on from there.</summary>
    private (ValuesProgress Known, long UntilUs, bool IsEdge) _quiet;

    /// <summary>What of a turn was waiting for memberships, and is no work to rest from.</summary>
    private TimeSpan _waited;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (true)
        {
            var start = time.GetTimestamp();
            _waited = TimeSpan.Zero;
            try
            {
                if (columns.Unavailable is null && !columns.IsBuilding) await TurnAsync(stoppingToken);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                LogFailed(log, error);
            }
            var rest = (time.GetElapsedTime(start) - _waited) * RestTimes;
            await Task.Delay(rest < RestMin ? RestMin : rest, time, stoppingToken);
        }
    }

    /// <summary>Brings values to where the replica is.</summary>
    /// <returns>False when nothing had come and no edge had passed: nobody was asked about, and nothing was written.</returns>
    public async ValueTask<bool> TurnAsync(CancellationToken ct)
    {
        var known = await derived.ReadValuesProgressAsync(ct);
        var traits = await computed.ListAsync(ct);
        var moment = new RuleMoment(clock.NowUs, await clock.ZoneAsync(ct));
        var meaning = MeaningOf(traits, moment);
        // Where it is first: what comes between that and the answers is in them, and is asked once more.
        var place = await questions.PlaceAsync(ct);
        var isSame = place.Epoch == known.Epoch && meaning == known.Meaning;
        // Windows of minutes and hours end for whoever did something a span ago.
        var edges = traits.SelectMany(trait => RuleTiming.Of(trait.Formula).Edges).Distinct().ToArray();
        if (!place.IsComplete || (isSame && place.Position <= known.Position && !await IsAtEdgeAsync(edges, known, moment.NowUs, ct))) return false;
        var (changed, _) = await questions.ProfilesAsync(MembershipQueries.Changed(known.Position), ct);
        if (isSame && edges.Length > 0 && moment.NowUs > known.EvaluatedAtUs)
            changed.AddRange(await questions.AtEdgesAsync(edges, known.EvaluatedAtUs, moment.NowUs, ct));
        var gone = await questions.GoneAsync(known.Position, ct);
        var people = changed.Where(profile => profile.IsPerson).Select(profile => profile.Number).Distinct().ToArray();
        if (!isSame || people.Length > SegmentFollower.GivenMax) await KeepAsync(ComputedQuery.Compile(traits, dialect, moment, ofGiven: false), moment, ct);
        else
        {
            foreach (var chunk in people.Chunk(GivenAtOnce))
            {
                var since = time.GetTimestamp();
                await memberships.BetweenTurnsAsync(async () =>
                {
                    _waited += time.GetElapsedTime(since);
                    await KeepAsync(ComputedQuery.Compile(traits, dialect, moment, ofGiven: true) with { Given = chunk }, moment, ct);
                    return true;
                }, ct);
            }
        }
        // What was written is right whatever comes between; what was not is found again from the old position.
        await derived.PutAsync(
            new DerivationBatch { AtUs = moment.NowUs, Computed = [.. gone.Select(profile => (profile, (byte[]?)null))], Values = new ValuesProgress(place.Position, Math.Max(moment.NowUs, known.EvaluatedAtUs), place.Epoch, meaning) }, ct);
        return true;
    }

    // While nothing comes it is known when the next edge passes. Under a stream each turn asks anyway.
    private async ValueTask<bool> IsAtEdgeAsync(TimeEdge[] edges, ValuesProgress known, long nowUs, CancellationToken ct)
    {
        if (edges.Length == 0 || nowUs <= known.EvaluatedAtUs) return false;
        if (_quiet.Known != known) _quiet = (known, known.EvaluatedAtUs, false);
        if (!_quiet.IsEdge && nowUs >= _quiet.UntilUs)
        {
            var (fromUs, toUs) = (_quiet.UntilUs, nowUs + AheadUs);
            var next = await questions.NextEdgeAsync(edges, fromUs, toUs, ct);
            _quiet = (known, next ?? toUs, next is not null);
        }
        return _quiet.IsEdge && nowUs >= _quiet.UntilUs;
    }

    private async ValueTask KeepAsync(ColumnQuery query, RuleMoment moment, CancellationToken ct)
    {
        await using var rows = await columns.QueryAsync(query, ct);
        var values = new List<(ProfileId, byte[]?)>();
        while (await rows.ReadAsync(ct))
        {
            for (var row = 0; row < rows.Count; row++) values.Add((new ProfileId(rows.Uuid(1, row)), rows.Text(2, row).ToArray()));
            if (values.Count < ValuesAtOnce) continue;
            await derived.PutAsync(new DerivationBatch { AtUs = moment.NowUs, Computed = values }, ct);
            values.Clear();
        }
        if (values.Count > 0) await derived.PutAsync(new DerivationBatch { AtUs = moment.NowUs, Computed = values }, ct);
    }

    // Windows of days slide with the day; those of minutes and hours have edges.
    private static string MeaningOf(IReadOnlyList<(string Key, ComputedFormula Formula)> traits, RuleMoment moment)
    {
        var own = traits.Where(trait => trait.Formula is EventFormula).ToArray();
        var words = string.Join('\n', own.Select(trait => $"{trait.Key} {RuleWriter.Write((EventFormula)trait.Formula).ToJsonString()}").Prepend(string.Join(' ', traits.Select(trait => trait.Key))));
        var fingerprint = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(words)).AsSpan(0, 12));
        return Array.Exists(own, trait => trait.Formula.Slides) ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{fingerprint} {moment.Today:yyyy-MM-dd}") : fingerprint;
    }

    [LoggerMessage(2404, LogLevel.Warning, "Values of computed traits are not brought level now; it is tried again.")]
    private static partial void LogFailed(ILogger log, Exception error);
}
