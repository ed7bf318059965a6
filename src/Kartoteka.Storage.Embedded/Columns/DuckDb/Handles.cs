using System.Runtime.InteropServices;

namespace Kartoteka.Storage.Embedded.Columns.DuckDb;

internal delegate void PointerRelease(ref nint pointer);

/// <summary>A pointer that the library gave out and takes back: on dispose, or by the finalizer if that was forgotten.</summary>
internal abstract class DuckDbHandle(PointerRelease release) : SafeHandle(0, ownsHandle: true)
{
    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        release(ref handle);
        return true;
    }
}

internal sealed class ConfigHandle() : DuckDbHandle(Native.duckdb_destroy_config);

/// <summary>The library counts who uses a database or a connection, so that handles may go in any order.</summary>
internal sealed class DatabaseHandle() : DuckDbHandle(Native.duckdb_close);

internal sealed class ConnectionHandle() : DuckDbHandle(Native.duckdb_disconnect);

internal sealed class StatementHandle() : DuckDbHandle(Native.duckdb_destroy_prepare);

internal sealed class TypeHandle() : DuckDbHandle(Native.duckdb_destroy_logical_type);

internal sealed class AppenderHandle() : DuckDbHandle(Release)
{
    // Destroying alone would write what is left of an append that was given up.
    private static void Release(ref nint appender)
    {
        _ = Native.duckdb_appender_clear(appender);
        _ = Native.duckdb_appender_destroy(ref appender);
    }
}

internal sealed class ChunkHandle : DuckDbHandle
{
    public ChunkHandle(nint chunk) : base(Native.duckdb_destroy_data_chunk) => SetHandle(chunk);

    /// <summary>The chunk itself; valid while this is not disposed.</summary>
    public nint Chunk => handle;
}

/// <summary>A duckdb_result in memory of its own, since the library keeps its address.</summary>
internal sealed unsafe class ResultHandle : DuckDbHandle
{
    public ResultHandle() : base(Release) => SetHandle((nint)NativeMemory.AllocZeroed((nuint)sizeof(NativeResult)));

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

    private static void Release(ref nint result)
    {
        Native.duckdb_destroy_result(result);
        NativeMemory.Free((void*)result);
    }
}
