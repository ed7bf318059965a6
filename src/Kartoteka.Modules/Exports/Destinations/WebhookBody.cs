using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Kartoteka.Domain.Profiles;
using Kartoteka.Modules.Catalogue.Contracts;
using Kartoteka.Modules.Profiles.Contracts;
using Kartoteka.Storage;
using Kartoteka.Storage.Destinations;

namespace Kartoteka.Modules.Exports.Destinations;

/// <summary>Writes what a destination is sent: changes in order, each with the profile as it is when it is sent.</summary>
internal sealed class WebhookBody(ILedgerReader ledger, ISourceTrust trust, DerivedValues derived, TimeProvider time)
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The body of changes.</summary>
    /// <param name="destination">To whom.</param>
    /// <param name="changes">In order.</param>
    /// <param name="sight">What may be shown to who looks at it; null for what is sent.</param>
    /// <param name="ct">Ends it.</param>
    public async ValueTask<byte[]> OfAsync(Destination destination, IReadOnlyList<OutgoingChange> changes, Sight? sight, CancellationToken ct)
    {
        var cells = new ProfileCells(destination.Columns, trust, derived, sight);
        var output = new ArrayBufferWriter<byte>(4 << 10);
        await using (var json = new Utf8JsonWriter(output, Readable))
        {
            Begin(json, "segment.changes");
            json.WriteStartArray("changes");
            foreach (var change in changes) await WriteAsync(json, change, cells, ct);
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndObject();
        }
        return output.WrittenSpan.ToArray();
    }

    /// <summary>A body that says that a request arrives.</summary>
    public byte[] OfTest()
    {
        var output = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(output, Readable))
        {
            Begin(json, "test");
            json.WriteEndObject();
            json.WriteEndObject();
        }
        return output.WrittenSpan.ToArray();
    }

    private void Begin(Utf8JsonWriter json, string type)
    {
        json.WriteStartObject();
        json.WriteString("type", type);
        json.WriteString("timestamp", time.GetUtcNow().UtcDateTime);
        json.WriteStartObject("data");
    }

    private async ValueTask WriteAsync(Utf8JsonWriter json, OutgoingChange change, ProfileCells cells, CancellationToken ct)
    {
        var profile = await ledger.ReadProfileAsync(change.Profile, ct);
        json.WriteStartObject();
        json.WriteString("id", change.ChangeId);
        json.WriteString("event", change.Event);
        json.WriteString("segment", change.Segment);
        json.WriteString("occurredAt", Times.FromUs(change.OccurredAtUs).UtcDateTime);
        json.WriteStartObject("profile");
        // A profile that was merged away is the one that it is part of now, under both ids.
        json.WriteString("id", (profile?.Id ?? change.Profile).ToString());
        if (profile is not null && profile.Id != change.Profile) json.WriteString("formerId", change.Profile.ToString());
        var values = profile is null ? null : await cells.OfAsync(profile, ct);
        for (var i = 0; values is not null && i < values.Length; i++)
        {
            json.WritePropertyName(cells.Columns[i]);
            if (values[i] is { } value) value.WriteTo(json);
            else json.WriteNullValue();
        }
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
