namespace Kartoteka.Matching.Judging;

/// <summary>One of two that may be the same: all records of one profile, or a single record.</summary>
/// <param name="Records">
/// At least one record, each with its cells in the order of <see cref="PairJudge.Columns"/>; null or empty is missing, cells left out at the end too. The order of
/// records does not matter, and a record that is repeated counts once.
/// </param>
public sealed record Side(IReadOnlyList<IReadOnlyList<string?>> Records)
{
    /// <summary>A side of one record.</summary>
    /// <param name="cells">Its cells.</param>
    public static Side Of(params IReadOnlyList<string?> cells) => new([cells]);
}
