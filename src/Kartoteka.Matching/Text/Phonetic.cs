namespace Kartoteka.Matching.Text;

/// <summary>Words as they sound, roughly, whichever script they are in.</summary>
public static class Phonetic
{
    /// <summary>A key that slips of hearing and spelling leave as it is: vowels in four classes, voiced consonants as voiceless, doubled letters once.</summary>
    /// <param name="folded">As <see cref="NameText.Fold(ReadOnlySpan{char})"/> gives it.</param>
    /// <returns>Small ASCII letters and digits.</returns>
    public static string Key(ReadOnlySpan<char> folded)
    {
        var skeleton = Transliteration.Skeleton(folded);
        Span<char> key = stackalloc char[skeleton.Length];
        var length = 0;
        foreach (var letter in skeleton)
        {
            var sound = letter switch
            {
                'o' => 'a',
                'e' => 'i',
                'b' => 'p',
                'v' => 'f',
                'w' => 's',
                'g' => 'k',
                'd' => 't',
                'z' => 's',
                'j' => 's',
                'c' => 's',
                'q' => 's',
                'h' => '\0',
                var other => other,
            };
            if (sound == '\0' || (length > 0 && key[length - 1] == sound)) continue;
            key[length++] = sound;
        }
        return new string(key[..length]);
    }
}
