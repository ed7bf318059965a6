using System.Collections.Concurrent;
using System.Security.Claims;
using Kartoteka.Modules.Workspace.Contracts;
using Microsoft.Extensions.Options;

namespace Kartoteka.Modules.Exports.Sql;

/// <summary>Questions that run now, so that they can be counted, seen and ended.</summary>
internal sealed class SqlRuns(TimeProvider time, IOptions<SqlOptions> options) : IDisposable
{
    private readonly ConcurrentDictionary<long, SqlRun> _runs = new();
    private readonly SemaphoreSlim _places = new(options.Value.AtOnceMax);
    private long _last;

    /// <summary>Those that run, oldest first.</summary>
    public IEnumerable<SqlRun> All => _runs.Values.OrderBy(run => run.Id);

    /// <summary>Begins one; null when as many run as may.</summary>
    public SqlRun? TryBegin(ClaimsPrincipal user, string sql, TimeSpan timeout, CancellationToken ct)
    {
        if (!_places.Wait(0, CancellationToken.None)) return null;
        var run = new SqlRun(Interlocked.Increment(ref _last), user.ActorId, user.ActorName, sql, time.GetUtcNow(), new CancellationTokenSource(timeout, time), End, ct);
        _runs[run.Id] = run;
        return run;
    }

    /// <summary>One that runs, or null.</summary>
    public SqlRun? Find(long id) => _runs.GetValueOrDefault(id);

    public void Dispose() => _places.Dispose();

    private void End(SqlRun run)
    {
        if (_runs.TryRemove(run.Id, out _)) _places.Release();
    }
}

/// <summary>A question that runs; disposing it says that it has ended.</summary>
internal sealed class SqlRun : IDisposable
{
    private readonly CancellationTokenSource _timeout;
    private readonly CancellationTokenSource _cancel = new();
    private readonly CancellationTokenSource _ends;
    private readonly Action<SqlRun> _end;

    public SqlRun(long id, string actorId, string by, string sql, DateTimeOffset startedAt, CancellationTokenSource timeout, Action<SqlRun> end, CancellationToken ct)
    {
        (Id, ActorId, By, Sql, StartedAt, _timeout, _end) = (id, actorId, by, sql, startedAt, timeout, end);
        _ends = CancellationTokenSource.CreateLinkedTokenSource(ct, timeout.Token, _cancel.Token);
    }

    public long Id { get; }

    public string ActorId { get; }

    public string By { get; }

    public string Sql { get; }

    public DateTimeOffset StartedAt { get; }

    /// <summary>Ends the question: its time is over, somebody ended it, or the client hung up.</summary>
    public CancellationToken Ends => _ends.Token;

    public bool IsTimedOut => _timeout.IsCancellationRequested;

    public bool IsCancelled => _cancel.IsCancellationRequested;

    public void Cancel()
    {
        try
        {
            _cancel.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It has just ended by itself.
        }
    }

    public void Dispose()
    {
        _end(this);
        _ends.Dispose();
        _timeout.Dispose();
        _cancel.Dispose();
    }
}
