namespace Kartoteka.Domain.Identity;

/// <summary>The immutable id of a profile: a UUID version 7 made here, never reused; a merged one redirects for ever.</summary>
public readonly record struct ProfileId(Guid Value) : IComparable<ProfileId>
{
    /// <summary>Reads the canonical text form.</summary>
    public static bool TryParse(string? text, out ProfileId id)
    {
        var parsed = Guid.TryParseExact(text, "D", out var value);
        id = new ProfileId(value);
        return parsed;
    }

    /// <summary>Orders by the big-endian bytes, which for UUID version 7 is the order of creation.</summary>
    public int CompareTo(ProfileId other)
    {
        Span<byte> mine = stackalloc byte[16], others = stackalloc byte[16];
        Value.TryWriteBytes(mine, bigEndian: true, out _);
        other.Value.TryWriteBytes(others, bigEndian: true, out _);
        return mine.SequenceCompareTo(others);
    }

    /// <inheritdoc />
    public override string ToString() => Value.ToString("D");

    /// <summary>Earlier in <see cref="CompareTo"/>'s order.</summary>
    public static bool operator <(ProfileId left, ProfileId right) => left.CompareTo(right) < 0;

    /// <summary>Later in <see cref="CompareTo"/>'s order.</summary>
    public static bool operator >(ProfileId left, ProfileId right) => left.CompareTo(right) > 0;

    /// <summary>Earlier or equal.</summary>
    public static bool operator <=(ProfileId left, ProfileId right) => left.CompareTo(right) <= 0;

    /// <summary>Later or equal.</summary>
    public static bool operator >=(ProfileId left, ProfileId right) => left.CompareTo(right) >= 0;
}
