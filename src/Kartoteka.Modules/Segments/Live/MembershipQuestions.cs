using Kartoteka.Domain.Identity;
using Kartoteka.Domain.Segments;
using Kartoteka.Storage.Columns;
using Kartoteka.Storage.Segments;

namespace Kartoteka.Modules.Segments.Live;

/// <summary>Where the replica is.</summary>
/// <param name="Position">Ledger position.</param>
/// <param name="Epoch">Which reading of all profiles.</param>
/// <param name="IsComplete">False while profiles may be missing.</param>
internal readonly record struct ReplicaPlace(long Position, long Epoch, bool IsComplete);

/// <summary>A profile as the replica knows it.</summary>
internal readonly record struct ReplicaProfile(long Number, ProfileId Id, bool IsPerson);

/// <summary>Members of some rules by the numbers of profiles: see <see cref="RuleAnswer.Words"/>.</summary>
/// <param name="rules">How many rules.</param>
/// <param name="ofAll">True for all profiles, whose numbers are dense: eight bytes each for a word of rules. False for a few of them.</param>
internal sealed class MemberSets(int rules, bool ofAll)
{
    private readonly int _words = (rules + RuleAnswer.RulesOfWord - 1) / RuleAnswer.RulesOfWord;
    private readonly Dictionary<long, int> _places = [];
    private readonly List<long> _held = [];

    /// <summary>Takes in what an answer holds at once.</summary>
    public void Add(ColumnRows rows)
    {
        for (var row = 0; row < rows.Count; row++)
        {
            var number = rows.Whole(0)[row];
            var place = ofAll ? (int)number : _places.Count;
            if (!ofAll) _places.Add(number, place);
            while (_held.Count < (place + 1) * _words) _held.Add(0);
            for (var word = 0; word < _words; word++) _held[(place * _words) + word] = rows.Whole(1 + word)[row];
        }
    }

    public bool Has(int rule, long number)
    {
        var place = ofAll ? (int)number : _places.GetValueOrDefault(number, -1);
        var at = (place * _words) + (rule / RuleAnswer.RulesOfWord);
        return place >= 0 && at < _held.Count && (_held[at] >> (rule % RuleAnswer.RulesOfWord) & 1) != 0;
    }
}

/// <summary>What keeps memberships level asks of the replica.</summary>
internal sealed class MembershipQuestions(ColumnReplica columns, RuleDialect dialect, LiveDefinitions definitions)
{
    /// <summary>Where the replica is now.</summary>
    public async ValueTask<ReplicaPlace> PlaceAsync(CancellationToken ct)
    {
        await using var rows = await columns.QueryAsync(MembershipQueries.Nothing, ct);
        return PlaceOf(rows);
    }

    /// <summary>Profiles that an answer names.</summary>
    public async ValueTask<(List<ReplicaProfile> Profiles, ReplicaPlace Place)> ProfilesAsync(ColumnQuery query, CancellationToken ct)
    {
        await using var rows = await columns.QueryAsync(query, ct);
        var found = new List<ReplicaProfile>();
        while (await rows.ReadAsync(ct))
        {
            for (var row = 0; row < rows.Count; row++) found.Add(new ReplicaProfile(rows.Whole(0)[row], new ProfileId(rows.Uuid(1, row)), rows.Whole(2)[row] != 0));
        }
        return (found, PlaceOf(rows));
    }

    /// <summary>Persons related to accounts.</summary>
    public async ValueTask<List<ReplicaProfile>> RelatedAsync(IReadOnlyCollection<long> accounts, CancellationToken ct) =>
        (await ProfilesAsync(MembershipQueries.Related(dialect, accounts), ct)).Profiles;

    /// <summary>Persons for whom time has passed: see <see cref="MembershipQueries.Edges"/>.</summary>
    public async ValueTask<List<ReplicaProfile>> AtEdgesAsync(IEnumerable<TimeEdge> edges, long lastUs, long nowUs, CancellationToken ct) =>
        (await ProfilesAsync(MembershipQueries.Edges(dialect, edges, lastUs, nowUs), ct)).Profiles;

    /// <summary>The first moment within a stretch of time at which <see cref="AtEdgesAsync"/> names somebody; null for none.</summary>
    public async ValueTask<long?> NextEdgeAsync(IEnumerable<TimeEdge> edges, long fromUs, long toUs, CancellationToken ct)
    {
        await using var rows = await columns.QueryAsync(MembershipQueries.NextEdge(dialect, edges, fromUs, toUs), ct);
        long? next = null;
        while (await rows.ReadAsync(ct))
        {
            for (var row = 0; row < rows.Count; row++)
            {
                if (!rows.IsNull(1, row)) next = Math.Min(next ?? long.MaxValue, rows.Whole(0)[row] + rows.Whole(1)[row]);
            }
        }
        return next;
    }

    /// <summary>Profiles that went above a position.</summary>
    public async ValueTask<List<ProfileId>> GoneAsync(long position, CancellationToken ct)
    {
        await using var rows = await columns.QueryAsync(MembershipQueries.Gone(position), ct);
        var gone = new List<ProfileId>();
        while (await rows.ReadAsync(ct))
        {
            for (var row = 0; row < rows.Count; row++) gone.Add(new ProfileId(rows.Uuid(0, row)));
        }
        return gone;
    }

    /// <summary>Which of some profiles each rule holds for.</summary>
    public async ValueTask<MemberSets> HoldsAsync(IReadOnlyList<LiveSegment> segments, IReadOnlyCollection<long> numbers, RuleMoment moment, CancellationToken ct) =>
        (await MembersAsync(new MemberSets(segments.Count, ofAll: false), Compiled(segments, moment, ofGiven: true) with { Given = numbers }, ct)).Members;

    /// <summary>All members of each rule.</summary>
    public ValueTask<(MemberSets Members, ReplicaPlace Place)> AllAsync(IReadOnlyList<LiveSegment> segments, RuleMoment moment, CancellationToken ct) =>
        MembersAsync(new MemberSets(segments.Count, ofAll: true), Compiled(segments, moment, ofGiven: false), ct);

    private async ValueTask<(MemberSets Members, ReplicaPlace Place)> MembersAsync(MemberSets members, ColumnQuery query, CancellationToken ct)
    {
        await using var rows = await columns.QueryAsync(query, ct);
        while (await rows.ReadAsync(ct)) members.Add(rows);
        return (members, PlaceOf(rows));
    }

    /// <summary>All persons, in order of id; to be disposed of.</summary>
    public ValueTask<ColumnRows> PeopleAsync(CancellationToken ct) => columns.QueryAsync(MembershipQueries.People, ct);

    /// <summary>Where the replica was when it gave an answer.</summary>
    public static ReplicaPlace PlaceOf(ColumnRows rows) => new(rows.AsOf, rows.Epoch, rows.IsComplete);

    private ColumnQuery Compiled(IReadOnlyList<LiveSegment> segments, RuleMoment moment, bool ofGiven) =>
        RuleCompiler.Compile([.. segments.Select(segment => segment.Rule)], RuleAnswer.Words, dialect, moment, definitions.RuleOf, ofGiven, definitions.FormulaOf);
}
