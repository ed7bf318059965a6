using Kartoteka.Matching;

namespace Kartoteka.Modules.Matching;

/// <summary>Precision and recall as the model expects them.</summary>
public sealed record ExpectedQuality(double Precision, double Recall);

/// <summary>What the model expects.</summary>
/// <param name="Thresholds">At thresholds from 0.01 to 0.999.</param>
/// <param name="AtUpper">At the upper threshold; null without a model.</param>
/// <param name="AtLower">At the lower threshold.</param>
/// <param name="RecallGivenUp">Estimated share of matching pairs that never meet.</param>
public sealed record EstimatedQuality(IReadOnlyList<ThresholdPoint> Thresholds, ExpectedQuality? AtUpper, ExpectedQuality? AtLower, double RecallGivenUp);

/// <summary>A share with the interval that holds it with 95 %.</summary>
public sealed record ShareView(double? Value, double Low, double High);

/// <summary>Labels in a band of probability.</summary>
public sealed record LabelledBand(double From, double To, int Labelled, int Same);

/// <summary>What labels say.</summary>
/// <param name="Pairs">Labels.</param>
/// <param name="Precision">Of pairs at or above the upper threshold.</param>
/// <param name="Recall">Of all matching pairs, those at or above it; what never meets is counted as the model estimates it.</param>
/// <param name="SuggestedThreshold">The lowest threshold at which precision is 0.95 by the lower end of its interval; null for none.</param>
/// <param name="Bands">By band.</param>
/// <param name="Sample">The sample.</param>
public sealed record SampledQuality(int Pairs, ShareView Precision, ShareView Recall, double? SuggestedThreshold, IReadOnlyList<LabelledBand> Bands, long Sample);

/// <summary>What one source repeats.</summary>
/// <param name="Source">Its key.</param>
/// <param name="Records">Its records of the population.</param>
/// <param name="Profiles">Profiles that have one of them.</param>
/// <param name="Duplicates">Records beyond the first of a profile.</param>
/// <param name="Share">Their share in the records, 0 to 1.</param>
/// <param name="WithOthers">Profiles that another source knows too.</param>
public sealed record SourceDuplicates(string Source, long Records, long Profiles, long Duplicates, double Share, long WithOthers);

/// <summary>Customers of two brands.</summary>
/// <param name="First">Customers of the first.</param>
/// <param name="Second">Customers of the second.</param>
/// <param name="Both">Customers of both.</param>
/// <param name="Share">Both, over the denominator; null when it is 0.</param>
public sealed record OverlapView(long First, long Second, long Both, double? Share);

/// <summary>How many customers two brands share.</summary>
/// <param name="First">Key of the one.</param>
/// <param name="Second">Key of the other.</param>
/// <param name="CustomersFirst">Customers of the first now.</param>
/// <param name="CustomersSecond">Customers of the second now.</param>
/// <param name="Before">When only equal identifiers join.</param>
/// <param name="After">Now, with what was found to be the same.</param>
/// <param name="Denominator">What the shares are of: <c>customers-of-the-smaller-brand</c>.</param>
public sealed record BrandOverlap(string First, string Second, long CustomersFirst, long CustomersSecond, OverlapView Before, OverlapView After, string Denominator);

/// <summary>What reviewing costs and gives.</summary>
/// <param name="Open">Pairs to review.</param>
/// <param name="Later">Put off.</param>
/// <param name="DecidedSame">Decided by people.</param>
/// <param name="DecidedDifferent">Declared different by people.</param>
/// <param name="HoursSpent">Time told for decisions.</param>
/// <param name="PerHour">Decisions in such an hour; null while no time is told.</param>
/// <param name="ProfilesBefore">Profiles of the population, had nothing been merged.</param>
/// <param name="ProfilesAfter">Profiles now.</param>
/// <param name="HoursToEmpty">At that speed; null while it is not known.</param>
public sealed record QueueCost(
    long Open, long Later, long DecidedSame, long DecidedDifferent, double HoursSpent, double? PerHour, long ProfilesBefore, long ProfilesAfter, double? HoursToEmpty);

/// <summary>Merges without a person.</summary>
public sealed record AutomaticCounts(long Merged, long Undone);

/// <summary>How well duplicates are found.</summary>
/// <param name="AsOf">Ledger position at the beginning of the look.</param>
/// <param name="ComputedAt">When it was looked at; null while it never was.</param>
/// <param name="Running">True while it is looked at anew.</param>
/// <param name="Estimated">What the model expects.</param>
/// <param name="Labelled">What labels say; null while one side of the upper threshold has pairs and no label.</param>
/// <param name="Sources">What each source repeats.</param>
/// <param name="Brands">What brands share.</param>
/// <param name="Queue">What reviewing costs and gives.</param>
/// <param name="Automatic">Merges without a person.</param>
public sealed record MatchQualityReport(
    long AsOf, DateTimeOffset? ComputedAt, bool Running, EstimatedQuality Estimated, SampledQuality? Labelled, IReadOnlyList<SourceDuplicates> Sources, IReadOnlyList<BrandOverlap> Brands, QueueCost Queue,
    AutomaticCounts Automatic);
