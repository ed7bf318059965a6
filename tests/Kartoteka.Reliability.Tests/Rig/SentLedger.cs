using System.Globalization;

namespace Kartoteka.Reliability.Tests.Rig;

/// <summary>
/// What a client knows: <c>sent</c> is written and synced before a request, <c>acked</c> after its 200, <c>refused</c> after any other
/// answer. A request with neither is unknown: the server may have stored it or not.
/// </summary>
internal sealed class SentLedger : IDisposable
{
    private readonly DurableLines _lines;
    private int _attempt;

    public SentLedger(string path)
    {
        Path = path;
        _lines = new DurableLines(path);
    }

    public string Path { get; }

    /// <summary>Writes down that these message ids are about to be sent; gives the number of the attempt.</summary>
    public int Sent(IReadOnlyList<string> ids)
    {
        var attempt = Interlocked.Increment(ref _attempt);
        _lines.Append(string.Create(CultureInfo.InvariantCulture, $"sent\t{attempt}\t{string.Join(',', ids)}\t{TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() / 1000.0}"));
        return attempt;
    }

    public void Acked(int attempt) => _lines.Append($"acked\t{attempt}");

    public void Refused(int attempt, int status) => _lines.Append($"refused\t{attempt}\t{status}");

    public void Dispose() => _lines.Dispose();
}

/// <summary>What all clients sent and heard, read back from their files.</summary>
/// <param name="Sent">Every message id that was ever sent.</param>
/// <param name="Acked">Every message id of a request that was answered 200.</param>
/// <param name="AckedItems">Items of requests answered 200, repetitions counted: the server must have counted at least these.</param>
/// <param name="SentItems">Items of all requests, repetitions counted: the server cannot have counted more.</param>
internal sealed record SentTotals(IReadOnlySet<string> Sent, IReadOnlySet<string> Acked, long AckedItems, long SentItems)
{
    public static SentTotals Read(IEnumerable<string> paths)
    {
        var (sent, acked) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        long ackedItems = 0, sentItems = 0;
        foreach (var path in paths)
        {
            var attempts = new Dictionary<string, string[]>(StringComparer.Ordinal);
            foreach (var parts in File.ReadLines(path).Select(line => line.Split('\t')))
            {
                if (parts[0] == "sent")
                {
                    var ids = attempts[parts[1]] = parts[2].Split(',');
                    sent.UnionWith(ids);
                    sentItems += ids.Length;
                }
                else if (parts[0] == "acked")
                {
                    acked.UnionWith(attempts[parts[1]]);
                    ackedItems += attempts[parts[1]].Length;
                }
            }
        }
        return new SentTotals(sent, acked, ackedItems, sentItems);
    }

    /// <summary>How many requests that were sent after <paramref name="unixSeconds"/> were answered 200.</summary>
    public static int AckedOfAttemptsSentAfter(string path, double unixSeconds)
    {
        var lines = File.ReadLines(path).Select(line => line.Split('\t')).ToArray();
        var late = lines.Where(parts => parts[0] == "sent" && double.Parse(parts[3], CultureInfo.InvariantCulture) > unixSeconds + 0.001).Select(parts => parts[1]).ToHashSet(StringComparer.Ordinal);
        return lines.Count(parts => parts[0] == "acked" && late.Contains(parts[1]));
    }
}
