using Kartoteka.Domain.Segments;
using Kartoteka.Modules.Segments.Live;
using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Storage.Segments;

namespace Kartoteka.Modules.Segments.Contracts;

/// <summary>Makes segments for a base that begins with some. People make theirs by the API.</summary>
public sealed class FirstSegments
{
    private readonly LiveDefinitions _live;
    private readonly CompanyClock _clock;

    internal FirstSegments(LiveDefinitions live, CompanyClock clock) => (_live, _clock) = (live, clock);

    /// <summary>Makes a segment, unless its key is taken.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="name">For people.</param>
    /// <param name="rule">Its rule.</param>
    /// <param name="author">Who is said to have made it.</param>
    /// <param name="ct">Ends the wait for the store.</param>
    public async ValueTask AddAsync(string key, string name, Rule rule, string author, CancellationToken ct) =>
        await _live.AddAsync(new Segment(key, name, "", RuleWriter.Write(rule).ToJsonString(), 1, _clock.NowUs, author, _clock.NowUs, author), ct);
}
