using Kartoteka.Matching.Text;

namespace Kartoteka.Matching.Tests;

public sealed class SimilarityTests
{
    // Winkler's own examples, and those of the literature since.
    [Theory]
    [InlineData("martha", "marhta", 0.9611)]
    [InlineData("dixon", "dicksonx", 0.8133)]
    [InlineData("dwayne", "duane", 0.8400)]
    [InlineData("abc", "xyz", 0)]
    [InlineData("иванов", "иванов", 1)]
    public void Jaro_Winkler_is_the_one_of_the_literature(string first, string second, double expected) => Assert.Equal(expected, Similarity.JaroWinkler(first, second), 4);

    [Fact]
    public void The_bit_parallel_distance_equals_the_table_of_the_textbook()
    {
        var random = new Random(7);
        for (var i = 0; i < 20_000; i++)
        {
            var (first, second) = (Word(random), Word(random));
            Assert.Equal(Textbook(first, second), Similarity.Distance(first, second));
        }
    }

    [Fact]
    public void Similarity_and_distance_are_symmetric_and_allocate_nothing()
    {
        byte[] first = [1, 2, 3, 4, 5, 6], second = [1, 3, 2, 4, 7, 6, 8];
        Similarity.Distance(first, second);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var (there, back) = (Similarity.Distance(first, second), Similarity.Distance(second, first));
        var (one, other) = (Similarity.JaroWinkler(first, second), Similarity.JaroWinkler(second, first));
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.Equal((there, one), (back, other));
    }

    private static string Word(Random random) => new([.. Enumerable.Range(0, random.Next(1, 12)).Select(_ => "abcd"[random.Next(4)])]);

    private static int Textbook(string a, string b)
    {
        var d = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++) d[i, 0] = i;
        for (var k = 0; k <= b.Length; k++) d[0, k] = k;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var k = 1; k <= b.Length; k++)
            {
                d[i, k] = Math.Min(Math.Min(d[i - 1, k] + 1, d[i, k - 1] + 1), d[i - 1, k - 1] + (a[i - 1] == b[k - 1] ? 0 : 1));
                if (i > 1 && k > 1 && a[i - 1] == b[k - 2] && a[i - 2] == b[k - 1]) d[i, k] = Math.Min(d[i, k], d[i - 2, k - 2] + 1);
            }
        }
        return d[a.Length, b.Length];
    }
}
