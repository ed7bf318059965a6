using System.Text;
using System.Text.Json;
using Kartoteka.Domain.Events;
using Kartoteka.Domain.Identity;
using Kartoteka.Domain.Profiles;

namespace Kartoteka.Storage.Contract;

/// <summary>Search over a ledger: what an index proposes never changes what is found.</summary>
public abstract class ProfileSearchContract : LedgerBench
{
    /// <summary>Opens the search that follows <paramref name="ledger"/>, as it was left.</summary>
    protected abstract IProfileSearch Search(ILedger ledger, ISourceTrust trust);

    private protected sealed class Trust : ISourceTrust
    {
        public int First { get; set; } = 200;

        public int TrustRank(int sourceId) => sourceId == 1 ? First : 100;

        public int? MasterSource(ProfileKind kind, string trait) => null;
    }

    private static readonly string[] Names = ["Иванов Иван", "Иванова Анна", "Петров Пётр", "Smith John", "Ёлкин Семён", "Селиванов", "ivanov", "О'Нил"];
    private static readonly string[] Cities = ["Москва", "Санкт-Петербург", "Омск", "Орёл", "\"a\" OR b*", "ab"];
    private static readonly string[] Queries =
        ["иван", "ИВАНОВ", "анна иванова", "ivanov", "bdfyjd", "елкин", "petrov", "916", "8 (916) 00", "@mail.ru", "ya", "a", "о", "нил", "семен ел", "\"", "' or 1=1", "smi joh", "нетникого", "00"];
    private static readonly string[] Conditions =
        ["city=москва", "city=Санкт петербург", "city^=о", "city?", "city!?", "city!=Омск", "age=30", "age>=40", "age<=25", "birthday>=1985", "birthday<=1985-12", "tags=vip", "vip=true", "имя и=x", "city=\"a\" or b*", "city=ab", "City=Москва", "age>=abc"];

    [Fact]
    public void Whatever_is_asked_the_answer_is_what_a_look_at_every_profile_gives() => Genes.Check(cases: 25, lengthMax: 60, genes => CheckAsync(genes).GetAwaiter().GetResult());

    private async Task CheckAsync(int[] genes)
    {
        var (ledger, trust) = (await OpenEmptyAsync(), new Trust());
        await SayAsync(ledger, [.. genes.Select(Event)]);
        var search = Search(ledger, trust);
        await using var following = await FollowAsync(search);
        var all = (await ReadAllAsync(ledger)).ToDictionary(profile => profile.Id);
        foreach (var query in Questions(genes.Length))
        {
            var expected = all.Values.Where(profile => IsMet(profile, query, trust)).Select(profile => profile.Id).ToHashSet();
            Assert.Equal(expected, (await PagesAsync(search, query, 3)).ToHashSet());
            Assert.Equal(new ProfileCount(expected.Count, true), await search.CountAsync(query, 1_000, Stop));
        }
    }

    private static IncomingEvent Event(int gene, int index)
    {
        var user = $"u{Genes.Take(ref gene, 20)}";
        var traits = new List<(string, string)>();
        if (Genes.Take(ref gene, 3) > 0) traits.Add(("name", Json(Names[Genes.Take(ref gene, Names.Length)])));
        if (Genes.Take(ref gene, 3) > 0) traits.Add(("city", Json(Cities[Genes.Take(ref gene, Cities.Length)])));
        if (Genes.Take(ref gene, 2) > 0) traits.Add(("age", $"{20 + Genes.Take(ref gene, 30)}"));
        if (Genes.Take(ref gene, 3) == 0) traits.Add(("birthday", Json($"{1980 + Genes.Take(ref gene, 10)}-12-05")));
        if (Genes.Take(ref gene, 4) == 0) traits.Add(("tags", """["VIP","new"]"""));
        if (Genes.Take(ref gene, 5) == 0) traits.Add(("vip", "true"));
        if (Genes.Take(ref gene, 7) == 0) traits.Add(("имя и=x", Json("x")));
        Identifier[] ids = [Make.Phone($"+79160000{index:D3}"), Make.Email($"someone{index % 7}{user}@mail.ru")];
        return Make.Event($"m{index}", user: user, ids: Genes.Take(ref gene, 2) == 0 ? ids : [], at: 1_000_000 + index, source: 1 + Genes.Take(ref gene, 2), traits: [.. traits]);
    }

    private static string Json(string text) => JsonSerializer.Serialize(text);

    private static IEnumerable<ProfileQuery> Questions(int seed)
    {
        foreach (var query in Queries) yield return Query(query);
        foreach (var condition in Conditions) yield return Query("", condition);
        var random = new Random(seed);
        for (var i = 0; i < 20; i++)
        {
            yield return Query(random.Next(2) == 0 ? "" : Queries[random.Next(Queries.Length)], Conditions[random.Next(Conditions.Length)], Conditions[random.Next(Conditions.Length)]);
        }
    }

    private static ProfileQuery Query(string query, params string[] conditions) => new(
        SearchDocument.Terms(query), [.. conditions.Select(text => TraitCondition.TryParse(text, out var condition) ? condition! : throw new InvalidOperationException(text))], ProfileKind.Person);

    // Without an index and without plans: the same words of the same profile, looked through.
    private static bool IsMet(ProfileState profile, ProfileQuery query, ISourceTrust trust)
    {
        var text = SearchDocument.Of(profile.Records);
        var traits = Survivorship.Fold(profile.Records, trust);
        if (text.Length == 0 && traits.Count == 0) return false;
        var facets = Encoding.UTF8.GetBytes(ProfileFacets.Of(profile.Kind, traits.Values));
        return query.Terms.All(term => term.Spellings.Any(spelling => text.Contains(spelling, StringComparison.Ordinal))) && query.Conditions.All(condition => condition.Matches(facets));
    }

    private static async Task<List<ProfileId>> PagesAsync(IProfileSearch search, ProfileQuery query, int limit)
    {
        var found = new List<ProfileId>();
        long? before = null;
        do
        {
            var page = await search.SearchAsync(query, before, limit, Stop);
            found.AddRange(page.Profiles);
            before = page.Next;
        }
        while (before is not null);
        Assert.Equal(found.Count, found.Distinct().Count());
        return found;
    }

    [Fact]
    public async Task A_change_and_a_merge_are_found_by_what_is_true_now()
    {
        var ledger = await OpenEmptyAsync();
        await SayAsync(ledger, Make.Event("m1", user: "a", traits: [("city", "\"Омск\""), ("name", "\"Иванов\"")]), Make.Event("m2", anonymous: "b", traits: [("name", "\"Петров\"")]));
        var search = Search(ledger, new Trust());
        await using var following = await FollowAsync(search);
        await SayAsync(ledger, Make.Event("m3", user: "a", anonymous: "b", at: 2_000_000, traits: [("city", "\"Орёл\"")]));
        await LevelAsync(search, ledger);
        Assert.Empty(await PagesAsync(search, Query("", "city=Омск"), 10));
        var only = Assert.Single(await PagesAsync(search, Query("", "city=орел"), 10));
        // What a record said stays findable, as an old surname does.
        Assert.Equal([only], await PagesAsync(search, Query("петров иванов"), 10));
    }

    [Fact]
    public async Task A_refresh_finds_by_the_values_that_survive_since_the_sources_are_trusted_otherwise()
    {
        var (ledger, trust) = (await OpenEmptyAsync(), new Trust());
        await SayAsync(ledger, Make.Event("m1", user: "a", source: 1, traits: [("city", "\"Омск\"")]), Make.Event("m2", user: "a", source: 2, at: 2_000_000, traits: [("city", "\"Орёл\"")]));
        var search = Search(ledger, trust);
        await using var following = await FollowAsync(search);
        Assert.Single(await PagesAsync(search, Query("", "city=омск"), 10));
        trust.First = 50;
        search.Refresh();
        await EventuallyAsync(async () => (await PagesAsync(search, Query("", "city=орел"), 10)).Count == 1);
        Assert.Empty(await PagesAsync(search, Query("", "city=омск"), 10));
    }

    private static async Task<IAsyncDisposable> FollowAsync(IProfileSearch search)
    {
        var stop = new CancellationTokenSource();
        var run = Task.Run(() => search.RunAsync(stop.Token));
        await EventuallyAsync(() => Task.FromResult(search.Status.Gap == 0 || run.IsFaulted));
        return new Following(stop, run);
    }

    private static Task LevelAsync(IProfileSearch search, ILedger ledger) => EventuallyAsync(() => Task.FromResult(search.Status.Position >= ledger.HeadPosition));

    private static async Task EventuallyAsync(Func<Task<bool>> isTrue)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!await isTrue()) await Task.Delay(5, limit.Token);
    }

    private sealed class Following(CancellationTokenSource stop, Task run) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await stop.CancelAsync();
            await Task.WhenAny(run);
            stop.Dispose();
        }
    }
}
