namespace Kartoteka.Storage.Embedded.Columns.DuckDb;

/// <summary>What went wrong, as far as callers tell it apart. Numbers are those of <c>duckdb_error_type</c>.</summary>
public enum DuckDbError
{
    /// <summary>Not told, or none of those below.</summary>
    Other = 0,

    /// <summary>A value does not fit where it goes.</summary>
    OutOfRange = 1,

    /// <summary>A value cannot be brought to the type asked for.</summary>
    Conversion = 2,

    /// <summary>What a file holds is not what was written.</summary>
    Serialization = 9,

    /// <summary>There is no such table, column or function.</summary>
    Catalog = 13,

    /// <summary>The text is not SQL.</summary>
    Parser = 14,

    /// <summary>A key that stands already, a null where none may be.</summary>
    Constraint = 18,

    /// <summary>Names or types of the statement do not fit together.</summary>
    Binder = 24,

    /// <summary>A file cannot be read or written.</summary>
    Io = 28,

    /// <summary>The statement was interrupted.</summary>
    Interrupted = 29,

    /// <summary>The database cannot go on: nothing more is to be had from it until it is opened anew.</summary>
    Fatal = 30,

    /// <summary>DuckDB found a mistake of its own.</summary>
    Internal = 31,

    /// <summary>A value that the operation does not take, such as a damaged file.</summary>
    InvalidInput = 32,

    /// <summary>The limit of memory was reached.</summary>
    OutOfMemory = 33,
}

/// <summary>DuckDB refused or failed; the message is its own.</summary>
public sealed class DuckDbException : Exception
{
    internal DuckDbException(string message, DuckDbError error = DuckDbError.Other) : base(message) => Error = error;

    /// <summary>What went wrong. A statement that cannot be prepared is <see cref="DuckDbError.Other"/> whatever the reason.</summary>
    public DuckDbError Error { get; }

    internal static DuckDbException Of(ResultHandle result)
    {
        var error = (DuckDbError)Native.duckdb_result_error_type(result);
        return new DuckDbException(Native.Text(Native.duckdb_result_error(result)), Enum.IsDefined(error) ? error : DuckDbError.Other);
    }
}

/// <summary>DuckDB's library is not beside the program, or is not one for this platform.</summary>
public sealed class DuckDbMissingException : Exception
{
    internal DuckDbMissingException(Exception reason)
        : base("DuckDB's library is missing beside the program. It comes with the build (build/duckdb, by npm); build again on a machine that reaches npm's packages.", reason)
    {
    }
}
