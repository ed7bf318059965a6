namespace Kartoteka.Protocol.Ingest;

/// <summary>
/// Every limit of the ingest border. They are well above what the SDKs send (Segment HTTP API: 32 KB an event, 500 KB a batch, 2,500
/// events; RudderStack: 4 MB a request), so that a sender of either is never refused here for its size.
/// </summary>
public static class IngestLimits
{
    /// <summary>Largest request body after decompression, in bytes: twice RudderStack's.</summary>
    public const int BodyBytesMax = 8 * 1024 * 1024;

    /// <summary>Largest compressed request body, in bytes.</summary>
    public const int CompressedBytesMax = 4 * 1024 * 1024;

    /// <summary>Largest number of events in a batch: four times Segment's.</summary>
    public const int BatchEventsMax = 10_000;

    /// <summary>Largest event, in bytes of JSON: sixteen times Segment's.</summary>
    public const int EventBytesMax = 512 * 1024;

    /// <summary>
    /// Deepest nesting of an event, itself being level 1: the default of System.Text.Json, so any later reader can read it.
    /// </summary>
    public const int EventDepthMax = 64;

    /// <summary>
    /// Deepest nesting of a request body. Above <see cref="EventDepthMax"/>, so that one event which is too deep is refused alone; beyond
    /// this one the whole body is refused.
    /// </summary>
    public const int BodyDepthMax = 1_000;

    /// <summary>Longest message id, in UTF-16 units (Segment: 100).</summary>
    public const int MessageIdLengthMax = 255;

    /// <summary>Largest number of property names in an event at all levels together. Bounds the search for duplicates.</summary>
    public const int EventKeysMax = 10_000;

    /// <summary>Longest property name, in bytes of its JSON text, escapes included.</summary>
    public const int KeyBytesMax = 512;

    /// <summary>Longest name of an event, a page or a screen, in UTF-16 units.</summary>
    public const int EventNameLengthMax = 500;

    /// <summary>
    /// Longest text of a number, in bytes. PostgreSQL's <c>numeric</c>, in which <c>jsonb</c> keeps numbers, ends at 16,383 digits after
    /// the point. Besides, a number must be finite as an IEEE 754 double and must not become 0 unless it is 0.
    /// </summary>
    public const int NumberBytesMax = 1_000;

    /// <summary>
    /// Largest number of different identifiers of one event, those of an account counted apart. A person has a handful; the limit bounds
    /// the search for repetitions and the number of profiles that one event can touch.
    /// </summary>
    public const int IdentifiersMax = 200;

    /// <summary>
    /// Largest sum of what a batch's <c>context</c> and <c>integrations</c> add to its items, in bytes: a large context times many small
    /// items would make gigabytes of a small body.
    /// </summary>
    public const long SharedBytesMax = 4L * BodyBytesMax;

    /// <summary>Longest name of an identifier type in <c>context.externalIds</c> and <c>mergeProperties</c>, in UTF-16 units.</summary>
    public const int IdentifierTypeLengthMax = 40;

    /// <summary>
    /// Difference between the sender's clock and ours below which the sender's time is believed, in microseconds: 5 minutes. The
    /// difference contains the time in transit, so correcting a small one makes good times worse (PostHog and Sentry report this).
    /// </summary>
    public const long ClockSkewTolerance = 5 * 60 * 1_000_000L;

    /// <summary>Earliest time an event may have happened, in microseconds since 1970-01-01 UTC.</summary>
    public const long OccurredAtUsMin = 0;

    /// <summary>How long after its receipt an event may claim to have happened, in microseconds: 24 hours, for sloppy time zones.</summary>
    public const long FutureToleranceUs = 24 * 3_600 * 1_000_000L;

    /// <summary>Longest query string of a pixel, in characters.</summary>
    public const int PixelQueryLengthMax = 8 * 1024;

    /// <summary>Largest number of pairs in a pixel's query; the rest is ignored.</summary>
    public const int PixelPairsMax = 500;

    /// <summary>Deepest nesting that a pixel's dotted names may ask for, in names: <c>context.page.url</c> is 3.</summary>
    public const int PixelDepthMax = 8;
}
