using System.Text.Json;
using Kartoteka.Domain.Segments;

namespace Kartoteka.Domain.Tests.Segments;

/// <summary>The table of truths against the plain evaluator: each guards the other, and stores are held to both.</summary>
public sealed class RuleTruthTests
{
    public static TheoryData<string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (var world in SegmentWorld.ReadAll())
                foreach (var one in world.Cases) cases.Add(world.About, one.Rule);
            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_rule_means_these_people(string about, string rule)
    {
        var world = SegmentWorld.ReadAll().Single(one => one.About == about);
        var read = RuleReader.Read(JsonDocument.Parse(rule).RootElement, out var problems);
        Assert.Empty(problems);
        var naive = new NaiveRules(SegmentWorld.Moment);
        var expected = world.Cases.Single(one => one.Rule == rule).Members;
        Assert.Equal(expected.Order(), world.People.Where(person => naive.Holds(read!, person.Value)).Select(person => person.Key).Order());
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_rule_that_is_written_reads_back_as_itself(string about, string rule)
    {
        Assert.NotEmpty(about);
        var written = RuleWriter.Write(RuleReader.Read(JsonDocument.Parse(rule).RootElement, out _)!).ToJsonString();
        var again = RuleReader.Read(JsonDocument.Parse(written).RootElement, out var problems);
        Assert.Empty(problems);
        Assert.Equal(written, RuleWriter.Write(again!).ToJsonString());
    }

    [Fact]
    public void Random_rules_survive_writing_and_reading_and_split_their_people()
    {
        var world = new RandomWorld(20260315);
        var people = Enumerable.Range(0, 40).Select(world.Person).ToArray();
        var naive = new NaiveRules(SegmentWorld.Moment);
        var telling = 0;
        for (var i = 0; i < 2_000; i++)
        {
            var rule = world.Rule();
            var again = RuleReader.Read(JsonDocument.Parse(RuleWriter.Write(rule).ToJsonString()).RootElement, out _);
            // Some drawn rules have no written form, such as a window without bounds; the rest means the same after it.
            if (again is null) continue;
            var members = people.Count(person => naive.Holds(rule, person));
            Assert.Equal(members, people.Count(person => naive.Holds(again, person)));
            if (members > 0 && members < people.Length) telling++;
        }
        Assert.InRange(telling, 600, 2_000);
    }
}
