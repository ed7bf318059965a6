using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Kartoteka.Protocol.Export;
using Kartoteka.Protocol.Import;

namespace Kartoteka.Modules.Exports.Files;

/// <summary>A file that an export writes, in one of three forms.</summary>
internal abstract class ExportFile : IAsyncDisposable
{
    /// <summary>Names of the forms and media types of their files.</summary>
    public static IReadOnlyDictionary<string, string> MediaTypes { get; } = new Dictionary<string, string>
    {
        ["csv"] = "text/csv; charset=utf-8", ["jsonl"] = "application/x-ndjson", ["parquet"] = "application/vnd.apache.parquet",
    };

    /// <summary>Begins a file.</summary>
    public static ExportFile Begin(string format, string path, IReadOnlyList<string> columns, IColumnFileMaker maker) => format switch
    {
        "csv" => new Csv(path, columns),
        "jsonl" => new Lines(path, columns),
        _ => new Table(maker.Begin(path, columns)),
    };

    /// <summary>Adds a row.</summary>
    public abstract ValueTask AddAsync(JsonElement?[] cells, CancellationToken ct);

    /// <summary>Says that all rows are there.</summary>
    public abstract ValueTask CompleteAsync(CancellationToken ct);

    /// <inheritdoc />
    public abstract ValueTask DisposeAsync();

    private static string? Text(JsonElement? cell) => cell is not { } value ? null : value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText();

    // Of the account that runs the server alone: personal data stands in it.
    private static FileStream Open(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, BufferSize = 64 << 10 };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, options);
    }

    private sealed class Csv(string path, IReadOnlyList<string> columns) : ExportFile
    {
        // With the mark of UTF-8, without which Excel takes Cyrillic for something else.
        private readonly StreamWriter _writer = Headed(new StreamWriter(Open(path), new UTF8Encoding(encoderShouldEmitUTF8Identifier: true)) { NewLine = "\r\n" }, columns);

        public override async ValueTask AddAsync(JsonElement?[] cells, CancellationToken ct) =>
            // A number is no text that could be run, also below zero.
            await _writer.WriteLineAsync(string.Join(',', cells.Select(cell => cell is { ValueKind: JsonValueKind.Number } number ? number.GetRawText() : CsvCell.Of(Text(cell) ?? ""))));

        public override async ValueTask CompleteAsync(CancellationToken ct) => await _writer.FlushAsync(ct);

        public override ValueTask DisposeAsync() => _writer.DisposeAsync();

        private static StreamWriter Headed(StreamWriter writer, IReadOnlyList<string> columns)
        {
            writer.WriteLine(string.Join(',', columns.Select(CsvCell.Of)));
            return writer;
        }
    }

    private sealed class Lines(string path, IReadOnlyList<string> columns) : ExportFile
    {
        private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        private readonly FileStream _file = Open(path);

        public override ValueTask AddAsync(JsonElement?[] cells, CancellationToken ct)
        {
            using (var json = new Utf8JsonWriter(_file, Readable))
            {
                json.WriteStartObject();
                for (var i = 0; i < cells.Length; i++)
                {
                    json.WritePropertyName(columns[i]);
                    if (cells[i] is { } value) value.WriteTo(json);
                    else json.WriteNullValue();
                }
                json.WriteEndObject();
            }
            _file.WriteByte((byte)'\n');
            return ValueTask.CompletedTask;
        }

        public override async ValueTask CompleteAsync(CancellationToken ct) => await _file.FlushAsync(ct);

        public override ValueTask DisposeAsync() => _file.DisposeAsync();
    }

    private sealed class Table(ITableWriter writer) : ExportFile
    {
        public override ValueTask AddAsync(JsonElement?[] cells, CancellationToken ct) => writer.AddAsync([.. cells.Select(Text)], ct);

        public override ValueTask CompleteAsync(CancellationToken ct) => writer.CompleteAsync(ct);

        public override ValueTask DisposeAsync() => writer.DisposeAsync();
    }
}
