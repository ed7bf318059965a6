using System.Text;

namespace Kartoteka.Modules.Catalogue.Contracts;

/// <summary>
/// Privacy classes of traits, and a suggestion from a trait's name in Russian or English. A suggestion only: a person declares the trait.
/// Classes follow 152-FZ: special categories are those of article 10.
/// </summary>
public static class PrivacyClasses
{
    /// <summary>Every class, from the most to the least protected.</summary>
    public static IReadOnlyList<string> All { get; } = ["special", "identity", "financial", "contact", "demographic", "behaviour", "none"];

    // The first row that knows a word of the name decides, so the most protected class wins. A word that ends in * is a beginning.
    private static readonly (string Class, string[] Words)[] Table =
    [
        ("special",
        [
            "diagnos*", "disease*", "health*", "medic*", "allerg*", "illness*", "disab*", "pregnan*", "relig*", "politic*", "ethnic*", "race", "biometr*",
            "sexual*", "диагно*", "болезн*", "заболев*", "здоров*", "медицин*", "аллерг*", "инвалид*", "беремен*", "религ*", "вероисп*", "политич*",
            "национальност*", "раса", "биометр*", "судимост*",
        ]),
        ("identity",
        [
            "passport*", "snils", "inn", "ssn", "license*", "licence*", "firstname", "lastname", "middlename", "fullname", "surname*", "patronymic*",
            "паспорт*", "снилс", "инн", "имя", "фамили*", "отчеств*", "фио", "водительск*",
        ]),
        ("financial",
        [
            "card", "cards", "cardnumber", "pan", "cvv", "iban", "bic", "bank*", "salary", "income*", "balance*", "credit*", "debt*", "payment*", "карта",
            "карты", "карте", "карту", "банк*", "бик", "зарплат*", "доход*", "баланс*", "кредит*", "долг*", "платеж*", "платёж*", "счет", "счёт",
        ]),
        ("contact",
        [
            "email*", "mail", "phone*", "mobile*", "tel", "telephone*", "fax", "address*", "street*", "postal*", "postcode", "zip", "telegram*", "whatsapp*",
            "viber*", "skype*", "почт*", "телефон*", "тел", "мобильн*", "адрес*", "улица", "индекс", "телеграм*", "вайбер*", "ватсап*",
        ]),
        ("demographic",
        [
            "birth*", "bday", "dob", "age", "gender", "sex", "city", "country", "region", "language", "locale", "marital*", "children", "education*",
            "profession*", "occupation*", "рожд*", "возраст*", "пол", "город*", "страна", "регион*", "язык", "семейн*", "дети", "детей", "образован*",
            "професси*", "должност*",
        ]),
        ("behaviour",
        [
            "visit*", "order*", "purchase*", "session*", "utm", "click*", "last", "page", "pages", "cart", "referrer", "визит*", "заказ*", "покуп*",
            "сесси*", "посещ*", "клик*", "корзин*", "последн*",
        ]),
    ];

    private static readonly string[] NameWords =
    [
        "firstname", "lastname", "middlename", "fullname", "surname*", "patronymic*", "имя", "фамили*", "отчеств*", "фио",
    ];

    private static readonly string[] NameOwners = ["first", "last", "middle", "full", "father", "maiden", "second", "given", "family"];

    /// <summary>A class for a trait of this name; <c>none</c> when no word of it is known.</summary>
    public static string Suggest(string name)
    {
        var words = Words(name);
        foreach (var (privacyClass, known) in Table)
        {
            if (privacyClass == "identity" && IsPersonName(words)) return privacyClass;
            if (words.Any(word => known.Any(pattern => Matches(word, pattern)))) return privacyClass;
        }
        return "none";
    }

    /// <summary>True for a trait that is what a person or a company is called, unlike the documents of the same class.</summary>
    public static bool IsName(string name)
    {
        var words = Words(name);
        return IsPersonName(words) || words.Any(word => NameWords.Any(pattern => Matches(word, pattern)));
    }

    // "name" alone or "firstName" is a person's; "productName" is not.
    private static bool IsPersonName(List<string> words)
    {
        var at = words.IndexOf("name");
        return at == 0 ? words.Count == 1 : at > 0 && NameOwners.Contains(words[at - 1]);
    }

    private static bool Matches(string word, string pattern) =>
        pattern[^1] == '*' ? word.AsSpan().StartsWith(pattern.AsSpan(0, pattern.Length - 1), StringComparison.Ordinal) : word == pattern;

    // "lastOrderDate", "last_order_date" and "Last order date" are the same three words.
    private static List<string> Words(string name)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            var starts = !char.IsLetter(name[i]) || (char.IsUpper(name[i]) && i > 0 && char.IsLower(name[i - 1]));
            if (starts && word.Length > 0)
            {
                words.Add(word.ToString());
                word.Clear();
            }
            if (char.IsLetter(name[i])) word.Append(char.ToLowerInvariant(name[i]));
        }
        if (word.Length > 0) words.Add(word.ToString());
        return words;
    }
}
