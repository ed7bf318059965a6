using Kartoteka.Matching.Normalizing;
using Kartoteka.Matching.Tables;
using Kartoteka.Matching.Text;

namespace Kartoteka.Matching.Judging;

/// <summary>A hash of what a record tells. Values of one role may stand in any of its columns, and words of names in any order.</summary>
internal static class RecordFingerprint
{
    private const ulong OfNames = 100;

    public static ulong Of(IReadOnlyList<string?> cells, IReadOnlyList<ColumnMeaning> columns, bool monthFirst)
    {
        var told = new SortedSet<ulong>();
        foreach (var column in columns)
        {
            if (column.Column >= cells.Count || cells[column.Column] is not { Length: > 0 } cell) continue;
            switch (column.Role)
            {
                case ColumnRole.GivenName or ColumnRole.Surname or ColumnRole.MiddleName or ColumnRole.FullName:
                    foreach (var word in CellNormalizer.Normalize(column.Role, cell).Split(' ', StringSplitOptions.RemoveEmptyEntries))
                        if (!Titles.IsTitle(word)) told.Add(NameText.Combine(OfNames, NameText.Hash(word)));
                    break;
                case ColumnRole.Address:
                    Tell((ulong)column.Role, CellNormalizer.Joined(AddressNormalizer.Normalize(cell)));
                    break;
                case ColumnRole.Document or ColumnRole.Text:
                    Tell(NameText.Hash(column.Name), CellNormalizer.Normalize(column.Role, cell));
                    break;
                default:
                    Tell((ulong)column.Role, CellNormalizer.Normalize(column.Role, cell, monthFirst));
                    break;
            }
        }
        return told.Aggregate(1UL, NameText.Combine);

        void Tell(ulong key, string value)
        {
            if (value.Length > 0) told.Add(NameText.Combine(key, NameText.Hash(value)));
        }
    }
}
