namespace Kartoteka.Domain.Segments;

/// <summary>What a rule speaks of, so that it can be checked against the catalogue and evaluated when something of it changes.</summary>
/// <param name="Traits">Traits of profiles.</param>
/// <param name="Computed">Computed traits.</param>
/// <param name="AccountTraits">Traits of accounts.</param>
/// <param name="Identifiers">Types of identifiers.</param>
/// <param name="Events">Events, by kind and name; an empty name stands for all of the kind.</param>
/// <param name="Segments">Other segments.</param>
public sealed record RuleNames(
    IReadOnlySet<string> Traits, IReadOnlySet<string> Computed, IReadOnlySet<string> AccountTraits, IReadOnlySet<string> Identifiers,
    IReadOnlySet<(string Kind, string Name)> Events, IReadOnlySet<string> Segments)
{
    /// <summary>What a rule speaks of.</summary>
    public static RuleNames Of(Rule rule)
    {
        var (traits, computed, accounts, identifiers) = (new HashSet<string>(), new HashSet<string>(), new HashSet<string>(), new HashSet<string>());
        var (events, segments) = (new HashSet<(string, string)>(), new HashSet<string>());
        Look(rule, ofAccount: false);
        return new RuleNames(traits, computed, accounts, identifiers, events, segments);

        void Look(Rule one, bool ofAccount)
        {
            switch (one)
            {
                case AllRule all: foreach (var part in all.Of) Look(part, ofAccount); break;
                case AnyRule any: foreach (var part in any.Of) Look(part, ofAccount); break;
                case NotRule not: Look(not.Of, ofAccount); break;
                case AccountRule account: Look(account.Of, ofAccount: true); break;
                case TraitRule trait: (ofAccount ? accounts : trait.IsComputed ? computed : traits).Add(trait.Name); break;
                case IdentifierRule identifier: identifiers.Add(identifier.Type); break;
                case EventRule rule: Note(rule.Events); break;
                case SequenceRule sequence: foreach (var step in sequence.Steps) Note(step.Events); break;
                case SegmentRule segment: segments.Add(segment.Key); break;
            }
        }

        void Note(EventFilter filter)
        {
            if (filter.Names.Count == 0) events.Add((filter.Kind, ""));
            foreach (var name in filter.Names) events.Add((filter.Kind, name));
        }
    }
}
