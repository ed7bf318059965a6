using Kartoteka.Storage.Followers;

namespace Kartoteka.Storage.Embedded.Tests;

public class LagClockTests
{
    private readonly Clock _clock = new();

    [Fact]
    public void Under_steady_ingest_the_lag_of_a_follower_that_keeps_up_stays_small()
    {
        var lag = new LagClock(_clock);
        for (var head = 1L; head <= 1_000; head++)
        {
            // It is never level: always one second, and one commit, behind.
            lag.Reached(head, head - 2);
            _clock.Pass(TimeSpan.FromSeconds(1));
            Assert.InRange(lag.Seconds(head - 1), 0.9, 1.1);
        }
        Assert.Equal(0, lag.Seconds(1_000));
    }

    [Fact]
    public void A_follower_that_stands_still_grows_older_with_its_oldest_entry_in_constant_memory()
    {
        var lag = new LagClock(_clock);
        for (var head = 1L; head <= 20_000; head++)
        {
            lag.Reached(head, 0);
            _clock.Pass(TimeSpan.FromSeconds(1));
        }
        Assert.Equal(20_000, lag.Seconds(0), 1);
        Assert.InRange(lag.Seconds(10_000), 9_990, 10_100);
        Assert.InRange(lag.Seconds(19_999), 1, 2);
    }

    private sealed class Clock : TimeProvider
    {
        private long _now = 1;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public void Pass(TimeSpan time) => _now += time.Ticks;

        public override long GetTimestamp() => _now;
    }
}
