using System.Security.Cryptography;
using System.Text;

namespace Kartoteka.Modules.Workspace.Contracts;

/// <summary>
/// The base's own key: 256 random bits in <c>data.key</c> of the data folder (mode 0600), made when first needed. What it encrypts is safe
/// in a copy of the base without that file, and lost without it, so a backup of the folder holds both. Each use has a key of its own,
/// derived by HKDF (RFC 5869), so that no two share one.
/// </summary>
public sealed class DataKey(string folder)
{
    /// <summary>Name of the file in the data folder.</summary>
    public const string FileName = "data.key";

    private const int KeyBytes = 32, NonceBytes = 12, TagBytes = 16;
    private readonly Lazy<byte[]> _master = new(() => ReadOrMake(folder), LazyThreadSafetyMode.ExecutionAndPublication);

    /// <summary>The 32 bytes of the key for a purpose.</summary>
    /// <param name="purpose">A name that never changes, such as <c>totp</c>.</param>
    /// <exception cref="IOException">The file can be neither read nor made.</exception>
    public byte[] Derive(string purpose) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, _master.Value, KeyBytes, salt: null, info: Encoding.UTF8.GetBytes($"kartoteka/{purpose}"));

    /// <summary>Encrypts with AES-256-GCM.</summary>
    /// <param name="purpose">As in <see cref="Derive"/>.</param>
    /// <param name="plain">What to hide.</param>
    /// <param name="context">Where it stands, such as <c>user/7</c>: it opens nowhere else.</param>
    /// <returns>A random nonce, the text in cipher and the tag.</returns>
    public byte[] Seal(string purpose, ReadOnlySpan<byte> plain, string context)
    {
        var box = new byte[NonceBytes + plain.Length + TagBytes];
        var nonce = box.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(Derive(purpose), TagBytes);
        aes.Encrypt(nonce, plain, box.AsSpan(NonceBytes, plain.Length), box.AsSpan(NonceBytes + plain.Length), Encoding.UTF8.GetBytes(context));
        return box;
    }

    /// <summary>Decrypts what <see cref="Seal"/> gave; null when it was changed, stood elsewhere or was made with another key.</summary>
    public byte[]? Open(string purpose, ReadOnlySpan<byte> box, string context)
    {
        if (box.Length < NonceBytes + TagBytes) return null;
        var plain = new byte[box.Length - NonceBytes - TagBytes];
        using var aes = new AesGcm(Derive(purpose), TagBytes);
        try
        {
            aes.Decrypt(box[..NonceBytes], box[NonceBytes..^TagBytes], box[^TagBytes..], plain, Encoding.UTF8.GetBytes(context));
            return plain;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    private static byte[] ReadOrMake(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path)) Make(folder, path);
        var key = new byte[KeyBytes];
        return Convert.TryFromBase64String(File.ReadAllText(path).Trim(), key, out var written) && written == KeyBytes
            ? key
            : throw new IOException($"{path} does not hold a key of {KeyBytes} bytes as base64. Bring it back from a backup.");
    }

    // Whole under another name first: a key cut short by a crash would lock out all that it opens.
    private static void Make(string folder, string path)
    {
        var draft = $"{path}.new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(draft, options))
        {
            file.Write(Encoding.ASCII.GetBytes(Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes))));
            file.Flush();
            DurableFile.Sync(file.SafeFileHandle);
        }
        File.Move(draft, path);
        DurableFile.SyncFolder(folder);
    }
}
