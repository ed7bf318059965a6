using System.Text.Json;

namespace Kartoteka.Domain.Segments;

/// <summary>Reads a rule from JSON. Nothing is guessed: an unknown member is a problem, so that no condition is silently left out.</summary>
public sealed partial class RuleReader
{
    private readonly List<RuleProblem> _problems = [];
    private int _rules;
    private int _depth;

    private RuleReader()
    {
    }

    /// <summary>Reads a rule.</summary>
    /// <param name="json">As in docs/segment-rule.schema.json.</param>
    /// <param name="problems">All that is wrong, in the order of the text; empty when it is right.</param>
    /// <returns>The rule; null when something is wrong.</returns>
    public static Rule? Read(JsonElement json, out IReadOnlyList<RuleProblem> problems)
    {
        var reader = new RuleReader();
        var rule = reader.ReadRule(new Place(json, ""));
        problems = reader._problems;
        return problems.Count == 0 ? rule : null;
    }

    /// <summary>A value in the JSON, and where it is.</summary>
    private readonly record struct Place(JsonElement Json, string Pointer)
    {
        public Place At(string name, JsonElement value) => new(value, $"{Pointer}/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}");

        public Place At(int index, JsonElement value) => new(value, $"{Pointer}/{index}");
    }

    private Rule? ReadRule(Place place, bool ofAccount = false)
    {
        if (place.Json.ValueKind != JsonValueKind.Object) return Wrong<Rule>(place, "wrong-type", "A rule is an object.");
        if (++_rules > RuleLimits.RulesMax) return _rules == RuleLimits.RulesMax + 1 ? Wrong<Rule>(place, "out-of-range", $"There are more than {RuleLimits.RulesMax} rules.") : null;
        if (_depth == RuleLimits.DepthMax) return Wrong<Rule>(place, "out-of-range", $"It is nested deeper than {RuleLimits.DepthMax}.");
        _depth++;
        var rule = ReadOne(place, ofAccount);
        _depth--;
        return rule;
    }

    private Rule? ReadOne(Place place, bool ofAccount)
    {
        string[] kinds = ["all", "any", "not", "trait", "computed", "account", "identifier", "event", "sequence", "segment", "sample"];
        var found = place.Json.EnumerateObject().Where(member => kinds.Contains(member.Name)).Select(member => member.Name).ToArray();
        if (found.Length == 0) return Wrong<Rule>(place, "missing", $"A rule has one of {string.Join(", ", kinds)}.");
        if (found.Length > 1) return Wrong<Rule>(place, "ambiguous", $"A rule has one of {string.Join(", ", found)}, not several.");
        if (ofAccount && found[0] is not ("all" or "any" or "not" or "trait")) return Wrong<Rule>(place, "not-allowed", "Of an account only traits are asked.");
        var value = place.At(found[0], place.Json.GetProperty(found[0]));
        return found[0] switch
        {
            "all" => Members(place, "all") ? new AllRule(ReadRules(value, ofAccount)) : null,
            "any" => Members(place, "any") ? new AnyRule(ReadRules(value, ofAccount)) : null,
            "not" => Members(place, "not") && ReadRule(value, ofAccount) is { } rule ? new NotRule(rule) : null,
            "trait" or "computed" => ReadTrait(place, value, found[0] == "computed"),
            "account" => Members(place, "account") && ReadRule(value, ofAccount: true) is { } rule ? new AccountRule(rule) : null,
            "identifier" => Members(place, "identifier") && Text(value) is { } type ? new IdentifierRule(type) : null,
            "event" => ReadEvent(place),
            "sequence" => ReadSequence(place, value),
            "segment" => Members(place, "segment") && Text(value) is { } key ? new SegmentRule(key) : null,
            _ => Members(place, "sample") ? ReadSample(value) : null,
        };
    }

    private List<Rule> ReadRules(Place place, bool ofAccount)
    {
        var rules = new List<Rule>();
        if (place.Json.ValueKind == JsonValueKind.Array && place.Json.GetArrayLength() == 0) return rules;
        foreach (var item in Items(place, RuleLimits.RulesMax))
            if (ReadRule(item, ofAccount) is { } rule) rules.Add(rule);
        return rules;
    }

    private TraitRule? ReadTrait(Place place, Place name, bool isComputed)
    {
        var trait = Text(name);
        var path = ReadPath(place);
        var test = ReadTest(place, [isComputed ? "computed" : "trait", "path"]);
        return trait is not null && test is not null ? new TraitRule(trait, path, test, isComputed) : null;
    }

    private SampleRule? ReadSample(Place place)
    {
        if (!IsObject(place) || !Members(place, "percent", "seed")) return null;
        var percent = Member(place, "percent") is { } share ? Number(share) : Missing<double?>(place, "percent");
        var seed = Member(place, "seed") is { } text ? Text(text) : "";
        if (percent is <= 0 or > 100) return Wrong<SampleRule>(place, "out-of-range", "A share is over 0 and at most 100 percent.");
        return percent is { } known && seed is not null ? new SampleRule(known, seed) : null;
    }

    private IReadOnlyList<string> ReadPath(Place place)
    {
        if (Member(place, "path") is not { } path) return [];
        if (path.Json.ValueKind == JsonValueKind.String) return Text(path) is { } only ? [only] : [];
        return [.. Items(path, RuleLimits.PathMax).Select(Text).OfType<string>()];
    }
}
