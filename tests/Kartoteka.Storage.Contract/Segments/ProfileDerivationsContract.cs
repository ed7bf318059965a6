using Kartoteka.Domain.Identity;
using Kartoteka.Storage.Segments;

namespace Kartoteka.Storage.Contract.Segments;

/// <summary>What every <see cref="IProfileDerivations"/> must do.</summary>
public abstract class ProfileDerivationsContract
{
    private const long Hour = 3_600_000_000;
    private const long Noon = 1_773_565_200_000_000;

    /// <summary>Empty; the subclass disposes of what it opened.</summary>
    protected abstract IProfileDerivations OpenEmpty();

    /// <summary>Closes it as a restart would, and opens the same again.</summary>
    protected abstract IProfileDerivations Reopen(IProfileDerivations derivations);

    private static CancellationToken Stop => CancellationToken.None;

    private static ProfileId Id(int number) => new(new Guid(number, 0, 0, new byte[8]));

    private static SegmentMark Mark(string key, long version = 1, long filledAtUs = 1) => new(key, $"Name of {key}", version, "m", filledAtUs, SegmentPhase.Live, null);

    private static MembershipChange Change(int profile, string segment, bool entered, MembershipReason reason = MembershipReason.Event, long number = 1, long at = Noon) => new(Id(profile), segment, entered, at, reason, number);

    private static DerivationBatch Batch(long at, params MembershipChange[] changes) => new() { AtUs = at, Changes = changes };

    [Fact]
    public async Task Members_come_and_go_with_their_sizes_and_outlive_a_restart()
    {
        var derived = OpenEmpty();
        Assert.Equal(new DerivationProgress(0, 0, 0, ""), await derived.ReadProgressAsync(Stop));
        await derived.PutAsync(new DerivationBatch { AtUs = Noon, Marks = [Mark("a"), Mark("b")], Changes = [Change(1, "a", true), Change(2, "a", true), Change(1, "b", true, MembershipReason.Filled, 4)], Progress = new(7, 8, 9, "d z") }, Stop);
        await derived.PutAsync(Batch(Noon + 5, Change(2, "a", false, MembershipReason.Time, 2, Noon + 5)), Stop);
        derived = Reopen(derived);
        Assert.Equal(new DerivationProgress(7, 8, 9, "d z"), await derived.ReadProgressAsync(Stop));
        Assert.Equal([("a", 1L), ("b", 1L)], (await derived.ListAsync(Stop)).Select(segment => (segment.Mark.Key, segment.Size)));
        Assert.Equal([("a", "Name of a", Noon), ("b", "Name of b", Noon)], (await derived.FindAsync(Id(1), Stop)).Segments);
        Assert.Empty((await derived.FindAsync(Id(2), Stop)).Segments);
        // Who was a member is known with the number of changes, so that the next one has a new name.
        Assert.Equal([new Membership(Id(2), "a", false, Noon + 5, 2)], await derived.ReadAsync([Id(2), Id(3)], Stop));
        Assert.Equal(4, (await derived.ReadAsync([Id(1)], Stop)).Single(one => one.Segment == "b").Changes);
        await derived.PutAsync(new DerivationBatch { AtUs = Noon, Removed = ["a"] }, Stop);
        Assert.Equal(["b"], (await derived.FindAsync(Id(1), Stop)).Segments.Select(segment => segment.Key));
        await derived.ForgetAsync(Stop);
        Assert.Empty(await derived.ListAsync(Stop));
        Assert.Equal(0, (await derived.ReadProgressAsync(Stop)).Position);
    }

    [Fact]
    public async Task Members_are_read_in_order_of_id_page_by_page()
    {
        var derived = OpenEmpty();
        await derived.PutAsync(new DerivationBatch { AtUs = Noon, Marks = [Mark("a"), Mark("b")], Changes = [Change(3, "a", true), Change(1, "a", true), Change(2, "a", true), Change(4, "b", true), Change(5, "a", true), Change(5, "a", false, number: 2)] }, Stop);
        Assert.Equal([Id(1), Id(2)], (await derived.ReadMembersAsync("a", null, 2, Stop)).Select(member => member.Profile));
        Assert.Equal([Id(3)], (await derived.ReadMembersAsync("a", Id(2), 2, Stop)).Select(member => member.Profile));
        Assert.Empty(await derived.ReadMembersAsync("nobody", null, 2, Stop));
    }

    [Fact]
    public async Task History_tells_of_fillings_in_one_line_and_of_each_change_since_newest_first()
    {
        var derived = OpenEmpty();
        await derived.PutAsync(new DerivationBatch { AtUs = Noon, Marks = [Mark("a") with { Phase = SegmentPhase.Filling, FilledAtUs = Noon }] }, Stop);
        await derived.PutAsync(Batch(Noon, Change(1, "a", true, MembershipReason.Filled), Change(2, "a", true, MembershipReason.Filled)), Stop);
        await derived.PutAsync(new DerivationBatch { AtUs = Noon, Marks = [Mark("a", filledAtUs: Noon)] }, Stop);
        await derived.PutAsync(Batch(Noon + 1, Change(1, "a", false, MembershipReason.Gone, 2, Noon + 1)), Stop);
        var lines = await derived.ReadLinesAsync("a", null, 10, Stop);
        Assert.Equal([(MembershipReason.Gone, (ProfileId?)Id(1), false, 1L), (MembershipReason.Filled, null, true, 2L)], lines.Select(line => (line.Reason, line.Profile, line.Entered, line.Count)));
        Assert.Equal([lines[1]], await derived.ReadLinesAsync("a", lines[0].Id, 10, Stop));
        await derived.TidyAsync(0, Noon + 1, Stop);
        Assert.Equal([lines[0]], await derived.ReadLinesAsync("a", null, 10, Stop));
    }

    [Fact]
    public async Task Sizes_are_known_for_each_hour_and_later_for_each_day()
    {
        var derived = OpenEmpty();
        await derived.PutAsync(new DerivationBatch { AtUs = Noon, Marks = [Mark("a")], Changes = [Change(1, "a", true), Change(2, "a", true), Change(2, "a", false, number: 2)] }, Stop);
        await derived.PutAsync(Batch(Noon + Hour), Stop);
        await derived.PutAsync(Batch(Noon + (2 * Hour), Change(3, "a", true)), Stop);
        await derived.PutAsync(Batch(Noon + (30 * Hour)), Stop);
        Assert.Equal(
            [new SegmentHour(Noon, 1, 2, 1), new SegmentHour(Noon + Hour, 1, 0, 0), new SegmentHour(Noon + (2 * Hour), 2, 1, 0), new SegmentHour(Noon + (30 * Hour), 2, 0, 0)],
            await derived.ReadHoursAsync("a", Noon, Noon + (31 * Hour), Stop));
        // What was before the stretch says with what it begins.
        Assert.Equal([new SegmentHour(Noon + Hour, 1, 0, 0)], await derived.ReadHoursAsync("a", Noon + Hour + 5, Noon + (2 * Hour), Stop));
        Assert.Equal((1, 0), (await derived.CountSinceAsync(Noon + Hour, Stop))["a"]);
        await derived.TidyAsync(Noon + (20 * Hour), 0, Stop);
        Assert.Equal([Noon + (2 * Hour), Noon + (30 * Hour)], (await derived.ReadHoursAsync("a", 0, long.MaxValue, Stop)).Select(hour => hour.AtUs));
    }

    [Fact]
    public async Task Shared_members_are_counted_for_each_pair()
    {
        var derived = OpenEmpty();
        await derived.PutAsync(new DerivationBatch { AtUs = Noon, Marks = [Mark("a"), Mark("b"), Mark("c")], Changes = [Change(1, "a", true), Change(2, "a", true), Change(2, "b", true), Change(3, "b", true), Change(2, "c", true), Change(2, "c", false, number: 2)] }, Stop);
        Assert.Equal([("a", "b", 1L), ("a", "c", 0L), ("a", "none", 0L), ("b", "c", 0L), ("b", "none", 0L), ("c", "none", 0L)], await derived.CountSharedAsync(["a", "b", "c", "none"], Stop));
    }

    [Fact]
    public async Task Computed_traits_are_kept_by_profile_and_audits_by_segment()
    {
        var derived = OpenEmpty();
        await derived.PutAsync(new DerivationBatch { AtUs = Noon, Marks = [Mark("a")], Computed = [(Id(1), "{\"orders\":3}"u8.ToArray()), (Id(2), "{}"u8.ToArray())], Audits = [("a", 2)] }, Stop);
        Assert.Equal(default(ValuesProgress) with { Meaning = "" }, await derived.ReadValuesProgressAsync(Stop));
        await derived.PutAsync(new DerivationBatch { AtUs = Noon, Computed = [(Id(2), null)], Values = new ValuesProgress(7, Noon, 2, "m") }, Stop);
        Assert.Equal(new ValuesProgress(7, Noon, 2, "m"), await derived.ReadValuesProgressAsync(Stop));
        Assert.Equal("{\"orders\":3}", System.Text.Encoding.UTF8.GetString((await derived.FindAsync(Id(1), Stop)).Computed!));
        Assert.Null((await derived.FindAsync(Id(2), Stop)).Computed);
        var figures = Assert.Single(await derived.ListAsync(Stop));
        Assert.Equal((Noon, 2), (figures.AuditedAtUs, figures.Differences));
    }
}
