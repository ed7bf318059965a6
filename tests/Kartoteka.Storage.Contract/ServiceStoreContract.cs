using Kartoteka.Domain.Identity;

namespace Kartoteka.Storage.Contract;

/// <summary>What every <see cref="IServiceStore"/> must do, over the ledger whose profiles it speaks of.</summary>
public abstract class ServiceStoreContract : LedgerBench
{
    private static readonly Author Desk = new("token:1", "desk");

    /// <summary>The service store of the same base.</summary>
    protected abstract IServiceStore Of(ILedger ledger);

    private static Note Draft(RecordState record, string text) => new(0, record.Id, default, text, Desk, 5, null);

    private static ServiceTask Duty(RecordState record, string title, long? dueAtUs = null, string? assignee = null) =>
        new(0, record.Id, default, title, null, dueAtUs, assignee, Desk, 5, null, null);

    private async Task<(ILedger Ledger, ProfileState Ada, ProfileState Bob)> TwoAsync()
    {
        var ledger = await OpenEmptyAsync();
        await SayAsync(ledger, Make.Event("m1", user: "ada"), Make.Event("m2", user: "bob"));
        return (ledger, await ReadAsync(ledger, Make.User("ada")), await ReadAsync(ledger, Make.User("bob")));
    }

    [Fact]
    public async Task Notes_are_kept_newest_first_with_their_author_and_change_in_their_text_alone()
    {
        var (ledger, ada, bob) = await TwoAsync();
        var first = (await Of(ledger).AddNoteAsync(Draft(ada.Records[0], "первая"), 10, Stop))!;
        var second = (await Of(ledger).AddNoteAsync(Draft(ada.Records[0], "second"), 10, Stop))!;
        Assert.Equal(new Note(first.Id, ada.Records[0].Id, ada.Id, "первая", Desk, 5, null), first);
        Assert.Equal(first with { Text = "new", EditedAtUs = 9 }, await Of(ledger).ChangeNoteAsync(first.Id, "new", 9, Stop));
        ledger = await ReopenAsync(ledger);
        Assert.Equal([second, first with { Text = "new", EditedAtUs = 9 }], await Of(ledger).ListNotesAsync(ada.Id, 10, Stop));
        Assert.Equal([second], await Of(ledger).ListNotesAsync(ada.Id, 1, Stop));
        Assert.Empty(await Of(ledger).ListNotesAsync(bob.Id, 10, Stop));
        Assert.True(await Of(ledger).RemoveNoteAsync(second.Id, Stop));
        Assert.False(await Of(ledger).RemoveNoteAsync(second.Id, Stop));
        Assert.Null(await Of(ledger).FindNoteAsync(second.Id, Stop));
        Assert.Null(await Of(ledger).ChangeNoteAsync(second.Id, "x", 9, Stop));
    }

    [Fact]
    public async Task A_profile_takes_no_more_than_the_limit_and_a_record_that_is_gone_takes_none()
    {
        var (ledger, ada, bob) = await TwoAsync();
        Assert.NotNull(await Of(ledger).AddNoteAsync(Draft(ada.Records[0], "1"), 1, Stop));
        Assert.Null(await Of(ledger).AddNoteAsync(Draft(ada.Records[0], "2"), 1, Stop));
        Assert.NotNull(await Of(ledger).AddNoteAsync(Draft(bob.Records[0], "1"), 1, Stop));
        var task = (await Of(ledger).AddTaskAsync(Duty(ada.Records[0], "1"), 1, Stop))!;
        Assert.Null(await Of(ledger).AddTaskAsync(Duty(ada.Records[0], "2"), 1, Stop));
        await Of(ledger).ChangeTaskAsync(task.Id, one => one with { DoneAtUs = 7, DoneBy = Desk }, Stop);
        Assert.NotNull(await Of(ledger).AddTaskAsync(Duty(ada.Records[0], "3"), 1, Stop));
        var gone = new RecordState(999, ada.Records[0].Key, ProfileKind.Person, 1, 1);
        Assert.Null(await Of(ledger).AddNoteAsync(Draft(gone, "x"), 10, Stop));
        Assert.Null(await Of(ledger).AddTaskAsync(Duty(gone, "x"), 10, Stop));
    }

    [Fact]
    public async Task Notes_and_tasks_go_with_their_record_through_a_merge_and_an_unmerge()
    {
        var (ledger, ada, bob) = await TwoAsync();
        await Of(ledger).AddNoteAsync(Draft(ada.Records[0], "ada's"), 10, Stop);
        await Of(ledger).AddNoteAsync(Draft(bob.Records[0], "bob's"), 10, Stop);
        await Of(ledger).AddTaskAsync(Duty(bob.Records[0], "bob's"), 10, Stop);
        var steward = new IdentitySteward(ledger, TimeProvider.System);
        await steward.MergeAsync(ada.Id, bob.Id, IdentityRules.Default, "s", "w", Stop);
        Assert.Equal(["bob's", "ada's"], (await Of(ledger).ListNotesAsync(ada.Id, 10, Stop)).Select(note => note.Text));
        Assert.Equal(ada.Id, Assert.Single(await ListAsync(ledger, profile: ada.Id)).Profile);
        await steward.UnmergeAsync(ada.Id, [bob.Records[0].Key], IdentityRules.Default, "s", "w", Stop);
        Assert.Equal(["ada's"], (await Of(ledger).ListNotesAsync(ada.Id, 10, Stop)).Select(note => note.Text));
        Assert.Equal(["bob's"], (await Of(ledger).ListNotesAsync(bob.Id, 10, Stop)).Select(note => note.Text));
        Assert.Equal(bob.Id, Assert.Single(await ListAsync(ledger)).Profile);
    }

    [Fact]
    public async Task What_hangs_on_a_removed_record_goes_to_the_oldest_left_and_with_the_last_one()
    {
        var (ledger, ada, bob) = await TwoAsync();
        await new IdentitySteward(ledger, TimeProvider.System).MergeAsync(ada.Id, bob.Id, IdentityRules.Default, "s", "w", Stop);
        await Of(ledger).AddNoteAsync(Draft(ada.Records[0], "note"), 10, Stop);
        await Of(ledger).AddTaskAsync(Duty(ada.Records[0], "task"), 10, Stop);
        await RemoveAsync(ledger, ada.Id, record => record.Id == ada.Records[0].Id);
        Assert.Equal(bob.Records[0].Id, Assert.Single(await Of(ledger).ListNotesAsync(ada.Id, 10, Stop)).RecordId);
        Assert.Equal(bob.Records[0].Id, Assert.Single(await ListAsync(ledger)).RecordId);
        var note = (await Of(ledger).ListNotesAsync(ada.Id, 10, Stop))[0].Id;
        await RemoveAsync(ledger, ada.Id, _ => true);
        Assert.Null(await Of(ledger).FindNoteAsync(note, Stop));
        Assert.Empty(await ListAsync(ledger));
    }

    private static async Task RemoveAsync(ILedger ledger, ProfileId id, Func<RecordState, bool> which)
    {
        await using var transaction = await ledger.BeginAsync(Stop);
        await transaction.LoadAsync(new LoadRequest([], [], [id], []), Stop);
        var profile = transaction.Set.Profiles[id];
        var plan = new CommitPlan();
        foreach (var record in profile.Records.Where(which)) plan.RemovedRecords.Add(record);
        if (plan.RemovedRecords.Count == profile.Records.Count) plan.RemovedProfiles.Add(profile);
        plan.ChangedProfiles.Add(id);
        await transaction.WriteAsync(plan, Stop);
        await transaction.CommitAsync(Stop);
    }

    [Fact]
    public async Task Open_tasks_are_listed_by_due_time_and_done_ones_latest_first_page_by_page()
    {
        var (ledger, ada, bob) = await TwoAsync();
        var added = new List<ServiceTask>();
        foreach (var (due, assignee) in new (long?, string?)[] { (30, "a"), (null, "a"), (10, "b"), (30, null), (20, "a") }) added.Add((await Of(ledger).AddTaskAsync(Duty(ada.Records[0], "t", due, assignee), 10, Stop))!);
        added.Add((await Of(ledger).AddTaskAsync(Duty(bob.Records[0], "t", 15, "a"), 10, Stop))!);
        long[] expected = [added[2].Id, added[5].Id, added[4].Id, added[0].Id, added[3].Id, added[1].Id];
        Assert.Equal(expected, await PagesAsync(ledger, done: false));
        Assert.Equal([added[5].Id, added[4].Id, added[0].Id, added[1].Id], await PagesAsync(ledger, done: false, assignee: "a"));
        Assert.Equal([added[4].Id, added[0].Id, added[1].Id], await PagesAsync(ledger, done: false, assignee: "a", profile: ada.Id));
        foreach (var (task, at) in added.Zip([7L, 9, 8, 9, 6, 5])) await Of(ledger).ChangeTaskAsync(task.Id, one => one with { DoneAtUs = at, DoneBy = new Author("token:2", "other") }, Stop);
        Assert.Empty(await PagesAsync(ledger, done: false));
        Assert.Equal([added[3].Id, added[1].Id, added[2].Id, added[0].Id, added[4].Id, added[5].Id], await PagesAsync(ledger, done: true));
        Assert.Equal([added[1].Id, added[0].Id, added[4].Id, added[5].Id], await PagesAsync(ledger, done: true, assignee: "a"));
        Assert.Equal([added[5].Id], await PagesAsync(ledger, done: true, profile: bob.Id));
        Assert.Equal(new Author("token:2", "other"), (await Of(ledger).FindTaskAsync(added[0].Id, Stop))!.DoneBy);
        Assert.Null(await Of(ledger).ChangeTaskAsync(999, one => one, Stop));
    }

    private async Task<IReadOnlyList<ServiceTask>> ListAsync(ILedger ledger, ProfileId? profile = null) => await Of(ledger).ListTasksAsync(new TaskFilter(false, null, profile, null, 10), Stop);

    private async Task<List<long>> PagesAsync(ILedger ledger, bool done, string? assignee = null, ProfileId? profile = null)
    {
        var ids = new List<long>();
        TaskCursor? after = null;
        while (await Of(ledger).ListTasksAsync(new TaskFilter(done, assignee, profile, after, 2), Stop) is { Count: > 0 } page)
        {
            ids.AddRange(page.Select(task => task.Id));
            after = new TaskCursor((done ? page[^1].DoneAtUs : page[^1].DueAtUs) ?? long.MaxValue, page[^1].Id);
        }
        return ids;
    }

    [Fact]
    public async Task A_view_is_seen_by_its_owner_and_a_shared_one_by_all()
    {
        var ledger = await OpenEmptyAsync();
        var mine = (await Of(ledger).AddViewAsync(new SavedView(0, Desk, "Томск", false, "{}", 1), 2, Stop))!;
        var shared = (await Of(ledger).AddViewAsync(new SavedView(0, Desk, "All", true, "{}", 1), 2, Stop))!;
        Assert.Null(await Of(ledger).AddViewAsync(new SavedView(0, Desk, "Third", true, "{}", 1), 2, Stop));
        ledger = await ReopenAsync(ledger);
        Assert.Equal([mine, shared], await Of(ledger).ListViewsAsync(Desk.Id, Stop));
        Assert.Equal([shared], await Of(ledger).ListViewsAsync("token:2", Stop));
        Assert.True(await Of(ledger).ChangeViewAsync(shared with { Shared = false, Name = "Own", Json = """{"query":"x"}""", UpdatedAtUs = 2 }, Stop));
        Assert.Empty(await Of(ledger).ListViewsAsync("token:2", Stop));
        Assert.Equal(("Own", """{"query":"x"}"""), ((await Of(ledger).FindViewAsync(shared.Id, Stop))!.Name, (await Of(ledger).FindViewAsync(shared.Id, Stop))!.Json));
        Assert.True(await Of(ledger).RemoveViewAsync(shared.Id, Stop));
        Assert.False(await Of(ledger).RemoveViewAsync(shared.Id, Stop));
        Assert.False(await Of(ledger).ChangeViewAsync(shared, Stop));
    }
}
