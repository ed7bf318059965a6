using Kartoteka.Domain.Identity;
using Kartoteka.Storage.Columns;

namespace Kartoteka.Storage.Contract.Columns;

// What can be asked, and what cannot.
public abstract partial class ColumnStoreContract
{
    [Fact]
    public async Task Parameters_of_every_type_are_values_and_never_text_of_the_question()
    {
        var ledger = await OpenEmptyAsync();
        await using var following = new Following(ledger, Opener(ledger));
        await SayAsync(ledger, Track("m1", "ada", "it's; drop table event --", """{"revenue":10.01,"quantity":1.5}""", at: 5_000_000));
        var replica = await following.LevelAsync();
        var id = (await ReadAsync(ledger, Make.User("ada"))).Id.Value;
        string[] conditions = ["name = $1", "revenue = $1", "quantity < $1", "occurred_at >= $1", "position > $1", "($1 is null)"];
        object?[] values = ["it's; drop table event --", 10.01m, 2.5, DateTimeOffset.UnixEpoch.AddSeconds(5), 0L, null];
        foreach (var (condition, value) in conditions.Zip(values)) Assert.Equal(["1"], await AskAsync(replica, $"select count(*) from event where {condition}", value));
        Assert.Equal(["1"], await AskAsync(replica, "select count(*) from profile where id = $1", id));
        Assert.Equal(["true"], await AskAsync(replica, "select $1", true));
    }

    [Fact]
    public async Task A_set_of_profiles_of_any_size_can_be_given_with_the_question()
    {
        var ledger = await OpenEmptyAsync();
        await using var following = new Following(ledger, Opener(ledger));
        await SayAsync(ledger, [.. Enumerable.Range(0, 20).Select(i => Track($"m{i}", $"u{i}", "A"))]);
        var replica = await following.LevelAsync();
        const string sql = "select count(*) from event where profile in (select number from given)";
        Assert.Equal(["3"], await AskAsync(replica, new ColumnQuery(sql) { Given = [1, 2, 3, 77] }));
        Assert.Equal(["20"], await AskAsync(replica, new ColumnQuery(sql) { Given = [.. Enumerable.Range(0, 50_000).Select(number => (long)number)] }));
        Assert.Equal(["0"], await AskAsync(replica, new ColumnQuery(sql) { Given = [] }));
        await Assert.ThrowsAsync<ColumnQueryException>(() => AskAsync(replica, new ColumnQuery(sql)));
    }

    [Theory]
    [InlineData("delete from profile")]
    [InlineData("drop table profile")]
    [InlineData("insert into record select * from record")]
    [InlineData("create table mine (x int)")]
    [InlineData("select 1; select 2")]
    [InlineData("select no_such_column from profile")]
    [InlineData("this is not sql")]
    public async Task A_question_that_does_not_only_read_is_refused(string sql)
    {
        var ledger = await OpenEmptyAsync();
        await using var following = new Following(ledger, Opener(ledger));
        await SayAsync(ledger, Track("m1", "ada", "A"));
        var replica = await following.LevelAsync();
        await Assert.ThrowsAsync<ColumnQueryException>(() => AskAsync(replica, sql));
        Assert.Equal(["1"], await AskAsync(replica, "select count(*) from profile"));
    }

    [Fact]
    public async Task An_answer_says_of_which_position_it_is_and_stays_of_that_moment_while_it_is_read()
    {
        var ledger = await OpenEmptyAsync();
        await using var following = new Following(ledger, Opener(ledger));
        await SayAsync(ledger, [.. Enumerable.Range(0, 5_000).Select(i => Track($"m{i}", $"u{i % 50}", "A"))]);
        var replica = await following.LevelAsync();
        var before = ledger.HeadPosition;
        await using var rows = await replica.QueryAsync(new ColumnQuery("select name from event"), Stop);
        Assert.True(await rows.ReadAsync(Stop));
        await SayAsync(ledger, Track("late", "u1", "B"));
        await following.LevelAsync();
        Assert.Equal(before, rows.AsOf);
        Assert.True(rows.IsComplete);
        var count = rows.Count;
        while (await rows.ReadAsync(Stop)) count += rows.Count;
        Assert.Equal(5_000, count);
        Assert.Equal(["5001"], await AskAsync(replica, "select count(*) from event"));
    }

    [Fact]
    public async Task A_question_can_be_given_up_and_others_go_on()
    {
        var ledger = await OpenEmptyAsync();
        await using var following = new Following(ledger, Opener(ledger));
        await SayAsync(ledger, [.. Enumerable.Range(0, 3_000).Select(i => Track($"m{i}", $"u{i % 50}", "A"))]);
        var replica = await following.LevelAsync();
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            // Far more than a second's work, whatever the store.
            await using var rows = await replica.QueryAsync(new ColumnQuery("select count(*) from event a cross join event b cross join event c where a.position + b.position + c.position = 7"), stop.Token);
            while (await rows.ReadAsync(stop.Token)) { }
        });
        Assert.Equal(["3000"], await AskAsync(replica, "select count(*) from event"));
    }

    [Fact]
    public async Task Money_is_summed_up_exactly()
    {
        var ledger = await OpenEmptyAsync();
        await using var following = new Following(ledger, Opener(ledger));
        await SayAsync(ledger, [.. Enumerable.Range(0, 1_000).Select(i => Track($"m{i}", "ada", "A", """{"revenue":0.1}"""))]);
        Assert.Equal(["100"], await AskAsync(await following.LevelAsync(), "select sum(revenue) from event"));
    }

    [Fact]
    public async Task A_replica_whose_store_cannot_be_opened_says_why_and_takes_no_question()
    {
        var ledger = await OpenEmptyAsync();
        await SayAsync(ledger, Track("m1", "ada", "A"));
        await using var following = new Following(ledger, (_, _) => throw new ColumnsUnavailableException("There is no library."));
        await following.EventuallyAsync(() => following.Replica.Status.Error == "There is no library.");
        await Assert.ThrowsAsync<ColumnsUnavailableException>(() => AskAsync(following.Replica, "select 1"));
    }
}
