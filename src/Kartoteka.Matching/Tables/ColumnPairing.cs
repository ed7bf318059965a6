namespace Kartoteka.Matching.Tables;

/// <summary>Which columns of two tables hold the same: those of one name, and then those of one meaning.</summary>
public static class ColumnPairing
{
    /// <summary>Pairs columns.</summary>
    /// <param name="first">What the columns of the first table mean.</param>
    /// <param name="second">What those of the second mean.</param>
    /// <returns>
    /// For each column of the second table that of the first which it is compared with, or -1. Names are equal in any case; free texts and what is not compared
    /// are paired by their names alone, and of several columns of one meaning the fullest go together.
    /// </returns>
    public static IReadOnlyList<int> Pair(IReadOnlyList<ColumnMeaning> first, IReadOnlyList<ColumnMeaning> second)
    {
        var pairs = new int[second.Count];
        Array.Fill(pairs, -1);
        var free = first.Select(column => column.Column).ToHashSet();
        Go(second, column => first.Where(other => string.Equals(other.Name, column.Name, StringComparison.OrdinalIgnoreCase)));
        Go(second.Where(column => column.Role is not (ColumnRole.Ignored or ColumnRole.Text)).OrderByDescending(column => column.Filled),
            column => first.Where(other => other.Role == column.Role).OrderByDescending(other => other.Filled));
        return pairs;

        void Go(IEnumerable<ColumnMeaning> columns, Func<ColumnMeaning, IEnumerable<ColumnMeaning>> like)
        {
            foreach (var column in columns.Where(column => pairs[column.Column] < 0))
                if (like(column).FirstOrDefault(other => free.Contains(other.Column)) is { } found && free.Remove(found.Column)) pairs[column.Column] = found.Column;
        }
    }
}
