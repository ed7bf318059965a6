using System.Text;

namespace Kartoteka.Server.Users;

/// <summary>Reads a password: typed twice without echo at a terminal, else one line of standard input. Never an argument, which every process of the machine can read.</summary>
internal static class SecretPrompt
{
    /// <summary>The password.</summary>
    /// <exception cref="SettingException">None was given, or the second did not match the first.</exception>
    public static string Ask(TextWriter output)
    {
        if (Console.IsInputRedirected)
        {
            return Console.In.ReadLine() is { Length: > 0 } line ? line : throw new SettingException("Standard input holds no password.");
        }
        var first = ReadHidden(output, "Password: ");
        return ReadHidden(output, "Again: ") == first ? first : throw new SettingException("The two passwords differ.");
    }

    private static string ReadHidden(TextWriter output, string prompt)
    {
        output.Write(prompt);
        output.Flush();
        var text = new StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key == ConsoleKey.Backspace) text.Length = Math.Max(0, text.Length - 1);
            else if (!char.IsControl(key.KeyChar)) text.Append(key.KeyChar);
        }
        output.WriteLine();
        return text.ToString();
    }
}
