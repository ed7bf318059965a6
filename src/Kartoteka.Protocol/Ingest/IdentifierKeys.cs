using Kartoteka.Domain.Identity;

namespace Kartoteka.Protocol.Ingest;

/// <summary>Which traits are identifiers, by every spelling in use.</summary>
/// <remarks>
/// Only <c>traits</c>, <c>context.traits</c>, <c>context.device.id</c> and <c>context.externalIds</c> are looked at.
/// <c>properties.email</c> is not: in the e-commerce specification properties describe the thing done, and such an address may be a
/// friend's (<c>Product Shared.recipient</c>) or a shop's.
/// </remarks>
public static class IdentifierKeys
{
    /// <summary>The identifier type of a trait, or null. The plural forms hold arrays.</summary>
    public static string? TypeOfTrait(ReadOnlySpan<byte> name) => name.Length switch
    {
        3 when name.SequenceEqual("inn"u8) => IdentifierTypes.Inn,
        4 when name.SequenceEqual("card"u8) => IdentifierTypes.Card,
        5 when name.SequenceEqual("email"u8) => IdentifierTypes.Email,
        5 when name.SequenceEqual("phone"u8) => IdentifierTypes.Phone,
        5 when name.SequenceEqual("cards"u8) => IdentifierTypes.Card,
        6 when name.SequenceEqual("emails"u8) => IdentifierTypes.Email,
        6 when name.SequenceEqual("phones"u8) || name.SequenceEqual("mobile"u8) => IdentifierTypes.Phone,
        10 when name.SequenceEqual("telegramId"u8) => IdentifierTypes.TelegramId,
        10 when name.SequenceEqual("cardNumber"u8) => IdentifierTypes.Card,
        11 when name.SequenceEqual("telegram_id"u8) => IdentifierTypes.TelegramId,
        11 when name.SequenceEqual("mobilePhone"u8) || name.SequenceEqual("phoneNumber"u8) => IdentifierTypes.Phone,
        11 when name.SequenceEqual("loyaltyCard"u8) || name.SequenceEqual("card_number"u8) => IdentifierTypes.Card,
        12 when name.SequenceEqual("mobile_phone"u8) || name.SequenceEqual("phone_number"u8) => IdentifierTypes.Phone,
        12 when name.SequenceEqual("loyalty_card"u8) => IdentifierTypes.Card,
        _ => null,
    };

    /// <summary>
    /// The identifier type that a sender names in <c>externalIds</c> or <c>mergeProperties</c>, or null when it cannot be one.
    /// </summary>
    public static string? TypeNamed(string? sent)
    {
        if (sent is null || sent.Length > IngestLimits.IdentifierTypeLengthMax) return null;
        var type = sent.Trim() switch
        {
            "userId" => IdentifierTypes.UserId,
            "anonymousId" => IdentifierTypes.AnonymousId,
            "deviceId" => IdentifierTypes.DeviceId,
            "telegramId" => IdentifierTypes.TelegramId,
            "mobile" or "mobilePhone" or "phoneNumber" => IdentifierTypes.Phone,
            "loyaltyCard" or "cardNumber" or "loyalty_card" or "card_number" => IdentifierTypes.Card,
            var other => other.ToLowerInvariant().Replace('-', '_').Replace('.', '_'),
        };
        return type.Length > 0 && char.IsAsciiLetter(type[0]) && type.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') ? type : null;
    }
}
