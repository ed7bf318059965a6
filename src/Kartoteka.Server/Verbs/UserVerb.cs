using System.CommandLine;
using Kartoteka.Modules.Users.Contracts;
using Kartoteka.Server.Http;
using Kartoteka.Server.Settings;
using Kartoteka.Server.Users;

namespace Kartoteka.Server.Verbs;

/// <summary>
/// <c>kartoteka user VERB</c>: people who sign in, through the running server of the data folder if there is one, else by itself. Exit codes: 0
/// done, 1 refused or no such user, 2 an option, a role or a password is wrong, 4 another process has the folder.
/// </summary>
internal static class UserVerb
{
    private static readonly Argument<string> Email = new("EMAIL") { Description = "Who, by e-mail." };
    private static readonly Argument<string> Role = new("ROLE") { Description = $"{string.Join(", ", Roles.All.Select(role => role.Name))}." };
    private static readonly Option<string> RoleOption = new("--role") { Description = Role.Description, DefaultValueFactory = _ => "operator" };
    private static readonly Option<string?> Name = new("--name") { Description = "Name for people. Default: the e-mail's part before the @." };
    private static readonly Option<bool> Ask = new("--ask-password") { Description = "Ask for the password, or read it from standard input. Default: a random one, printed once." };
    private static readonly Option<bool> Random = new("--random") { Description = "Make a random password and print it once. Default: ask for it, or read it from standard input." };
    private static readonly Option<string?> Data = new("--data") { Description = "Folder of all data. Default ./data." };

    public static Command Create()
    {
        var verb = new Command("user", "Manages people who sign in.");
        verb.Subcommands.Add(Sub("add", "Adds somebody.", [Email], [Name, RoleOption, Ask], (parsed, user, ct) => user.AddAsync(
            parsed.GetValue(Email)!, parsed.GetValue(Name) ?? parsed.GetValue(Email)!.Split('@')[0], parsed.GetValue(RoleOption)!, parsed.GetValue(Ask), ct)));
        verb.Subcommands.Add(Sub("list", "Lists everybody.", [], [], (_, user, ct) => user.ListAsync(ct)));
        verb.Subcommands.Add(Sub("role", "Gives somebody another role; it acts at once.", [Email, Role], [], (parsed, user, ct) => user.ChangeAsync(
            parsed.GetValue(Email)!, new { role = parsed.GetValue(Role) }, $"{parsed.GetValue(Email)} is {parsed.GetValue(Role)} now.", ct)));
        verb.Subcommands.Add(Sub("disable", "Keeps somebody out and ends the sessions.", [Email], [], (parsed, user, ct) => user.ChangeAsync(
            parsed.GetValue(Email)!, new { disabled = true }, $"{parsed.GetValue(Email)} may not sign in any more.", ct)));
        verb.Subcommands.Add(Sub("enable", "Lets somebody in again.", [Email], [], (parsed, user, ct) => user.ChangeAsync(
            parsed.GetValue(Email)!, new { disabled = false }, $"{parsed.GetValue(Email)} may sign in.", ct)));
        verb.Subcommands.Add(Sub("password", "Sets somebody's password and ends the sessions.", [Email], [Random], (parsed, user, ct) => user.SetPasswordAsync(
            parsed.GetValue(Email)!, parsed.GetValue(Random), ct)));
        verb.Subcommands.Add(Sub("unlock", "Ends the wait after failed sign-ins.", [Email], [], (parsed, user, ct) => user.UnlockAsync(parsed.GetValue(Email)!, ct)));
        verb.Subcommands.Add(Sub("totp-off", "Takes somebody's second factor away.", [Email], [], (parsed, user, ct) => user.RemoveSecondFactorAsync(parsed.GetValue(Email)!, ct)));
        verb.Subcommands.Add(Sub("end-sessions", "Signs somebody out everywhere.", [Email], [], (parsed, user, ct) => user.EndSessionsAsync(parsed.GetValue(Email)!, ct)));
        return verb;
    }

    private static Command Sub(string name, string description, Argument[] arguments, Option[] options, Func<ParseResult, UserCommand, CancellationToken, Task> run)
    {
        var command = new Command(name, description);
        foreach (var argument in arguments) command.Arguments.Add(argument);
        foreach (var option in (Option[])[.. options, Data]) command.Options.Add(option);
        command.SetAction(async (parsed, ct) =>
        {
            var settings = SettingsReader.Read(
                new Dictionary<string, string?> { ["data"] = parsed.GetValue(Data) }, Environment.GetEnvironmentVariables(), Directory.GetCurrentDirectory());
            var output = parsed.InvocationConfiguration.Output;
            await using var api = await FolderApi.OpenAsync(settings, ct);
            await run(parsed, new UserCommand(api.Client, output, () => SecretPrompt.Ask(output)), ct);
            return ExitCodes.Good;
        });
        return command;
    }
}
