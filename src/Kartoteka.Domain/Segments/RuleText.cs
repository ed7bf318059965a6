namespace Kartoteka.Domain.Segments;

/// <summary>Texts as rules compare them.</summary>
public static class RuleText
{
    /// <summary>Small letters, ё as е, without white space around. Stores do the same with <c>lower</c>, <c>replace</c> and <c>trim</c>.</summary>
    public static string Fold(string text) => text.Trim(' ').ToLowerInvariant().Replace('ё', 'е');
}
