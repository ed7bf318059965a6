using System.Text.Json;
using Kartoteka.Domain.Segments;

namespace Kartoteka.Domain.Tests.Segments;

/// <summary>When a rule changes its answer although nothing happens.</summary>
public sealed class RuleTimingTests
{
    private static Rule Read(string json) => RuleReader.Read(JsonDocument.Parse(json).RootElement, out var problems) ?? throw new InvalidOperationException(problems[0].Detail);

    [Theory]
    [InlineData("""{"trait":"city","equals":"Омск"}""", false, false, "")]
    [InlineData("""{"event":"A"}""", false, false, "")]
    [InlineData("""{"event":"A","within":{"last":{"days":3}}}""", true, false, "")]
    [InlineData("""{"event":"A","within":{"last":{"hours":3}}}""", false, false, "03:00:00 track A")]
    [InlineData("""{"not":{"event":"A","within":{"earlierThan":{"minutes":5}}}}""", false, false, "00:05:00 track A")]
    [InlineData("""{"trait":"birthday","anniversary":{"toDays":7}}""", true, false, "")]
    [InlineData("""{"trait":"seen","inLast":{"hours":1}}""", false, true, "")]
    [InlineData("""{"event":"A","where":[{"property":"at","inNext":{"days":1}}]}""", true, false, "")]
    [InlineData("""{"sequence":[{"event":"A"},{"event":"B","within":{"hours":1}}]}""", false, false, "")]
    [InlineData("""{"sequence":[{"event":"A"},{"not":{"event":"B"},"within":{"hours":1}}]}""", false, false, "01:00:00 track A")]
    [InlineData("""{"computed":"orders","atLeast":3}""", false, false, "")]
    [InlineData("""{"segment":"inner"}""", true, false, "")]
    public void It_is_known_from_the_rule(string json, bool byDay, bool byMinute, string edges)
    {
        var timing = RuleTiming.Of(Read(json), key => key == "inner" ? Read("""{"all":[{"segment":"inner"},{"event":"A","within":{"last":{"days":1}}}]}""") : null);
        Assert.Equal((byDay, byMinute, edges), (timing.ByDay, timing.ByMinute, string.Join(',', timing.Edges.Select(edge => $"{edge.After} {edge.Kind} {edge.Name}".TrimEnd()))));
        Assert.False(timing.OfAccounts);
    }

    [Fact]
    public void A_rule_about_accounts_changes_with_them() => Assert.True(RuleTiming.Of(Read("""{"not":{"account":{"trait":"industry","equals":"retail"}}}"""), _ => null).OfAccounts);
}
