using Kartoteka.Storage;

namespace Kartoteka.Modules.Workspace.Contracts;

/// <summary>What day it is for the company: days of rules and reports begin and end in its time zone.</summary>
public sealed class CompanyClock(IWorkspaceStore store, TimeProvider time)
{
    /// <summary>Name of the settings document, which is the zone's name alone.</summary>
    private const string DocumentName = "time-zone";

    /// <summary>The zone until another is set.</summary>
    public const string ZoneDefault = "Europe/Moscow";

    private TimeZoneInfo? _zone;

    /// <summary>The company's time zone.</summary>
    public async ValueTask<TimeZoneInfo> ZoneAsync(CancellationToken ct)
    {
        if (Volatile.Read(ref _zone) is { } known) return known;
        var name = await store.ReadSettingAsync(DocumentName, ct) ?? ZoneDefault;
        var zone = TimeZoneInfo.FindSystemTimeZoneById(name);
        Volatile.Write(ref _zone, zone);
        return zone;
    }

    /// <summary>Microseconds since 1970, now.</summary>
    public long NowUs => time.NowUs();

    /// <summary>Sets the time zone.</summary>
    public async ValueTask SetZoneAsync(TimeZoneInfo zone, CancellationToken ct)
    {
        await store.WriteSettingAsync(DocumentName, zone.Id, ct);
        Volatile.Write(ref _zone, zone);
    }
}
