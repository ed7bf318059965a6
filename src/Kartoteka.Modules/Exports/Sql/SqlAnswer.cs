using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Kartoteka.Protocol.Import;
using Kartoteka.Storage.Columns;
using Microsoft.AspNetCore.Http;

namespace Kartoteka.Modules.Exports.Sql;

/// <summary>Writes an answer: as one JSON document with what is to be said of it, or as a table while it is read.</summary>
internal sealed class SqlAnswer(ViewRows rows, int rowsMax, long startedAt, CancellationToken ct)
{
    /// <summary>Largest JSON document; rows beyond it are left out and the answer says so.</summary>
    private const int BytesMax = 32 << 20;

    private const int FlushBytes = 64 << 10;

    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public async Task<IResult> WholeAsync()
    {
        var output = new ArrayBufferWriter<byte>(4 << 10);
        await using var json = new Utf8JsonWriter(output, Readable);
        json.WriteStartObject();
        json.WriteStartArray("columns");
        foreach (var column in rows.Columns)
        {
            json.WriteStartObject();
            json.WriteString("name", column.Name);
            json.WriteString("type", column.Type);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("rows");
        var (count, truncated) = (0, false);
        while (await rows.ReadAsync(ct))
        {
            if (truncated = count == rowsMax || json.BytesCommitted + json.BytesPending > BytesMax) break;
            json.WriteStartArray();
            for (var column = 0; column < rows.Columns.Count; column++) WriteValue(json, column);
            json.WriteEndArray();
            count++;
        }
        json.WriteEndArray();
        json.WriteNumber("rowCount", count);
        json.WriteBoolean("truncated", truncated);
        json.WriteNumber("elapsedMs", (long)Stopwatch.GetElapsedTime(startedAt).TotalMilliseconds);
        json.WriteNumber("asOf", rows.AsOf);
        json.WriteBoolean("isComplete", rows.IsComplete);
        json.WriteEndObject();
        await json.FlushAsync(CancellationToken.None);
        return TypedResults.Bytes(output.WrittenMemory, "application/json; charset=utf-8");
    }

    /// <summary>What fails after the first rows have left ends the connection, so that nobody takes a part for the whole.</summary>
    public async Task<IResult> StreamAsync(SqlFormat format, HttpContext http)
    {
        var more = await rows.ReadAsync(ct); // What is wrong with the question is mostly known by now, and can still be told.
        http.Response.ContentType = format == SqlFormat.Csv ? "text/csv; charset=utf-8" : "application/x-ndjson";
        http.Response.Headers["Kartoteka-As-Of"] = rows.AsOf.ToString(CultureInfo.InvariantCulture);
        http.Response.Headers["Kartoteka-Row-Limit"] = rowsMax.ToString(CultureInfo.InvariantCulture);
        try
        {
            if (format == SqlFormat.Csv) await WriteCsvAsync(more, http.Response.Body);
            else await WriteLinesAsync(more, http.Response.Body);
        }
        catch (Exception error) when (error is ColumnQueryException or OperationCanceledException)
        {
            http.Abort();
        }
        return Results.Empty;
    }

    private async Task WriteCsvAsync(bool more, Stream body)
    {
        // With the mark of UTF-8, without which Excel takes Cyrillic for something else.
        await using var writer = new StreamWriter(body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), FlushBytes, leaveOpen: true) { NewLine = "\r\n" };
        await writer.WriteLineAsync(string.Join(',', rows.Columns.Select(column => CsvCell.Of(column.Name))));
        for (var count = 0; more && count < rowsMax; count++)
        {
            for (var column = 0; column < rows.Columns.Count; column++)
            {
                if (column > 0) writer.Write(',');
                WriteCell(writer, column);
            }
            await writer.WriteLineAsync();
            more = await rows.ReadAsync(ct);
        }
    }

    private void WriteCell(StreamWriter writer, int column)
    {
        var value = rows.Value(column, out var isJson, out var isNull);
        if (isNull) return;
        // A number is no text that could be run, also below zero.
        if (isJson && value is [(>= '0' and <= '9') or '-' or 't' or 'f', ..]) writer.Write(value);
        else writer.Write(CsvCell.Of(value.ToString()));
    }

    private async Task WriteLinesAsync(bool more, Stream body)
    {
        var names = Names();
        var output = new ArrayBufferWriter<byte>(FlushBytes);
        await using var json = new Utf8JsonWriter(output, Readable);
        for (var count = 0; more && count < rowsMax; count++)
        {
            json.WriteStartObject();
            for (var column = 0; column < names.Length; column++)
            {
                json.WritePropertyName(names[column]);
                WriteValue(json, column);
            }
            json.WriteEndObject();
            json.Flush();
            json.Reset();
            output.Write("\n"u8);
            if (output.WrittenCount >= FlushBytes)
            {
                await body.WriteAsync(output.WrittenMemory, ct);
                output.ResetWrittenCount();
            }
            more = await rows.ReadAsync(ct);
        }
        await body.WriteAsync(output.WrittenMemory, ct);
    }

    // Two columns of one name would be one member of an object.
    private string[] Names()
    {
        var taken = new HashSet<string>();
        return [.. rows.Columns.Select(column =>
        {
            var name = column.Name;
            for (var i = 2; !taken.Add(name); i++) name = $"{column.Name}_{i.ToString(CultureInfo.InvariantCulture)}";
            return name;
        })];
    }

    private void WriteValue(Utf8JsonWriter json, int column)
    {
        var value = rows.Value(column, out var isJson, out var isNull);
        if (isNull) json.WriteNullValue();
        else if (isJson) json.WriteRawValue(value, skipInputValidation: true);
        else json.WriteStringValue(value);
    }
}
