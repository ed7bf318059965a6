namespace Kartoteka.Server.Tests;

/// <summary>A clock that stands still until it is moved.</summary>
internal sealed class TestClock : TimeProvider
{
    private DateTimeOffset _now = new(2026, 1, 15, 9, 30, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => _now;

    public void Advance(TimeSpan by) => _now += by;
}

/// <summary>A server of one test.</summary>
internal sealed record OwnServer(ServerFixture Value) : IAsyncDisposable
{
    public async ValueTask DisposeAsync() => await Value.DisposeAsync();
}

/// <summary>A server whose clock the test moves.</summary>
internal sealed record ServerWithClock(ServerFixture Server, TestClock Time) : IAsyncDisposable
{
    public async ValueTask DisposeAsync() => await Server.DisposeAsync();
}

/// <summary>What a follower or the background brings about soon.</summary>
internal static class Eventually
{
    /// <summary>Asks until <paramref name="condition"/> holds; fails after 20 seconds.</summary>
    public static async Task TrueAsync(Func<Task<bool>> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!await condition())
        {
            Assert.False(limit.IsCancellationRequested, "It did not come about.");
            await Task.Delay(20);
        }
    }
}

internal static class Fixtures
{
    public static async Task<ServerWithClock> WithClockAsync()
    {
        var clock = new TestClock();
        return new ServerWithClock(await ServerFixture.StartAsync(options => options with { Time = clock }), clock);
    }
}
