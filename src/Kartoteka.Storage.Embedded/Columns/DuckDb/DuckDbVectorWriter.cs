using System.Text.Unicode;

namespace Kartoteka.Storage.Embedded.Columns.DuckDb;

/// <summary>A column of a chunk that is being filled. A row that is not set holds what memory held before.</summary>
public readonly unsafe ref struct DuckDbVectorWriter
{
    private readonly nint _vector;

    internal DuckDbVectorWriter(nint vector, DuckDbType type, int capacity) => (_vector, Type, Capacity) = (vector, type, capacity);

    /// <summary>Type of the values.</summary>
    public DuckDbType Type { get; }

    /// <summary>How many values there is room for.</summary>
    public int Capacity { get; }

    /// <summary>Room for values of a type of fixed size, decimals too (without their point); see <see cref="DuckDbKind"/>.</summary>
    /// <typeparam name="T">A type of the values' size.</typeparam>
    /// <exception cref="InvalidOperationException">The size is another.</exception>
    public Span<T> Values<T>() where T : unmanaged
    {
        if (sizeof(T) != Type.Bytes) throw new InvalidOperationException($"Values of {Type.Kind} have {Type.Bytes} bytes, those of {typeof(T).Name} {sizeof(T)}.");
        return new Span<T>(Native.duckdb_vector_get_data(_vector), Capacity);
    }

    /// <summary>Makes a value null, a struct with all its fields.</summary>
    public void SetNull(int row)
    {
        Require(row, true);
        Native.duckdb_vector_ensure_validity_writable(_vector);
        Native.duckdb_vector_get_validity(_vector)[row >> 6] &= ~(1UL << (row & 63));
        for (var i = 0; i < Type.Fields.Count; i++) Field(i).SetNull(row);
    }

    /// <summary>Makes the values null for which <paramref name="isNull"/> says so; not for structs.</summary>
    /// <exception cref="InvalidOperationException">The column holds structs.</exception>
    public void SetNulls(ReadOnlySpan<bool> isNull)
    {
        if (isNull.IsEmpty || !isNull.Contains(true)) return;
        Require(isNull.Length - 1, Type.Fields.Count == 0);
        Native.duckdb_vector_ensure_validity_writable(_vector);
        var validity = Native.duckdb_vector_get_validity(_vector);
        for (var row = 0; row < isNull.Length; row++)
        {
            if (isNull[row]) validity[row >> 6] &= ~(1UL << (row & 63));
        }
    }

    /// <summary>Sets a text (UTF-8) or a blob.</summary>
    /// <exception cref="ArgumentException">The bytes are no UTF-8, and the column holds text.</exception>
    public void Set(int row, ReadOnlySpan<byte> bytes)
    {
        Require(row, Type.Kind is DuckDbKind.Varchar or DuckDbKind.Blob);
        if (Type.Kind == DuckDbKind.Varchar && !Utf8.IsValid(bytes)) throw new ArgumentException("The text is no UTF-8.", nameof(bytes));
        byte none = 0;
        fixed (byte* text = bytes) Native.duckdb_unsafe_vector_assign_string_element_len(_vector, (ulong)row, text is null ? &none : text, (ulong)bytes.Length);
    }

    /// <summary>Sets which of the <see cref="Elements"/> make up a row's list.</summary>
    public void SetList(int row, int offset, int length)
    {
        Require(row, Type.Element is not null);
        ((NativeListEntry*)Native.duckdb_vector_get_data(_vector))[row] = new NativeListEntry { Offset = (ulong)offset, Length = (ulong)length };
    }

    /// <summary>Makes room for the elements of all rows' lists. Spans taken from them before are no longer valid.</summary>
    /// <param name="count">How many there are.</param>
    public DuckDbVectorWriter Elements(int count)
    {
        if (Type.Element is not { } element) throw Wrong();
        if (Native.duckdb_list_vector_reserve(_vector, (ulong)count) != Native.Success || Native.duckdb_list_vector_set_size(_vector, (ulong)count) != Native.Success)
            throw new DuckDbException("There is no memory for the elements of the lists.", DuckDbError.OutOfMemory);
        return new DuckDbVectorWriter(Native.duckdb_list_vector_get_child(_vector), element, count);
    }

    /// <summary>A field of all rows' structs.</summary>
    /// <param name="field">Index in <see cref="DuckDbType.Fields"/>.</param>
    public DuckDbVectorWriter Field(int field) =>
        new(Native.duckdb_struct_vector_get_child(_vector, (ulong)field), Type.Fields[field].Type, Capacity);

    private void Require(int row, bool right)
    {
        if (!right) throw Wrong();
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)Capacity, nameof(row));
    }

    private InvalidOperationException Wrong() => new($"Values of {Type.Kind} are not set in this way.");
}
