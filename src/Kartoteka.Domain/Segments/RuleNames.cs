using System.Globalization;

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
        foreach (var (_, one, ofAccount) in Leaves(rule))
        {
            switch (one)
            {
                case TraitRule trait: (ofAccount ? accounts : trait.IsComputed ? computed : traits).Add(trait.Name); break;
                case IdentifierRule identifier: identifiers.Add(identifier.Type); break;
                case EventRule did: Note(did.Events); break;
                case SequenceRule sequence: foreach (var step in sequence.Steps) Note(step.Events); break;
                case SegmentRule segment: segments.Add(segment.Key); break;
            }
        }
        return new RuleNames(traits, computed, accounts, identifiers, events, segments);

        void Note(EventFilter filter)
        {
            if (filter.Names.Count == 0) events.Add((filter.Kind, ""));
            foreach (var name in filter.Names) events.Add((filter.Kind, name));
        }
    }

    /// <summary>The rules of a tree that hold no other, in order, each with its JSON pointer from the root and whether it is asked of an account.</summary>
    public static IEnumerable<(string Pointer, Rule Rule, bool OfAccount)> Leaves(Rule rule) => Leaves("", rule, ofAccount: false);

    private static IEnumerable<(string Pointer, Rule Rule, bool OfAccount)> Leaves(string pointer, Rule rule, bool ofAccount) => rule switch
    {
        AllRule all => all.Of.SelectMany((part, i) => Leaves(string.Create(CultureInfo.InvariantCulture, $"{pointer}/all/{i}"), part, ofAccount)),
        AnyRule any => any.Of.SelectMany((part, i) => Leaves(string.Create(CultureInfo.InvariantCulture, $"{pointer}/any/{i}"), part, ofAccount)),
        NotRule not => Leaves($"{pointer}/not", not.Of, ofAccount),
        AccountRule account => Leaves($"{pointer}/account", account.Of, ofAccount: true),
        _ => [(pointer, rule, ofAccount)],
    };
}
