using System.Runtime.CompilerServices;

namespace Kartoteka.Storage.Embedded.Columns.DuckDb;

/// <summary>Values of one column of a chunk, where they lie in DuckDB's own memory: nothing is copied.</summary>
public readonly unsafe ref struct DuckDbVector
{
    private readonly nint _vector;
    private readonly void* _data;
    private readonly ulong* _validity;

    internal DuckDbVector(nint vector, DuckDbType type, int count)
    {
        (_vector, Type, Count) = (vector, type, count);
        _validity = Native.duckdb_vector_get_validity(vector);
        _data = type.Kind == DuckDbKind.Struct ? null : Native.duckdb_vector_get_data(vector);
    }

    /// <summary>Type of the values.</summary>
    public DuckDbType Type { get; }

    /// <summary>How many there are.</summary>
    public int Count { get; }

    /// <summary>True when the value is null; what the other members then give for it means nothing.</summary>
    /// <param name="row">0 up to <see cref="Count"/>.</param>
    public bool IsNull(int row) => _validity is not null && ((_validity[row >> 6] >> (row & 63)) & 1) == 0;

    /// <summary>All values of a type of fixed size; see <see cref="DuckDbKind"/> for which type stands for which.</summary>
    /// <typeparam name="T">A type of the values' size.</typeparam>
    /// <exception cref="InvalidOperationException">The size is another.</exception>
    public ReadOnlySpan<T> Values<T>() where T : unmanaged
    {
        if (sizeof(T) != Type.Bytes || _data is null) throw new InvalidOperationException($"Values of {Type.Kind} have {Type.Bytes} bytes, those of {typeof(T).Name} {sizeof(T)}.");
        return new ReadOnlySpan<T>(_data, Count);
    }

    /// <summary>Bytes of a text (UTF-8) or of a blob.</summary>
    /// <exception cref="InvalidOperationException">The column holds neither.</exception>
    public ReadOnlySpan<byte> Bytes(int row)
    {
        Require(row, Type.Kind is DuckDbKind.Varchar or DuckDbKind.Blob);
        var text = (NativeString*)_data + row;
        return new ReadOnlySpan<byte>(text->Length <= NativeString.InPlaceMax ? &text->InPlace : text->Elsewhere, (int)text->Length);
    }

    /// <summary>A decimal without its point: the value times ten to the power of <see cref="DuckDbType.Scale"/>.</summary>
    /// <exception cref="InvalidOperationException">The column holds no decimals.</exception>
    public Int128 Unscaled(int row)
    {
        Require(row, Type.Kind == DuckDbKind.Decimal);
        return Type.Bytes switch { 2 => ((short*)_data)[row], 4 => ((int*)_data)[row], 8 => ((long*)_data)[row], _ => Unsafe.ReadUnaligned<Int128>((Int128*)_data + row) };
    }

    /// <summary>A decimal.</summary>
    /// <exception cref="OverflowException">It has more digits than .NET's decimals take: more than 28 or so.</exception>
    /// <exception cref="InvalidOperationException">The column holds no decimals.</exception>
    public decimal Decimal(int row)
    {
        var unscaled = Unscaled(row);
        var magnitude = (UInt128)Int128.Abs(unscaled);
        if (magnitude >> 96 != 0 || Type.Scale > 28) throw new OverflowException("The decimal has more digits than can be held.");
        return new decimal((int)(uint)magnitude, (int)(uint)(magnitude >> 32), (int)(uint)(magnitude >> 64), unscaled < 0, Type.Scale);
    }

    /// <summary>Where the elements of a list or a map stand in <see cref="Elements"/>.</summary>
    /// <exception cref="InvalidOperationException">The column holds no lists.</exception>
    public (int Offset, int Length) List(int row)
    {
        Require(row, Type.Element is not null);
        var entry = ((NativeListEntry*)_data)[row];
        return ((int)entry.Offset, (int)entry.Length);
    }

    /// <summary>The elements of all rows' lists.</summary>
    /// <exception cref="InvalidOperationException">The column holds no lists.</exception>
    public DuckDbVector Elements =>
        new(Native.duckdb_list_vector_get_child(_vector), Type.Element ?? throw Wrong(), (int)Native.duckdb_list_vector_get_size(_vector));

    /// <summary>A field of all rows' structs. Where the struct is null, so is its field.</summary>
    /// <param name="field">Index in <see cref="DuckDbType.Fields"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such field.</exception>
    public DuckDbVector Field(int field)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)field, (uint)Type.Fields.Count, nameof(field));
        return new DuckDbVector(Native.duckdb_struct_vector_get_child(_vector, (ulong)field), Type.Fields[field].Type, Count);
    }

    private void Require(int row, bool right)
    {
        if (!right) throw Wrong();
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)Count, nameof(row));
    }

    private InvalidOperationException Wrong() => new($"Values of {Type.Kind} are not read in this way.");
}
