using Kartoteka.Domain.Identity;

namespace Kartoteka.Storage;

/// <summary>Which stretch of the ledger to read for a replica.</summary>
/// <param name="After">What is above this position.</param>
/// <param name="WithProfiles">Whether changed profiles are read too; who builds a replica reads each profile once at the end instead.</param>
/// <param name="EventsMax">Most events.</param>
/// <param name="ChangesMax">Most profile changes, but for those of one commit, which are never parted.</param>
public sealed record SliceRequest(long After, bool WithProfiles, int EventsMax, int ChangesMax);

/// <summary>A record is part of another profile since <paramref name="Position"/>, with all its events of before and after.</summary>
/// <param name="Position">Where in the ledger it moved.</param>
/// <param name="RecordId">The record.</param>
/// <param name="Profile">The profile that it joined.</param>
public readonly record struct RecordMove(long Position, long RecordId, ProfileId Profile);

/// <summary>A profile as it was when a slice was read.</summary>
/// <param name="Id">The profile.</param>
/// <param name="State">With all records; null when it was merged away or removed.</param>
public readonly record struct ProfileNow(ProfileId Id, ProfileState? State);

/// <summary>
/// A stretch of the ledger, all of one moment: what happened up to <see cref="Position"/>. Events and moves are as of that position; states of
/// profiles are those of the moment, which is the same once <see cref="IsWhole"/>.
/// </summary>
/// <param name="Events">In order of position.</param>
/// <param name="Moves">In order of position: of two for one record the later holds.</param>
/// <param name="Retracted">Positions of events, within the stretch or before it, that were undone within it.</param>
/// <param name="Profiles">Each changed profile once.</param>
/// <param name="Position">The stretch's last position.</param>
/// <param name="IsWhole">True when it reaches to the head of the moment.</param>
public sealed record LedgerSlice(
    IReadOnlyList<StoredEvent> Events, IReadOnlyList<RecordMove> Moves, IReadOnlyList<long> Retracted, IReadOnlyList<ProfileNow> Profiles, long Position, bool IsWhole);
