namespace Kartoteka.Matching.Judging;

/// <summary>How likely two sides are one person.</summary>
/// <param name="Weight">Bits: the logarithm of the odds, prior included; 4.25 is a probability of 0.95.</param>
/// <param name="Probability">0 to 1, of the weight.</param>
/// <param name="Support">
/// Bits, summed over pairs of records across: above 0 when nothing speaks against one person on the whole. Automatic merging asks for it beside the probability:
/// a chain of relatives or namesakes may have a high weight and no support.
/// </param>
/// <param name="Pattern">The best level of each field over pairs of records across; read it by <see cref="PairJudge.LevelsOf"/>. Comparable for one judge only.</param>
/// <param name="FirstRecord">Index among the first side's records of that which speaks most for one person together with <paramref name="SecondRecord"/>.</param>
/// <param name="SecondRecord">Index among the second side's records.</param>
public readonly record struct PairJudgement(double Weight, double Probability, double Support, ulong Pattern, int FirstRecord, int SecondRecord);

/// <summary>A field of a pattern.</summary>
/// <param name="Name">The field, as in the model.</param>
/// <param name="Level">Level met, as in the model; null when one side has no value or another field tells the same.</param>
/// <param name="Weight">Bits for one person against strangers, for a value of mean frequency; 0 without a level.</param>
public readonly record struct FieldLevel(string Name, string? Level, double Weight);
