using System.Net;
using Kartoteka.Modules.Users;
using Microsoft.Extensions.Options;

namespace Kartoteka.Server.Tests.Users;

public sealed class SignInThrottleTests
{
    private const string Email = "anna@staff.example";

    private static readonly IPAddress Here = IPAddress.Parse("192.0.2.1");

    private readonly TestClock _clock = new();
    private readonly SignInThrottle _throttle;

    public SignInThrottleTests() => _throttle = new SignInThrottle(_clock, Options.Create(new UsersOptions()));

    private static IPAddress Other(int number) => new([198, 51, (byte)(number >> 8), (byte)number]);

    [Fact]
    public void After_five_failures_each_further_one_doubles_the_wait_up_to_a_quarter_of_an_hour()
    {
        for (var i = 0; i < 5; i++) Assert.Null(_throttle.Begin(Email, Other(i)));
        foreach (var seconds in new[] { 30, 60, 120, 240, 480, 900, 900, 900 })
        {
            Assert.Equal(seconds, _throttle.Begin(Email, Other(100 + seconds))!.Value.TotalSeconds);
            Assert.Equal(_clock.GetUtcNow().AddSeconds(seconds), _throttle.LockedUntil(Email));
            _clock.Advance(TimeSpan.FromSeconds(seconds - 1));
            Assert.NotNull(_throttle.Begin(Email, Here)); // A try that has to wait makes the wait no longer.
            _clock.Advance(TimeSpan.FromSeconds(1));
            Assert.Null(_throttle.Begin(Email, Here));
        }
    }

    [Fact]
    public void Success_begins_anew_and_a_day_forgets()
    {
        for (var i = 0; i < 4; i++) _throttle.Begin(Email, Other(i));
        Assert.Null(_throttle.Begin(Email, Here));
        _throttle.Succeeded(Email, Here);
        for (var i = 0; i < 5; i++) Assert.Null(_throttle.Begin(Email, Other(i)));
        Assert.NotNull(_throttle.Begin(Email, Here));
        _clock.Advance(TimeSpan.FromHours(25));
        for (var i = 0; i < 5; i++) Assert.Null(_throttle.Begin(Email, Other(i)));
    }

    [Fact]
    public void Many_at_once_do_not_slip_through_before_the_first_has_failed() =>
        Assert.Equal(5, Enumerable.Range(0, 50).Count(i => _throttle.Begin(Email, Other(i)) is null));

    [Fact]
    public void An_address_waits_after_twenty_failures_whoever_they_were_of_and_a_password_of_ones_own_does_not_clear_them()
    {
        for (var i = 0; i < 19; i++)
        {
            Assert.Null(_throttle.Begin($"{i}@staff.example", Here));
            if (i % 3 != 0) continue;
            Assert.Null(_throttle.Begin(Email, Here));
            _throttle.Succeeded(Email, Here);
        }
        Assert.Null(_throttle.Begin("20@staff.example", Here));
        Assert.NotNull(_throttle.Begin(Email, Here));
        Assert.Null(_throttle.Begin(Email, Other(1)));
    }

    [Fact]
    public void A_right_password_without_its_code_neither_counts_nor_clears()
    {
        for (var i = 0; i < 4; i++) _throttle.Begin(Email, Other(i));
        for (var i = 0; i < 20; i++)
        {
            Assert.Null(_throttle.Begin(Email, Here));
            _throttle.TakeBack(Email, Here);
        }
        Assert.Null(_throttle.Begin(Email, Here));
        Assert.NotNull(_throttle.Begin(Email, Here));
    }

    [Fact]
    public void Memory_is_bounded_and_an_email_that_waits_outlives_a_flood_of_others()
    {
        for (var i = 0; i < 5; i++) _throttle.Begin(Email, Other(i));
        for (var i = 0; i < SignInThrottle.EntriesMax + 5_000; i++) _throttle.Begin($"flood-{i}@staff.example", new IPAddress([10, (byte)(i >> 16), (byte)(i >> 8), (byte)i]));
        Assert.NotNull(_throttle.LockedUntil(Email));
        Assert.True(_throttle.Count <= SignInThrottle.EntriesMax);
    }

    [Fact]
    public void The_audit_log_is_told_of_a_wait_once()
    {
        Assert.False(_throttle.TakeNews(Email));
        for (var i = 0; i < 5; i++) _throttle.Begin(Email, Other(i));
        Assert.True(_throttle.TakeNews(Email));
        Assert.False(_throttle.TakeNews(Email));
    }

    [Fact]
    public void An_administrator_ends_the_wait()
    {
        for (var i = 0; i < 5; i++) _throttle.Begin(Email, Other(i));
        _throttle.Unlock(Email);
        Assert.Null(_throttle.Begin(Email, Here));
    }
}
