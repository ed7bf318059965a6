using Kartoteka.Domain.Events;
using Kartoteka.Domain.Identity;

namespace Kartoteka.Domain.Tests.Identity;

/// <summary>
/// Order of arrival and repetition do not change a profile. The rules are without limits here: a protection refuses whichever join comes
/// last, so where one acts the order of arrival is allowed to matter.
/// </summary>
public class SurvivorshipPropertyTests
{
    [Fact]
    public void Every_permutation_of_a_few_events_gives_the_same_profiles() => Genes.Check(cases: 150, lengthMax: 5, genes =>
    {
        var events = RandomEvents.From(genes);
        var expected = Describe(events);
        foreach (var permutation in Permutations(events)) Assert.Equal(expected, Describe(permutation));
    });

    [Fact]
    public void Shuffling_and_repeating_many_events_gives_the_same_profiles() => Genes.Check(cases: 200, lengthMax: 40, genes =>
    {
        var events = RandomEvents.From(genes);
        var expected = Describe(events);
        var random = new Random(genes.Length == 0 ? 0 : genes[0]);
        for (var i = 0; i < 4; i++)
        {
            var repeated = events.Concat(events.Where(_ => random.Next(2) == 0)).ToArray();
            random.Shuffle(repeated);
            Assert.Equal(expected, Describe(repeated));
        }
    });

    [Fact]
    public void A_repetition_folded_into_a_record_again_changes_nothing() => Genes.Check(cases: 200, lengthMax: 20, genes =>
    {
        // As when a replica is rebuilt: the fold itself, without the idempotency key in front of it, must not mind.
        var record = new RecordState(1, new RecordKey(1, "x"), ProfileKind.Person, 1, 0);
        var events = RandomEvents.From(genes);
        foreach (var said in events) record.Fold(said.Traits, said.OccurredAtUs, said.MessageId);
        foreach (var said in events) Assert.False(record.Fold(said.Traits, said.OccurredAtUs, said.MessageId));
    });

    private static string Describe(IEnumerable<IncomingEvent> events)
    {
        var bench = new IdentityBench(Make.Unlimited);
        foreach (var incoming in events) bench.Say(incoming);
        return bench.Describe();
    }

    private static IEnumerable<IncomingEvent[]> Permutations(IncomingEvent[] events)
    {
        if (events.Length <= 1) return [events];
        return Enumerable.Range(0, events.Length)
            .SelectMany(i => Permutations([.. events[..i], .. events[(i + 1)..]]).Select(rest => (IncomingEvent[])[events[i], .. rest]));
    }
}
