using System.Text.Json;
using Kartoteka.Domain.Segments;
using Kartoteka.Modules.Segments.Contracts;
using Kartoteka.Storage.Reports;

namespace Kartoteka.Server.Demo;

/// <summary>What marketers of the demo's shop have made: segments, and what campaigns cost. Made up, as the visits are.</summary>
internal sealed class DemoPlans(FirstSegments segments, IReportStore reports, TimeProvider time)
{
    private const string Author = "demo";

    private static readonly (string Key, string Name, string Rule)[] Segments =
    [
        ("loyal", "Верные: от 5 заказов", """{"event":"Order Completed","times":{"atLeast":5}}"""),
        ("spent-1000", "Потратили 1000 и больше за 90 дней", """{"event":"Order Completed","within":{"last":{"days":90}},"sum":{"property":"revenue","atLeast":1000}}"""),
        ("asleep", "Заснувшие: без заказов 120 дней", """{"all":[{"event":"Order Completed"},{"not":{"event":"Order Completed","within":{"last":{"days":120}}}}]}"""),
        ("left-cart", "Оставили корзину", """{"sequence":[{"event":"Product Added"},{"not":{"event":"Order Completed"},"within":{"hours":3}}],"within":{"last":{"days":30}}}"""),
        ("birthday-soon", "День рождения в ближайшие 7 дней", """{"trait":"birthday","anniversary":{"toDays":7}}"""),
        ("reads-mail", "Открывали письма за 60 дней", """{"event":"Email Opened","within":{"last":{"days":60}}}"""),
    ];

    // By day: the source, medium and campaign as the visits name them, and the least and the most that a day cost.
    private static readonly (string Source, string Medium, string Campaign, int Least, int Most)[] Campaigns =
    [
        ("yandex", "cpc", "autumn", 60, 140), ("vk", "social", "gifts", 20, 70), ("newsletter", "email", "weekly", 5, 8),
    ];

    public async Task AddAsync(CancellationToken ct)
    {
        foreach (var (key, name, json) in Segments)
        {
            using var document = JsonDocument.Parse(json);
            var rule = RuleReader.Read(document.RootElement, out var problems) ?? throw new InvalidDataException($"The demo's segment {key}: {problems[0].Detail}");
            await segments.AddAsync(key, name, rule, Author, ct);
        }
        await reports.WriteCostsAsync([.. Costs(DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime))], ct);
    }

    private static IEnumerable<CampaignCost> Costs(DateOnly today)
    {
        for (var back = DemoVisits.DaysMax; back > 0; back--)
        {
            foreach (var (source, medium, campaign, least, most) in Campaigns)
            {
                var cost = least + (back * 37 % (most - least + 1));
                yield return new CampaignCost(Author, today.AddDays(-back), source, medium, campaign, "GBP", cost, cost / 2, cost * 30);
            }
        }
    }
}
