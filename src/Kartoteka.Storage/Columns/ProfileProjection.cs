using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Kartoteka.Domain.Identity;
using Kartoteka.Domain.Profiles;

namespace Kartoteka.Storage.Columns;

/// <summary>Makes rows of profiles and of their records. Not thread-safe.</summary>
internal sealed class ProfileProjection
{
    private readonly ISourceTrust _trust;
    private readonly Dictionary<(ProfileKind, string), int> _columns = [];
    private readonly long[] _misfits;
    private readonly ArrayBufferWriter<byte> _json = new();
    private static readonly JsonWriterOptions Written = new() { SkipValidation = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public ProfileProjection(IReadOnlyList<TraitColumn> traits, ISourceTrust trust)
    {
        (Table, _trust) = (ColumnSchema.Profile(traits), trust);
        foreach (var trait in traits) _columns[(trait.Kind, trait.Trait)] = Table.IndexOf(trait.Column.Name);
        _misfits = new long[Table.Columns.Count];
    }

    /// <summary>The table that the rows are for.</summary>
    public ColumnTable Table { get; }

    /// <summary>Values, by column, that did not fit since the start: they stand in the JSON alone.</summary>
    public IEnumerable<(string Column, long Count)> Misfits =>
        Table.Columns.Select((column, i) => (column.Name, Volatile.Read(ref _misfits[i]))).Where(pair => pair.Item2 > 0);

    /// <summary>Adds a profile and its records.</summary>
    /// <param name="profile">A live profile.</param>
    /// <param name="number">Its number.</param>
    /// <param name="position">Ledger position of the batch.</param>
    /// <param name="sources">The source of an id, or null.</param>
    /// <param name="profiles">Rows of <see cref="Table"/>.</param>
    /// <param name="recordRows">Rows of <see cref="ColumnSchema.Record"/>.</param>
    public void Add(ProfileState profile, long number, long position, Func<int, Source?> sources, ColumnBlock profiles, ColumnBlock recordRows)
    {
        profiles[0].Add(number);
        profiles[1].Add(profile.Id.Value);
        profiles[2].Add(KindWord(profile.Kind));
        profiles[3].Add(profile.Realm);
        profiles[4].Add(profile.CreatedAtUs);
        profiles[5].Add(profile.UpdatedAtUs);
        profiles[6].Add(profile.Records.Count);
        AddIdentifiers(profile.Records, profiles);
        AddTraits(profile, profiles);
        profiles[10].Add(position);
        profiles.EndRow();
        foreach (var record in profile.Records) AddRecord(record, number, sources(record.Key.SourceId), recordRows);
    }

    private static string KindWord(ProfileKind kind) => kind == ProfileKind.Person ? "person" : "account";

    // In order of type and value, so that the same profile always has the same row.
    private void AddIdentifiers(IReadOnlyList<RecordState> records, ColumnBlock profiles)
    {
        var byType = records.SelectMany(record => record.Claims).Where(claim => claim.State != ClaimState.Refused).Select(claim => claim.Identifier).Distinct()
            .GroupBy(identifier => identifier.Type).OrderBy(group => group.Key, StringComparer.Ordinal).ToArray();
        _json.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(_json, Written))
        {
            json.WriteStartObject();
            foreach (var group in byType)
            {
                profiles[7].AddElement(Encoding.UTF8.GetBytes(group.Key));
                json.WriteStartArray(group.Key);
                foreach (var value in group.Select(identifier => identifier.Value).Order(StringComparer.Ordinal)) json.WriteStringValue(value);
                json.WriteEndArray();
            }
            json.WriteEndObject();
        }
        profiles[7].EndList();
        profiles[8].Add(_json.WrittenSpan);
    }

    private void AddTraits(ProfileState profile, ColumnBlock profiles)
    {
        _json.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(_json, Written))
        {
            json.WriteStartObject();
            foreach (var (name, trait) in Survivorship.Fold(profile.Records, _trust))
            {
                json.WritePropertyName(name);
                json.WriteRawValue(trait.Value.Json, skipInputValidation: true);
                if (!_columns.TryGetValue((profile.Kind, name), out var column)) continue;
                var reader = new Utf8JsonReader(trait.Value.Json, new JsonReaderOptions { MaxDepth = 256 });
                reader.Read();
                if (!ColumnValues.Add(ref reader, profiles[column])) _misfits[column]++;
            }
            json.WriteEndObject();
        }
        profiles[9].Add(_json.WrittenSpan);
    }

    private static void AddRecord(RecordState record, long profile, Source? source, ColumnBlock rows)
    {
        rows[0].Add(record.Id);
        rows[1].Add(profile);
        rows[2].Add(record.Key.SourceId);
        if (source is not null) rows[3].Add(source.BrandId);
        rows[4].Add(record.Realm);
        rows[5].Add(KindWord(record.Kind));
        rows[6].Add(record.Key.ExternalId);
        rows[7].Add(record.CreatedAtUs);
        foreach (var relation in record.Relations) rows[8].AddElement(Encoding.UTF8.GetBytes(relation.AccountRecordId.ToString(CultureInfo.InvariantCulture)));
        if (record.Relations.Count > 0) rows[8].EndList();
        rows.EndRow();
    }
}
