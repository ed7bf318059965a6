using System.Globalization;
using Kartoteka.Protocol.Ingest;

namespace Kartoteka.Protocol.Tests.Ingest;

public sealed class EventTimesTests
{
    [Theory]
    [InlineData("2026-03-01T12:00:00.000Z", "2026-03-01T12:00:00.0000000Z")]
    [InlineData("2026-03-01T12:00:00Z", "2026-03-01T12:00:00.0000000Z")]
    [InlineData("2026-03-01T12:00Z", "2026-03-01T12:00:00.0000000Z")]
    [InlineData("2026-03-01T15:00:00+03:00", "2026-03-01T12:00:00.0000000Z")]
    [InlineData("2026-03-01T15:00:00.5+0300", "2026-03-01T12:00:00.5000000Z")]
    [InlineData("2026-03-01T07:30:00-0430", "2026-03-01T12:00:00.0000000Z")]
    [InlineData("2026-03-01T15:00:00+03", "2026-03-01T12:00:00.0000000Z")]
    [InlineData("2026-03-01 12:00:00.123456", "2026-03-01T12:00:00.1234560Z")]
    [InlineData("2026-03-01T12:00:00.123456789Z", "2026-03-01T12:00:00.1234560Z")]
    [InlineData("2026-03-01", "2026-03-01T00:00:00.0000000Z")]
    [InlineData("2024-02-29T23:59:60Z", "2024-02-29T23:59:59.0000000Z")]
    [InlineData("0001-01-01T00:00:00Z", "0001-01-01T00:00:00.0000000Z")]
    [InlineData("1772366400", "2026-03-01T12:00:00.0000000Z")]
    [InlineData("1772366400000", "2026-03-01T12:00:00.0000000Z")]
    [InlineData("1772366400.25", "2026-03-01T12:00:00.2500000Z")]
    public void Every_form_in_use_is_read(string text, string expected)
    {
        Assert.True(EventTime.TryParse(Given.Utf8(text), out var us));
        Assert.Equal(expected, DateTime.UnixEpoch.AddMicroseconds(us).ToString("O", CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("")]
    [InlineData("now")]
    [InlineData("2026-13-01")]
    [InlineData("2026-02-29")]
    [InlineData("0000-01-01")]
    [InlineData("2026-03-01T")]
    [InlineData("2026-03-01T24:00:00Z")]
    [InlineData("2026-03-01T12:00:61Z")]
    [InlineData("2026-03-01T12:00:00.Z")]
    [InlineData("2026-03-01T12:00:00.1234567890Z")]
    [InlineData("2026-03-01T12:00:00+3")]
    [InlineData("2026-03-01T12:00:00+03:60")]
    [InlineData("2026-03-01T12:00:00Zulu")]
    [InlineData("01.03.2026")]
    [InlineData("-1")]
    [InlineData("1e300")]
    [InlineData("NaN")]
    public void What_is_no_time_is_refused(string text) => Assert.False(EventTime.TryParse(Given.Utf8(text), out _));

    [Theory]
    [InlineData(0, 0, 0)] // Clocks agree.
    [InlineData(-30, -4, -30)] // Four minutes of transit do not move the event.
    [InlineData(-90, -60, -30)] // The sender's clock is an hour behind.
    [InlineData(570, 600, -30)] // Ten hours ahead.
    [InlineData(-30, -600, -30)] // Sent long before it happened: not believed.
    public void Only_a_large_skew_is_corrected(int originalMinutes, int sentMinutes, int occurredMinutes)
    {
        long At(int minutes) => Given.ReceivedAtUs + minutes * Given.Minute;
        Assert.Equal(At(occurredMinutes), EventClock.OccurredAt(At(originalMinutes), At(sentMinutes), Given.ReceivedAtUs));
    }

    [Fact]
    public void All_four_clocks_are_kept_and_the_body_s_sentAt_counts_where_the_event_has_none()
    {
        var read = Given.Read("""{"batch":[{"type":"page","userId":"1","timestamp":"2025-03-01T11:00:00Z"}],"sentAt":"2025-03-01T12:00:00Z"}""", RouteCall.Batch);
        var e = read.Items[0].Event!;
        const long Year = 365 * 24 * 60 * Given.Minute;
        Assert.Equal(Given.ReceivedAtUs - 60 * Given.Minute, e.OccurredAtUs);
        Assert.Equal((Given.ReceivedAtUs, Given.ReceivedAtUs - Year, Given.ReceivedAtUs - Year - 60 * Given.Minute), (e.ReceivedAtUs, e.SentAtUs, e.OriginalAtUs));
    }

    [Fact]
    public void An_event_without_a_time_happened_at_its_receipt_and_an_unreadable_sentAt_is_ignored()
    {
        var e = Given.Accepted("""{"type":"page","userId":"1","sentAt":"soon","timestamp":null}""", RouteCall.Event);
        Assert.Equal((Given.ReceivedAtUs, null, null), (e.OccurredAtUs, e.SentAtUs, e.OriginalAtUs));
    }

    [Fact]
    public void A_time_may_be_a_number_or_have_its_plus_escaped()
    {
        Assert.Equal(Given.ReceivedAtUs, Given.Accepted("""{"type":"page","userId":"1","timestamp":1772366400000}""", RouteCall.Event).OriginalAtUs);
        Assert.Equal(Given.ReceivedAtUs, Given.Accepted("""{"type":"page","userId":"1","timestamp":"2026-03-01T15:00:00\u002B03:00"}""", RouteCall.Event).OriginalAtUs);
    }
}
