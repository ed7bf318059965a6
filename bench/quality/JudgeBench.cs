using System.Diagnostics;
using Kartoteka.Matching;
using Kartoteka.Matching.Judging;
using Kartoteka.Matching.Tables;

namespace Kartoteka.Quality;

/// <summary>How long a judge needs, and how large it is; one thread.</summary>
internal static class JudgeBench
{
    private const int Candidates = 100;
    private const double SecondsMin = 2;

    public static void Write(string name, RecordTable table)
    {
        var judge = Matcher.Learn(table).Judge;
        var file = new MemoryStream();
        judge.Save(file);
        var sides = Enumerable.Range(0, Math.Min(table.Count, 20_000)).Select(i => (int)((long)i * table.Count / Math.Min(table.Count, 20_000)))
            .Select(row => Side.Of([.. Enumerable.Range(0, table.Columns.Count).Select(column => table[row, column].ToString())])).ToArray();
        var records = table.Count;
        (judge, table) = (null!, null!);
        var before = GC.GetTotalMemory(true);
        file.Position = 0;
        var clock = Stopwatch.StartNew();
        judge = PairJudge.Load(file);
        var loaded = clock.Elapsed;
        var held = GC.GetTotalMemory(true) - before;
        var keys = new ulong[judge.Rules];
        var keyed = Each(sides.Length, i => judge.KeysOf(sides[i].Records[0], keys));
        var printed = Each(sides.Length, i => judge.Fingerprint(sides[i].Records[0]));
        var pair = Each(sides.Length - 1, i => judge.Compare(sides[i], [sides[i + 1]]));
        var compared = Each(sides.Length - Candidates, i => judge.Compare(sides[i], sides[(i + 1)..(i + 1 + Candidates)]));
        var explained = Each(sides.Length - 1, i => judge.Explain(sides[i], sides[i + 1]));
        Console.WriteLine($"| {name} | {records} | {file.Length / 1e6:0.0} | {held / 1e6:0.0} | {loaded.TotalMilliseconds:0} | {keyed:0.0} | {printed:0.0} | {pair:0.0} | {compared / 1000:0.00} | {explained:0.0} |");
    }

    /// <summary>Microseconds of a processor for one call, after as long to warm up: a clock would tell of other work on the machine too.</summary>
    private static double Each(int count, Func<int, object> call)
    {
        var (clock, calls) = (Stopwatch.StartNew(), 0);
        for (; clock.Elapsed.TotalSeconds < SecondsMin; calls++) call(calls % count);
        var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        (clock, calls) = (Stopwatch.StartNew(), 0);
        for (; clock.Elapsed.TotalSeconds < SecondsMin; calls++) call(calls % count);
        process.Refresh();
        return (process.TotalProcessorTime - before).TotalMicroseconds / calls;
    }
}
