using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Kartoteka.Storage.Columns;
using Kartoteka.Storage.Embedded.Columns.DuckDb;

namespace Kartoteka.Storage.Embedded.Columns.Views;

/// <summary>
/// The function by which views mask values: DuckDB calls back, so that what a question sees is what the gate of every other way out shows.
/// A mask has a number while its question is asked; with another number the function fails.
/// </summary>
internal static unsafe class ViewMasks
{
    /// <summary>The function's name. Questions cannot use it: it is none of <see cref="ViewFunctions"/>.</summary>
    public const string Function = "kartoteka_mask";

    private static readonly ConcurrentDictionary<long, ValueMask> Masks = new();
    private static long _last;

    /// <summary>Makes the function.</summary>
    public static void AddTo(DuckDbConnection connection) => connection.AddTextFunction(
        Function, [DuckDbKind.BigInt, DuckDbKind.Integer, DuckDbKind.Boolean, DuckDbKind.Varchar], &Call);

    /// <summary>Gives a mask a number.</summary>
    public static long Hold(ValueMask mask)
    {
        var number = Interlocked.Increment(ref _last);
        Masks[number] = mask;
        return number;
    }

    /// <summary>Takes the number back.</summary>
    public static void Release(long number) => Masks.TryRemove(number, out _);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Call(nint info, nint chunk, nint output)
    {
        try
        {
            Mask(chunk, output);
        }
        catch (Exception error)
        {
            // An exception must not pass through the library. What is wrong with a value is not told: it is masked.
            Native.duckdb_scalar_function_set_error(info, $"A value could not be masked: {error.GetType().Name}.");
        }
    }

    private static void Mask(nint chunk, nint output)
    {
        var rows = (int)Native.duckdb_data_chunk_get_size(chunk);
        var masks = Take(0, DuckDbKind.BigInt);
        var how = Take(1, DuckDbKind.Integer);
        var accounts = Take(2, DuckDbKind.Boolean);
        var values = Take(3, DuckDbKind.Varchar);
        Native.duckdb_vector_ensure_validity_writable(output);
        var validity = Native.duckdb_vector_get_validity(output);
        for (var row = 0; row < rows; row++)
        {
            if (values.IsNull(row))
            {
                validity[row >> 6] &= ~(1UL << (row & 63));
                continue;
            }
            var value = values.Bytes(row);
            var isAccount = !accounts.IsNull(row) && accounts.Values<byte>()[row] != 0;
            var shown = Masks[masks.Values<long>()[row]]((ViewMasking)how.Values<int>()[row], isAccount, value);
            if (shown is null) Set(output, row, value);
            else Set(output, row, Encoding.UTF8.GetBytes(shown));
        }

        DuckDbVector Take(int column, DuckDbKind kind) => new(Native.duckdb_data_chunk_get_vector(chunk, (ulong)column), DuckDbType.Of(kind), rows);
    }

    private static void Set(nint output, int row, ReadOnlySpan<byte> text)
    {
        byte none = 0;
        fixed (byte* bytes = text) Native.duckdb_unsafe_vector_assign_string_element_len(output, (ulong)row, bytes is null ? &none : bytes, (ulong)text.Length);
    }
}
