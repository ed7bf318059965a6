using System.Text;
using Kartoteka.Domain.Identity;
using Kartoteka.Storage.Columns;

namespace Kartoteka.Storage.Contract.Columns;

// Questions in words that are not ours: what they may read, and what they see.
public abstract partial class ColumnStoreContract
{
    /// <summary>Questions that must be refused, in the store's dialect.</summary>
    protected abstract IReadOnlyList<string> Hostile { get; }

    /// <summary>A question of the store's dialect that runs for minutes.</summary>
    protected abstract string Endless { get; }

    private static readonly string Email = ColumnSchema.ColumnName(ProfileKind.Person, "email");

    private static ViewQuery Ask(ColumnReplica replica, string sql, ValueMask? mask = null, Func<string, bool>? shows = null) => new(
        sql,
        AnalystViews.All(
            replica.TraitColumns, [("buyers", "It's buyers")],
            new ViewNames(new Dictionary<int, string> { [1] = "shop" }, new Dictionary<int, string>(), new Dictionary<int, string>(), (_, trait) => shows?.Invoke(trait) ?? true)),
        mask)
    {
        Tables = [new ViewTable(AnalystViews.MemberTable, AnalystViews.Memberships, new ColumnQuery("select $1 as rule, number from profile where kind = $2", 0L, "person"))],
    };

    private static async Task<string[]> AnswerAsync(ColumnReplica replica, ViewQuery query, CancellationToken ct = default)
    {
        await using var rows = await replica.AskAsync(query, ct);
        var lines = new List<string>();
        while (await rows.ReadAsync(ct))
        {
            var line = new StringBuilder();
            for (var column = 0; column < rows.Columns.Count; column++)
            {
                var value = rows.Value(column, out _, out var isNull);
                line.Append(column > 0 ? " " : "").Append(isNull ? "-" : value);
            }
            lines.Add(line.ToString());
        }
        return [.. lines];
    }

    private async Task<(ILedger Ledger, Following Following, ColumnReplica Replica)> WithAdaAsync()
    {
        var ledger = await OpenEmptyAsync();
        await ledger.PutTraitAsync(Declared("email", "string"), Stop);
        await ledger.PutTraitAsync(Declared("age", "number"), Stop);
        var following = new Following(ledger, Opener(ledger));
        await SayAsync(
            ledger,
            Make.Event("m1", user: "ada", ids: [Make.Email("ada@x.ru")], traits: [("age", "36"), ("email", "\"ada@x.ru\"")]),
            Track("m2", "ada", "Order Completed", """{"revenue":100.5,"order_id":"A-1"}"""),
            Track("m3", "ada", "Order Completed", """{"revenue":50}"""));
        return (ledger, following, await following.LevelAsync());
    }

    [Fact]
    public async Task A_view_is_asked_in_any_words_that_read()
    {
        var (ledger, following, replica) = await WithAdaAsync();
        await using var _ = following;
        var ada = await ReadAsync(ledger, Make.User("ada"));
        string[] questions =
        [
            "select name, sum(revenue) from events where kind = 'track' group by name;",
            "with spent as (select profile_id, sum(revenue) as total from events group by all) select p.email, s.total from profiles p join spent s using (profile_id) -- the end",
            "select profile_id, age from \"PROFILES\" where exists (select 1 from events e where e.profile_id = profiles.profile_id)",
            "select count(*) from (select * from events union all select * from events)",
            "select segment, segment_name, profile_id from memberships",
            "select source, properties->>'order_id' from events where order_id is not null",
            "select x from unnest([1, 2]) t(x) order by x desc limit 1",
            "from profiles select age",
            "select order_id, status, net, profile_id from orders join profiles using (profile_id) where order_id = 'A-1'",
            "select count(*) from order_lines",
        ];
        string[][] answers = [["Order Completed 150.5"], ["ada@x.ru 150.5"], [$"{ada.Id} 36"], ["6"], [$"buyers It's buyers {ada.Id}"], ["shop A-1"], ["2"], ["36"], [$"A-1 completed 100.5 {ada.Id}"], ["0"]];
        foreach (var (question, answer) in questions.Zip(answers)) Assert.Equal(answer, await AnswerAsync(replica, Ask(replica, question)));
    }

    [Fact]
    public async Task Whatever_does_more_than_read_the_views_is_refused()
    {
        var (_, following, replica) = await WithAdaAsync();
        await using var _ = following;
        foreach (var question in Hostile)
        {
            var refused = await Record.ExceptionAsync(() => AnswerAsync(replica, Ask(replica, question)));
            Assert.True(refused is ColumnQueryException, $"{question} gave {refused?.Message ?? "an answer"}");
        }
        Assert.Equal(["1"], await AskAsync(replica, "select count(*) from profile"));
    }

    [Fact]
    public async Task What_is_masked_cannot_be_asked_letter_by_letter_nor_through_json()
    {
        var (_, following, replica) = await WithAdaAsync();
        await using var _ = following;
        string[] questions =
        [
            "select email from profiles", "select count(*) from profiles where email like 'ada%'", "select age from profiles", "select traits from profiles", "select identifiers from profiles",
            "select count(*) from events where properties like '%A-1%'", "select count(*) from events where order_id = 'A-1'", "select max(email) from profiles group by email",
            "select count(*) from profiles where try_cast(replace(email, 'ada@x.ru', '1') as int) = 1", "with email as (select email from profiles) select * from email",
        ];
        string[] answers = ["(Hidden)", "0", "-", "(Traits)", "(Identifiers)", "0", "0", "(Hidden)", "0", "(Hidden)"];
        foreach (var (question, answer) in questions.Zip(answers))
            Assert.Equal([answer], await AnswerAsync(replica, Ask(replica, question, (masking, _, _) => $"({masking})", shows: _ => false)));
        Assert.Equal(["ada@x.ru 36"], await AnswerAsync(replica, Ask(replica, "select email, age from profiles", (_, _, _) => null)));
    }

    [Fact]
    public async Task A_mask_that_fails_ends_the_question_and_shows_nothing()
    {
        var (_, following, replica) = await WithAdaAsync();
        await using var _ = following;
        var failure = await Assert.ThrowsAsync<ColumnQueryException>(() => AnswerAsync(replica, Ask(replica, "select email from profiles", (_, _, _) => throw new FormatException("ada@x.ru"))));
        Assert.DoesNotContain("ada", failure.Message, StringComparison.Ordinal);
        Assert.Equal(["1"], await AskAsync(replica, $"select count(*) from profile where {Email} is not null"));
    }

    [Fact]
    public async Task A_question_in_any_words_can_be_given_up()
    {
        var (_, following, replica) = await WithAdaAsync();
        await using var _ = following;
        using var limit = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => AnswerAsync(replica, Ask(replica, Endless), limit.Token));
    }
}
