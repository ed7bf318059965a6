namespace Kartoteka.Modules.Quality;

/// <summary>How many records of a source have an identifier of a type.</summary>
public sealed record IdentifierFill(string Type, long Records);

/// <summary>How many records of a source state a trait.</summary>
public sealed record TraitFill(string Name, long Records);

/// <summary>How long ago records last changed: each is counted once, in the shortest span that it fits.</summary>
/// <param name="D1">Within a day.</param>
/// <param name="D7">Within seven days.</param>
/// <param name="D30">Within thirty days.</param>
/// <param name="D365">Within a year.</param>
/// <param name="Older">Before that.</param>
public sealed record Freshness(long D1, long D7, long D30, long D365, long Older);

/// <summary>What the data of one source is like.</summary>
/// <param name="Source">Its key.</param>
/// <param name="Records">Its records.</param>
/// <param name="Profiles">Profiles that have one of them.</param>
/// <param name="RecordsPerProfile">The one by the other.</param>
/// <param name="Duplicates">Records beyond the first of a profile: the source knows the customer more than once.</param>
/// <param name="WithPhone">Records with a phone that is one.</param>
/// <param name="WithEmail">Records with an e-mail that is one.</param>
/// <param name="InvalidPhone">Records that state something as a phone that is none.</param>
/// <param name="InvalidEmail">Records that state something as an e-mail that is none.</param>
/// <param name="Conflicts">Open conflicts about identifiers of its records.</param>
/// <param name="Quarantined">Open quarantine entries.</param>
/// <param name="LastReceivedAt">When it last sent anything.</param>
/// <param name="UpdatedWithin">How fresh its records are.</param>
/// <param name="Identifiers">By what it knows customers, the most frequent first.</param>
/// <param name="Traits">What it knows of them, the most frequent first; at most <see cref="QualityCount.TraitsShownMax"/>.</param>
public sealed record SourceQuality(
    string Source, long Records, long Profiles, double RecordsPerProfile, long Duplicates, long WithPhone, long WithEmail, long InvalidPhone, long InvalidEmail, long Conflicts, long Quarantined,
    DateTimeOffset? LastReceivedAt, Freshness UpdatedWithin, IReadOnlyList<IdentifierFill> Identifiers, IReadOnlyList<TraitFill> Traits);

/// <summary>How a trait of the catalogue is filled.</summary>
/// <param name="Kind"><c>person</c> or <c>account</c>.</param>
/// <param name="Name">The trait.</param>
/// <param name="Filled">Profiles of which any record states it.</param>
/// <param name="BySource">Records that state it, by source.</param>
/// <param name="LastUpdatedAt">The latest statement.</param>
public sealed record TraitQuality(string Kind, string Name, long Filled, IReadOnlyDictionary<string, long> BySource, DateTimeOffset LastUpdatedAt);

/// <summary>How many profiles there are.</summary>
public sealed record ProfileTotals(long Profiles, long Persons, long Accounts);

/// <summary>What the base is like.</summary>
/// <param name="ComputedAt">When it was looked at; null while it never was.</param>
/// <param name="AsOf">Ledger position at the beginning of that look.</param>
/// <param name="Running">True while it is looked at anew.</param>
/// <param name="Sources">By key.</param>
/// <param name="Traits">Those most filled first; at most <see cref="QualityCount.TraitsMax"/>.</param>
/// <param name="Totals">How many profiles there are.</param>
public sealed record QualityReport(
    DateTimeOffset? ComputedAt, long AsOf, bool Running, IReadOnlyList<SourceQuality> Sources, IReadOnlyList<TraitQuality> Traits, ProfileTotals Totals)
{
    /// <summary>Before the first look.</summary>
    public static QualityReport None { get; } = new(null, 0, false, [], [], new ProfileTotals(0, 0, 0));
}
