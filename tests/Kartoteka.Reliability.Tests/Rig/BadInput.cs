using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace Kartoteka.Reliability.Tests.Rig;

/// <summary>One bad body.</summary>
/// <param name="Name">What it is, for the failure's text.</param>
/// <param name="Bytes">As sent.</param>
/// <param name="Encoding"><c>Content-Encoding</c>, or null.</param>
internal sealed record BadBody(string Name, byte[] Bytes, string? Encoding = null);

/// <summary>Public collections of bad input, and bombs of our own.</summary>
internal static class BadInput
{
    /// <summary>JSONTestSuite, each file as a whole body and as a property of an event; blns and utf8tests as values.</summary>
    public static IEnumerable<BadBody> Collections()
    {
        foreach (var file in Directory.GetFiles(Path.Combine(Repo.BadInput, "JSONTestSuite", "test_parsing")).Order(StringComparer.Ordinal))
        {
            var bytes = File.ReadAllBytes(file);
            yield return new BadBody(Path.GetFileName(file), bytes);
            yield return new BadBody($"{Path.GetFileName(file)} as a property", AsProperty(bytes));
        }
        var strings = JsonSerializer.Deserialize<string[]>(File.ReadAllBytes(Path.Combine(Repo.BadInput, "blns", "blns.json")))!;
        for (var i = 0; i < strings.Length; i++) yield return new BadBody($"blns {i}", AsProperty(JsonSerializer.SerializeToUtf8Bytes(strings[i])));
        yield return new BadBody("utf8tests", AsProperty([.. "\""u8, .. File.ReadAllBytes(Path.Combine(Repo.BadInput, "utf8tests", "utf8tests.bin")).Where(value => value is not ((byte)'"' or (byte)'\\' or < 32)), .. "\""u8]));
    }

    /// <summary>Bodies that cost more to read than to send.</summary>
    public static IEnumerable<BadBody> Bombs()
    {
        yield return new BadBody("100,000 arrays deep", Encoding.ASCII.GetBytes(new string('[', 100_000)));
        yield return new BadBody("100,000 objects deep", Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("{\"a\":", 100_000))));
        yield return new BadBody("200 MB in 200 KB of gzip", Gzip(new byte[200 << 20]), "gzip");
        var whole = Gzip(AsProperty("1"u8.ToArray()));
        yield return new BadBody("truncated gzip", whole[..^6], "gzip");
        yield return new BadBody("gzip inside gzip", Gzip(whole), "gzip, gzip");
        yield return new BadBody("no gzip at all", AsProperty("1"u8.ToArray()), "gzip");
        yield return new BadBody("unknown encoding", AsProperty("1"u8.ToArray()), "lzma");
        yield return new BadBody("garbage as brotli", whole, "br");
        yield return new BadBody("garbage as deflate", whole, "deflate");
        yield return new BadBody("100,000 keys", AsProperty(Encoding.ASCII.GetBytes("{" + string.Join(',', Enumerable.Range(0, 100_000).Select(i => $"\"k{i}\":{i}")) + "}")));
        yield return new BadBody("one text of 7 MB", AsProperty(Encoding.ASCII.GetBytes($"\"{new string('x', 7 << 20)}\"")));
        yield return new BadBody("20,000 empty items", Encoding.ASCII.GetBytes("{\"batch\":[" + string.Join(',', Enumerable.Repeat("{}", 20_000)) + "]}"));
    }

    private static byte[] AsProperty(byte[] value) =>
        [.. """{"type":"track","event":"Bad","userId":"bad","groupId":"g","previousId":"p","properties":{"v":"""u8, .. value, .. "}}"u8];

    private static byte[] Gzip(byte[] bytes)
    {
        using var output = new MemoryStream();
        using (var gzip = new GZipStream(output, CompressionLevel.SmallestSize)) gzip.Write(bytes);
        return output.ToArray();
    }
}
