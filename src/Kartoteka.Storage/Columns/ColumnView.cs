namespace Kartoteka.Storage.Columns;

/// <summary>How the values of a view's column are shown to somebody who does not see everything.</summary>
public enum ViewMasking : byte
{
    /// <summary>As they are.</summary>
    None = 0,

    /// <summary>A text in which e-mails and phones may stand.</summary>
    Text = 1,

    /// <summary>A value that is not for who asks.</summary>
    Hidden = 2,

    /// <summary>A JSON object as events have it.</summary>
    Body = 3,

    /// <summary>A JSON object of traits.</summary>
    Traits = 4,

    /// <summary>A JSON object of lists of identifiers by type.</summary>
    Identifiers = 5,
}

/// <summary>Masks a value.</summary>
/// <param name="masking">How; never <see cref="ViewMasking.None"/>.</param>
/// <param name="isAccount">True when it is an account's, false when a person's.</param>
/// <param name="value">UTF-8.</param>
/// <returns>What is shown; null when that is the value itself.</returns>
public delegate string? ValueMask(ViewMasking masking, bool isAccount, ReadOnlySpan<byte> value);

/// <summary>A column of a view.</summary>
/// <param name="Name">Its name, possibly of any letters: quoted where it has others than small Latin ones, digits and <c>_</c>.</param>
/// <param name="Type">Its type.</param>
/// <param name="Sql">Its value in words that all dialects share, of the tables in the view's <see cref="ColumnView.From"/>.</param>
/// <param name="Meaning">One sentence for who asks.</param>
/// <param name="Masking">How it is masked, if it is. What is hidden and no text is null.</param>
/// <param name="IsJson">True for a text that is a JSON document.</param>
public sealed record ViewColumn(string Name, ColumnType Type, string Sql, string Meaning, ViewMasking Masking = ViewMasking.None, bool IsJson = false)
{
    /// <summary>Whether the value is of an account, in words that all dialects share.</summary>
    public string IsAccountSql { get; init; } = "false";

    /// <summary>The join that <see cref="Sql"/> needs beyond the view's <see cref="ColumnView.From"/>, which is made only where the column is asked for; null for none.</summary>
    public Func<Func<string, string>, string>? Join { get; init; }
}

/// <summary>What a person or a program may ask in a language of its own: a table of values as they may be shown.</summary>
/// <param name="Name">As a column's.</param>
/// <param name="Meaning">One sentence for who asks.</param>
/// <param name="From">The tables that it reads, given how a table of <see cref="ColumnSchema"/> is spelled.</param>
/// <param name="Columns">In order.</param>
public sealed record ColumnView(string Name, string Meaning, Func<Func<string, string>, string> From, IReadOnlyList<ViewColumn> Columns);

/// <summary>A question in the asker's own words.</summary>
/// <param name="Sql">One statement that reads views, in the store's dialect. Nothing of it is trusted.</param>
/// <param name="Views">The views that it may name; nothing else is to be had.</param>
/// <param name="Mask">Masks what <see cref="ViewColumn.Masking"/> says; null for somebody who sees everything.</param>
public sealed record ViewQuery(string Sql, IReadOnlyList<ColumnView> Views, ValueMask? Mask)
{
    /// <summary>Tables that views read beside those of the store, each filled by a question before, and only when a view that reads it is asked.</summary>
    public IReadOnlyList<ViewTable> Tables { get; init; } = [];
}

/// <summary>A table that is filled by a question.</summary>
/// <param name="Name">Its name.</param>
/// <param name="View">The view that reads it.</param>
/// <param name="Rows">What fills it.</param>
public sealed record ViewTable(string Name, string View, ColumnQuery Rows);

/// <summary>A column of an answer in the asker's own words.</summary>
/// <param name="Name">As the question names it; not necessarily unique.</param>
/// <param name="Type">The type's name in the store's words, small letters.</param>
public readonly record struct ViewField(string Name, string Type);

/// <summary>The rows of an answer one by one, each value as text or JSON.</summary>
public abstract class ViewRows : IAsyncDisposable
{
    /// <summary>The answer's columns.</summary>
    public abstract IReadOnlyList<ViewField> Columns { get; }

    /// <summary>Ledger position that the answer is true as of.</summary>
    public abstract long AsOf { get; }

    /// <summary>False while the replica is being built or its profiles are read again.</summary>
    public abstract bool IsComplete { get; }

    /// <summary>Reads the next row; false at the end.</summary>
    /// <exception cref="ColumnQueryException">The query failed on the way.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="ct"/> ended it.</exception>
    public abstract ValueTask<bool> ReadAsync(CancellationToken ct);

    /// <summary>A value of the row.</summary>
    /// <param name="column">Index of the column.</param>
    /// <param name="isJson">True when the text is JSON: a number, true, false, an object or an array.</param>
    /// <param name="isNull">True when there is none.</param>
    /// <returns>Its text, valid until the next call.</returns>
    public abstract ReadOnlySpan<char> Value(int column, out bool isJson, out bool isNull);

    /// <inheritdoc />
    public abstract ValueTask DisposeAsync();
}
