namespace Kartoteka.Protocol.Import;

/// <summary>Opens files that keep each column apart (Parquet). Reading them takes an engine, which this project does not know.</summary>
public interface IColumnFiles
{
    /// <summary>Opens a file on disk.</summary>
    /// <exception cref="ColumnFileException">It cannot be read.</exception>
    IColumnFile Open(string path);
}

/// <summary>A file of columns, read row by row in constant memory.</summary>
public interface IColumnFile : IDisposable
{
    /// <summary>Names of the columns as the file has them; they may repeat or be empty.</summary>
    IReadOnlyList<string> Columns { get; }

    /// <summary>How many rows there are.</summary>
    long Rows { get; }

    /// <summary>Passes over rows, so that reading goes on behind them.</summary>
    /// <exception cref="ColumnFileException">It cannot be read on.</exception>
    void Skip(long rows);

    /// <summary>Adds the next row's fields to an empty row, one for each column.</summary>
    /// <returns>False at the end.</returns>
    /// <exception cref="ColumnFileException">It cannot be read on.</exception>
    bool Read(TableRow row);
}

/// <summary>A file of columns cannot be read.</summary>
/// <param name="reason"><see cref="RefusalReasons.DamagedFile"/> or <see cref="RefusalReasons.LibraryMissing"/>.</param>
/// <param name="detail">For a person; without a path.</param>
/// <param name="inner">What the engine said.</param>
public sealed class ColumnFileException(string reason, string detail, Exception? inner = null) : Exception(detail, inner)
{
    /// <summary>A stable name of <see cref="RefusalReasons"/>.</summary>
    public string Reason { get; } = reason;
}
