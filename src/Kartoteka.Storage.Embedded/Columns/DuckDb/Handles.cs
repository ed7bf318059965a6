using System.Runtime.InteropServices;

namespace Kartoteka.Storage.Embedded.Columns.DuckDb;

/// <summary>A pointer that the library gave out and takes back: on dispose, or by the finalizer if that was forgotten.</summary>
internal abstract class DuckDbHandle() : SafeHandle(0, ownsHandle: true)
{
    public override bool IsInvalid => handle == 0;
}

internal sealed class ConfigHandle : DuckDbHandle
{
    protected override bool ReleaseHandle()
    {
        Native.duckdb_destroy_config(ref handle);
        return true;
    }
}

/// <summary>The library counts who uses a database or a connection, so that handles may go in any order.</summary>
internal sealed class DatabaseHandle : DuckDbHandle
{
    protected override bool ReleaseHandle()
    {
        Native.duckdb_close(ref handle);
        return true;
    }
}

internal sealed class ConnectionHandle : DuckDbHandle
{
    protected override bool ReleaseHandle()
    {
        Native.duckdb_disconnect(ref handle);
        return true;
    }
}

internal sealed class StatementHandle : DuckDbHandle
{
    protected override bool ReleaseHandle()
    {
        Native.duckdb_destroy_prepare(ref handle);
        return true;
    }
}

internal sealed class TypeHandle : DuckDbHandle
{
    protected override bool ReleaseHandle()
    {
        Native.duckdb_destroy_logical_type(ref handle);
        return true;
    }
}

internal sealed class AppenderHandle : DuckDbHandle
{
    protected override bool ReleaseHandle()
    {
        // Destroying alone would write what is left of an append that was given up.
        _ = Native.duckdb_appender_clear(handle);
        _ = Native.duckdb_appender_destroy(ref handle);
        return true;
    }
}

internal sealed class ChunkHandle : DuckDbHandle
{
    public ChunkHandle(nint chunk) => SetHandle(chunk);

    /// <summary>The chunk itself; valid while this is not disposed.</summary>
    public nint Chunk => handle;

    protected override bool ReleaseHandle()
    {
        Native.duckdb_destroy_data_chunk(ref handle);
        return true;
    }
}

/// <summary>A duckdb_result in memory of its own, since the library keeps its address.</summary>
internal sealed unsafe class ResultHandle : DuckDbHandle
{
    public ResultHandle() => SetHandle((nint)NativeMemory.AllocZeroed((nuint)sizeof(NativeResult)));

    /// <summary>The next chunk; 0 at the end, and after an error, which the result then holds.</summary>
    public nint FetchChunk()
    {
        var held = false;
        try
        {
            DangerousAddRef(ref held);
            return Native.duckdb_fetch_chunk(*(NativeResult*)handle);
        }
        finally
        {
            if (held) DangerousRelease();
        }
    }

    protected override bool ReleaseHandle()
    {
        Native.duckdb_destroy_result(handle);
        NativeMemory.Free((void*)handle);
        return true;
    }
}
