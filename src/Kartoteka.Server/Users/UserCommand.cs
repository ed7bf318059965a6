using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Kartoteka.Server.Http;

namespace Kartoteka.Server.Users;

/// <summary>What <c>kartoteka user</c> does, over the API. Users are named by e-mail.</summary>
internal sealed class UserCommand(HttpClient client, TextWriter output, Func<string> askPassword)
{
    public async Task AddAsync(string email, string name, string role, bool ask, CancellationToken ct)
    {
        var password = ask ? askPassword() : null;
        var made = await FolderApi.ReadAsync(await client.PostAsJsonAsync("/api/users", new { email, name, role, password }, ct), ct);
        await output.WriteLineAsync($"{Text(made, "email")} is {Text(made, "role")} now.");
        await ShowAsync(made);
    }

    public async Task ListAsync(CancellationToken ct)
    {
        var users = (await FolderApi.ReadAsync(await client.GetAsync("/api/users", ct), ct)).GetProperty("users").EnumerateArray().ToArray();
        var rows = users.Select(user => new[] { Text(user, "email"), Text(user, "name"), Text(user, "role"), State(user), Text(user, "lastSignInAt") is { Length: > 0 } at ? at : "never" })
            .Prepend(["e-mail", "name", "role", "state", "last sign-in"]).ToArray();
        var widths = Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        foreach (var row in rows) await output.WriteLineAsync(string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
    }

    public async Task ChangeAsync(string email, object change, string said, CancellationToken ct)
    {
        var id = await FindAsync(email, ct);
        await FolderApi.ReadAsync(await client.PatchAsJsonAsync($"/api/users/{id}", change, ct), ct);
        await output.WriteLineAsync(said);
    }

    public async Task SetPasswordAsync(string email, bool random, CancellationToken ct)
    {
        var id = await FindAsync(email, ct);
        var answer = await FolderApi.ReadAsync(await client.PostAsJsonAsync($"/api/users/{id}/password", new { password = random ? null : askPassword() }, ct), ct);
        await output.WriteLineAsync($"{email} has a new password, and was signed out everywhere.");
        await ShowAsync(answer);
    }

    public async Task UnlockAsync(string email, CancellationToken ct)
    {
        await FolderApi.ReadAsync(await client.PostAsync($"/api/users/{await FindAsync(email, ct)}/unlock", null, ct), ct);
        await output.WriteLineAsync($"{email} may sign in again without a wait.");
    }

    public async Task RemoveSecondFactorAsync(string email, CancellationToken ct)
    {
        await FolderApi.ReadAsync(await client.DeleteAsync($"/api/users/{await FindAsync(email, ct)}/totp", ct), ct);
        await output.WriteLineAsync($"{email} signs in by password alone now.");
    }

    public async Task EndSessionsAsync(string email, CancellationToken ct)
    {
        var answer = await FolderApi.ReadAsync(await client.DeleteAsync($"/api/users/{await FindAsync(email, ct)}/sessions", ct), ct);
        await output.WriteLineAsync($"{email} was signed out. Sessions ended: {answer.GetProperty("ended").GetInt32().ToString(CultureInfo.InvariantCulture)}");
    }

    private async Task<string> FindAsync(string email, CancellationToken ct)
    {
        var users = (await FolderApi.ReadAsync(await client.GetAsync("/api/users", ct), ct)).GetProperty("users").EnumerateArray();
        var found = users.FirstOrDefault(user => string.Equals(Text(user, "email"), email.Trim(), StringComparison.OrdinalIgnoreCase));
        return found.ValueKind == JsonValueKind.Object
            ? found.GetProperty("id").GetInt32().ToString(CultureInfo.InvariantCulture)
            : throw new ApiRefusedException($"There is no user '{email}'. See: kartoteka user list");
    }

    private async Task ShowAsync(JsonElement answer)
    {
        if (Text(answer, "password") is not { Length: > 0 } password) return;
        await output.WriteLineAsync($"Password, shown this once and to be changed at the first sign-in: {password}");
    }

    private static string State(JsonElement user)
    {
        if (user.GetProperty("disabled").GetBoolean()) return "disabled";
        if (user.GetProperty("lockedUntil").ValueKind != JsonValueKind.Null) return "locked";
        return user.GetProperty("hasTotp").GetBoolean() ? "second factor" : "password";
    }

    private static string Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
