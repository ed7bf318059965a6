using System.Collections.Frozen;
using System.Globalization;
using Kartoteka.Matching.Text;
using Kartoteka.Matching.Tables;

namespace Kartoteka.Server.Matching;

/// <summary>What a report says, in Russian or in English. Names of columns, which are the file's, stay as they are unless they are words of ours, such as <c>phone</c>.</summary>
internal sealed class ReportWords
{
    private const int RowsLookedAt = 1000;

    private static readonly FrozenDictionary<string, string> Russian = new Dictionary<string, string>
    {
        ["Duplicates in {0}"] = "Дубликаты в {0}",
        ["{0:N0} records are {1:N0} clusters at a threshold of {2:0.###}. {3:N0} pairs were compared; an estimated {4:0.00%} of matching pairs were not among them. {5:N0} unions were refused because the rest of the two clusters stood against them."]
            = "Записей: {0:N0}, кластеров: {1:N0} при пороге {2:0.###}. Сравнено пар: {3:N0}; по оценке, {4:0.00%} совпадающих пар среди них не было. Отклонено объединений: {5:N0}, потому что остальные записи двух кластеров говорили против.",
        ["What columns mean"] = "Что означают столбцы", ["column"] = "столбец", ["meaning"] = "значение", ["filled"] = "заполнено", ["why"] = "почему",
        ["Which pairs were compared"] = "Какие пары сравнивались", ["records that agree on"] = "записи, у которых одинаковы", ["pairs"] = "пары", ["share of matches that it adds"] = "какую долю совпадений добавляет",
        ["What a threshold would give, as the model expects"] = "Что даст порог, по ожиданию модели", ["threshold"] = "порог", ["precision"] = "точность", ["recall"] = "полнота",
        ["Sizes of clusters"] = "Размеры кластеров", ["records in a cluster"] = "записей в кластере", ["clusters"] = "кластеры",
        ["Pairs near the threshold"] = "Пары около порога", ["Unions that were refused"] = "Отклонённые объединения", ["None."] = "Нет.",
        ["Weights"] = "Веса",
        ["m: how often records of one person meet at the level; u: strangers; h: different people of one household. The weight is for a value of mean frequency."]
            = "m: как часто уровень встречается у записей одного человека; u: у посторонних; h: у разных людей одной семьи. Вес дан для значения средней частоты.",
        ["field"] = "поле", ["level"] = "уровень", ["weight, bits"] = "вес, бит", ["{0} and {1}"] = "{0} и {1}", ["probability {0:0.000}"] = "вероятность {0:0.000}", ["prior"] = "априорно", ["household"] = "семья",
        // Fields and keys of the library, which are no names of columns.
        ["given name"] = "имя", ["surname"] = "фамилия", ["middle name"] = "отчество", ["gender"] = "пол", ["surname by sound"] = "фамилия на слух", ["birth date"] = "дата рождения", ["birth year"] = "год рождения",
        ["birth day"] = "день рождения", ["phone"] = "телефон", ["phone's end"] = "конец телефона", ["e-mail"] = "эл. почта", ["mailbox name"] = "имя ящика", ["house"] = "дом", ["town"] = "город", ["postcode"] = "индекс",
        ["{0}, first letters"] = "{0}, первые буквы",
        ["different"] = "разное", ["similar"] = "похоже", ["initial"] = "инициал", ["close"] = "близко", ["another form"] = "другая форма", ["exact"] = "точно", ["one edit"] = "одна правка",
        ["same mailbox name"] = "то же имя ящика", ["same year"] = "тот же год", ["two parts alike"] = "две части совпали", ["one slip"] = "одна описка", ["some words"] = "часть слов", ["same street"] = "та же улица",
        ["same house, other flat"] = "тот же дом, другая квартира", ["nearly"] = "почти", ["same house"] = "тот же дом", ["missing"] = "нет значения", ["told by another field"] = "сказано другим полем",
        ["told"] = "указано", ["by its name"] = "по названию", ["by its values"] = "по значениям", ["id of the record"] = "идентификатор записи", ["empty"] = "пусто", ["one value only"] = "только одно значение",
        ["almost empty"] = "почти пусто", ["every value another: an id"] = "все значения разные: идентификатор", ["long text"] = "длинный текст", ["a text that may tell records apart"] = "текст, который может различать записи",
        ["{0} is the {1}"] = "{1} – это {0}",
        [nameof(ColumnRole.Ignored)] = "не сравнивается", [nameof(ColumnRole.GivenName)] = "имя", [nameof(ColumnRole.Surname)] = "фамилия", [nameof(ColumnRole.MiddleName)] = "отчество",
        [nameof(ColumnRole.FullName)] = "полное имя", [nameof(ColumnRole.BirthDate)] = "дата рождения", [nameof(ColumnRole.Phone)] = "телефон", [nameof(ColumnRole.Email)] = "эл. почта",
        [nameof(ColumnRole.Address)] = "адрес", [nameof(ColumnRole.House)] = "дом", [nameof(ColumnRole.City)] = "город", [nameof(ColumnRole.Postcode)] = "индекс", [nameof(ColumnRole.Document)] = "документ",
        [nameof(ColumnRole.Company)] = "организация", [nameof(ColumnRole.Gender)] = "пол", [nameof(ColumnRole.Text)] = "текст",
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, string> EnglishRoles = Enum.GetNames<ColumnRole>().ToFrozenDictionary(name => name, name => name switch
    {
        nameof(ColumnRole.Ignored) => "not compared",
        nameof(ColumnRole.Email) => "e-mail",
        _ => NameText.Fold(string.Concat(name.Select(letter => char.IsUpper(letter) ? $" {letter}" : $"{letter}"))),
    });

    private readonly bool _isRussian;

    private ReportWords(bool isRussian)
    {
        _isRussian = isRussian;
        Numbers = isRussian ? new NumberFormatInfo { NumberDecimalSeparator = ",", NumberGroupSeparator = "\u00a0", PercentDecimalSeparator = ",", PercentGroupSeparator = "\u00a0", PercentPositivePattern = 0 } : NumberFormatInfo.InvariantInfo;
    }

    /// <summary>How numbers are written.</summary>
    public NumberFormatInfo Numbers { get; }

    /// <summary>The language's tag for HTML.</summary>
    public string Tag => _isRussian ? "ru" : "en";

    /// <summary>The words of a language.</summary>
    /// <param name="language">ru or en; null for that of the file: Russian where most of its rows, or the names of its columns, are in Cyrillic letters.</param>
    public static ReportWords Of(string? language, RecordTable table) => new(language is null ? IsRussian(table) : language == "ru");

    /// <summary>A text in the language, with its places filled.</summary>
    public string this[string english, params object[] values] => string.Format(Numbers, _isRussian ? Russian[english] : english, values);

    /// <summary>A word of the library, or what is none as it stands.</summary>
    public string Known(string word) => _isRussian ? Russian.GetValueOrDefault(word, word) : word;

    public string Role(ColumnRole role) => _isRussian ? Russian[$"{role}"] : EnglishRoles[$"{role}"];

    /// <summary>Why a column has its role.</summary>
    public string Reason(string reason)
    {
        var at = reason.LastIndexOf(" is the ", StringComparison.Ordinal);
        return at > 0 && Enum.TryParse<ColumnRole>(reason[(at + 8)..], out var role) ? this["{0} is the {1}", reason[..at], Role(role)] : Known(reason);
    }

    /// <summary>The keys of a blocking rule.</summary>
    public string Rule(string name) => string.Join(" + ", name.Split(" + ").Select(key =>
        key.EndsWith(", first letters", StringComparison.Ordinal) ? this["{0}, first letters", key[..^", first letters".Length]] : Known(key)));

    private static bool IsRussian(RecordTable table)
    {
        if (table.Columns.Any(name => NameText.HasCyrillic(name))) return true;
        var rows = Math.Min(table.Count, RowsLookedAt);
        var cyrillic = Enumerable.Range(0, rows).Count(row => Enumerable.Range(0, table.Columns.Count).Any(column => NameText.HasCyrillic(table[row, column])));
        return cyrillic * 2 > rows;
    }
}
