using System.Net;
using Kartoteka.Modules.Users.Contracts;
using Kartoteka.Storage;
using Kartoteka.Storage.Embedded.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Kartoteka.Server.Tests.Users;

public sealed class SessionLimitsTests : IAsyncLifetime
{
    private ServerWithClock _given = null!;

    private ServerFixture Server => _given.Server;

    private SessionDirectory Sessions => Server.App.Services.GetRequiredService<SessionDirectory>();

    public async Task InitializeAsync() => _given = await Fixtures.WithClockAsync();

    public async Task DisposeAsync() => await _given.DisposeAsync();

    private async Task<HttpStatusCode> AfterAsync(Person person, TimeSpan time)
    {
        _given.Time.Advance(time);
        return (await person.Client.GetAsync("/api/session")).StatusCode;
    }

    [Fact]
    public async Task A_session_ends_after_12_hours_without_a_request()
    {
        using var person = await Person.OfRoleAsync(Server, "marketer");
        Assert.Equal(HttpStatusCode.OK, await AfterAsync(person, TimeSpan.FromHours(11.9)));
        Assert.Equal(HttpStatusCode.OK, await AfterAsync(person, TimeSpan.FromHours(11.9)));
        Assert.Equal(HttpStatusCode.Unauthorized, await AfterAsync(person, TimeSpan.FromHours(12)));
    }

    [Fact]
    public async Task A_session_ends_after_14_days_however_busy()
    {
        using var person = await Person.OfRoleAsync(Server, "marketer");
        for (var hours = 0; hours < (14 * 24) - 10; hours += 10) Assert.Equal(HttpStatusCode.OK, await AfterAsync(person, TimeSpan.FromHours(10)));
        Assert.Equal(HttpStatusCode.Unauthorized, await AfterAsync(person, TimeSpan.FromHours(10)));
    }

    [Fact]
    public async Task The_last_use_is_written_by_the_sweep_and_not_by_the_request_and_what_is_over_is_removed()
    {
        using var person = await Person.OfRoleAsync(Server, "marketer");
        var begun = Stored();
        Assert.Equal(HttpStatusCode.OK, await AfterAsync(person, TimeSpan.FromMinutes(5)));
        Assert.Equal(begun, Stored());
        await Sessions.SweepAsync(default);
        Assert.Equal(Times.ToUs(_given.Time.GetUtcNow()), Stored());
        _given.Time.Advance(TimeSpan.FromHours(13));
        await Sessions.SweepAsync(default);
        Assert.Null(Stored());
    }

    [Fact]
    public async Task A_session_outlives_a_restart_and_its_idle_time_goes_on()
    {
        using var person = await Person.OfRoleAsync(Server, "marketer");
        await AfterAsync(person, TimeSpan.FromHours(11));
        await Sessions.SweepAsync(default);
        var secret = person.Secret!;
        await Server.StopAsync();
        await Server.RunAsync(options => options with { Time = _given.Time });
        _given.Time.Advance(TimeSpan.FromHours(11));
        Assert.NotNull(Sessions.Find(secret, use: false));
        _given.Time.Advance(TimeSpan.FromHours(1));
        Assert.Null(Sessions.Find(secret, use: false));
    }

    [Fact]
    public async Task A_further_session_than_twenty_ends_the_one_longest_unused()
    {
        var (person, id, email) = await Person.MadeAsync(Server, "marketer");
        for (var i = 0; i < SessionDirectory.SessionsPerUserMax - 1; i++) await SignInAsync();
        _given.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.OK, (await person.Client.GetAsync("/api/session")).StatusCode);
        await SignInAsync();
        Assert.Equal(SessionDirectory.SessionsPerUserMax, Sessions.Sessions.Count(session => session.Stored.OwnerId == id));
        Assert.Equal(HttpStatusCode.OK, (await person.Client.GetAsync("/api/session")).StatusCode);
        person.Dispose();

        async Task SignInAsync()
        {
            using var other = Person.At(Server);
            await Person.GoodAsync(await other.SignInAsync(email));
        }
    }

    private long? Stored()
    {
        using var database = SqliteDatabase.Open(Path.Combine(Server.Folder, "ledger.db"), readOnly: true);
        return database.Scalar("select max(last_used_at_us) from user_session");
    }
}
