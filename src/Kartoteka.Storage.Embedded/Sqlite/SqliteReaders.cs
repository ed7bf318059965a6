using System.Collections.Concurrent;

namespace Kartoteka.Storage.Embedded.Sqlite;

/// <summary>Reading connections to a base, as many as read at the same time; each read is of one snapshot.</summary>
/// <param name="path">The base.</param>
/// <param name="mappedBytesMax">Most of the file that a connection maps into memory.</param>
internal sealed class SqliteReaders(string path, long mappedBytesMax) : IDisposable
{
    private readonly ConcurrentBag<SqliteDatabase> _idle = [];

    /// <summary>Reads. A connection on which a read failed is not used again: what state it is in is not worth knowing.</summary>
    public T Read<T>(Func<SqliteDatabase, T> read)
    {
        if (!_idle.TryTake(out var reader))
        {
            reader = SqliteDatabase.Open(path, readOnly: true);
            reader.Execute(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"pragma cache_size = -16384; pragma mmap_size = {mappedBytesMax}; pragma query_only = on"));
        }
        try
        {
            reader.Use("begin").Run();
            var result = read(reader);
            reader.Use("commit").Run();
            _idle.Add(reader);
            return result;
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }

    /// <summary>Closes the connections; nobody may read any more.</summary>
    public void Dispose()
    {
        while (_idle.TryTake(out var reader)) reader.Dispose();
    }
}
