using System.Globalization;
using System.Text;
using Kartoteka.Storage.Columns;
using Kartoteka.Storage.Embedded.Columns.Store;

namespace Kartoteka.Storage.Embedded.Columns.Views;

/// <summary>Views in DuckDB's words.</summary>
internal static class ViewText
{
    /// <summary>The statement that makes a view for one connection.</summary>
    /// <param name="view">The view.</param>
    /// <param name="table">Spells a table so that a view of the same name does not stand before it.</param>
    /// <param name="asks">Whether a column may be asked for.</param>
    /// <param name="mask">Number of the mask; null for none.</param>
    public static string Create(ColumnView view, Func<string, string> table, Func<string, bool> asks, long? mask)
    {
        var columns = view.Columns.Where(column => column.Join is null || asks(column.Name)).ToArray();
        var joins = columns.Select(column => column.Join?.Invoke(table)).OfType<string>().Distinct();
        return $"create or replace temp view {Name(view.Name)} as select {string.Join(", ", columns.Select(column => $"{Value(column, mask)} as {Name(column.Name)}"))} from {view.From(table)} {string.Join(' ', joins)}";
    }

    private static string Value(ViewColumn column, long? mask)
    {
        if (mask is not { } number || column.Masking == ViewMasking.None) return $"{column.Sql}::{DuckDbSchema.TypeWord(column.Type)}";
        return column.Type switch
        {
            ColumnType.Text => Masked(column.Sql),
            ColumnType.TextList => $"list_transform({column.Sql}, lambda masked_value: {Masked("masked_value")})",
            var type => $"null::{DuckDbSchema.TypeWord(type)}",
        };

        string Masked(string value) => string.Create(CultureInfo.InvariantCulture, $"{ViewMasks.Function}({number}, {(int)column.Masking}, coalesce({column.IsAccountSql}, false), {value})");
    }

    private static string Name(string name) => new StringBuilder(name).Replace("\"", "\"\"").Insert(0, '"').Append('"').ToString();
}
