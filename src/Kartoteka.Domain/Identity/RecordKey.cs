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
/// The customer's id in the source; where the source gave none, the strongest identifier as <c>type:value</c>.
/// </param>
public readonly record struct RecordKey(int SourceId, string ExternalId);
