using System.Text;
using System.Text.Json;
using Kartoteka.Domain.Events;
using Kartoteka.Storage.Segments;

namespace Kartoteka.Storage.Columns;

/// <summary>Makes rows of events: one pass over the body finds the properties that have columns. Not thread-safe.</summary>
internal sealed class EventProjection
{
    private readonly record struct Place(byte[] Name, int Column, int Rank);

    private const int FixedColumns = 11;
    private static readonly int PropertiesColumn = ColumnSchema.Event.IndexOf("properties");
    private static readonly int ContextColumn = ColumnSchema.Event.IndexOf("context");
    private static readonly Place[] OfProperties = Under("properties.");
    private static readonly Place[] OfCampaign = Under("context.campaign.");
    private static readonly Place[] OfPage = Under("context.page.");
    private static readonly Place[] OfProducts = Under("properties.products[].");

    private static readonly JsonReaderOptions Options = new() { MaxDepth = 256 };
    private readonly long[] _misfits = new long[ColumnSchema.Event.Columns.Count];

    // Where the value of a column with two paths stands in the body, and how good the path is; taken when the whole body was seen.
    private readonly (int At, int Rank)[] _found = new (int, int)[ColumnSchema.Event.Columns.Count];

    /// <summary>Values, by column, that did not fit since the start: they stand in the JSON alone.</summary>
    public IEnumerable<(string Column, long Count)> Misfits =>
        ColumnSchema.Event.Columns.Select((column, i) => (column.Name, Volatile.Read(ref _misfits[i]))).Where(pair => pair.Item2 > 0);

    /// <summary>Adds a row.</summary>
    /// <param name="stored">The event.</param>
    /// <param name="profile">The number of its profile at its commit.</param>
    /// <param name="source">The source that sent it; null when it is not known any more.</param>
    /// <param name="rows">Rows of <see cref="ColumnSchema.Event"/>.</param>
    public void Add(StoredEvent stored, long profile, Source? source, ColumnBlock rows)
    {
        rows[0].Add(stored.Position);
        rows[1].Add(stored.RecordId);
        rows[2].Add(profile);
        rows[3].Add(stored.SourceId);
        if (source is not null) rows[4].Add(source.BrandId);
        if (source is not null) rows[5].Add(source.LegalEntityId);
        rows[6].Add(KindWord(stored.Kind, source));
        rows[7].Add(stored.Name);
        rows[8].Add(stored.OccurredAtUs);
        rows[9].Add(stored.ReceivedAtUs);
        if (stored.ImportId > 0) rows[10].Add(stored.ImportId);
        ReadBody(stored.Body, rows);
        rows.EndRow();
    }

    /// <summary>A kind as the column says it: what the product itself says of membership is nothing that a customer did.</summary>
    public static string KindWord(EventKind kind, Source? source) => source?.Kind == MembershipEvents.SourceKind ? MembershipEvents.Kind : Kinds[(int)kind];

    private static readonly string[] Kinds = [.. Enumerable.Range(0, 1 + (int)Enum.GetValues<EventKind>().Max()).Select(kind => ((EventKind)kind).ToString().ToLowerInvariant())];

    private void ReadBody(byte[] body, ColumnBlock rows)
    {
        Array.Fill(_found, (-1, int.MaxValue));
        var reader = new Utf8JsonReader(body, Options);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var part = reader.ValueTextEquals("properties"u8) ? PropertiesColumn : reader.ValueTextEquals("context"u8) ? ContextColumn : -1;
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            if (part < 0 || reader.TokenType != JsonTokenType.StartObject || rows[part].Count > rows.Rows)
            {
                reader.Skip();
                continue;
            }
            if (part == PropertiesColumn) ReadProperties(ref reader, rows);
            else ReadContext(ref reader);
            rows[part].Add(body.AsSpan(start, (int)reader.BytesConsumed - start));
        }
        for (var column = FixedColumns; column < _found.Length; column++)
        {
            if (_found[column].At < 0) continue;
            var value = new Utf8JsonReader(body.AsSpan(_found[column].At), Options);
            value.Read();
            if (!ColumnValues.Add(ref value, rows[column])) _misfits[column]++;
        }
    }

    private void ReadProperties(ref Utf8JsonReader reader, ColumnBlock rows)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("products"u8))
            {
                reader.Read();
                ReadProducts(ref reader, rows);
                continue;
            }
            Note(ref reader, OfProperties);
        }
    }

    private void ReadContext(ref Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var places = reader.ValueTextEquals("campaign"u8) ? OfCampaign : reader.ValueTextEquals("page"u8) ? OfPage : null;
            reader.Read();
            if (places is null || reader.TokenType != JsonTokenType.StartObject)
            {
                reader.Skip();
                continue;
            }
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName) Note(ref reader, places);
        }
    }

    // Remembers where the value stands, unless a better path or the same one before has it, and goes past it.
    private void Note(ref Utf8JsonReader reader, Place[] places)
    {
        foreach (var place in places)
        {
            if (!reader.ValueTextEquals(place.Name)) continue;
            reader.Read();
            if (reader.TokenType != JsonTokenType.Null && place.Rank < _found[place.Column].Rank) _found[place.Column] = ((int)reader.TokenStartIndex, place.Rank);
            reader.Skip();
            return;
        }
        reader.Read();
        reader.Skip();
    }

    private void ReadProducts(ref Utf8JsonReader reader, ColumnBlock rows)
    {
        // A second list of products would not know where the first one's elements are.
        if (reader.TokenType != JsonTokenType.StartArray || Array.Exists(OfProducts, place => rows[place.Column].Count > rows.Rows))
        {
            reader.Skip();
            return;
        }
        // The columns of a list hold one thing at a time, so the list is gone through once for each of them.
        foreach (var place in OfProducts)
        {
            var products = reader;
            var any = false;
            while (products.Read() && products.TokenType != JsonTokenType.EndArray)
            {
                if (products.TokenType != JsonTokenType.StartObject) products.Skip();
                else any |= ReadProduct(ref products, place, rows[place.Column]);
            }
            if (any) rows[place.Column].EndList();
        }
        reader.Skip();
    }

    private bool ReadProduct(ref Utf8JsonReader reader, Place place, ColumnBuffer column)
    {
        var any = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isIt = reader.ValueTextEquals(place.Name);
            reader.Read();
            if (isIt && reader.TokenType != JsonTokenType.Null)
            {
                if (ColumnValues.AddElement(ref reader, column)) any = true;
                else _misfits[place.Column]++;
            }
            reader.Skip();
        }
        return any;
    }

    private static Place[] Under(string prefix) => [.. ColumnSchema.Properties.SelectMany(property => property.Paths.Select((path, rank) => (path, rank, property.Column.Name)))
        .Where(entry => entry.path.StartsWith(prefix, StringComparison.Ordinal) && entry.path.AsSpan(prefix.Length).IndexOfAny('.', '[') < 0)
        .Select(entry => new Place(Encoding.UTF8.GetBytes(entry.path[prefix.Length..]), ColumnSchema.Event.IndexOf(entry.Name), entry.rank))];
}
