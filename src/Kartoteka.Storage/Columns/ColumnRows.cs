namespace Kartoteka.Storage.Columns;

/// <summary>A column of an answer.</summary>
/// <param name="Name">As the query names it.</param>
/// <param name="Type">How it is read; null for a type that is none of ours, which the query must cast.</param>
public readonly record struct AnswerColumn(string Name, ColumnType? Type);

/// <summary>
/// The rows of an answer, some thousands at a time, column by column where they lie in the store's own memory. What one stretch gave is valid
/// until the next is read.
/// </summary>
public abstract class ColumnRows : IAsyncDisposable
{
    /// <summary>The answer's columns.</summary>
    public abstract IReadOnlyList<AnswerColumn> Columns { get; }

    /// <summary>Ledger position that the answer is true as of.</summary>
    public abstract long AsOf { get; }

    /// <summary>False while the replica is being built or its profiles are read again: the answer may lack some.</summary>
    public abstract bool IsComplete { get; }

    /// <summary>Which reading of all profiles the answer stands on: <see cref="ColumnProgress.Epoch"/>.</summary>
    public abstract long Epoch { get; }

    /// <summary>Rows of the stretch.</summary>
    public abstract int Count { get; }

    /// <summary>Reads the next stretch; false at the end.</summary>
    /// <exception cref="ColumnQueryException">The query failed on the way.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="ct"/> ended it.</exception>
    public abstract ValueTask<bool> ReadAsync(CancellationToken ct);

    /// <summary>True when a value is null.</summary>
    public abstract bool IsNull(int column, int row);

    /// <summary>All values of whole numbers and times (microseconds since 1970-01-01 UTC); of a null, any.</summary>
    public abstract ReadOnlySpan<long> Whole(int column);

    /// <summary>All values of floating numbers; of a null, any.</summary>
    public abstract ReadOnlySpan<double> Fraction(int column);

    /// <summary>A text in UTF-8.</summary>
    public abstract ReadOnlySpan<byte> Text(int column, int row);

    /// <summary>True or false.</summary>
    public abstract bool Boolean(int column, int row);

    /// <summary>A decimal.</summary>
    public abstract decimal Money(int column, int row);

    /// <summary>A UUID.</summary>
    public abstract Guid Uuid(int column, int row);

    /// <summary>Ends the query.</summary>
    public abstract ValueTask DisposeAsync();
}
