using System.Collections.Frozen;

namespace Kartoteka.Modules.Users;

/// <summary>
/// Passwords that attackers try first, as published lists of leaked ones have them in Russia and elsewhere. Short ones stand here too:
/// repeated or with a few digits behind them they make the long ones.
/// </summary>
internal static class CommonPasswords
{
    private static readonly FrozenSet<string> Words = """
        password passw0rd p@ssw0rd p@ssword passwort пароль gfhjkm qwerty qwertyuiop qwertyui qwertz azerty asdfgh asdfghjkl zxcvbn zxcvbnm йцукен йцукенг фывапролд ячсмить
        qazwsx qazwsxedc qazxsw zaq12wsx zaq1zaq1 1qaz2wsx 1q2w3e 1q2w3e4r 1q2w3e4r5t 1q2w3e4r5t6y 1qazxsw2 q1w2e3 q1w2e3r4 q1w2e3r4t5 qwe asd zxc qweasd qweasdzxc
        123qwe qwe123 123 1234 12345 123456 1234567 12345678 123456789 1234567890 0123456789 0987654321 987654321 87654321 654321 54321 112233 123123 123321 111111 000000
        666666 777777 888888 999999 121212 131313 159753 147258 147258369 741852963 789456 789456123 159357 11223344 1122334455 123654 123654789 102030 10203040 1020304050
        abc abcd abc123 abcdef abcdefg abcdefgh abcdefghijkl abcd1234 a1b2c3 a1b2c3d4 aaaaaa admin administrator root toor user guest test tester testtest demo default
        changeme letmein welcome login master access secret system server manager support service qwerty123 password1 password123 admin123 welcome1 iloveyou loveyou lovely
        dragon monkey football baseball superman batman princess sunshine shadow michael jordan charlie freedom whatever trustno1 starwars pokemon computer internet
        samsung google yandex mail mailru vkontakte rambler russia россия moscow москва spartak спартак zenit зенит cska любовь люблю ялюблютебя наташа natasha nastya
        настя sergey andrey dmitry alexander vladimir maksim maxim ivan marina svetlana solnyshko солнышко privet привет klaster nikita danil kirill krasotka kotik
        correcthorsebatterystaple thisisapassword mypassword mysecretpassword iloveyouforever
        """.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>True when a lower-case password is one of these, one repeated, one with a few digits or signs around it, or one letter over and over.</summary>
    public static bool Contains(string folded)
    {
        var letters = new string([.. folded.Where(char.IsLetterOrDigit)]);
        return folded.Distinct().Count() < 4 || IsSequence(folded) || IsKnown(folded) || IsKnown(letters) || IsKnown(letters.Trim("0123456789".ToCharArray()));
    }

    private static bool IsKnown(string text) => Words.Contains(text) || IsRepeated(text);

    // "qwertyqwerty" and "123412341234", and also two words of the list behind one another.
    private static bool IsRepeated(string text)
    {
        for (var at = 3; at <= text.Length - 3; at++)
        {
            if (Words.Contains(text[..at]) && (Words.Contains(text[at..]) || IsRepeated(text[at..]))) return true;
        }
        return false;
    }

    // Each character is the one before it, the next or the last: "abcdefghijkl", "987654321098".
    private static bool IsSequence(string text)
    {
        var breaks = 0;
        for (var i = 1; i < text.Length; i++)
        {
            if (Math.Abs(text[i] - text[i - 1]) > 1) breaks++;
        }
        return breaks <= 1;
    }
}
