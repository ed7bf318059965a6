namespace Kartoteka.Domain.Identity;

/// <summary>A way to recognise a customer: a type of the identifier catalogue and a normalised value.</summary>
/// <param name="Type">Lower-case name such as <c>email</c>; see <see cref="IdentifierTypes"/>. Custom types are allowed.</param>
/// <param name="Value">
/// The value after normalisation. A namespaced type (<c>user_id</c>, <c>group_id</c>) carries its namespace: <c>shop:42</c>.
/// </param>
public readonly record struct Identifier(string Type, string Value)
{
    /// <summary>Longest value kept, in UTF-16 units; a longer one is refused by normalisation.</summary>
    public const int ValueLengthMax = 256;

    /// <inheritdoc />
    public override string ToString() => $"{Type}:{Value}";
}

/// <summary>Names of the identifier types that every base knows.</summary>
public static class IdentifierTypes
{
    /// <summary>A customer's id in a system; namespaced by the source's id namespace.</summary>
    public const string UserId = "user_id";

    /// <summary>A company's or a household's id in a system, from <c>group</c> calls; namespaced.</summary>
    public const string GroupId = "group_id";

    /// <summary>A browser's or an installation's random id.</summary>
    public const string AnonymousId = "anonymous_id";

    /// <summary>An e-mail address.</summary>
    public const string Email = "email";

    /// <summary>A phone number in E.164 form with the plus sign.</summary>
    public const string Phone = "phone";

    /// <summary>A loyalty card's number: digits and capitals without separators, Latin wherever look-alikes allow.</summary>
    public const string Card = "card";

    /// <summary>A device id from <c>context.device.id</c>.</summary>
    public const string DeviceId = "device_id";

    /// <summary>A Russian taxpayer's number: 12 digits for a person, 10 for a company, with a valid checksum.</summary>
    public const string Inn = "inn";

    /// <summary>A Telegram user's numeric id.</summary>
    public const string TelegramId = "telegram_id";

    /// <summary>True for the types named here. A type added later changes the addresses of user ids that begin with its name: see <see cref="RecordKey"/>.</summary>
    public static bool IsBuiltIn(string type) => type is UserId or GroupId or AnonymousId or Email or Phone or Card or DeviceId or Inn or TelegramId;

    /// <summary>True when values of <paramref name="type"/> are only meaningful inside a source's id namespace.</summary>
    public static bool IsNamespaced(string type) => type is UserId or GroupId;
}
