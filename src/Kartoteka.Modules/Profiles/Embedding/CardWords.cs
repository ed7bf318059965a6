using System.Globalization;
using Kartoteka.Domain.Identity;
using Kartoteka.Modules.Workspace.Contracts;
using Microsoft.AspNetCore.Http;

namespace Kartoteka.Modules.Profiles.Embedding;

/// <summary>The words of the card in one language.</summary>
internal sealed record CardWords
{
    private static readonly CardWords English = new()
    {
        Language = "en", Title = "Customer card", Person = "Person", Account = "Company", NoName = "Name unknown", Contacts = "Contacts", LastActivity = "Last activity",
        Identifiers = "Known by", Several = "Several profiles have this identifier.", NotFound = "No profile has this identifier.", NotSigned = "The link is not signed with a valid key.",
        Expired = "The link has expired. Open the card anew.", NotALink = "The link is incomplete.", TooMany = "Too many requests. Try again in a minute.",
        DateFormat = "yyyy-MM-dd HH:mm",
        Types = new Dictionary<string, string>
        {
            [IdentifierTypes.Phone] = "Phone", [IdentifierTypes.Email] = "E-mail", [IdentifierTypes.Card] = "Loyalty card", [IdentifierTypes.UserId] = "Id in a system",
            [IdentifierTypes.AnonymousId] = "Browser", [IdentifierTypes.DeviceId] = "Device", [IdentifierTypes.Inn] = "INN", [IdentifierTypes.TelegramId] = "Telegram", [IdentifierTypes.GroupId] = "Company id",
        },
    };

    private static readonly CardWords Russian = new()
    {
        Language = "ru", Title = "Карточка клиента", Person = "Человек", Account = "Организация", NoName = "Имя неизвестно", Contacts = "Контакты", LastActivity = "Последнее событие",
        Identifiers = "Известен по", Several = "Этот идентификатор есть у нескольких профилей.", NotFound = "Профиля с этим идентификатором нет.", NotSigned = "Ссылка не подписана действующим ключом.",
        Expired = "Срок ссылки истёк. Откройте карточку заново.", NotALink = "Ссылка неполная.", TooMany = "Слишком много запросов. Повторите через минуту.",
        DateFormat = "dd.MM.yyyy HH:mm",
        Types = new Dictionary<string, string>
        {
            [IdentifierTypes.Phone] = "Телефон", [IdentifierTypes.Email] = "Эл. почта", [IdentifierTypes.Card] = "Карта", [IdentifierTypes.UserId] = "Номер в системе",
            [IdentifierTypes.AnonymousId] = "Браузер", [IdentifierTypes.DeviceId] = "Устройство", [IdentifierTypes.Inn] = "ИНН", [IdentifierTypes.TelegramId] = "Telegram", [IdentifierTypes.GroupId] = "Номер организации",
        },
    };

    public required string Language { get; init; }

    public required string Title { get; init; }

    public required string Person { get; init; }

    public required string Account { get; init; }

    public required string NoName { get; init; }

    public required string Contacts { get; init; }

    public required string LastActivity { get; init; }

    public required string Identifiers { get; init; }

    public required string Several { get; init; }

    public required string NotFound { get; init; }

    public required string NotSigned { get; init; }

    public required string Expired { get; init; }

    public required string NotALink { get; init; }

    public required string TooMany { get; init; }

    public required string DateFormat { get; init; }

    public required IReadOnlyDictionary<string, string> Types { get; init; }

    /// <summary>The first of the browser's languages that the card has; English without one.</summary>
    public static CardWords Of(HttpRequest request) => ReaderLanguage.Of(request) == "ru" ? Russian : English;

    /// <summary>A type of identifiers in words; a custom one by its own name.</summary>
    public string TypeOf(string type) => Types.GetValueOrDefault(type, type);

    /// <summary>A time. In UTC and said so: the server does not know the reader's zone, and the page has no script that would.</summary>
    public string Time(DateTimeOffset at) => $"{at.UtcDateTime.ToString(DateFormat, CultureInfo.InvariantCulture)} UTC";
}
