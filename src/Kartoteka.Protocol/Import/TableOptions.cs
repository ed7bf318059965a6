using System.Text;

namespace Kartoteka.Protocol.Import;

/// <summary>How to read a file where the content should not decide.</summary>
public sealed record TableOptions
{
    /// <summary>Encoding of text; default null: by byte-order mark, then UTF-8 if the sample is valid UTF-8, else windows-1251.</summary>
    public Encoding? Encoding { get; init; }

    /// <summary>Separator of a CSV file; default null: the one of <c>, ; tab |</c> that splits the sample most evenly.</summary>
    public char? Separator { get; init; }

    /// <summary>Sheet of a workbook; default null: the first.</summary>
    public string? Sheet { get; init; }

    /// <summary>Whether JSON lines are split into columns. Default true; false is faster for events that pass through whole.</summary>
    public bool SplitJson { get; init; } = true;

    /// <summary>What opens Parquet files; default null: they are refused.</summary>
    public IColumnFiles? ColumnFiles { get; init; }
}

/// <summary>A place between two rows of a file, to go on from after an interruption.</summary>
/// <param name="Row">Data rows before it.</param>
/// <param name="Line">Line at which the next row starts, from 1; for XLSX the sheet's row, for Parquet the file's.</param>
/// <param name="Offset">Bytes before it, in the file after unpacking gzip and turning UTF-16 into UTF-8; 0 for XLSX and Parquet.</param>
public readonly record struct ImportPosition(long Row, long Line, long Offset);

/// <summary>A table to read, or why the file is not one: exactly one of the two is set.</summary>
/// <param name="Reader">The reader; the caller disposes it.</param>
/// <param name="Refusal">The refusal.</param>
public sealed record TableOpening(TableReader? Reader, FileRefusal? Refusal);
