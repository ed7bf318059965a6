using Kartoteka.Matching.Records;

namespace Kartoteka.Matching.Blocking;

/// <summary>The pairs that chosen rules bring, each once: a pair belongs to the first rule that brings it.</summary>
internal sealed class CandidatePairs
{
    private readonly int[][] _blockOf;
    private readonly int[][] _members;
    private readonly int[][] _starts;
    private readonly byte[]? _file;

    public CandidatePairs(EncodedRecords records, Rule[] rules, int threads, CancellationToken ct)
    {
        _file = records.File;
        (_blockOf, _members, _starts) = (new int[rules.Length][], new int[rules.Length][], new int[rules.Length][]);
        Parallel.For(0, rules.Length, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = ct }, i => Index(i, rules[i], records.Count));
    }

    /// <summary>Calls <paramref name="take"/> for ranges of blocks, from several threads; it gets an enumerator of the range's pairs.</summary>
    public void ForEach<TState>(int threads, Func<TState> begin, Action<TState, int, int> take, Action<TState> end, CancellationToken ct) where TState : class
    {
        var tasks = new List<(int Rule, int From, int To)>();
        for (var rule = 0; rule < _starts.Length; rule++)
        {
            var (from, cost) = (0, 0L);
            for (var block = 0; block + 1 < _starts[rule].Length; block++)
            {
                long size = _starts[rule][block + 1] - _starts[rule][block];
                cost += size * size;
                if (cost < 200_000) continue;
                tasks.Add((rule, from, block + 1));
                (from, cost) = (block + 1, 0);
            }
            if (from + 1 < _starts[rule].Length) tasks.Add((rule, from, _starts[rule].Length - 1));
        }
        Parallel.For(0, tasks.Count, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = ct }, begin, (i, _, state) =>
        {
            Range(tasks[i].Rule, tasks[i].From, tasks[i].To, state, take);
            return state;
        }, end);
    }

    private void Range<TState>(int rule, int from, int to, TState state, Action<TState, int, int> take)
    {
        var members = _members[rule];
        for (var block = from; block < to; block++)
        {
            var (start, end) = (_starts[rule][block], _starts[rule][block + 1]);
            for (var a = start; a < end; a++)
            {
                for (var b = a + 1; b < end; b++)
                {
                    var (first, second) = (members[a], members[b]);
                    if ((_file is null || _file[first] != _file[second]) && !IsEarlier(rule, first, second)) take(state, first, second);
                }
            }
        }
    }

    private bool IsEarlier(int rule, int first, int second)
    {
        for (var earlier = 0; earlier < rule; earlier++)
        {
            var block = _blockOf[earlier][first];
            if (block >= 0 && block == _blockOf[earlier][second]) return true;
        }
        return false;
    }

    private void Index(int i, Rule rule, int count)
    {
        var keys = new List<ulong>();
        var who = new List<int>();
        for (var record = 0; record < count; record++)
        {
            if (rule.KeyOf(record) is not (not 0 and var key)) continue;
            keys.Add(key);
            who.Add(record);
        }
        var (sorted, order) = (keys.ToArray(), who.ToArray());
        Array.Sort(sorted, order);
        var blockOf = new int[count];
        Array.Fill(blockOf, -1);
        var members = new List<int>();
        var starts = new List<int> { 0 };
        for (var from = 0; from < sorted.Length;)
        {
            var to = from + 1;
            while (to < sorted.Length && sorted[to] == sorted[from]) to++;
            if (to - from > 1)
            {
                Array.Sort(order, from, to - from);
                for (var at = from; at < to; at++)
                {
                    blockOf[order[at]] = starts.Count - 1;
                    members.Add(order[at]);
                }
                starts.Add(members.Count);
            }
            from = to;
        }
        (_blockOf[i], _members[i], _starts[i]) = (blockOf, [.. members], [.. starts]);
    }
}
