using System.Collections.Frozen;
using Kartoteka.Matching.Text;

namespace Kartoteka.Matching.Normalizing;

/// <summary>Gender as names tell it.</summary>
public enum NameGender : byte
{
    /// <summary>Not told, or the name is both.</summary>
    Unknown = 0,

    /// <summary>A man's.</summary>
    Male = 1,

    /// <summary>A woman's.</summary>
    Female = 2,
}

/// <summary>Given names and their other forms, Russian and English: <c>Саша</c> may be Александр or Александра, <c>Bob</c> is Robert.</summary>
public static partial class GivenNames
{
    private static readonly FrozenDictionary<string, int[]> Groups;
    private static readonly FrozenDictionary<string, NameGender> Genders;
    private static readonly string[] Heads;

    static GivenNames()
    {
        var groups = new Dictionary<string, List<int>>();
        var genders = new Dictionary<string, NameGender>();
        var heads = new List<string>();
        Add(RussianMale, NameGender.Male);
        Add(RussianFemale, NameGender.Female);
        Add(English, NameGender.Unknown);
        Groups = groups.ToFrozenDictionary(pair => pair.Key, pair => pair.Value.ToArray());
        Genders = genders.ToFrozenDictionary();
        Heads = [.. heads];

        void Add(string lines, NameGender gender)
        {
            foreach (var line in lines.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                var colon = line.IndexOf(':', StringComparison.Ordinal);
                var head = heads.Count;
                heads.Add(line[..colon]);
                foreach (var form in line[(colon + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries).Prepend(line[..colon]))
                {
                    if (!groups.TryGetValue(form, out var list)) groups[form] = list = [];
                    if (!list.Contains(head)) list.Add(head);
                    genders[form] = genders.TryGetValue(form, out var known) && known != gender ? NameGender.Unknown : gender;
                }
            }
        }
    }

    /// <summary>Groups that a form belongs to; empty for a name that is not in the lists.</summary>
    /// <param name="folded">As <see cref="NameText.Fold(ReadOnlySpan{char})"/> gives it.</param>
    public static ReadOnlySpan<int> GroupsOf(string folded) => Groups.TryGetValue(folded, out var groups) ? groups : [];

    /// <summary>The full name of a group.</summary>
    /// <param name="group">From <see cref="GroupsOf"/>.</param>
    public static string Head(int group) => Heads[group];

    /// <summary>True for a full name or a form of one.</summary>
    /// <param name="folded">As <see cref="NameText.Fold(ReadOnlySpan{char})"/> gives it.</param>
    public static bool IsKnown(string folded) => Groups.ContainsKey(folded);

    /// <summary>The gender of a Russian name, its other forms included.</summary>
    /// <param name="folded">As <see cref="NameText.Fold(ReadOnlySpan{char})"/> gives it.</param>
    public static NameGender GenderOf(string folded) => Genders.GetValueOrDefault(folded);
}
