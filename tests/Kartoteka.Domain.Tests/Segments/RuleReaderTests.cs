using System.Text.Json;
using Kartoteka.Domain.Segments;

namespace Kartoteka.Domain.Tests.Segments;

public sealed class RuleReaderTests
{
    [Theory]
    [InlineData("""[]""", "", "wrong-type")]
    [InlineData("""{}""", "", "missing")]
    [InlineData("""{"trait":"a","event":"b"}""", "", "ambiguous")]
    [InlineData("""{"trait":"a","trait":"b","exists":true}""", "", "ambiguous")]
    [InlineData("""{"trait":"a"}""", "", "missing")]
    [InlineData("""{"trait":"","exists":true}""", "/trait", "out-of-range")]
    [InlineData("""{"trait":5,"exists":true}""", "/trait", "wrong-type")]
    [InlineData("""{"trait":"a","exists":false}""", "/exists", "wrong-type")]
    [InlineData("""{"trait":"a","equals":null}""", "/equals", "wrong-type")]
    [InlineData("""{"trait":"a","equals":1e999}""", "/equals", "out-of-range")]
    [InlineData("""{"trait":"a","in":[]}""", "/in", "out-of-range")]
    [InlineData("""{"trait":"a","in":["x",5]}""", "/in/1", "wrong-type")]
    [InlineData("""{"trait":"a","equals":"x","contains":"y"}""", "", "ambiguous")]
    [InlineData("""{"trait":"a","atLeast":1,"above":2}""", "", "ambiguous")]
    [InlineData("""{"trait":"a","equals":"x","whatever":1}""", "/whatever", "unknown-member")]
    [InlineData("""{"trait":"a","a/b~c":1,"exists":true}""", "/a~1b~0c", "unknown-member")]
    [InlineData("""{"trait":"a","between":[1]}""", "/between", "out-of-range")]
    [InlineData("""{"trait":"a","between":["2026-01-01","2026-01-01T00:00:00Z"]}""", "/between", "wrong-type")]
    [InlineData("""{"trait":"a","before":"yesterday"}""", "/before", "wrong-type")]
    [InlineData("""{"trait":"a","before":"2026-01-01T10:00:00"}""", "/before", "wrong-type")]
    [InlineData("""{"trait":"a","before":"2026-02-30"}""", "/before", "wrong-type")]
    [InlineData("""{"trait":"a","inLast":{"days":1.5}}""", "/inLast/days", "out-of-range")]
    [InlineData("""{"trait":"a","inLast":{"days":-1}}""", "/inLast/days", "out-of-range")]
    [InlineData("""{"trait":"a","inLast":{"years":101}}""", "/inLast/years", "out-of-range")]
    [InlineData("""{"trait":"a","inLast":{"days":1,"hours":2}}""", "/inLast", "ambiguous")]
    [InlineData("""{"trait":"a","inLast":{}}""", "/inLast", "missing")]
    [InlineData("""{"trait":"a","anniversary":{"fromDays":3,"toDays":2}}""", "/anniversary", "out-of-range")]
    [InlineData("""{"all":[{"trait":"a","exists":true},{"any":[{"trate":"b"}]}]}""", "/all/1/any/0", "missing")]
    [InlineData("""{"account":{"event":"x"}}""", "/account", "not-allowed")]
    [InlineData("""{"account":{"all":[{"computed":"x","exists":true}]}}""", "/account/all/0", "not-allowed")]
    [InlineData("""{"event":"x","kind":"identify"}""", "/kind", "out-of-range")]
    [InlineData("""{"event":[]}""", "/event", "out-of-range")]
    [InlineData("""{"event":"x","times":{"atLeast":1},"sum":{"property":"p","above":1}}""", "", "ambiguous")]
    [InlineData("""{"event":"x","times":{"equals":"many"}}""", "/times", "wrong-type")]
    [InlineData("""{"event":"x","sum":{"above":1}}""", "/sum", "missing")]
    [InlineData("""{"event":"x","where":[{"equals":1}]}""", "/where/0", "missing")]
    [InlineData("""{"event":"x","within":{"last":{"days":1},"from":"2026-01-01"}}""", "/within", "ambiguous")]
    [InlineData("""{"event":"x","within":{}}""", "/within", "missing")]
    [InlineData("""{"event":"x","within":{"from":"2026-01-01","to":"2026-01-01T00:00:00Z"}}""", "/within", "wrong-type")]
    [InlineData("""{"sequence":[{"event":"x"}]}""", "/sequence", "out-of-range")]
    [InlineData("""{"sequence":[{"not":{"event":"x"}},{"event":"y"}]}""", "/sequence/0", "not-allowed")]
    [InlineData("""{"sequence":[{"event":"x","within":{"hours":1}},{"event":"y"}]}""", "/sequence/0/within", "not-allowed")]
    [InlineData("""{"sequence":[{"event":"x"},{"event":"y","within":{"months":1}}]}""", "/sequence/1/within", "not-allowed")]
    [InlineData("""{"sample":{"percent":0}}""", "/sample", "out-of-range")]
    [InlineData("""{"sample":{}}""", "/sample", "missing")]
    public void What_is_wrong_is_said_with_its_place(string json, string pointer, string code)
    {
        Assert.Null(RuleReader.Read(JsonDocument.Parse(json).RootElement, out var problems));
        Assert.Contains(problems, problem => problem.Pointer == pointer && problem.Code == code);
    }

    [Fact]
    public void All_that_is_wrong_is_said_at_once()
    {
        const string json = """{"all":[{"trait":5,"exists":true},{"event":"x","wher":[]},{"segment":""}]}""";
        RuleReader.Read(JsonDocument.Parse(json).RootElement, out var problems);
        Assert.Equal(["/all/0/trait", "/all/1/wher", "/all/2/segment"], problems.Select(problem => problem.Pointer));
    }

    [Fact]
    public void A_rule_deeper_or_larger_than_its_limits_is_refused()
    {
        static string Deep(int levels) => string.Concat(Enumerable.Repeat("{\"not\":", levels)) + "{\"segment\":\"a\"}" + new string('}', levels);
        Assert.NotNull(RuleReader.Read(JsonDocument.Parse(Deep(RuleLimits.DepthMax - 1)).RootElement, out _));
        Assert.Null(RuleReader.Read(JsonDocument.Parse(Deep(RuleLimits.DepthMax)).RootElement, out var deep));
        Assert.Equal("out-of-range", Assert.Single(deep).Code);

        static string Wide(int rules) => $"{{\"all\":[{string.Join(',', Enumerable.Repeat("{\"segment\":\"a\"}", rules))}]}}";
        Assert.NotNull(RuleReader.Read(JsonDocument.Parse(Wide(RuleLimits.RulesMax - 1)).RootElement, out _));
        Assert.Null(RuleReader.Read(JsonDocument.Parse(Wide(RuleLimits.RulesMax)).RootElement, out var wide));
        Assert.Equal("out-of-range", Assert.Single(wide).Code);
    }

    [Fact]
    public void A_rule_tells_what_it_speaks_of()
    {
        const string json = """
            {"all":[{"trait":"city","equals":"x"},{"not":{"computed":"revenue","above":1}},{"account":{"any":[{"trait":"size","exists":true}]}},
            {"event":["A","B"]},{"sequence":[{"event":"*","kind":"page"},{"not":{"event":"C"}}]},{"identifier":"email"},{"segment":"vip"}]}
            """;
        var names = RuleNames.Of(RuleReader.Read(JsonDocument.Parse(json).RootElement, out _)!);
        Assert.Equal(["city"], names.Traits);
        Assert.Equal(["revenue"], names.Computed);
        Assert.Equal(["size"], names.AccountTraits);
        Assert.Equal(["email"], names.Identifiers);
        Assert.Equal(["vip"], names.Segments);
        Assert.Equal([("page", ""), ("track", "A"), ("track", "B"), ("track", "C")], names.Events.Order());
    }
}
