namespace Kartoteka.Protocol.Import;

/// <summary>A file on disk in place of a stream that cannot be read twice, or that has no name; gone when it is closed.</summary>
internal static class TemporaryCopy
{
    public const string TooLargeText = "The file would unpack to more than the limit of 1 GiB.";

    /// <summary>Puts a copy in the place of <paramref name="stream"/>, which is closed.</summary>
    /// <returns>False when it is longer than <see cref="ImportLimits.XlsxUnpackedBytesMax"/>; the copy is then cut short.</returns>
    /// <exception cref="InvalidDataException">The stream is damaged; it stays in its place.</exception>
    public static bool TryMake(ref Stream stream)
    {
        var copy = new FileStream(Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete, 81920, FileOptions.DeleteOnClose);
        try
        {
            var fits = CopyUpTo(stream, copy, ImportLimits.XlsxUnpackedBytesMax) >= 0;
            copy.Flush();
            stream.Dispose();
            stream = copy;
            return fits;
        }
        catch
        {
            copy.Dispose();
            throw;
        }
    }

    /// <summary>Copies a stream; -1 when it is longer than <paramref name="limit"/> bytes.</summary>
    public static long CopyUpTo(Stream from, Stream to, long limit)
    {
        var buffer = new byte[81920];
        long total = 0;
        for (int read; (read = from.Read(buffer)) > 0;)
        {
            total += read;
            if (total > limit) return -1;
            to.Write(buffer, 0, read);
        }
        return total;
    }
}
