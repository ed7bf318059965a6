using Kartoteka.Domain.Identity;

namespace Kartoteka.Storage.Embedded.Ledger;

/// <summary>
/// Profiles that recent transactions used, kept between them: this process is the only writer, so what it wrote last is the truth.
/// A transaction that fails has changed them in place, so everything is forgotten then. Bounded by memory, since a sender decides how
/// large a record is, and by number, since small ones have a cost of their own.
/// </summary>
internal sealed class LedgerCache
{
    /// <summary>Most profiles kept between transactions.</summary>
    public const int ProfilesMax = 100_000;

    /// <summary>Most memory of their records, by estimate: 192 MiB.</summary>
    public const long BytesMax = 192L << 20;

    // Of objects, dictionary entries and strings; measured on records of a shop's visitors, to within a third.
    private const int RecordBytes = 600;
    private const int TraitBytes = 150;
    private const int ClaimBytes = 250;

    private readonly long _bytesMax;
    private readonly Dictionary<long, long> _weights = [];

    public LedgerCache(long bytesMax = BytesMax) => _bytesMax = bytesMax;

    /// <summary>The profiles.</summary>
    public WorkingSet Set { get; } = new();

    /// <summary>Counts transactions: the clock of <see cref="ProfileState.LastUse"/>.</summary>
    public long Now { get; private set; }

    /// <summary>Memory of the records kept, by estimate.</summary>
    public long Bytes { get; private set; }

    /// <summary>Begins a transaction, first letting go of the least recently used profiles if there is too much.</summary>
    public WorkingSet Begin()
    {
        Now++;
        if (Set.Profiles.Count > ProfilesMax || Bytes > _bytesMax) LetGo();
        if (Set.LoadedIdentifiers > 10 * ProfilesMax) Clear();
        return Set;
    }

    /// <summary>Notes how large a record has become.</summary>
    public void Weigh(RecordState record)
    {
        long bytes = RecordBytes + (record.Claims.Count * ClaimBytes);
        foreach (var (name, value) in record.Traits) bytes += TraitBytes + (2 * name.Length) + value.Json.Length;
        Bytes += bytes - _weights.GetValueOrDefault(record.Id);
        _weights[record.Id] = bytes;
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        Set.Clear();
        _weights.Clear();
        Bytes = 0;
    }

    // Down to half of both bounds, so that it is not done again at once.
    private void LetGo()
    {
        foreach (var profile in Set.Profiles.Values.OrderBy(profile => profile.LastUse).ToArray())
        {
            if (Set.Profiles.Count <= ProfilesMax / 2 && Bytes <= _bytesMax / 2) return;
            Forget(profile);
        }
    }

    /// <summary>Lets go of one profile.</summary>
    public void Forget(ProfileState profile)
    {
        foreach (var record in profile.Records)
        {
            if (_weights.Remove(record.Id, out var bytes)) Bytes -= bytes;
        }
        Set.Remove(profile);
    }
}
