using Kartoteka.Modules.Ingest.Contracts;
using Kartoteka.Modules.Sources.Contracts;
using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Protocol.Ingest;
using Kartoteka.Storage;

namespace Kartoteka.Server.Demo;

/// <summary>
/// Fills an empty base with the demo's data through the same way as any client's events: reader, intake, group commit. One that was
/// interrupted goes on at the next start with <c>--demo</c>; what is there already is found to be a duplicate.
/// </summary>
internal sealed class DemoLoader(
    ILedger ledger, IWorkspaceStore store, SourceDirectory sources, EventReader reader, EventIntake intake, CommitQueue queue, DemoPlans plans, ServerOptions options, TimeProvider time) : BackgroundService
{
    private const string SettingName = "demo";
    private const int EventsPerCommit = 1_000;

    // Shop and tills know customers by the same number; the others have numbers of their own. Trust: what a customer types himself
    // in the shop is less sure than what an operator took down in the CRM.
    private static readonly (string Key, string Name, string Kind, string IdNamespace, int Trust)[] Systems =
    [
        ("crm", "CRM", "crm", "crm", 200), ("eshop", "Online shop", "web", "shop", 100), ("pos", "Loyalty desk", "till", "pos", 150),
        ("call", "Call centre", "call_centre", "call", 100), ("till", "Tills", "till", "shop", 50),
        ("mail", "Mailings", "mail", "shop", 50),
    ];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        var state = await store.ReadSettingAsync(SettingName, stoppingToken);
        if (state == "\"done\"") return;
        if (state is null && (await ledger.ReadCountersAsync(stoppingToken)).Totals.Records > 0)
        {
            await options.Output.WriteLineAsync("The base is not empty, so --demo adds nothing to it.");
            return;
        }
        var folder = Path.Combine(AppContext.BaseDirectory, "demo");
        if (!Directory.Exists(folder))
        {
            await options.Output.WriteLineAsync("The demo's files are not beside the program, so --demo adds nothing.");
            return;
        }
        await store.WriteSettingAsync(SettingName, "\"loading\"", stoppingToken);
        await AddSourcesAsync(stoppingToken);
        await LoadAsync(new DemoData(folder, time.GetUtcNow()), stoppingToken);
        await plans.AddAsync(stoppingToken); // After the events: members of a new segment are found silently, and those of an old one come one by one.
        await store.WriteSettingAsync(SettingName, "\"done\"", stoppingToken);
    }

    private async Task AddSourcesAsync(CancellationToken ct)
    {
        var brand = (await store.ListBrandsAsync(ct))[0];
        foreach (var (key, name, kind, idNamespace, trust) in Systems)
        {
            if (sources.ByKey(key) is not null) continue;
            // Nobody knows this key: the loader is inside. Whoever wants to send makes one in the sources' settings.
            await store.AddSourceAsync(new Source(0, key, name, kind, idNamespace, brand.Id, brand.LegalEntityId, trust, true, 0), Secrets.Hash(Secrets.NewWriteKey()), ct);
        }
        await sources.ReloadAsync(ct);
    }

    private async Task LoadAsync(DemoData data, CancellationToken ct)
    {
        var started = time.GetTimestamp();
        var progress = new ProgressLine(options.Output, "Loading the demo", DemoData.RowsExpected, time);
        var events = 0;
        Task commit = Task.CompletedTask;
        foreach (var chunk in data.Events().Chunk(EventsPerCommit))
        {
            ct.ThrowIfCancellationRequested();
            var request = Prepare(chunk);
            await commit; // The next chunk was prepared while this one was written.
            commit = queue.SubmitAsync(request);
            events += chunk.Length;
            await progress.ReportAsync(data.RowsRead);
        }
        await commit;
        await progress.EndAsync($"The demo is loaded: {events:N0} events in {time.GetElapsedTime(started).TotalSeconds:N1} s.");
    }

    private CommitRequest Prepare(DemoEvent[] chunk)
    {
        var receivedAtUs = time.NowUs();
        var items = new List<CommitItem>(chunk.Length);
        var seen = new List<TraitDefinition>();
        foreach (var demoEvent in chunk)
        {
            var source = sources.ByKey(demoEvent.Source)!;
            var body = reader.Read(demoEvent.Json, RouteCall.Event, new SourceContext(source.Id, source.IdNamespace), receivedAtUs, new RequestContext(null));
            var (prepared, traits) = intake.Prepare(body.Items, source, "event", receivedAtUs);
            items.AddRange(prepared);
            seen.AddRange(traits);
        }
        return new CommitRequest(items, chunk.Sum(demoEvent => (long)demoEvent.Json.Length), new CommitExtras([.. seen.DistinctBy(trait => (trait.Kind, trait.Name))]));
    }
}
