using Kartoteka.Domain.Computed;

namespace Kartoteka.Domain.Segments;

/// <summary>A rule may change its answer about whoever did something, a span after they did.</summary>
/// <param name="After">The span.</param>
/// <param name="Kind">Kind of the events.</param>
/// <param name="Name">Their name; empty for any.</param>
public readonly record struct TimeEdge(TimeSpan After, string Kind, string Name);

/// <summary>When a rule may change its answer although nothing happens.</summary>
/// <param name="ByDay">At the company's midnight: windows of days, anniversaries.</param>
/// <param name="ByMinute">At any moment, and nothing tells of whom: a value that is a moment, compared with a window of minutes or hours.</param>
/// <param name="Edges">A span after events of these names.</param>
/// <param name="OfAccounts">True when the answer about a person stands on accounts too.</param>
public sealed record RuleTiming(bool ByDay, bool ByMinute, IReadOnlySet<TimeEdge> Edges, bool OfAccounts)
{
    /// <summary>Works it out, of the segments that the rule names too.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="segments">The rule of a segment; null for one that is not there.</param>
    /// <param name="computed">The formula of a computed trait; null for one that is not there. By default there are none.</param>
    public static RuleTiming Of(Rule rule, Func<string, Rule?> segments, Func<string, ComputedFormula?>? computed = null)
    {
        var found = new Finder(segments, computed ?? (_ => null));
        found.Look(rule);
        return found.Timing;
    }

    /// <summary>Works it out of the value of a computed trait.</summary>
    public static RuleTiming Of(ComputedFormula formula)
    {
        var found = new Finder(_ => null, _ => null);
        found.Look(formula);
        return found.Timing;
    }

    private sealed class Finder(Func<string, Rule?> segments, Func<string, ComputedFormula?> computed)
    {
        private readonly HashSet<string> _seen = [];

        private bool ByDay { get; set; }

        private bool ByMinute { get; set; }

        private bool OfAccounts { get; set; }

        private HashSet<TimeEdge> Edges { get; } = [];

        public RuleTiming Timing => new(ByDay, ByMinute, Edges, OfAccounts);

        public void Look(Rule rule)
        {
            switch (rule)
            {
                case AllRule all: foreach (var part in all.Of) Look(part); break;
                case AnyRule any: foreach (var part in any.Of) Look(part); break;
                case NotRule not: Look(not.Of); break;
                case TraitRule trait:
                    Look(trait.Test);
                    if (trait.IsComputed) Look(computed(trait.Name));
                    break;
                case EventRule events: Look(events.Events, events.Within); break;
                case SequenceRule sequence: Look(sequence); break;
                case AccountRule account:
                    OfAccounts = true;
                    Look(account.Of);
                    break;
                case SegmentRule segment when _seen.Add(segment.Key) && segments(segment.Key) is { } named: Look(named); break;
            }
        }

        public void Look(ComputedFormula? formula)
        {
            if (formula is EventFormula events) Look(events.Events, events.Within);
            else if (formula is { Slides: true }) ByDay = true;
        }

        private void Look(SequenceRule sequence)
        {
            for (var i = 0; i < sequence.Steps.Count; i++)
            {
                var step = sequence.Steps[i];
                Look(step.Events, step.IsAbsent ? null : sequence.Within);
                // What did not follow in time is known when the time is over.
                if (step is { IsAbsent: true, Within: { } within } && i > 0) Add(sequence.Steps[i - 1].Events, within);
            }
        }

        private void Look(EventFilter events, TimeWindow? within)
        {
            foreach (var test in events.Where) Look(test.Test);
            switch (within)
            {
                case LastWindow { Amount: { IsOfCalendar: false } amount }: Add(events, amount.Span); break;
                case EarlierWindow { Amount: { IsOfCalendar: false } amount }: Add(events, amount.Span); break;
                case null or MomentsWindow: break;
                // Fixed days too: they are others in another time zone.
                default: ByDay = true; break;
            }
        }

        private void Look(ValueTest test)
        {
            if (test is AnniversaryTest) ByDay = true;
            if (test is not TimeTest { Window: var window }) return;
            if (window is LastWindow { Amount.IsOfCalendar: false } or EarlierWindow { Amount.IsOfCalendar: false } or NextWindow { Amount.IsOfCalendar: false }) ByMinute = true;
            else ByDay = true;
        }

        private void Add(EventFilter events, TimeSpan after)
        {
            if (events.Names.Count == 0) Edges.Add(new TimeEdge(after, events.Kind, ""));
            foreach (var name in events.Names) Edges.Add(new TimeEdge(after, events.Kind, name));
        }
    }
}
