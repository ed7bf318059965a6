namespace Kartoteka.Matching.Records;

/// <summary>Work in ranges on some threads. What a range does must depend on nothing but its own elements, so that the number of threads does not show.</summary>
internal static class Work
{
    private const int RangeLength = 4096;

    public static void For(int count, int threads, Action<int, int> range, CancellationToken ct)
    {
        if (count <= RangeLength || threads == 1)
        {
            ct.ThrowIfCancellationRequested();
            if (count > 0) range(0, count);
            return;
        }
        var ranges = (count + RangeLength - 1) / RangeLength;
        Parallel.For(0, ranges, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = ct },
            i => range(i * RangeLength, Math.Min(count, (i + 1) * RangeLength)));
    }
}
