namespace Kartoteka.Domain.Identity;

/// <summary>Whether a record or a profile stands for a person or for a company (an account).</summary>
public enum ProfileKind : byte
{
    /// <summary>A natural person.</summary>
    Person = 0,

    /// <summary>A company, household or other group.</summary>
    Account = 1,
}

/// <summary>The address of a record: what one source calls one customer.</summary>
/// <param name="SourceId">The source's number in this base.</param>
/// <param name="ExternalId">
/// The customer's id in the source as it is; where the source gave none, the strongest identifier as <c>type:value</c>. An id that could be
/// taken for the latter has <c>user_id:</c> before it, so that no sender can name another's record or an account.
/// </param>
public readonly record struct RecordKey(int SourceId, string ExternalId)
{
    // Stands before the identifiers that nothing else tells from a user id or from an account's address: custom types and namespaced ones.
    private const string OtherPrefix = "external_id:";

    /// <summary>The record of a user id.</summary>
    public static RecordKey OfUser(int sourceId, string userId)
    {
        // The types are those built in and never those of the settings: an address must not change when the settings do.
        var colon = userId.IndexOf(':', StringComparison.Ordinal);
        var isTyped = colon > 0 && (IdentifierTypes.IsBuiltIn(userId[..colon]) || userId.StartsWith(OtherPrefix, StringComparison.Ordinal));
        return new RecordKey(sourceId, isTyped ? $"{IdentifierTypes.UserId}:{userId}" : userId);
    }

    /// <summary>The record of an account.</summary>
    public static RecordKey OfAccount(int sourceId, string groupId) => new(sourceId, $"{IdentifierTypes.GroupId}:{groupId}");

    /// <summary>The record of a customer for whom the source has no id.</summary>
    public static RecordKey Of(int sourceId, Identifier strongest)
    {
        var isPlain = IdentifierTypes.IsBuiltIn(strongest.Type) && !IdentifierTypes.IsNamespaced(strongest.Type);
        return new RecordKey(sourceId, isPlain ? strongest.ToString() : $"{OtherPrefix}{strongest}");
    }
}
