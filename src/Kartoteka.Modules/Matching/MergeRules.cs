using Kartoteka.Domain.Identity;
using Kartoteka.Matching.Judging;
using Kartoteka.Storage;
using Kartoteka.Storage.Matching;

namespace Kartoteka.Modules.Matching;

/// <summary>What may be merged without a person; the dry run and the merging itself ask the same.</summary>
internal static class MergeRules
{
    /// <summary>Most records of a profile that is merged without a person: a larger one is looked at by somebody.</summary>
    public const int RecordsMax = 20;

    /// <summary>Why two sides are not merged: <c>size</c>, <c>decision</c>, <c>support</c>, <c>whole</c>; null when they may be.</summary>
    /// <param name="model">The model in force.</param>
    /// <param name="upper">The upper threshold.</param>
    /// <param name="first">Records of the one, as they are or would be.</param>
    /// <param name="second">Records of the other.</param>
    /// <param name="decisions">Decisions on records of the first.</param>
    public static (string? Refusal, PairJudgement Judged) Ask(
        MatchingModel model, double upper, IReadOnlyList<MatchRecord> first, IReadOnlyList<MatchRecord> second, IReadOnlyList<MatchDecision> decisions)
    {
        if (first.Count + second.Count > RecordsMax) return ("size", default);
        if (IsBarred(decisions, [.. first.Select(record => record.Id)], [.. second.Select(record => record.Id)])) return ("decision", default);
        var judged = model.Judge.Compare(model.SideOf(first), [model.SideOf(second)])[0];
        if (judged.Support <= 0) return ("support", judged);
        return (judged.Probability < upper ? "whole" : null, judged);
    }

    // What a person has ever kept or taken apart is a person's to join, also where both have changed and the pair is offered again.
    private static bool IsBarred(IReadOnlyList<MatchDecision> decisions, long[] first, long[] second) => decisions.Any(decision =>
        MatchSteward.IsOf(decision, first, second)
        && (decision.UndoneAtUs is null ? decision.Verdict is MatchVerdict.Different or MatchVerdict.Later : decision.Verdict == MatchVerdict.Same));

    /// <summary>True for a pair that looks like two of one family: a contact or an address is shared, and what is a person's own differs.</summary>
    public static bool LooksLikeFamily(MatchingModel model, ulong pattern)
    {
        var (shares, differs) = (false, false);
        var levels = model.Judge.LevelsOf(pattern);
        for (var i = 0; i < levels.Count; i++)
        {
            if (levels[i].Level is null) continue;
            var name = MatchWords.Field(levels[i].Name);
            shares |= levels[i].Weight > 0 && name is ("phone" or "email" or "address");
            differs |= levels[i].Weight < 0 && name is ("given name" or "birth date" or "gender");
        }
        return shares && differs;
    }
}
