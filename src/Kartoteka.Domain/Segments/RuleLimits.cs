namespace Kartoteka.Domain.Segments;

/// <summary>Limits of a rule. They are far above what a person writes, and keep a made-up rule from stopping the server.</summary>
public static class RuleLimits
{
    /// <summary>Deepest nesting.</summary>
    public const int DepthMax = 16;

    /// <summary>Most rules in a tree, itself included.</summary>
    public const int RulesMax = 200;

    /// <summary>Most values of one list; a longer one is a static list.</summary>
    public const int ValuesMax = 1_000;

    /// <summary>Most property tests of an event.</summary>
    public const int PropertyTestsMax = 20;

    /// <summary>Most steps of a sequence.</summary>
    public const int StepsMax = 10;

    /// <summary>Longest name or text, in UTF-16 units.</summary>
    public const int TextLengthMax = 1_000;

    /// <summary>Longest path inside a value.</summary>
    public const int PathMax = 8;

    /// <summary>Longest time between two steps.</summary>
    public static TimeSpan StepWithinMax { get; } = TimeSpan.FromDays(3_650);
}

/// <summary>What is wrong with a rule, and where.</summary>
/// <param name="Pointer">JSON pointer (RFC 6901) from the root of the rule; empty for the root.</param>
/// <param name="Code">For programs: <c>unknown-member</c>, <c>wrong-type</c>, <c>missing</c>, <c>ambiguous</c>, <c>out-of-range</c>, <c>not-allowed</c>, <c>unknown-name</c>.</param>
/// <param name="Detail">For people, in English.</param>
public sealed record RuleProblem(string Pointer, string Code, string Detail);
