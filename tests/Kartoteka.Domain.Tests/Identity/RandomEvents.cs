using Kartoteka.Domain.Events;
using Kartoteka.Domain.Identity;

namespace Kartoteka.Domain.Tests.Identity;

/// <summary>Events of few customers, sources, traits and times, so that equal times, withdrawals and shared identifiers are common.</summary>
public static class RandomEvents
{
    public static IncomingEvent[] From(int[] genes) => [.. genes.Select((gene, index) => One(gene, $"m{index}"))];

    public static IncomingEvent One(int gene, string messageId)
    {
        var customer = Genes.Take(ref gene, 5);
        var source = 1 + Genes.Take(ref gene, 3);
        var at = 1_000_000L * (1 + Genes.Take(ref gene, 4));
        var trait = new[] { "name", "city", "age" }[Genes.Take(ref gene, 3)];
        var value = new[] { "null", "\"a\"", "\"b\"", "3" }[Genes.Take(ref gene, 4)];
        var anonymous = Genes.Take(ref gene, 4);
        var email = Genes.Take(ref gene, 12);
        // The first customer never signs in; the anonymous id 0 is "none given".
        return Make.Event(
            messageId,
            user: customer == 0 ? null : $"u{customer}",
            anonymous: customer == 0 || anonymous > 0 ? $"a{source}{anonymous}" : null,
            ids: email < 3 ? [Make.Email($"m{email}@x.ru")] : [],
            at: at, source: source, traits: [(trait, value)]);
    }
}
