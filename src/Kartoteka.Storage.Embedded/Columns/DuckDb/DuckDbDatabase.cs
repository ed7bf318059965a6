namespace Kartoteka.Storage.Embedded.Columns.DuckDb;

/// <summary>How a database is opened.</summary>
public sealed record DuckDbOptions
{
    /// <summary>Threads that work on a query, the caller's among them; default null: one for each core. With one, rows keep their order.</summary>
    public int? Threads { get; init; }

    /// <summary>Most memory that queries may hold, in bytes; default null: 80 % of the machine's.</summary>
    public long? MemoryBytesMax { get; init; }

    /// <summary>Whether the file may only be read. Default false.</summary>
    public bool ReadOnly { get; init; }

    /// <summary>Further settings by DuckDB's names, such as <c>temp_directory</c>; default none.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();
}

/// <summary>
/// A database in a file or in memory. Thread-safe; its connections are not. Extensions are never fetched from the network.
/// </summary>
public sealed class DuckDbDatabase : IDisposable
{
    private readonly DatabaseHandle _handle;

    private DuckDbDatabase(DatabaseHandle handle) => _handle = handle;

    /// <summary>Version of the library, such as <c>v1.5.6</c>.</summary>
    /// <exception cref="DuckDbMissingException">It is not there.</exception>
    public static string LibraryVersion => OrMissing(() => Native.Text(Native.duckdb_library_version()));

    /// <summary>Opens a database.</summary>
    /// <param name="path">Its file, made if there is none; null for a database in memory, which goes with its last connection.</param>
    /// <param name="options">Default: all cores, most of the memory.</param>
    /// <exception cref="DuckDbException">The file cannot be opened, or a setting is unknown.</exception>
    /// <exception cref="DuckDbMissingException">The library is not there.</exception>
    public static DuckDbDatabase Open(string? path = null, DuckDbOptions? options = null) => OrMissing(() =>
    {
        using var config = Configure(options ?? new DuckDbOptions());
        var code = Native.duckdb_open_ext(path, out var handle, config, out var error);
        if (code == Native.Success) return new DuckDbDatabase(handle);
        handle.Dispose();
        var message = Native.Text(error);
        Native.duckdb_free(error);
        throw new DuckDbException(message);
    });

    /// <summary>Opens a connection: one thread at a time, one streaming result at a time.</summary>
    /// <exception cref="DuckDbException">There cannot be another.</exception>
    public DuckDbConnection Connect()
    {
        if (Native.duckdb_connect(_handle, out var handle) == Native.Success) return new DuckDbConnection(handle);
        handle.Dispose();
        throw new DuckDbException("The database takes no further connection.");
    }

    /// <summary>Lets go of the database; connections that are open keep it until they are closed.</summary>
    public void Dispose() => _handle.Dispose();

    private static ConfigHandle Configure(DuckDbOptions options)
    {
        if (Native.duckdb_create_config(out var config) != Native.Success) throw new DuckDbException("There is no memory for the settings.", DuckDbError.OutOfMemory);
        try
        {
            Set("autoinstall_known_extensions", "false");
            Set("autoload_known_extensions", "false");
            if (options.Threads is { } threads) Set("threads", $"{threads}");
            if (options.MemoryBytesMax is { } bytes) Set("memory_limit", $"{bytes}B");
            if (options.ReadOnly) Set("access_mode", "READ_ONLY");
            foreach (var (name, value) in options.Settings) Set(name, value);
            return config;
        }
        catch
        {
            config.Dispose();
            throw;
        }

        void Set(string name, string value)
        {
            if (Native.duckdb_set_config(config, name, value) != Native.Success) throw new DuckDbException($"The setting {name} cannot be '{value}'.", DuckDbError.InvalidInput);
        }
    }

    private static T OrMissing<T>(Func<T> call)
    {
        try
        {
            return call();
        }
        catch (Exception error) when (error is DllNotFoundException or BadImageFormatException or EntryPointNotFoundException)
        {
            throw new DuckDbMissingException(error);
        }
    }
}
