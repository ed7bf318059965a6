using Kartoteka.Matching.Text;

namespace Kartoteka.Matching.Tables;

/// <summary>Roles by the name of a column, Russian and English.</summary>
internal static class ColumnNames
{
    // The first line that fits decides, so what is more particular stands first. A phrase fits when its words stand in the name, in any order.
    private static readonly (ColumnRole Role, string Phrases)[] Rules =
    [
        (ColumnRole.Ignored, "cluster|cluster id|source|data source|dataset|источник|система|created|updated|modified|timestamp|создан|изменен|status|статус|amount|сумма|баланс"),
        (ColumnRole.Document, "inn|инн|снилс|snils|паспорт|passport number|ssn|ssn number|soc sec|soc sec id|social security|tax id number|national id number|nino|drivers license number|"
            + "license number|licence number|номер документа|огрн|ogrn|кпп|card number|номер карты|medicare|lei number|provider id"),
        (ColumnRole.BirthDate, "dob|birth date|birthdate|date of birth|date birth|birthday|дата рождения|др|д р|рождение|birth dt"),
        (ColumnRole.Email, "email|e mail|mail|почта|емейл|электронная почта|имейл|email address"),
        (ColumnRole.Phone, "phone|telephone|tel|mobile|телефон|тел|мобильный|сотовый|моб|cell|msisdn|fax|факс|phone number"),
        (ColumnRole.MiddleName, "patronymic|middle name|middlename|middle|отчество|name middle|second name|mname"),
        (ColumnRole.FullName, "full name|fullname|фио|ф и о|name full|имя фамилия|фамилия имя|фамилия имя отчество|customer name|client name|contact name|person name|first and surname|клиент|покупатель|имя клиента"),
        (ColumnRole.Company, "company|company name|organisation|organization|org|org name|name org|компания|организация|работодатель|место работы|employer|фирма|site name|business name|"
            + "agency|юрлицо|наименование|legal name|institution|school|facility|trade name|firm"),
        (ColumnRole.GivenName, "first name|firstname|given name|givenname|forename|fname|имя|name first|given"),
        (ColumnRole.Surname, "surname|last name|lastname|family name|familyname|фамилия|name last|sname|lname|family"),
        (ColumnRole.Gender, "gender|sex|пол"),
        (ColumnRole.Postcode, "postcode|zip|zipcode|postal code|индекс|почтовый индекс|addr postal code|zip code|postcode fake|post code"),
        (ColumnRole.House, "street number|house number|house|дом|номер дома|house no"),
        (ColumnRole.City, "city|town|suburb|город|населенный пункт|locality|addr city|village"),
        (ColumnRole.Address, "address|адрес|street|улица|addr|addr full|addr line1|address 1|address 2|street address|улица дом|address line"),
        (ColumnRole.FullName, "name|имя и фамилия|contact|контакт"),
        (ColumnRole.Ignored, "id|guid|uuid|row|index|номер|код|key|number"),
    ];

    private static readonly (ColumnRole Role, string[][] Phrases)[] Parsed =
        [.. Rules.Select(rule => (rule.Role, rule.Phrases.Split('|').Select(phrase => phrase.Split(' ')).OrderByDescending(words => words.Length).ToArray()))];

    // Words that say little when others stand beside them ("program name"), and words that make a column speak of another thing ("phone type").
    private static readonly HashSet<string> Vague =
        [.. "name contact addr number key id given family middle org index row код номер имя card source клиент покупатель system status дом house school state mail пол sex".Split(' ')];
    private static readonly HashSet<string> Qualities =
        [.. "type kind state country status date role category valid тип вид статус дата страна регион count flag verified".Split(' ')];

    /// <summary>True for a column that speaks of a kind or a state, of which there are few values.</summary>
    public static bool IsQuality(string name) => Words(name).Any(word => Qualities.Contains(word) && word is not ("state" or "country" or "страна" or "регион"));

    /// <summary>The role that a name tells, or null. A name that is the phrase itself is surer than one with more words, so those are asked first.</summary>
    public static ColumnRole? Find(string name)
    {
        var words = Words(name);
        foreach (var (role, phrases) in Parsed)
            if (phrases.Any(phrase => phrase.SequenceEqual(words))) return role;
        if (words.Any(Qualities.Contains)) return null;
        foreach (var (role, phrases) in Parsed)
            if (phrases.Any(phrase => phrase.All(words.Contains) && words.Length - phrase.Length <= 2 && !(phrase.Length == 1 && Vague.Contains(phrase[0])))) return role;
        return null;
    }

    /// <summary>True when the name speaks of an identifier of the row: <c>id</c>, <c>record_id</c>, <c>Код клиента</c>.</summary>
    public static bool IsRowId(string name) => Words(name) is var words && (words.Contains("id") || words.Contains("guid") || words.Contains("uuid") || words.Contains("код"));

    private static string[] Words(string name)
    {
        var parted = new System.Text.StringBuilder(name.Length + 4);
        for (var i = 0; i < name.Length; i++)
        {
            if (i > 0 && char.IsUpper(name[i]) && char.IsLower(name[i - 1])) parted.Append(' ');
            parted.Append(name[i]);
        }
        return NameText.Fold(parted.ToString()).Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }
}
