using System.Runtime.InteropServices;
using Kartoteka.Domain.Identity;
using Kartoteka.Storage.Embedded.Sqlite;
using Kartoteka.Storage.Matching;

namespace Kartoteka.Storage.Embedded.Matching;

// Blocking keys and what they propose, and the pairs that came of it.
public sealed partial class SqliteMatchIndex
{
    private const string KeysOfSql = "select keys from keys_of where generation = ? and profile = ?";
    private const string SetKeysSql = "insert into keys_of (generation, profile, keys) values (?, ?, ?) on conflict do update set keys = excluded.keys";
    private const string DropKeysSql = "delete from keys_of where generation = ? and profile = ?";
    private const string AddPostingSql = "insert into posting (generation, key, profile) values (?, ?, ?) on conflict do nothing";
    private const string DropPostingSql = "delete from posting where generation = ? and key = ? and profile = ?";

    // Most keys of a profile that is touched are those that it had.
    private static void PutKeys(SqliteDatabase database, int generation, long profile, IReadOnlyList<ulong> keys)
    {
        var now = keys.ToHashSet();
        var had = new HashSet<ulong>();
        using (var row = database.Use(KeysOfSql).Bind(generation).Bind(profile))
        {
            if (row.Step()) had.UnionWith(MemoryMarshal.Cast<byte, ulong>(row.Blob(0)).ToArray());
        }
        if (now.SetEquals(had)) return;
        foreach (var key in had.Where(key => !now.Contains(key))) database.Use(DropPostingSql).Bind(generation).Bind((long)key).Bind(profile).Run();
        foreach (var key in now.Where(key => !had.Contains(key))) database.Use(AddPostingSql).Bind(generation).Bind((long)key).Bind(profile).Run();
        SetKeys(database, generation, profile, [.. now]);
    }

    private static void SetKeys(SqliteDatabase database, int generation, long profile, ulong[] keys)
    {
        if (keys.Length == 0) database.Use(DropKeysSql).Bind(generation).Bind(profile).Run();
        else database.Use(SetKeysSql).Bind(generation).Bind(profile).Bind(MemoryMarshal.AsBytes<ulong>(keys)).Run();
    }

    /// <inheritdoc />
    public ValueTask AddKeysAsync(int generation, IReadOnlyList<(ProfileId Profile, IReadOnlyList<ulong> Keys)> profiles, CancellationToken ct) => WriteAsync(
        database =>
        {
            var postings = new List<(long Key, long Profile)>();
            foreach (var (profile, keys) in profiles)
            {
                if (NumberOf(database, profile) is not { } number || keys.Count == 0) continue;
                SetKeys(database, generation, number, [.. keys]);
                foreach (var key in keys) postings.Add(((long)key, number));
            }
            // In order of the tree: each page of it is then looked at once.
            postings.Sort();
            foreach (var (key, profile) in postings) database.Use(AddPostingSql).Bind(generation).Bind(key).Bind(profile).Run();
        },
        ct);

    private const string BlockSql = "select profile from posting where generation = ? and key = ? limit ?";
    private const string ByNumberSql = $"select {ProfileColumns} from profile where number = ?";

    /// <inheritdoc />
    public ValueTask<MatchCandidates> FindCandidatesAsync(
        int generation, ProfileId profile, IReadOnlyList<ulong> keys, int blockMax, int candidatesMax, CancellationToken ct) => ValueTask.FromResult(Read(database =>
    {
        var own = NumberOf(database, profile);
        var (blocks, skipped) = (new List<List<long>>(keys.Count), 0);
        foreach (var key in keys)
        {
            using var rows = database.Use(BlockSql).Bind(generation).Bind((long)key).Bind(blockMax + 1);
            var block = new List<long>();
            while (rows.Step()) block.Add(rows.Number(0));
            if (block.Count > blockMax) skipped++;
            else if (block.Count > 0) blocks.Add(block);
        }
        var numbers = blocks.OrderBy(block => block.Count).SelectMany(block => block).Where(number => number != own).Distinct().Take(candidatesMax);
        var profiles = new List<MatchProfile>();
        foreach (var number in numbers)
        {
            using var row = database.Use(ByNumberSql).Bind(number);
            if (row.Step()) profiles.Add(ProfileRow(row));
        }
        return new MatchCandidates(profiles, skipped);
    }));

    private const string PartnersSql = "select second from pair where generation = ?1 and first = ?2 union all select first from pair where generation = ?1 and second = ?2";
    private const string DropPairSql = "delete from pair where generation = ? and first = ? and second = ?";
    private const string PutPairSql = """
        insert into pair (generation, first, second, weight, probability, pattern, support, first_record, second_record, state, found_at_us) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        on conflict do update set weight = excluded.weight, probability = excluded.probability, pattern = excluded.pattern, support = excluded.support,
          first_record = excluded.first_record, second_record = excluded.second_record, state = excluded.state
        """;
    private const string SavePositionSql = "update progress set position = ?";

    /// <inheritdoc />
    public ValueTask PutPairsAsync(int? generation, IReadOnlyList<MatchPairsOf> pairs, long? position, CancellationToken ct) => WriteAsync(
        database =>
        {
            foreach (var ofProfile in pairs) PutPairs(database, generation ?? 0, ofProfile);
            if (position is { } reached) database.Use(SavePositionSql).Bind(reached).Run();
        },
        ct);

    private static void PutPairs(SqliteDatabase database, int generation, MatchPairsOf ofProfile)
    {
        if (NumberOf(database, ofProfile.Profile) is not { } own) return;
        var gone = new HashSet<long>();
        if (!ofProfile.Adds)
        {
            using var rows = database.Use(PartnersSql).Bind(generation).Bind(own);
            while (rows.Step()) gone.Add(rows.Number(0));
        }
        foreach (var pair in ofProfile.Pairs)
        {
            var isFirst = pair.First == ofProfile.Profile;
            if (NumberOf(database, isFirst ? pair.Second : pair.First) is not { } other) continue;
            gone.Remove(other);
            database.Use(PutPairSql).Bind(generation).Bind(isFirst ? own : other).Bind(isFirst ? other : own).Bind((double?)pair.Weight).Bind((double?)pair.Probability).Bind((long)pair.Pattern)
                .Bind((double?)pair.Support).Bind(pair.FirstRecord).Bind(pair.SecondRecord).Bind((long)pair.State).Bind(pair.FoundAtUs).Run();
        }
        foreach (var other in gone)
        {
            database.Use(DropPairSql).Bind(generation).Bind(own).Bind(other).Run();
            database.Use(DropPairSql).Bind(generation).Bind(other).Bind(own).Run();
        }
    }

    private const string SetStateSql = "update pair set state = ?4 where generation = ?1 and first = ?2 and second = ?3";

    /// <inheritdoc />
    public async ValueTask<bool> SetStateAsync(int generation, ProfileId first, ProfileId second, MatchPairState state, CancellationToken ct)
    {
        var changed = false;
        await WriteAsync(
            database =>
            {
                if (NumberOf(database, first) is not { } one || NumberOf(database, second) is not { } other) return;
                database.Use(SetStateSql).Bind(generation).Bind(one).Bind(other).Bind((long)state).Run();
                changed = database.Changes > 0;
            },
            ct);
        return changed;
    }
}
