namespace Kartoteka.Matching.Records;

/// <summary>Established given names by the spellings that are one letter short of them, so that a slip of the hand finds the name that was meant.</summary>
internal sealed class NearNames
{
    private readonly Dictionary<string, int> _byShorter = [];

    /// <summary>Indexes names.</summary>
    /// <param name="names">Each once, with how often it stands.</param>
    public NearNames(IReadOnlyList<(string Text, int Count)> names)
    {
        Names = names;
        for (var name = 0; name < names.Count; name++)
            foreach (var shorter in Shorter(names[name].Text))
                if (!_byShorter.TryGetValue(shorter, out var other) || Before(name, other)) _byShorter[shorter] = name;
    }

    public IReadOnlyList<(string Text, int Count)> Names { get; }

    /// <summary>The name that a rare one is one letter away from, the most frequent if there are several; the rare one itself if there is none.</summary>
    public string Meant(string text)
    {
        var meant = -1;
        foreach (var shorter in Shorter(text))
            if (_byShorter.TryGetValue(shorter, out var name) && (meant < 0 || Before(name, meant))) meant = name;
        return meant < 0 ? text : Names[meant].Text;
    }

    private bool Before(int name, int other) =>
        Names[name].Count != Names[other].Count ? Names[name].Count > Names[other].Count : string.CompareOrdinal(Names[name].Text, Names[other].Text) < 0;

    private static IEnumerable<string> Shorter(string text)
    {
        yield return text;
        if (text.Length < 4) yield break;
        for (var i = 0; i < text.Length; i++) yield return text.Remove(i, 1);
    }
}
