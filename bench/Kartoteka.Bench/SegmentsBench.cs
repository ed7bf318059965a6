using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Kartoteka.Domain.Segments;
using Kartoteka.Storage.Columns;
using Kartoteka.Storage.Embedded.Columns;
using Kartoteka.Storage.Embedded.Columns.Store;
using Kartoteka.Storage.Segments;

namespace Kartoteka.Bench;

/// <summary>Rules over a whole base: each beside the same question written by hand in DuckDB's SQL, and a hundred of them at once beside the dearest alone.</summary>
internal static class SegmentsBench
{
    private const int RowsAtOnce = 100_000;
    private const int GivenProfiles = 400;
    /// <summary>As of when everything is asked.</summary>
    public const long NowUs = 1_773_565_200_000_000; // 2026-03-15 12:00 in Moscow.
    private const long DayUs = 86_400_000_000;
    internal static readonly string[] Cities = ["Москва", "Тула", "Омск", "Орёл", "Казань"];
    private static readonly string[] Names = ["Product Viewed", "Product Viewed", "Product Viewed", "Product Viewed", "Product Added", "Product Added", "Order Completed"];
    internal static readonly string[] Categories = ["Обувь", "Сумки", "Платья", "Аксессуары"];
    private static readonly RuleMoment Moment = new(NowUs, TimeZoneInfo.FindSystemTimeZoneById("Europe/Moscow"));

    /// <summary>A question as a rule, and by hand: asked for the number of people, with the same meaning of texts.</summary>
    private static readonly (string Name, string Rule, string ByHand)[] Questions =
    [
        ("town", """{"trait":"city","equals":"Москва"}""",
            "select number from profile where kind = 'person' and replace(lower(trim(traits->>'city')), 'ё', 'е') = 'москва'"),
        ("a birthday within a week", """{"trait":"birthday","anniversary":{"toDays":7}}""",
            "select number from profile where kind = 'person' and strftime(try_cast(traits->>'birthday' as date), '%m%d') between '0315' and '0322'"),
        ("ordered in the last 30 days", """{"event":"Order Completed","within":{"last":{"days":30}}}""",
            "select number from profile where kind = 'person' and number in (select profile from event where kind = 'track' and name = 'Order Completed' and occurred_at >= timestamp '2026-02-12 21:00:00' and occurred_at <= timestamp '2026-03-15 09:00:00')"),
        ("nothing bought for 30 days", """{"not":{"event":"Order Completed","within":{"last":{"days":30}}}}""",
            "select number from profile where kind = 'person' and number not in (select profile from event where kind = 'track' and name = 'Order Completed' and occurred_at >= timestamp '2026-02-12 21:00:00' and occurred_at <= timestamp '2026-03-15 09:00:00')"),
        ("spent 500 and more, from one town",
            """{"all":[{"trait":"city","equals":"Москва"},{"event":"Order Completed","within":{"last":{"days":90}},"sum":{"property":"revenue","atLeast":500}}]}""",
            "select p.number from profile p join (select profile, sum((properties->>'revenue')::double) as s from event where kind = 'track' and name = 'Order Completed' and occurred_at >= timestamp '2025-12-14 21:00:00' and occurred_at <= timestamp '2026-03-15 09:00:00' group by profile) e on e.profile = p.number where p.kind = 'person' and replace(lower(trim(p.traits->>'city')), 'ё', 'е') = 'москва' and e.s >= 500"),
        ("twice a category", """{"event":"Product Viewed","where":[{"property":"category","equals":"Обувь"}],"times":{"atLeast":2}}""",
            "select number from profile where kind = 'person' and number in (select profile from event where kind = 'track' and name = 'Product Viewed' and occurred_at <= timestamp '2026-03-15 09:00:00' and replace(lower(trim(properties->>'category')), 'ё', 'е') = 'обувь' group by profile having count(*) >= 2)"),
        ("added, then no order within 3 hours", """{"sequence":[{"event":"Product Added"},{"not":{"event":"Order Completed"},"within":{"hours":3}}]}""",
            "select number from profile where kind = 'person' and number in (select profile from (select profile, name, occurred_at, min(case when name = 'Order Completed' then occurred_at end) over (partition by profile order by occurred_at groups between 1 following and unbounded following) as next from event where kind = 'track' and name in ('Product Added', 'Order Completed') and occurred_at <= timestamp '2026-03-15 09:00:00') where name = 'Product Added' and (next is null or next > occurred_at + interval 3 hour) and occurred_at + interval 3 hour <= timestamp '2026-03-15 09:00:00')"),
        ("a computed trait: two visits and more", """{"computed":"sessions","atLeast":2}""",
            "select number from profile where kind = 'person' and number in (select profile from (select profile, occurred_at - lag(occurred_at) over (partition by profile order by occurred_at) as since from event where (kind in ('page', 'screen') or (kind = 'track' and url is not null)) and occurred_at <= timestamp '2026-03-15 09:00:00') where since is null or since > interval 30 minutes group by profile having count(*) >= 2)"),
    ];

    /// <param name="kept">Folder of a base that stays, and is filled when it is not there yet; empty for one that goes away.</param>
    public static async Task RunAsync(Report report, int profiles, int eventsEach, int rounds, string kept)
    {
        var folder = kept.Length > 0 ? kept : Directory.CreateTempSubdirectory("kartoteka-bench-").FullName;
        try
        {
            await using var store = DuckDbColumnStore.Open(folder, anew: false, new DuckDbColumnsOptions());
            if ((await store.ReadProgressAsync(default)).Position == 0) await FillAsync(store, profiles, (long)profiles * eventsEach);
            report.Line($"\n### Rules over {profiles:N0} profiles and {(long)profiles * eventsEach:N0} events; the least of {rounds}, 512 MiB for DuckDB\n");
            report.Line("| question | people | ms | by hand, ms | ratio |");
            report.Line("|---|---|---|---|---|");
            var dearest = 0.0;
            foreach (var (name, json, byHand) in Questions)
            {
                var rule = RuleOf(json);
                var (people, ms) = await LeastAsync(store, rounds, () => Compiled([rule], RuleAnswer.Members));
                var (expected, handMs) = await LeastAsync(store, rounds, () => new ColumnQuery(byHand));
                if (people != expected) throw new InvalidOperationException($"'{name}' gives {people}, and by hand {expected}.");
                dearest = Math.Max(dearest, ms);
                report.Line(string.Create(CultureInfo.InvariantCulture, $"| {name} | {people:N0} | {ms:F0} | {handMs:F0} | {ms / handMs:F2} |"));
            }
            // As members are kept: words of bits, a row for each person.
            var (all, together) = await LeastAsync(store, rounds, () => Compiled([.. Hundred()], RuleAnswer.Words));
            report.Line(string.Create(CultureInfo.InvariantCulture, $"| a hundred rules at once, beside the dearest of those above | {all:N0} people asked about | {together:F0} | {dearest:F0} | {together / dearest:F2} |"));
            long[] given = [.. Enumerable.Range(0, GivenProfiles).Select(number => number * (long)profiles / GivenProfiles)];
            var (_, ofGiven) = await LeastAsync(store, rounds, () => Compiled([.. Hundred()], RuleAnswer.Words, ofGiven: true) with { Given = given });
            report.Line(string.Create(CultureInfo.InvariantCulture, $"\nA hundred rules for {GivenProfiles} given profiles, with compiling and planning: {ofGiven:F0} ms."));
        }
        finally
        {
            if (kept.Length == 0) Directory.Delete(folder, recursive: true);
        }
    }

    private static ColumnQuery Compiled(IReadOnlyList<Rule> rules, RuleAnswer answer, bool ofGiven = false) => RuleCompiler.Compile(rules, answer, new DuckDbRuleDialect(), Moment, _ => null, ofGiven);

    private static Rule RuleOf(string json) => RuleReader.Read(JsonDocument.Parse(json).RootElement, out var problems) ?? throw new InvalidOperationException(problems[0].Detail);

    /// <summary>A hundred different rules of the kinds above: other towns, categories, windows, sums and counts.</summary>
    internal static IEnumerable<Rule> Hundred()
    {
        for (var i = 0; i < 20; i++)
        {
            yield return With("""{"all":[{"trait":"city","equals":"#"},{"event":"Order Completed","within":{"last":{"days":#}}}]}""", Cities[i % 5], 10 + (7 * i));
            yield return With("""{"event":"Order Completed","within":{"last":{"days":#}},"sum":{"property":"revenue","atLeast":#}}""", 5 + (11 * i), 100 * i);
            yield return With("""{"not":{"event":"Product Viewed","within":{"last":{"days":#}}}}""", 1 + (3 * i));
            yield return With("""{"event":"Product Viewed","where":[{"property":"category","equals":"#"}],"times":{"atLeast":#}}""", Categories[i % 4], 1 + (i / 4));
            yield return With("""{"any":[{"trait":"birthday","anniversary":{"toDays":#}},{"trait":"city","in":["#","#"]}]}""", i, Cities[i % 5], Cities[(i + 2) % 5]);
        }
    }

    /// <summary>A rule with the next value in the place of each <c>#</c>.</summary>
    private static Rule With(string json, params object[] values)
    {
        var parts = json.Split('#');
        return RuleOf(string.Concat(parts.Select((part, i) => i == 0 ? part : $"{values[i - 1]}{part}")));
    }

    /// <summary>Asks some times, each with compiling and planning.</summary>
    /// <returns>How many rows the answer has, and the least time.</returns>
    private static async Task<(long Rows, double Ms)> LeastAsync(DuckDbColumnStore store, int rounds, Func<ColumnQuery> compile)
    {
        var (count, least) = (0L, double.MaxValue);
        for (var round = 0; round < rounds; round++)
        {
            var watch = Stopwatch.StartNew();
            await using var rows = await store.QueryAsync(compile(), default);
            count = 0;
            while (await rows.ReadAsync(default)) count += rows.Count;
            least = Math.Min(least, watch.Elapsed.TotalMilliseconds);
        }
        return (count, least);
    }

    // One record of each profile, of the same number.
    private static ColumnBlock Records(int from, int to)
    {
        var rows = new ColumnBlock(ColumnSchema.Record);
        for (var number = from; number < to; number++)
        {
            rows[ColumnSchema.Record.IndexOf("record")].Add(number);
            rows[ColumnSchema.Record.IndexOf("profile")].Add(number);
            rows[ColumnSchema.Record.IndexOf("kind")].Add("person");
            rows.EndRow();
        }
        return rows;
    }

    /// <summary>Fills a store with people and a year of their events.</summary>
    public static async Task FillAsync(DuckDbColumnStore store, int profiles, long events)
    {
        var random = new Random(7);
        var progress = new ColumnProgress(1, HasProfiles: true, IsScanDue: false);
        var table = ColumnSchema.Profile([]);
        for (var first = 0; first < profiles; first += RowsAtOnce)
        {
            var rows = new ColumnBlock(table);
            for (var number = first; number < Math.Min(profiles, first + RowsAtOnce); number++)
            {
                rows[table.IndexOf("number")].Add(number);
                rows[table.IndexOf("id")].Add(Guid.CreateVersion7());
                rows[table.IndexOf("kind")].Add("person");
                var born = new DateOnly(1950, 1, 1).AddDays(random.Next(20_000));
                rows[table.IndexOf("traits")].Add($$"""{"email":"visitor{{number}}@mail.example","firstName":"Имя","city":"{{Cities[random.Next(Cities.Length)]}}","birthday":"{{born:yyyy-MM-dd}}","loyalty":{{number % 100}}}""");
                rows.EndRow();
            }
            await store.WriteAsync(new ColumnBatch { Progress = progress, Profiles = rows, Records = Records(first, Math.Min(profiles, first + RowsAtOnce)) }, default);
        }
        var schema = ColumnSchema.Event;
        for (var first = 0L; first < events; first += RowsAtOnce)
        {
            var rows = new ColumnBlock(schema);
            for (var position = first; position < Math.Min(events, first + RowsAtOnce); position++)
            {
                rows[schema.IndexOf("position")].Add(position + 1);
                var profile = random.Next(profiles);
                rows[schema.IndexOf("record")].Add(profile);
                rows[schema.IndexOf("profile")].Add(profile);
                rows[schema.IndexOf("kind")].Add(position % 10 == 0 ? "page" : "track");
                rows[schema.IndexOf("name")].Add(Names[random.Next(Names.Length)]);
                // A year of events in the order in which they came, as in life.
                rows[schema.IndexOf("occurred_at")].Add(NowUs - (long)((1 - (position / (double)events)) * 365 * DayUs));
                rows[schema.IndexOf("properties")].Add(Encoding.UTF8.GetBytes(
                    $$"""{"order_id":"o{{position}}","revenue":{{random.Next(10_000) / 10.0}},"category":"{{Categories[random.Next(4)]}}","products":[{"product_id":"p{{position % 5000}}","price":{{position % 1000}}}]}"""));
                rows.EndRow();
            }
            await store.WriteAsync(new ColumnBatch { Progress = progress with { Position = first + 1 }, Events = rows }, default);
        }
    }
}
