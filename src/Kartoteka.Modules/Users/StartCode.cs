using System.Buffers.Text;
using System.Security.Cryptography;
using Kartoteka.Modules.Users.Contracts;
using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Storage;

namespace Kartoteka.Modules.Users;

/// <summary>The code that makes the first user: 128 random bits, of this process alone, good while there is no user.</summary>
internal sealed class StartCode
{
    private byte[]? _hash;

    /// <summary>Makes the code; a former one is good no more.</summary>
    public string Make()
    {
        var code = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
        _hash = Secrets.Hash(code);
        return code;
    }

    public bool Matches(string? code) => _hash is { } hash && code is not null && Secrets.Same(hash, Secrets.Hash(code));

    /// <summary>Adds the first administrator; null when there is a user already.</summary>
    public async Task<WorkspaceUser?> AddAsync(SessionDirectory sessions, PasswordHasher hasher, string email, string name, string password, string language)
    {
        var hash = await hasher.HashAsync(password, CancellationToken.None) ?? throw new LedgerUnavailableException("Many people sign in at this moment.");
        var draft = new WorkspaceUser(0, email, name, Roles.Administrator, hash, MustChangePassword: false, language, "system", Disabled: false, null, false, 0, null);
        if (await sessions.AddAsync(draft, onlyAsFirst: true) is not { } added) return null;
        _hash = null;
        return added;
    }
}
