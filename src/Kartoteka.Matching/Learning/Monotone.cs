namespace Kartoteka.Matching.Learning;

/// <summary>
/// Makes nearer levels weigh at least as much as farther ones, against strangers and against a household alike, so that more evidence of sameness
/// never lowers a weight. Neighbouring levels that stand the wrong way round share one weight (pool adjacent violators).
/// </summary>
internal static class Monotone
{
    public static MatchModel Apply(MatchModel model) => model with { Fields = [.. model.Fields.Select(Field)] };

    private static FieldModel Field(FieldModel field)
    {
        var m = field.Levels.Select(level => Math.Max(level.M, 1e-6)).ToArray();
        var u = field.Levels.Select(level => level.U).ToArray();
        var h = field.Levels.Select(level => level.H).ToArray();
        Pool(m, u);
        if (field.Shared) Pool(m, h);
        else h = [.. u];
        var top = m.Length - 1;
        // To agree exactly is never against sameness, not even against a household that always agrees.
        u[top] = Math.Min(u[top], m[top]);
        h[top] = Math.Min(h[top], m[top]);
        return field with { Levels = [.. field.Levels.Select((level, k) => level with { M = m[k], U = u[k], H = h[k] })] };
    }

    /// <summary>Raises or lowers <paramref name="other"/> so that m/other does not fall from level to level; m stays.</summary>
    private static void Pool(double[] m, double[] other)
    {
        var blocks = new List<(double M, double Other, int Count)>();
        for (var k = 0; k < m.Length; k++)
        {
            blocks.Add((m[k], other[k], 1));
            while (blocks.Count > 1 && blocks[^2].M / blocks[^2].Other > blocks[^1].M / blocks[^1].Other)
            {
                var (a, b) = (blocks[^2], blocks[^1]);
                blocks.RemoveRange(blocks.Count - 2, 2);
                blocks.Add((a.M + b.M, a.Other + b.Other, a.Count + b.Count));
            }
        }
        var at = 0;
        foreach (var block in blocks)
            for (var i = 0; i < block.Count; i++, at++) other[at] = m[at] * block.Other / block.M;
    }
}
