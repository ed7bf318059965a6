using System.Threading.Channels;

namespace Kartoteka.Modules.Ingest;

/// <summary>One who watches a source.</summary>
internal sealed class Watcher : IDisposable
{
    private readonly LiveFeed _feed;
    private readonly Channel<LiveLine> _lines;
    private readonly Func<bool> _isAllowed;
    private long _dropped;

    public Watcher(LiveFeed feed, int sourceId, int linesMax, Func<bool> isAllowed)
    {
        (_feed, SourceId, _isAllowed) = (feed, sourceId, isAllowed);
        _lines = Channel.CreateBounded<LiveLine>(new BoundedChannelOptions(linesMax) { FullMode = BoundedChannelFullMode.DropOldest }, _ => Interlocked.Increment(ref _dropped));
    }

    public int SourceId { get; }

    /// <summary>What is to be shown; ends when the watcher is no longer allowed to see it.</summary>
    public ChannelReader<LiveLine> Lines => _lines.Reader;

    public void Write(LiveLine line) => _lines.Writer.TryWrite(line);

    /// <summary>How many lines were dropped since the last call.</summary>
    public long TakeDropped() => Interlocked.Exchange(ref _dropped, 0);

    public void EndUnlessAllowed()
    {
        if (!_isAllowed()) _lines.Writer.TryComplete();
    }

    public void Dispose() => _feed.Remove(this);
}
