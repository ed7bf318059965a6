using Kartoteka.Domain.Identity;
using Kartoteka.Storage.Embedded.Sqlite;
using Kartoteka.Storage.Segments;

namespace Kartoteka.Storage.Embedded.Segments;

public sealed partial class SqliteProfileDerivations
{
    private const string ProgressSql = "select position, evaluated_at_us, epoch, day from progress";

    /// <inheritdoc />
    public ValueTask<DerivationProgress> ReadProgressAsync(CancellationToken ct) => Read(database =>
    {
        using var row = database.Use(ProgressSql);
        row.Step();
        return new DerivationProgress(row.Number(0), row.Number(1), row.Number(2), row.Text(3));
    });

    private const string ValuesProgressSql = "select position, evaluated_at_us, epoch, meaning from computed_progress";

    /// <inheritdoc />
    public ValueTask<ValuesProgress> ReadValuesProgressAsync(CancellationToken ct) => Read(database =>
    {
        using var row = database.Use(ValuesProgressSql);
        row.Step();
        return new ValuesProgress(row.Number(0), row.Number(1), row.Number(2), row.Text(3));
    });

    private const string ListSql = "select key, name, version, meaning, filled_at_us, phase, error, size, audited_at_us, differences from segment order by key";

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<SegmentFigures>> ListAsync(CancellationToken ct) => Read<IReadOnlyList<SegmentFigures>>(database =>
    {
        using var rows = database.Use(ListSql);
        var segments = new List<SegmentFigures>();
        while (rows.Step())
        {
            var mark = new SegmentMark(rows.Text(0), rows.Text(1), rows.Number(2), rows.Text(3), rows.Number(4), (SegmentPhase)rows.Number(5), rows.NullableText(6));
            segments.Add(new SegmentFigures(mark, rows.Number(7), rows.NullableNumber(8), rows.Number(9)));
        }
        return segments;
    });

    private const string CardSql = "select s.key, s.name, m.since_us from member m join segment s on s.number = m.segment where m.profile = ? and m.is_member = 1 order by s.key";
    private const string ComputedSql = "select json from computed where profile = ?";

    /// <inheritdoc />
    public ValueTask<ProfileDerived> FindAsync(ProfileId profile, CancellationToken ct) => Read(database =>
    {
        var segments = new List<(string, string, long)>();
        using (var rows = database.Use(CardSql).Bind(profile.Value))
        {
            while (rows.Step()) segments.Add((rows.Text(0), rows.Text(1), rows.Number(2)));
        }
        using var computed = database.Use(ComputedSql).Bind(profile.Value);
        var json = computed.Step() ? computed.Blob(0).ToArray() : null;
        return segments.Count == 0 && json is null ? ProfileDerived.None : new ProfileDerived(segments, json);
    });

    private const string OfProfileSql = "select s.key, m.is_member, m.since_us, m.changes from member m join segment s on s.number = m.segment where m.profile = ?";

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<Membership>> ReadAsync(IReadOnlyCollection<ProfileId> profiles, CancellationToken ct) => Read<IReadOnlyList<Membership>>(database =>
    {
        var found = new List<Membership>();
        foreach (var profile in profiles)
        {
            using var rows = database.Use(OfProfileSql).Bind(profile.Value);
            while (rows.Step()) found.Add(new Membership(profile, rows.Text(0), rows.Number(1) != 0, rows.Number(2), rows.Number(3)));
        }
        return found;
    });

    private const string MembersSql = """
        select m.profile, m.since_us, m.changes from member m where m.segment = (select number from segment where key = ?1) and m.is_member = 1 and m.profile > ?2 order by m.profile limit ?3
        """;

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<Membership>> ReadMembersAsync(string segment, ProfileId? after, int limit, CancellationToken ct) => Read<IReadOnlyList<Membership>>(database =>
    {
        using var rows = after is { } last ? database.Use(MembersSql).Bind(segment).Bind(last.Value).Bind(limit) : database.Use(MembersSql).Bind(segment).Bind([]).Bind(limit);
        var members = new List<Membership>();
        while (rows.Step()) members.Add(new Membership(new ProfileId(rows.Uuid(0)), segment, true, rows.Number(1), rows.Number(2)));
        return members;
    });

    private const string LinesSql = """
        select id, at_us, reason, profile, entered, count from line where segment = (select number from segment where key = ?1) and id < ?2 order by id desc limit ?3
        """;

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<MembershipLine>> ReadLinesAsync(string segment, long? before, int limit, CancellationToken ct) => Read<IReadOnlyList<MembershipLine>>(database =>
    {
        using var rows = database.Use(LinesSql).Bind(segment).Bind(before ?? long.MaxValue).Bind(limit);
        var lines = new List<MembershipLine>();
        while (rows.Step())
        {
            lines.Add(new MembershipLine(rows.Number(0), rows.Number(1), (MembershipReason)rows.Number(2), rows.IsNull(3) ? null : new ProfileId(rows.Uuid(3)), rows.Number(4) != 0, rows.Number(5)));
        }
        return lines;
    });

    private const string HoursSql = """
        select h.at_us, h.size, h.entered, h.exited from hour h join segment s on s.number = h.segment
        where s.key = ?1 and h.at_us < ?3 and h.at_us >= coalesce((select max(before.at_us) from hour before where before.segment = s.number and before.at_us <= ?2), ?2) order by h.at_us
        """;

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<SegmentHour>> ReadHoursAsync(string segment, long fromUs, long toUs, CancellationToken ct) => Read<IReadOnlyList<SegmentHour>>(database =>
    {
        using var rows = database.Use(HoursSql).Bind(segment).Bind(fromUs).Bind(toUs);
        var hours = new List<SegmentHour>();
        while (rows.Step()) hours.Add(new SegmentHour(rows.Number(0), rows.Number(1), rows.Number(2), rows.Number(3)));
        return hours;
    });

    private const string CountSql = "select s.key, sum(h.entered), sum(h.exited) from hour h join segment s on s.number = h.segment where h.at_us >= ? group by s.key";

    /// <inheritdoc />
    public ValueTask<IReadOnlyDictionary<string, (long Entered, long Exited)>> CountSinceAsync(long fromUs, CancellationToken ct) => Read<IReadOnlyDictionary<string, (long, long)>>(database =>
    {
        using var rows = database.Use(CountSql).Bind(fromUs);
        var counts = new Dictionary<string, (long, long)>(StringComparer.Ordinal);
        while (rows.Step()) counts[rows.Text(0)] = (rows.Number(1), rows.Number(2));
        return counts;
    });

    // From the smaller one's members, each looked up in the other.
    private const string SharedSql = """
        select count(*) from member a indexed by member_of join member b on b.profile = a.profile and b.segment = ?2 and b.is_member = 1 where a.segment = ?1 and a.is_member = 1
        """;
    private const string NumberSql = "select number, size from segment where key = ?";

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<(string First, string Second, long Both)>> CountSharedAsync(IReadOnlyList<string> segments, CancellationToken ct) => Read<IReadOnlyList<(string, string, long)>>(database =>
    {
        var pairs = new List<(string, string, long)>();
        for (var i = 0; i < segments.Count; i++)
        {
            for (var j = i + 1; j < segments.Count; j++)
            {
                ct.ThrowIfCancellationRequested();
                pairs.Add((segments[i], segments[j], Shared(database, Find(database, segments[i]), Find(database, segments[j]))));
            }
        }
        return pairs;
    });

    private static (long Number, long Size) Find(SqliteDatabase database, string segment)
    {
        using var row = database.Use(NumberSql).Bind(segment);
        return row.Step() ? (row.Number(0), row.Number(1)) : (0, 0);
    }

    private static long Shared(SqliteDatabase database, (long Number, long Size) first, (long Number, long Size) second)
    {
        var (small, large) = first.Size <= second.Size ? (first, second) : (second, first);
        using var row = database.Use(SharedSql).Bind(small.Number).Bind(large.Number);
        return row.Step() ? row.Number(0) : 0;
    }

    private ValueTask<T> Read<T>(Func<SqliteDatabase, T> read) => ValueTask.FromResult(_readers.Read(read));
}
