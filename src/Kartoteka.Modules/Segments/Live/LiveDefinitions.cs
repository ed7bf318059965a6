using System.Security.Cryptography;
using System.Text;
using Kartoteka.Domain.Computed;
using Kartoteka.Domain.Segments;
using Kartoteka.Modules.Computed.Contracts;
using Kartoteka.Storage.Segments;

namespace Kartoteka.Modules.Segments.Live;

/// <summary>A segment as its members are found.</summary>
/// <param name="Definition">As stored.</param>
/// <param name="Rule">Its rule.</param>
/// <param name="Meaning">Fingerprint of its rule and of the rules and computed traits that it names.</param>
/// <param name="Timing">When it may change by itself.</param>
internal sealed record LiveSegment(Segment Definition, Rule Rule, string Meaning, RuleTiming Timing)
{
    public string Key => Definition.Key;
}

/// <summary>All segments with their rules, read again only when one has changed.</summary>
internal sealed class LiveDefinitions
{
    private readonly ISegmentStore _store;
    private readonly ComputedTraits _computed;
    private IReadOnlyList<LiveSegment> _known = [];
    private Func<string, ComputedFormula?> _formulas = _ => null;
    private bool _isStale = true;

    public LiveDefinitions(ISegmentStore store, ComputedTraits computed)
    {
        (_store, _computed) = (store, computed);
        computed.Changed += Change;
    }

    /// <summary>Raised when a definition has changed; handlers must return at once.</summary>
    public event Action? Changed;

    /// <summary>Says that a definition has changed.</summary>
    public void Change()
    {
        Volatile.Write(ref _isStale, true);
        Changed?.Invoke();
    }

    /// <summary>Adds a segment, unless its key is taken or there are as many as there may be.</summary>
    public async ValueTask<SegmentWrite> AddAsync(Segment segment, CancellationToken ct)
    {
        var written = await _store.AddSegmentAsync(segment, ChangeSegments.SegmentsMax, ct);
        if (written == SegmentWrite.Written) Change();
        return written;
    }

    /// <summary>All segments, by key.</summary>
    public async ValueTask<IReadOnlyList<LiveSegment>> ReadAsync(CancellationToken ct)
    {
        if (!Interlocked.Exchange(ref _isStale, false)) return _known;
        try
        {
            var stored = await _store.ListSegmentsAsync(ct);
            _formulas = await _computed.FormulasAsync(ct);
            var rules = stored.ToDictionary(segment => segment.Key, StoredRule.Of, StringComparer.Ordinal);
            return _known = [.. stored.Select(segment => new LiveSegment(
                segment, rules[segment.Key], MeaningOf(segment, stored, rules, _formulas), RuleTiming.Of(rules[segment.Key], rules.GetValueOrDefault, _formulas)))];
        }
        catch
        {
            _isStale = true;
            throw;
        }
    }

    /// <summary>The rule of a segment as it was read last; null when there is none.</summary>
    public Rule? RuleOf(string key)
    {
        foreach (var segment in _known)
        {
            if (segment.Key == key) return segment.Rule;
        }
        return null;
    }

    /// <summary>The formula of a computed trait as it was read last; null when there is none.</summary>
    public ComputedFormula? FormulaOf(string key) => _formulas(key);

    private static string MeaningOf(Segment segment, IReadOnlyList<Segment> stored, Dictionary<string, Rule> rules, Func<string, ComputedFormula?> formulas)
    {
        var (seen, next) = (new SortedSet<string>(StringComparer.Ordinal), new Stack<string>([segment.Key]));
        while (next.TryPop(out var key))
        {
            if (!rules.TryGetValue(key, out var rule) || !seen.Add(key)) continue;
            foreach (var named in RuleNames.Of(rule).Segments) next.Push(named);
        }
        var computed = seen.SelectMany(key => RuleNames.Of(rules[key]).Computed).Distinct().Order(StringComparer.Ordinal)
            .Select(key => formulas(key) is EventFormula formula ? $"{key} {RuleWriter.Write(formula).ToJsonString()}" : key);
        var words = string.Join('\n', stored.Where(one => seen.Contains(one.Key)).Select(one => $"{one.Key} {one.RuleJson}").Concat(computed));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(words)).AsSpan(0, 12));
    }
}
