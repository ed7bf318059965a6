using Kartoteka.Domain.Identity;
using Kartoteka.Domain.Segments;
using Kartoteka.Modules.Computed.Contracts;
using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Storage.Columns;
using Kartoteka.Storage.Segments;

namespace Kartoteka.Modules.Segments;

/// <summary>Some members, and how many there are.</summary>
/// <param name="Ids">In order of their making.</param>
/// <param name="Total">All of them.</param>
/// <param name="AsOf">Ledger position that it is true as of.</param>
/// <param name="IsComplete">False while the replica is being built: some may be missing.</param>
internal sealed record MemberPage(IReadOnlyList<ProfileId> Ids, long Total, long AsOf, bool IsComplete);

/// <summary>Asks the replica who is in a segment. The one way: preview, members and reasons give the same people.</summary>
internal sealed class SegmentQuestions(ColumnReplica columns, RuleDialect dialect, ISegmentStore segments, ComputedTraits computed, CompanyClock clock)
{
    /// <summary>The members of a rule, in order of their making, from a profile on.</summary>
    /// <exception cref="ColumnsUnavailableException">There is nothing to ask now.</exception>
    public async ValueTask<MemberPage> PageAsync(Rule rule, ProfileId? after, int limit, CancellationToken ct)
    {
        var asked = await CompileAsync([rule], new RuleAnswer.Page(after, limit), ofGiven: false, ct);
        await using var rows = await columns.QueryAsync(asked, ct);
        var (ids, total) = (new List<ProfileId>(), 0L);
        while (await rows.ReadAsync(ct))
        {
            for (var row = 0; row < rows.Count; row++)
            {
                total = rows.Whole(1)[row];
                if (!rows.IsNull(0, row)) ids.Add(new ProfileId(rows.Uuid(0, row)));
            }
        }
        return new MemberPage(ids, total, rows.AsOf, rows.IsComplete);
    }

    /// <summary>Which of some rules hold for a profile.</summary>
    /// <returns>By the rules' order; null when the replica does not know the profile yet.</returns>
    /// <exception cref="ColumnsUnavailableException">There is nothing to ask now.</exception>
    public async ValueTask<(IReadOnlyList<bool> Holds, long AsOf)?> WhyAsync(IReadOnlyList<Rule> rules, ProfileId profile, CancellationToken ct)
    {
        long number;
        await using (var found = await columns.QueryAsync(RuleCompiler.NumberOf(profile), ct))
        {
            if (!await found.ReadAsync(ct)) return null;
            number = found.Whole(0)[0];
        }
        var asked = await CompileAsync(rules, RuleAnswer.Members, ofGiven: true, ct);
        await using var rows = await columns.QueryAsync(asked with { Given = [number] }, ct);
        var holds = new bool[rules.Count];
        while (await rows.ReadAsync(ct))
        {
            for (var row = 0; row < rows.Count; row++) holds[rows.Whole(0)[row]] = true;
        }
        return (holds, rows.AsOf);
    }

    /// <summary>The events and properties that there are: rows of <see cref="RuleDialect.Seen"/>.</summary>
    /// <param name="namesMax">Most names of events.</param>
    /// <param name="positions">How many positions back properties are looked for.</param>
    /// <param name="ct">Ends it.</param>
    /// <exception cref="ColumnsUnavailableException">There is nothing to ask now.</exception>
    public ValueTask<ColumnRows> SeenAsync(long namesMax, long positions, CancellationToken ct) => columns.QueryAsync(new ColumnQuery(dialect.Seen, namesMax, positions), ct);

    /// <summary>Rules as one question, as of now.</summary>
    public async ValueTask<ColumnQuery> CompileAsync(IReadOnlyList<Rule> rules, RuleAnswer answer, bool ofGiven, CancellationToken ct)
    {
        var known = (await segments.ListSegmentsAsync(ct)).ToDictionary(segment => segment.Key);
        var moment = new RuleMoment(clock.NowUs, await clock.ZoneAsync(ct));
        return RuleCompiler.Compile(rules, answer, dialect, moment, key => known.TryGetValue(key, out var segment) ? StoredRule.Of(segment) : null, ofGiven, await computed.FormulasAsync(ct));
    }
}
