namespace Kartoteka.Storage.Embedded.Columns.DuckDb;

/// <summary>DuckDB's types; numbers are those of <c>duckdb_type</c>. Those without a way to be read here are cast to text in the query.</summary>
public enum DuckDbKind
{
    /// <summary>None of those below.</summary>
    Other = 0,

    /// <summary><see cref="byte"/>, 0 or 1.</summary>
    Boolean = 1,

    /// <summary><see cref="sbyte"/>.</summary>
    TinyInt = 2,

    /// <summary><see cref="short"/>.</summary>
    SmallInt = 3,

    /// <summary><see cref="int"/>.</summary>
    Integer = 4,

    /// <summary><see cref="long"/>.</summary>
    BigInt = 5,

    /// <summary><see cref="byte"/>.</summary>
    UTinyInt = 6,

    /// <summary><see cref="ushort"/>.</summary>
    USmallInt = 7,

    /// <summary><see cref="uint"/>.</summary>
    UInteger = 8,

    /// <summary><see cref="ulong"/>.</summary>
    UBigInt = 9,

    /// <summary><see cref="float"/>.</summary>
    Float = 10,

    /// <summary><see cref="double"/>.</summary>
    Double = 11,

    /// <summary><see cref="long"/>: microseconds since 1970 by a clock without a zone. The extreme values are infinities.</summary>
    Timestamp = 12,

    /// <summary><see cref="int"/>: days since 1970-01-01. The extreme values are infinities.</summary>
    Date = 13,

    /// <summary><see cref="long"/>: microseconds since midnight.</summary>
    Time = 14,

    /// <summary><see cref="Int128"/>.</summary>
    HugeInt = 16,

    /// <summary>UTF-8, by <see cref="DuckDbVector.Bytes"/>.</summary>
    Varchar = 17,

    /// <summary>Bytes, by <see cref="DuckDbVector.Bytes"/>.</summary>
    Blob = 18,

    /// <summary>By <see cref="DuckDbVector.Unscaled"/> or <see cref="DuckDbVector.Decimal"/>.</summary>
    Decimal = 19,

    /// <summary><see cref="long"/>: seconds since 1970.</summary>
    TimestampSeconds = 20,

    /// <summary><see cref="long"/>: milliseconds since 1970.</summary>
    TimestampMilliseconds = 21,

    /// <summary><see cref="long"/>: nanoseconds since 1970.</summary>
    TimestampNanoseconds = 22,

    /// <summary>By <see cref="DuckDbVector.List"/> and <see cref="DuckDbVector.Elements"/>.</summary>
    List = 24,

    /// <summary>By <see cref="DuckDbVector.Field"/>.</summary>
    Struct = 25,

    /// <summary>As a list whose elements are structs of <c>key</c> and <c>value</c>.</summary>
    Map = 26,

    /// <summary><see cref="Int128"/>: the UUID's 128 bits with the highest one turned over.</summary>
    Uuid = 27,

    /// <summary><see cref="long"/>: microseconds since 1970 in UTC. The extreme values are infinities.</summary>
    TimestampUtc = 31,

    /// <summary><see cref="UInt128"/>.</summary>
    UHugeInt = 32,
}

/// <summary>A field of a struct.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type.</param>
public sealed record DuckDbField(string Name, DuckDbType Type);

/// <summary>A type of a column, with what it is made of.</summary>
public sealed class DuckDbType
{
    private DuckDbType(DuckDbKind kind) => Kind = kind;

    /// <summary>The type's kind.</summary>
    public DuckDbKind Kind { get; }

    /// <summary>Digits of a decimal, 1 to 38; else 0.</summary>
    public byte Width { get; private init; }

    /// <summary>Digits of a decimal behind the point; else 0.</summary>
    public byte Scale { get; private init; }

    /// <summary>Type of the elements of a list or a map; else null.</summary>
    public DuckDbType? Element { get; private init; }

    /// <summary>Fields of a struct; else none.</summary>
    public IReadOnlyList<DuckDbField> Fields { get; private init; } = [];

    /// <summary>True when values of this type, and of what it is made of, can be read here.</summary>
    public bool IsReadable => Kind switch
    {
        DuckDbKind.Other => false,
        DuckDbKind.List or DuckDbKind.Map => Element!.IsReadable,
        DuckDbKind.Struct => Fields.All(part => part.Type.IsReadable),
        _ => true,
    };

    /// <summary>Bytes of a value in a vector; 0 for a struct, which has none of its own, and for a kind that cannot be read.</summary>
    internal int Bytes => Kind switch
    {
        DuckDbKind.Boolean or DuckDbKind.TinyInt or DuckDbKind.UTinyInt => 1,
        DuckDbKind.SmallInt or DuckDbKind.USmallInt => 2,
        DuckDbKind.Integer or DuckDbKind.UInteger or DuckDbKind.Float or DuckDbKind.Date => 4,
        DuckDbKind.Decimal => Width switch { <= 4 => 2, <= 9 => 4, <= 18 => 8, _ => 16 },
        DuckDbKind.HugeInt or DuckDbKind.UHugeInt or DuckDbKind.Uuid or DuckDbKind.Varchar or DuckDbKind.Blob or DuckDbKind.List or DuckDbKind.Map => 16,
        DuckDbKind.Struct or DuckDbKind.Other => 0,
        _ => 8,
    };

    /// <summary>A type without parts.</summary>
    internal static DuckDbType Of(DuckDbKind kind) => new(kind);

    /// <summary>Reads a type and lets its handle go.</summary>
    internal static DuckDbType Take(TypeHandle type)
    {
        using (type)
        {
            var kind = (DuckDbKind)Native.duckdb_get_type_id(type);
            return kind switch
            {
                DuckDbKind.Decimal => new DuckDbType(kind) { Width = Native.duckdb_decimal_width(type), Scale = Native.duckdb_decimal_scale(type) },
                DuckDbKind.List => new DuckDbType(kind) { Element = Take(Native.duckdb_list_type_child_type(type)) },
                DuckDbKind.Map => new DuckDbType(kind)
                {
                    Element = new DuckDbType(DuckDbKind.Struct)
                    {
                        Fields = [new DuckDbField("key", Take(Native.duckdb_map_type_key_type(type))), new DuckDbField("value", Take(Native.duckdb_map_type_value_type(type)))],
                    },
                },
                DuckDbKind.Struct => new DuckDbType(kind) { Fields = TakeFields(type) },
                _ => new DuckDbType(Enum.IsDefined(kind) ? kind : DuckDbKind.Other),
            };
        }
    }

    private static DuckDbField[] TakeFields(TypeHandle type)
    {
        var fields = new DuckDbField[Native.duckdb_struct_type_child_count(type)];
        for (var i = 0; i < fields.Length; i++)
        {
            var name = Native.duckdb_struct_type_child_name(type, (ulong)i);
            fields[i] = new DuckDbField(Native.Text(name), Take(Native.duckdb_struct_type_child_type(type, (ulong)i)));
            Native.duckdb_free(name);
        }
        return fields;
    }
}
