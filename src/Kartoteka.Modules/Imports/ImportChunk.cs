using Kartoteka.Modules.Ingest.Contracts;
using Kartoteka.Protocol.Import;
using Kartoteka.Protocol.Ingest;
using Kartoteka.Storage;

namespace Kartoteka.Modules.Imports;

/// <summary>Rows that are committed together.</summary>
/// <param name="Items">Their events.</param>
/// <param name="SeenTraits">Traits new to the catalogue.</param>
/// <param name="Bytes">Memory that the events hold.</param>
/// <param name="Refused">What the file of refused rows grows by.</param>
/// <param name="Position">Where to go on once the chunk is committed.</param>
/// <param name="Added">What the rows became, before the commit.</param>
/// <param name="BytesRead">Bytes of the file read.</param>
/// <param name="IsLast">The file ends with it.</param>
internal sealed record ImportChunk(
    IReadOnlyList<CommitItem> Items, IReadOnlyList<TraitDefinition> SeenTraits, long Bytes, ReadOnlyMemory<byte> Refused, ImportPosition Position, ImportCounts Added,
    long BytesRead, bool IsLast);

/// <summary>Cuts an opened import into chunks. A row that the reader or the intake refuses goes to the file of refused rows, not to quarantine.</summary>
internal sealed class ImportChunks(Import import, OpenImport open, Source source, EventReader reader, EventIntake intake)
{
    private const long EventBytesMax = 16 << 20;
    private const long RefusedBytesMax = 8 << 20;
    private readonly SourceContext _context = new(source.Id, source.IdNamespace);
    private readonly IReadOnlyList<string> _columns = [.. import.Document.Columns.Select(column => column.Column)];
    private bool _headed = import.Document.RefusedBytes > 0;

    /// <summary>Reads the next chunk, of at most about <paramref name="eventsMax"/> events or refused rows.</summary>
    public ImportChunk Read(int eventsMax)
    {
        var (rows, ended) = (open.Rows, false);
        var (accepted, refused, skipped) = (rows.RowsAccepted, rows.RowsRefused, rows.RowsSkipped);
        var items = new List<CommitItem>(eventsMax);
        var seen = new List<TraitDefinition>();
        using var refusals = new Refusals();
        long bytes = 0, refusedLater = 0;
        while (!rows.IsSettled || (items.Count + refusals.Count < eventsMax && bytes < EventBytesMax && refusals.Bytes < RefusedBytesMax))
        {
            ended = !rows.Read();
            if (ended) break;
            if (rows.Refused is { } row)
            {
                Write(refusals, [row]);
                continue;
            }
            var body = rows.Event.ToArray(); // The reader's buffer is written over by the next row.
            var (item, reason, detail) = Prepare(body, seen);
            if (reason is null)
            {
                items.Add(item);
                bytes += body.Length;
                continue;
            }
            var ofEvent = rows.RefuseEvent(reason, detail!);
            refusedLater += ofEvent.Count;
            Write(refusals, ofEvent);
        }
        var added = new ImportCounts(
            rows.RowsAccepted - accepted - refusedLater, rows.RowsRefused - refused + refusedLater, rows.RowsSkipped - skipped, 0, 0, 0);
        IReadOnlyList<TraitDefinition> traits = [.. seen.DistinctBy(trait => (trait.Kind, trait.Name))];
        return new ImportChunk(items, traits, bytes, refusals.ToArray(), rows.Checkpoint, added, open.BytesRead, ended);
    }

    private (CommitItem Item, string? Reason, string? Detail) Prepare(byte[] body, List<TraitDefinition> seen)
    {
        // A microsecond a row: of two rows of one customer the lower one is the later, and a resumed import says the same again.
        var receivedAtUs = import.Document.ReceivedAtUs + open.Reader.Row.Number;
        var read = reader.Read(body, RouteCall.Event, _context, receivedAtUs, new RequestContext(null));
        if (read.Refusal is { } refusal) return (default, refusal.Code, refusal.Detail);
        var (items, traits) = intake.Prepare(read.Items, source, "event", receivedAtUs, import.Id);
        if (items[0].Refused is { } refused) return (default, refused.Reason, refused.Detail);
        seen.AddRange(traits);
        return (items[0], null, null);
    }

    private void Write(Refusals refusals, IReadOnlyList<RefusedRow> rows)
    {
        refusals.Write(rows, _columns, _headed);
        _headed = true;
    }

    /// <summary>A chunk's part of the file of refused rows.</summary>
    private sealed class Refusals : IDisposable
    {
        private readonly MemoryStream _bytes = new();
        private RefusedRowsWriter? _writer;

        public int Count { get; private set; }

        public long Bytes => _bytes.Length;

        public void Write(IReadOnlyList<RefusedRow> rows, IReadOnlyList<string> columns, bool headed)
        {
            _writer ??= new RefusedRowsWriter(_bytes, columns, headed);
            foreach (var row in rows) _writer.Write(row);
            Count += rows.Count;
        }

        public byte[] ToArray()
        {
            _writer?.Flush();
            return _bytes.ToArray();
        }

        public void Dispose()
        {
            _writer?.Dispose();
            _bytes.Dispose();
        }
    }
}
