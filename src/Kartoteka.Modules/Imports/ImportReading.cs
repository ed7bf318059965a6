using Kartoteka.Protocol.Import;

namespace Kartoteka.Modules.Imports;

/// <summary>The import cannot go on, for a reason a person can act on.</summary>
internal sealed class ImportFailedException(string message) : Exception(message);

/// <summary>A file opened at the row to go on with.</summary>
internal sealed class OpenImport(FileStream file, TableReader reader, ImportRows rows) : IDisposable
{
    public TableReader Reader { get; } = reader;

    public ImportRows Rows { get; } = rows;

    /// <summary>How far the file is read, in bytes as they lie on the disk; a little ahead of the rows.</summary>
    public long BytesRead => !file.CanRead ? 0 : Reader.ShareRead is { } share ? (long)(share * file.Length) : file.Position;

    public void Dispose() => Reader.Dispose();
}

/// <summary>Opens files of imports and works out what their columns mean.</summary>
internal sealed class ImportReading(IColumnFiles columnFiles)
{
    /// <summary>Fills in format, columns, targets and errors of the mapping.</summary>
    /// <exception cref="ImportFailedException">The file is not one that can be read.</exception>
    public ImportDocument Analyse(ImportDocument document, string path)
    {
        using var reader = Open(document, File.OpenRead(path), null);
        var guesses = ColumnGuesser.Guess(document.Kind, reader);
        var mapping = ImportMapping.Create(document.Kind, guesses, document.Map);
        return document with
        {
            Format = reader.Format,
            Columns = guesses,
            Targets = mapping.Mapping?.Targets.ToArray() ?? [],
            MappingErrors = [.. mapping.Errors],
        };
    }

    /// <summary>Opens the file behind its last committed row.</summary>
    /// <exception cref="ImportFailedException">The file is gone, or cannot be read or mapped.</exception>
    public OpenImport Open(Import import, string path, ImportPosition? at)
    {
        var document = import.Document;
        if (!File.Exists(path)) throw new ImportFailedException("The uploaded file is gone.");
        var mapping = ImportMapping.Create(document.Kind, document.Columns, document.Map).Mapping
            ?? throw new ImportFailedException("The mapping cannot be used.");
        var file = File.OpenRead(path);
        var reader = Open(document, file, at);
        // A JSON lines file shows some keys only far down. The mapping goes by place, so the columns must come in the same order again.
        if (at is { } position && reader.Columns.Count < document.Columns.Count)
        {
            reader.Dispose();
            file = File.OpenRead(path);
            reader = Open(document, file, null);
            while (reader.Next.Row < position.Row && reader.ReadRow())
            {
            }
        }
        return new OpenImport(file, reader, ImportRows.Create(reader, mapping, document.Settings.ToOptions(import.Id)));
    }

    private TableReader Open(ImportDocument document, FileStream file, ImportPosition? at)
    {
        var opening = TableReader.Open(file, document.Name, document.Settings.ToTableOptions(document.Kind) with { ColumnFiles = columnFiles }, at);
        return opening.Reader ?? throw new ImportFailedException(opening.Refusal!.Detail);
    }
}
