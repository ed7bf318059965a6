using System.Buffers.Binary;
using System.Security.Cryptography;
using Kartoteka.Storage.Columns;

namespace Kartoteka.Storage.Embedded.Tests.Columns;

public sealed class KeyFilterTests
{
    private const int Keys = 50_000;

    [Fact]
    public void Every_key_that_was_added_is_told_and_hardly_another()
    {
        var filter = new KeyFilter(Keys);
        foreach (var key in Hashes(0)) filter.Add(key);
        Assert.All(Hashes(0), key => Assert.True(filter.MayHave(key)));
        Assert.InRange(Hashes(Keys).Count(filter.MayHave), 0, Keys / 500);
        Assert.Equal(Keys, filter.Count);
    }

    [Fact]
    public void More_keys_than_it_is_made_for_are_told_as_well()
    {
        var filter = new KeyFilter(10);
        foreach (var key in Hashes(0)) filter.Add(key);
        Assert.All(Hashes(0), key => Assert.True(filter.MayHave(key)));
    }

    private static IEnumerable<long> Hashes(int from) => Enumerable.Range(from, Keys).Select(number => BinaryPrimitives.ReadInt64LittleEndian(SHA256.HashData(BitConverter.GetBytes(number))));
}
