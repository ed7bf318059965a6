namespace Kartoteka.Matching;

/// <summary>Why two records are, or are not, thought one person.</summary>
/// <param name="Probability">0 to 1.</param>
/// <param name="Weight">Bits: the prior, the weights of fields, the household's part and that of tries added up.</param>
/// <param name="Prior">Bits: how rare one person's pairs are among all pairs.</param>
/// <param name="Household">Bits, 0 or less: what fields that a household shares are not to count for once relatives are thought of.</param>
/// <param name="Fields">Field by field.</param>
/// <param name="Tries">Bits, 0 or less: with several records on a side some agree by chance alone; 0 for two single records.</param>
public sealed record PairExplanation(double Probability, double Weight, double Prior, double Household, IReadOnlyList<FieldExplanation> Fields, double Tries = 0);

/// <summary>What one field says of a pair.</summary>
/// <param name="Name">The field.</param>
/// <param name="First">Normalised value of the first record; null when it has none.</param>
/// <param name="Second">Normalised value of the second record; null when it has none.</param>
/// <param name="Level">Level met; "missing" when one record has no value, "told by another field" when it is not counted.</param>
/// <param name="Frequency">How frequent the value is, 0 to 1; null where that does not count.</param>
/// <param name="Weight">Bits for one person against strangers.</param>
public sealed record FieldExplanation(string Name, string? First, string? Second, string Level, double? Frequency, double Weight);
