using System.Text;
using Kartoteka.Domain.Events;
using Kartoteka.Domain.Identity;

namespace Kartoteka.Domain.Tests.Identity;

/// <summary>Builds events as validation would hand them over. All user ids are in the namespace <c>shop</c>.</summary>
public static class Make
{
    /// <summary>Default limits are far away, so that no protection interferes with what a property is about.</summary>
    public static IdentityRules Unlimited { get; } =
        new(IdentityRules.Default.Types.Select(type => type with { LimitPerProfile = 1_000_000 }), [], recordsPerProfileMax: 1_000_000);

    public static Identifier User(string value) => new(IdentifierTypes.UserId, $"shop:{value}");

    public static Identifier Anonymous(string value) => new(IdentifierTypes.AnonymousId, value);

    public static Identifier Email(string value) => new(IdentifierTypes.Email, value);

    public static Identifier Phone(string value) => new(IdentifierTypes.Phone, value);

    public static IncomingEvent Event(
        string messageId, string? user = null, string? anonymous = null, Identifier[]? ids = null, long at = 1_000_000, int source = 1,
        EventKind kind = EventKind.Identify, (string Name, string Json)[]? traits = null, string? previous = null, AccountStatement? account = null)
    {
        var identifiers = new List<Identifier>();
        if (user is not null) identifiers.Add(User(user));
        if (anonymous is not null) identifiers.Add(Anonymous(anonymous));
        identifiers.AddRange(ids ?? []);
        return new IncomingEvent
        {
            Kind = kind,
            SourceId = source,
            MessageId = messageId,
            UserId = user,
            AnonymousId = anonymous,
            Identifiers = identifiers,
            AliasOf = previous is null ? [] : [User(previous), Anonymous(previous)],
            Traits = [.. (traits ?? []).Select(trait => new TraitStatement(trait.Name, Encoding.UTF8.GetBytes(trait.Json)))],
            Account = account,
            OccurredAtUs = at,
            ReceivedAtUs = at + 5_000_000,
            Body = Encoding.UTF8.GetBytes($"{{\"messageId\":\"{messageId}\"}}"),
        };
    }

    public static PreparedEvent Prepared(IncomingEvent incoming, IdentityRules? rules = null, int realm = 1) =>
        PreparedEvent.From(incoming, realm, rules ?? IdentityRules.Default) ?? throw new InvalidOperationException("The event speaks of no one.");
}
