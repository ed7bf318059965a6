namespace Kartoteka.Matching.Clustering;

/// <summary>Two records and the weight of their being one person.</summary>
/// <param name="First">The lower index.</param>
/// <param name="Second">The higher index.</param>
/// <param name="Weight">Bits: the logarithm of the odds; 4.25 is a probability of 0.95.</param>
internal readonly record struct ScoredPair(int First, int Second, float Weight);
