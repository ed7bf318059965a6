namespace Kartoteka.Protocol.Export;

/// <summary>Writes a table of texts to a file, row by row, in constant memory.</summary>
public interface ITableWriter : IAsyncDisposable
{
    /// <summary>Adds a row.</summary>
    /// <param name="cells">As many as there are columns; null for none.</param>
    /// <param name="ct">Ends it.</param>
    ValueTask AddAsync(IReadOnlyList<string?> cells, CancellationToken ct);

    /// <summary>Brings what was added into the file; without it there is none.</summary>
    ValueTask CompleteAsync(CancellationToken ct);
}

/// <summary>Makes files of columns (Parquet).</summary>
public interface IColumnFileMaker
{
    /// <summary>Begins a file.</summary>
    /// <param name="path">Where; it must not be there yet.</param>
    /// <param name="columns">Names of the columns, each once.</param>
    ITableWriter Begin(string path, IReadOnlyList<string> columns);
}
