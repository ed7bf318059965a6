namespace Kartoteka.Protocol.Ingest;

/// <summary>Stable names of the reasons for which a body or an event is refused; API and documentation use them as they stand.</summary>
public static class RefusalReasons
{
    /// <summary>
    /// 413: the body is longer than <see cref="IngestLimits.BodyBytesMax"/>, or <see cref="IngestLimits.CompressedBytesMax"/>.
    /// </summary>
    public const string BodyTooLarge = "body_too_large";

    /// <summary>400: the compressed body is corrupt, cut off, or followed by something else.</summary>
    public const string EncodingBroken = "encoding_broken";

    /// <summary>400: the body is compressed more than once.</summary>
    public const string EncodingNested = "encoding_nested";

    /// <summary>415: a <c>Content-Encoding</c> other than gzip, deflate, br and identity (RFC 9110 §15.5.16).</summary>
    public const string EncodingUnknown = "encoding_unknown";

    /// <summary>400: nothing but white space.</summary>
    public const string BodyEmpty = "body_empty";

    /// <summary>400: the body is not JSON as RFC 8259 has it.</summary>
    public const string JsonMalformed = "json_malformed";

    /// <summary>400: deeper than <see cref="IngestLimits.BodyDepthMax"/>.</summary>
    public const string BodyTooDeep = "body_too_deep";

    /// <summary>400 for a body; also for one item of a batch: not a JSON object.</summary>
    public const string NotAnObject = "not_an_object";

    /// <summary>400: a batch without a <c>batch</c> array.</summary>
    public const string BatchMissing = "batch_missing";

    /// <summary>400: an empty <c>batch</c>, as RudderStack answers it.</summary>
    public const string BatchEmpty = "batch_empty";

    /// <summary>413: more events than <see cref="IngestLimits.BatchEventsMax"/>.</summary>
    public const string BatchTooLarge = "batch_too_large";

    /// <summary>413: the batch's <c>context</c> and <c>integrations</c> would add more than <see cref="IngestLimits.SharedBytesMax"/>.</summary>
    public const string BatchContextTooLarge = "batch_context_too_large";

    /// <summary>A string or a name is not UTF-8.</summary>
    public const string InvalidUtf8 = "invalid_utf8";

    /// <summary>Half of a surrogate pair is escaped; no Unicode text has such a character.</summary>
    public const string LoneSurrogate = "lone_surrogate";

    /// <summary>U+0000 in a string or a name; PostgreSQL keeps no such text.</summary>
    public const string NulCharacter = "nul_character";

    /// <summary>
    /// A number that is infinite as a double, becomes 0 though it is not, or is longer than <see cref="IngestLimits.NumberBytesMax"/>.
    /// </summary>
    public const string NumberOutOfRange = "number_out_of_range";

    /// <summary>A name twice in one object (RFC 8259 §4: the meaning is unpredictable). Also 400 for the top level of a batch.</summary>
    public const string DuplicateKey = "duplicate_key";

    /// <summary>A name longer than <see cref="IngestLimits.KeyBytesMax"/>.</summary>
    public const string KeyTooLong = "key_too_long";

    /// <summary>More names than <see cref="IngestLimits.EventKeysMax"/>.</summary>
    public const string TooManyKeys = "too_many_keys";

    /// <summary>An event deeper than <see cref="IngestLimits.EventDepthMax"/>.</summary>
    public const string TooDeep = "too_deep";

    /// <summary>An event longer than <see cref="IngestLimits.EventBytesMax"/>.</summary>
    public const string EventTooLarge = "event_too_large";

    /// <summary>No <c>type</c>, or one that is no call.</summary>
    public const string UnknownType = "unknown_type";

    /// <summary>Neither a user id nor an anonymous id nor any other identifier that is valid.</summary>
    public const string NoIdentifier = "no_identifier";

    /// <summary>More identifiers than <see cref="IngestLimits.IdentifiersMax"/>.</summary>
    public const string TooManyIdentifiers = "too_many_identifiers";

    /// <summary>A message id longer than <see cref="IngestLimits.MessageIdLengthMax"/>.</summary>
    public const string MessageIdTooLong = "message_id_too_long";

    /// <summary>A <c>track</c> without <c>event</c>.</summary>
    public const string EventNameMissing = "event_name_missing";

    /// <summary>A name longer than <see cref="IngestLimits.EventNameLengthMax"/>.</summary>
    public const string EventNameTooLong = "event_name_too_long";

    /// <summary>A <c>group</c> without a valid <c>groupId</c>.</summary>
    public const string GroupIdMissing = "group_id_missing";

    /// <summary>An <c>alias</c> without a valid <c>previousId</c> or <c>userId</c>.</summary>
    public const string AliasIdMissing = "alias_id_missing";

    /// <summary>A <c>merge</c> whose <c>mergeProperties</c> are not two different valid identifiers.</summary>
    public const string MergeIdentifiersMissing = "merge_identifiers_missing";

    /// <summary><c>timestamp</c> or <c>originalTimestamp</c> is no time.</summary>
    public const string TimestampInvalid = "timestamp_invalid";

    /// <summary>The event happened before 1970 or later than <see cref="IngestLimits.FutureToleranceUs"/> after its receipt.</summary>
    public const string TimestampOutOfRange = "timestamp_out_of_range";
}
