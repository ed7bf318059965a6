using Kartoteka.Domain.Tests.Identity;
using Kartoteka.Storage.Contract;
using Kartoteka.Storage.Followers;

namespace Kartoteka.Storage.Embedded.Tests;

public sealed class FollowerRestTests : LedgerBench, IAsyncLifetime
{
    private readonly LedgerFolders _folders = new();
    private readonly RestingClock _clock = new();

    protected override ValueTask<ILedger> OpenEmptyAsync() => ValueTask.FromResult(_folders.Open(_folders.NewFolder()));

    protected override ValueTask<ILedger> ReopenAsync(ILedger ledger) => _folders.ReopenAsync(ledger);

    [Theory]
    [InlineData(0, null)]
    [InlineData(40, 120)]
    [InlineData(1_000, 250)]
    [InlineData(3_000, null)]
    public async Task After_a_batch_a_follower_rests_thrice_as_long_up_to_a_quarter_of_a_second_unless_it_is_far_behind(int workedMs, int? restMs)
    {
        var ledger = await OpenEmptyAsync();
        await SayAsync(ledger, Make.Event("m1", user: "ada"));
        using var stop = new CancellationTokenSource();
        // While it works another event comes, so that there is something which it is behind with.
        var follower = new Worker(ledger, _clock, async handled =>
        {
            if (handled == 1) await SayAsync(ledger, Make.Event("m2", user: "bob"));
            _clock.Pass(TimeSpan.FromMilliseconds(handled == 1 ? workedMs : 0));
            if (handled == 2) await stop.CancelAsync();
        });
        await follower.RunAsync(stop.Token);
        Assert.Equal(restMs is { } rest ? [TimeSpan.FromMilliseconds(rest)] : [], _clock.Rests);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _folders.CloseAsync();

    private sealed class Worker(ILedger ledger, TimeProvider time, Func<int, Task> handle) : ProfileFollower(ledger, time)
    {
        private int _handled;

        public override string Name => "worker";

        protected override ValueTask<long> LoadPositionAsync(CancellationToken ct) => ValueTask.FromResult(0L);

        protected override async ValueTask HandleAsync(IReadOnlyList<ProfileChange> entries, long position, CancellationToken ct) => await handle(++_handled);
    }

    /// <summary>Stands still while the follower rests, and notes how long it wants to.</summary>
    private sealed class RestingClock : TimeProvider
    {
        private long _now = 1;

        public List<TimeSpan> Rests { get; } = [];

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public void Pass(TimeSpan time) => _now += time.Ticks;

        public override long GetTimestamp() => _now;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Rests.Add(dueTime);
            return System.CreateTimer(callback, state, TimeSpan.Zero, period);
        }
    }
}
