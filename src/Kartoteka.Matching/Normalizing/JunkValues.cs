namespace Kartoteka.Matching.Normalizing;

/// <summary>Texts that stand for "nothing" in exports of Russian and English systems.</summary>
public static class JunkValues
{
    private static readonly HashSet<string> Junk =
    [
        .. ("null none nan na n/a nil unknown undefined missing test тест нет неизвестно неизвестен неизвестна отсутствует пусто не указано не указан не указана "
            + "не задано не известно no name noname без имени имя фамилия отчество клиент покупатель аноним anonymous customer guest гость xxx ххх qwerty йцукен asdf "
            + "фио дубль удален not available not provided not specified no data нет данных").Split(' '),
        "n a", "не указано", "не указан", "не указана", "не задано", "не известно", "no name", "без имени", "not available", "not provided", "not specified", "no data", "нет данных",
    ];

    private static readonly HashSet<string> NotAlone = ["не", "no", "name", "not", "data", "без", "имени", "available", "provided", "specified", "данных", "указано", "указан", "указана", "задано", "известно"];

    static JunkValues() => Junk.ExceptWith(NotAlone);

    /// <summary>True when the value says nothing.</summary>
    /// <param name="folded">As <see cref="Text.NameText.Fold(ReadOnlySpan{char})"/> gives it; empty is junk.</param>
    public static bool IsJunk(string folded) =>
        folded.Length == 0 || Junk.Contains(folded) || (folded.Length > 2 && folded.AsSpan().IndexOfAnyExcept(folded[0]) < 0);
}
