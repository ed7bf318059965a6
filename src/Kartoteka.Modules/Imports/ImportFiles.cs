using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using Kartoteka.Modules.Workspace.Contracts;
using Microsoft.Extensions.Options;

namespace Kartoteka.Modules.Imports;

/// <summary>Limits of imports that an administrator may set.</summary>
public sealed class ImportsOptions
{
    /// <summary>Largest file, in bytes as uploaded. Default 10 GiB.</summary>
    [System.ComponentModel.DataAnnotations.Range(1, long.MaxValue)]
    public long FileBytesMax { get; set; } = 10L << 30;
}

/// <summary>A file on its way in.</summary>
/// <param name="Path">Where it is until it belongs to an import.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">Its hash, in lower-case hexadecimal digits.</param>
internal sealed record Upload(string Path, long Bytes, string Sha256);

/// <summary>The upload is longer than the limit.</summary>
internal sealed class UploadTooLongException() : Exception("The file is longer than the limit.");

/// <summary>Files of imports: <c>imports/{id}/file</c> until the import is done, and <c>imports/{id}/refused.csv</c>.</summary>
internal sealed class ImportFiles(string dataFolder, IOptions<ImportsOptions> options)
{
    private const int BufferBytes = 256 * 1024;
    private readonly string _root = Path.Combine(dataFolder, "imports");

    public string FileOf(long id) => Path.Combine(FolderOf(id), "file");

    public string RefusedOf(long id) => Path.Combine(FolderOf(id), "refused.csv");

    /// <summary>Stores a stream in constant memory; durable when it returns. What came of a failed one is removed.</summary>
    /// <exception cref="UploadTooLongException">It is longer than <see cref="ImportsOptions.FileBytesMax"/>.</exception>
    /// <exception cref="IOException">It cannot be written; see <see cref="DurableFile.IsFull"/>.</exception>
    public async Task<Upload> ReceiveAsync(Stream body, CancellationToken ct)
    {
        Directory.CreateDirectory(UploadFolder);
        var path = Path.Combine(UploadFolder, Guid.CreateVersion7().ToString("N"));
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 0);
            long bytes = 0;
            for (int read; (read = await body.ReadAsync(buffer, ct)) > 0; bytes += read)
            {
                if (bytes + read > options.Value.FileBytesMax) throw new UploadTooLongException();
                hash.AppendData(buffer, 0, read);
                await file.WriteAsync(buffer.AsMemory(0, read), ct);
            }
            DurableFile.Sync(file.SafeFileHandle);
            return new Upload(path, bytes, Convert.ToHexStringLower(hash.GetHashAndReset()));
        }
        catch
        {
            File.Delete(path);
            throw;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Gives an upload to an import.</summary>
    public void Adopt(Upload upload, long id)
    {
        Directory.CreateDirectory(FolderOf(id));
        File.Move(upload.Path, FileOf(id));
        DurableFile.SyncFolder(FolderOf(id));
        DurableFile.SyncFolder(_root);
    }

    /// <summary>Lets go of an upload that no import took.</summary>
    public static void Drop(Upload upload) => File.Delete(upload.Path);

    /// <summary>Lets go of the imported file: its rows are in the ledger.</summary>
    public void DeleteFile(long id)
    {
        if (Directory.Exists(FolderOf(id))) File.Delete(FileOf(id));
    }

    /// <summary>Lets go of all that is kept of an import outside the ledger.</summary>
    public void DeleteAll(long id)
    {
        if (Directory.Exists(FolderOf(id))) Directory.Delete(FolderOf(id), recursive: true);
    }

    /// <summary>Lets go of uploads that a killed process left; called before any can come.</summary>
    public void DropUploads()
    {
        if (Directory.Exists(UploadFolder)) Directory.Delete(UploadFolder, recursive: true);
    }

    /// <summary>Appends to the file of refused rows behind its committed part; what a killed process wrote beyond that is cut off.</summary>
    /// <returns>The new length, to be committed.</returns>
    public long AppendRefused(long id, long committedBytes, ReadOnlySpan<byte> rows)
    {
        if (rows.IsEmpty) return committedBytes;
        using var file = new FileStream(RefusedOf(id), FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read, 0);
        file.SetLength(committedBytes);
        file.Position = committedBytes;
        file.Write(rows);
        DurableFile.Sync(file.SafeFileHandle);
        return committedBytes + rows.Length;
    }

    private string UploadFolder => Path.Combine(_root, "uploads");

    private string FolderOf(long id) => Path.Combine(_root, id.ToString(CultureInfo.InvariantCulture));
}
