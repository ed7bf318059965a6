using System.Runtime.Intrinsics;
using Kartoteka.Matching.Records;
using Kartoteka.Matching.Text;

namespace Kartoteka.Matching.Blocking;

/// <summary>Takes some pairs of records.</summary>
internal delegate void PairsTaken<TState>(TState state, ReadOnlySpan<(int First, int Second)> pairs);

/// <summary>The pairs that chosen rules bring, each once: a pair belongs to the first rule that brings it.</summary>
internal sealed class CandidatePairs
{
    private const int PortionLength = 64;

    private readonly int[] _blockOf;
    private readonly int _stride;
    private readonly int[][] _members;
    private readonly int[][] _starts;
    private readonly byte[]? _file;

    public CandidatePairs(EncodedRecords records, Rule[] rules, int threads, CancellationToken ct)
    {
        _file = records.File;
        (_members, _starts) = (new int[rules.Length][], new int[rules.Length][]);
        _stride = (rules.Length + 7) / 8 * 8;
        // A record without a block has a number of its own, so that equal numbers always mean one block.
        _blockOf = new int[(long)records.Count * _stride];
        for (var record = 0; record < records.Count; record++) _blockOf.AsSpan(record * _stride, _stride).Fill(-1 - record);
        Parallel.For(0, rules.Length, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = ct },
            () => (Keys: new ulong[records.Count], Who: new int[records.Count]),
            (i, _, room) =>
            {
                Index(i, rules[i], records.Count, room.Keys, room.Who);
                return room;
            },
            _ => { });
    }

    /// <summary>Calls <paramref name="take"/> for all pairs, some at a time, from several threads.</summary>
    /// <param name="oneIn">Only about one pair in so many, chosen by the pair itself; 1 for all.</param>
    public void ForEach<TState>(ulong oneIn, int threads, Func<TState> begin, PairsTaken<TState> take, Action<TState> end, CancellationToken ct) where TState : class
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
            Range(tasks[i].Rule, tasks[i].From, tasks[i].To, oneIn, state, take);
            return state;
        }, end);
    }

    private void Range<TState>(int rule, int from, int to, ulong oneIn, TState state, PairsTaken<TState> take)
    {
        var members = _members[rule];
        Span<(int First, int Second)> portion = stackalloc (int, int)[PortionLength];
        var count = 0;
        for (var block = from; block < to; block++)
        {
            var (start, end) = (_starts[rule][block], _starts[rule][block + 1]);
            for (var a = start; a < end; a++)
            {
                for (var b = a + 1; b < end; b++)
                {
                    var (first, second) = (members[a], members[b]);
                    if (oneIn > 1 && NameText.Combine((uint)first, (uint)second) % oneIn != 0) continue;
                    if ((_file is null || _file[first] != _file[second]) && !IsEarlier(rule, first, second)) portion[count++] = (first, second);
                    if (count < PortionLength) continue;
                    take(state, portion);
                    count = 0;
                }
            }
        }
        if (count > 0) take(state, portion[..count]);
    }

    private bool IsEarlier(int rule, int first, int second)
    {
        for (var at = 0; at < rule; at += 8)
        {
            var same = Vector256.Equals(Vector256.LoadUnsafe(ref _blockOf[first * _stride + at]), Vector256.LoadUnsafe(ref _blockOf[second * _stride + at])).ExtractMostSignificantBits();
            if (rule - at < 8) same &= (1u << (rule - at)) - 1;
            if (same != 0) return true;
        }
        return false;
    }

    private void Index(int i, Rule rule, int count, ulong[] keys, int[] who)
    {
        var (length, columns) = (0, rule.Columns());
        for (var record = 0; record < count; record++)
        {
            if (Rule.KeyOf(columns, record) is not (not 0 and var key)) continue;
            (keys[length], who[length]) = (key, record);
            length++;
        }
        Array.Sort(keys, who, 0, length);
        ReadOnlySpan<ulong> sorted = keys.AsSpan(0, length);
        var (order, members, starts) = (who, new List<int>(), new List<int> { 0 });
        for (var from = 0; from < sorted.Length;)
        {
            var to = from + 1;
            while (to < sorted.Length && sorted[to] == sorted[from]) to++;
            if (to - from > 1)
            {
                Array.Sort(order, from, to - from);
                for (var at = from; at < to; at++)
                {
                    _blockOf[order[at] * _stride + i] = starts.Count - 1;
                    members.Add(order[at]);
                }
                starts.Add(members.Count);
            }
            from = to;
        }
        (_members[i], _starts[i]) = ([.. members], [.. starts]);
    }
}
