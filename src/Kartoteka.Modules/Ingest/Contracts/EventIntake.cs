using Kartoteka.Domain.Events;
using Kartoteka.Domain.Identity;
using Kartoteka.Modules.Catalogue.Contracts;
using Kartoteka.Protocol.Ingest;
using Kartoteka.Storage;

namespace Kartoteka.Modules.Ingest.Contracts;

/// <summary>Turns what a reader found in a body into items for the commit: checks declared traits, blocked identifiers, and notes new traits.</summary>
public sealed class EventIntake(CurrentRules rules, TraitCatalog catalogue)
{
    /// <summary>Prepares one body's items.</summary>
    /// <param name="items">As read.</param>
    /// <param name="source">The source that sent them.</param>
    /// <param name="route">How a replay reads a refused one again: a call's name, or <c>event</c> when the event names its type itself.</param>
    /// <param name="receivedAtUs">Our clock.</param>
    /// <param name="importId">The import that made them, 0 for none.</param>
    public (List<CommitItem> Items, IReadOnlyList<TraitDefinition> SeenTraits) Prepare(
        IReadOnlyList<IngestItem> items, Source source, string route, long receivedAtUs, long importId = 0)
    {
        var prepared = new List<CommitItem>(items.Count);
        List<TraitDefinition>? seen = null;
        foreach (var item in items)
        {
            if (item.Refused is { } refused)
            {
                prepared.Add(new CommitItem(null, new QuarantineDraft(
                    source.Id, refused.Reason, refused.Detail, refused.Kind, refused.MessageId, refused.Raw, route, receivedAtUs)));
                continue;
            }
            var incoming = importId == 0 ? item.Event! : item.Event! with { ImportId = importId };
            prepared.Add(Check(incoming, source, route, ref seen));
        }
        return (prepared, seen ?? (IReadOnlyList<TraitDefinition>)[]);
    }

    /// <summary>Prepares an event about the profile of a known record, as a person states it by hand.</summary>
    /// <param name="incoming">The event.</param>
    /// <param name="source">Its source.</param>
    /// <param name="anchor">A record of the profile.</param>
    /// <param name="fresh">Address of the record to add where the profile has none of that source.</param>
    /// <returns>The item and traits for the catalogue; or why a declared trait forbids it, as a sentence without the value.</returns>
    public (CommitItem Item, IReadOnlyList<TraitDefinition> SeenTraits, string? Violation) PrepareAttached(IncomingEvent incoming, Source source, RecordState anchor, RecordKey fresh)
    {
        if (Violation(anchor.Kind, incoming.Traits) is { } violation) return (default, [], violation);
        List<TraitDefinition>? seen = null;
        See(anchor.Kind, incoming.Traits, ref seen);
        return (new CommitItem(PreparedEvent.Attached(incoming, source.LegalEntityId, rules.Current, anchor, fresh), null), seen ?? (IReadOnlyList<TraitDefinition>)[], null);
    }

    private CommitItem Check(IncomingEvent incoming, Source source, string route, ref List<TraitDefinition>? seen)
    {
        var violation = Violation(ProfileKind.Person, incoming.Traits) ?? (incoming.Account is { } account ? Violation(ProfileKind.Account, account.Traits) : null);
        if (violation is not null) return Refuse(incoming, "trait_type", violation, route);
        if (PreparedEvent.From(incoming, source.LegalEntityId, rules.Current) is not { } prepared)
        {
            return Refuse(incoming, "identifier_blocked", "Every identifier of the event is a blocked value, so it speaks of no one.", route);
        }
        See(ProfileKind.Person, incoming.Traits, ref seen);
        if (incoming.Account is { } stated) See(ProfileKind.Account, stated.Traits, ref seen);
        return new CommitItem(prepared, null);
    }

    private void See(ProfileKind kind, IReadOnlyList<TraitStatement> traits, ref List<TraitDefinition>? seen)
    {
        if (traits.Count == 0) return;
        var unseen = catalogue.Unseen(kind, traits);
        if (unseen.Count > 0) (seen ??= []).AddRange(unseen);
    }

    private string? Violation(ProfileKind kind, IReadOnlyList<TraitStatement> traits)
    {
        for (var i = 0; i < traits.Count; i++)
        {
            if (catalogue.Violation(kind, traits[i]) is { } violation) return violation;
        }
        return null;
    }

    private static CommitItem Refuse(IncomingEvent incoming, string reason, string detail, string route) => new(null, new QuarantineDraft(
        incoming.SourceId, reason, detail, incoming.Kind.ToString().ToLowerInvariant(), incoming.MessageId, incoming.Body, route, incoming.ReceivedAtUs));
}
