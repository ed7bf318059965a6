using System.Collections.Immutable;
using System.Text;
using Kartoteka.Modules.Catalogue.Contracts;
using Kartoteka.Modules.Ingest.Contracts;
using Kartoteka.Modules.Users.Contracts;
using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Storage;
using Kartoteka.Storage.Followers;
using Microsoft.Extensions.Hosting;

namespace Kartoteka.Modules.Ingest;

/// <summary>One line of the live debugger.</summary>
/// <param name="Outcome"><c>stored</c>, <c>duplicate</c> or <c>quarantined</c>.</param>
/// <param name="ReceivedAt">When it came.</param>
/// <param name="Type">The call.</param>
/// <param name="Event">The event's name.</param>
/// <param name="MessageId">Its message id.</param>
/// <param name="Position">Its ledger position, if stored.</param>
/// <param name="ProfileId">The profile it became part of, if stored.</param>
/// <param name="Reason">Why it was quarantined.</param>
/// <param name="Detail">Where and why, in words.</param>
/// <param name="Body">The event, cut at <see cref="LiveFeed.BodyBytesMax"/> bytes.</param>
public sealed record LiveLine(
    string Outcome, DateTimeOffset ReceivedAt, string? Type, string? Event, string? MessageId, long? Position, string? ProfileId, string? Reason, string? Detail, string? Body)
{
    /// <summary>The line as it may be shown; a body that was cut is no JSON any more, and is hidden from who may not see all of it.</summary>
    internal LiveLine As(Sight? sight) => sight is null ? this : this with
    {
        MessageId = MessageId is null ? null : sight.Text(MessageId),
        Detail = Detail is null ? null : sight.Text(Detail),
        Body = Body is null ? null : sight.Body(Encoding.UTF8.GetBytes(Body)) ?? Body,
    };
}

/// <summary>Lines that a slow watcher did not get.</summary>
/// <param name="Count">How many, since the last line it got.</param>
public sealed record LiveDropped(long Count);

/// <summary>
/// Feeds the live debugger. Stored events are read from the ledger as any follower reads them, so that it shows what is durable, from
/// whichever node; duplicates and refused input are no events, and come from this process's commits. While nobody watches it reads nothing.
/// </summary>
internal sealed class LiveFeed : EventFollower, IHostedService, IDisposable
{
    /// <summary>Longest body shown, in bytes of UTF-8.</summary>
    public const int BodyBytesMax = 4_096;

    /// <summary>Most who watch at once: each may hold 1,000 lines of 4 KiB, so together 128 MiB.</summary>
    public const int WatchersMax = 32;

    /// <summary>Lines kept for a slow watcher; older ones are dropped and the stream says how many.</summary>
    private const int LinesMax = 1_000;

    private readonly CommitQueue _queue;
    private readonly TokenDirectory _tokens;
    private readonly SessionDirectory _sessions;
    private readonly CancellationTokenSource _stop = new();
    private ImmutableArray<Watcher> _watchers = [];
    private Task _loop = Task.CompletedTask;

    public LiveFeed(ILedger ledger, TimeProvider time, CommitQueue queue, TokenDirectory tokens, SessionDirectory sessions, FollowerRegistry registry)
        : base(ledger, time)
    {
        (_queue, _tokens, _sessions) = (queue, tokens, sessions);
        registry.Add(this);
    }

    public override string Name => "live";

    /// <summary>Begins to watch a source; dispose to end. Null when <see cref="WatchersMax"/> watch already.</summary>
    /// <param name="sourceId">The source.</param>
    /// <param name="isAllowed">Asked again whenever tokens or sessions change: when it says no, the watching ends.</param>
    public Watcher? TryWatch(int sourceId, Func<bool> isAllowed)
    {
        var watcher = new Watcher(this, sourceId, LinesMax, isAllowed);
        return ImmutableInterlocked.Update(ref _watchers, watchers => watchers.Length < WatchersMax ? watchers.Add(watcher) : watchers) ? watcher : null;
    }

    /// <summary>The last events of a source among the newest of the base, oldest first.</summary>
    public async Task<IReadOnlyList<LiveLine>> RecentAsync(int sourceId, int limit, CancellationToken ct) =>
        [.. (await Ledger.ReadRecentAsync(sourceId, limit, BodyBytesMax, ct)).Select(Line)];

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _queue.Committed += OnCommitted;
        _tokens.Changed += OnRightsChanged;
        _sessions.Changed += OnRightsChanged;
        _loop = RunAsync(_stop.Token);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _queue.Committed -= OnCommitted;
        _tokens.Changed -= OnRightsChanged;
        _sessions.Changed -= OnRightsChanged;
        await _stop.CancelAsync();
        await _loop.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    // It shows what happens now: what happened while the process was down is in the ledger for others.
    protected override ValueTask<long> LoadPositionAsync(CancellationToken ct) => ValueTask.FromResult(Ledger.HeadPosition);

    protected override ValueTask<(IReadOnlyList<StoredEvent> Entries, long Position)> ReadAsync(long after, CancellationToken ct) =>
        _watchers.IsEmpty ? ValueTask.FromResult(((IReadOnlyList<StoredEvent>)[], Ledger.HeadPosition)) : base.ReadAsync(after, ct);

    protected override ValueTask HandleAsync(IReadOnlyList<StoredEvent> entries, long position, CancellationToken ct)
    {
        foreach (var watcher in _watchers)
        {
            foreach (var stored in entries)
            {
                if (stored.SourceId == watcher.SourceId) watcher.Write(Line(stored));
            }
        }
        return ValueTask.CompletedTask;
    }

    private void OnCommitted(CommitNotice notice)
    {
        foreach (var watcher in _watchers)
        {
            for (var i = 0; i < notice.Items.Count; i++)
            {
                if (notice.Items[i].SourceId == watcher.SourceId && notice.Results[i].Outcome != Outcome.Stored) watcher.Write(Line(notice.Items[i], notice.Results[i]));
            }
        }
    }

    private void OnRightsChanged()
    {
        foreach (var watcher in _watchers) watcher.EndUnlessAllowed();
    }

    private static LiveLine Line(StoredEvent stored) => new(
        "stored", Times.FromUs(stored.ReceivedAtUs), stored.Kind.ToString().ToLowerInvariant(), stored.Name, stored.MessageId,
        stored.Position, stored.ProfileAtCommit.ToString(), null, null, Cut(stored.Body));

    private static LiveLine Line(CommitItem item, CommitResult result)
    {
        var (incoming, refused) = (item.Event?.Event, item.Refused);
        return new LiveLine(
            result.Outcome.ToString().ToLowerInvariant(), Times.FromUs(item.ReceivedAtUs),
            incoming?.Kind.ToString().ToLowerInvariant() ?? refused?.Kind, incoming?.Name, incoming?.MessageId ?? refused?.MessageId, null, null,
            result.Reason ?? refused?.Reason, refused?.Detail, Cut(incoming is null ? refused!.Raw.Span : incoming.Body.Span));
    }

    private static string Cut(ReadOnlySpan<byte> body) => Encoding.UTF8.GetString(body[..Math.Min(body.Length, BodyBytesMax)]);

    internal void Remove(Watcher watcher) => ImmutableInterlocked.Update(ref _watchers, watchers => watchers.Remove(watcher));

    public void Dispose() => _stop.Dispose();
}
