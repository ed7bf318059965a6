using Kartoteka.Domain.Events;

namespace Kartoteka.Domain.Identity;

/// <summary>An event with its record and its usable identifiers worked out: all that the commit needs to find the customer.</summary>
/// <param name="Event">The event.</param>
/// <param name="Realm">The legal entity of its source.</param>
/// <param name="Subject">The record it speaks of.</param>
/// <param name="Claims">Identifiers that are not blocked, strongest first.</param>
/// <param name="AccountRecord">The account's record of a <c>group</c> call.</param>
/// <param name="AccountClaims">The account's identifiers, strongest first.</param>
public sealed record PreparedEvent(
    IncomingEvent Event,
    int Realm,
    RecordKey Subject,
    IReadOnlyList<Identifier> Claims,
    RecordKey? AccountRecord,
    IReadOnlyList<Identifier> AccountClaims)
{
    /// <summary>Number of a record whose profile the event is about, whatever identifiers it has; null for an event that finds its customer by them.</summary>
    public long? AttachTo { get; private init; }

    /// <summary>True for an event that is kept on the record <see cref="AttachTo"/> itself, of whatever source that is.</summary>
    public bool IsOnRecord { get; private init; }

    /// <summary>Whether the record it speaks of stands for a person or an account.</summary>
    public ProfileKind Kind { get; private init; }

    /// <summary>
    /// Prepares an event that is about the profile of a known record, as a steward's edit is. It may have no identifier at all; those it has
    /// are claimed as by any event.
    /// </summary>
    /// <param name="incoming">The event.</param>
    /// <param name="realm">The legal entity of its source, which must be the record's.</param>
    /// <param name="rules">The rules in force.</param>
    /// <param name="anchor">The known record, of any source.</param>
    /// <param name="fresh">Address of the record to add where the profile has none of that source; never given before.</param>
    public static PreparedEvent Attached(IncomingEvent incoming, int realm, IdentityRules rules, RecordState anchor, RecordKey fresh) =>
        new(incoming, realm, fresh, Usable(incoming.Identifiers, rules), null, []) { AttachTo = anchor.Id, Kind = anchor.Kind };

    /// <summary>
    /// Prepares an event that the product itself states of a customer, such as that they entered a segment: it is kept on a record that they have, states
    /// no trait and no identifier, and so changes nothing of them.
    /// </summary>
    /// <param name="incoming">The event, without identifiers and traits.</param>
    /// <param name="record">A record of the customer, of any source.</param>
    public static PreparedEvent OnRecord(IncomingEvent incoming, RecordState record) =>
        new(incoming, record.Realm, record.Key, [], null, []) { AttachTo = record.Id, IsOnRecord = true, Kind = record.Kind };

    /// <summary>Prepares <paramref name="incoming"/>; null when every identifier is blocked, so that it speaks of no one.</summary>
    public static PreparedEvent? From(IncomingEvent incoming, int realm, IdentityRules rules)
    {
        var claims = Usable(incoming.Identifiers, rules);
        if (claims.Count == 0) return null;
        RecordKey? account = null;
        IReadOnlyList<Identifier> accountClaims = [];
        if (incoming.Account is { } stated)
        {
            accountClaims = Usable(stated.Identifiers, rules);
            if (accountClaims.Count > 0) account = RecordKey.OfAccount(incoming.SourceId, stated.GroupId);
        }
        return new PreparedEvent(incoming, realm, SubjectOf(incoming, claims), claims, account, accountClaims);
    }

    // The user id names the record as the source itself does; without one the strongest identifier stands for it, so that a visitor
    // before sign-in and the same visitor after it are two records of one profile, which can be taken apart again.
    private static RecordKey SubjectOf(IncomingEvent incoming, IReadOnlyList<Identifier> claims)
    {
        if (incoming.UserId is { } userId && claims.Any(claim => claim.Type == IdentifierTypes.UserId))
        {
            return RecordKey.OfUser(incoming.SourceId, userId);
        }
        if (incoming.AnonymousId is { } anonymousId && claims.Any(claim => claim.Type == IdentifierTypes.AnonymousId))
        {
            return RecordKey.Of(incoming.SourceId, new Identifier(IdentifierTypes.AnonymousId, anonymousId));
        }
        return RecordKey.Of(incoming.SourceId, claims[0]);
    }

    private static IReadOnlyList<Identifier> Usable(IReadOnlyList<Identifier> identifiers, IdentityRules rules)
    {
        if (identifiers.Count == 1) return rules.IsBlocked(identifiers[0]) ? [] : identifiers;
        var usable = new List<Identifier>(identifiers.Count);
        foreach (var identifier in identifiers)
        {
            if (!rules.IsBlocked(identifier)) usable.Add(identifier);
        }
        usable.Sort((left, right) => Compare(left, right, rules));
        return usable;
    }

    /// <summary>Strongest first; ties by type and value, so that the order of arrival within an event does not matter.</summary>
    internal static int Compare(Identifier left, Identifier right, IdentityRules rules)
    {
        var byPriority = rules.Type(right.Type).Priority.CompareTo(rules.Type(left.Type).Priority);
        if (byPriority != 0) return byPriority;
        var byType = string.CompareOrdinal(left.Type, right.Type);
        return byType != 0 ? byType : string.CompareOrdinal(left.Value, right.Value);
    }
}
