using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Kartoteka.Domain.Identity;
using Kartoteka.Modules.Ingest.Contracts;
using Kartoteka.Storage;

namespace Kartoteka.Modules.Imports;

/// <summary>
/// Finds out what an import would do, chunk by chunk in transactions that are never committed. What a chunk would add is remembered as
/// 64-bit hashes (about 30 bytes a record), so that it counts once; two profiles joined only by rows of different chunks are not seen.
/// </summary>
internal sealed class ImportDryRun(EventCommitter committer, CurrentRules rules, ImportProgress progress)
{
    /// <summary>Events of a chunk: live events wait for the writer's turn meanwhile.</summary>
    public const int ChunkEvents = 1_000;

    private const int MergeSamplesMax = 20;
    private readonly Dictionary<long, Fate> _records = [];
    private readonly HashSet<long> _messages = [];
    private readonly HashSet<(ProfileId From, ProfileId To)> _merges = [];
    private ImportCounts _counts = ImportCounts.None;

    private enum Fate : byte
    {
        Unchanged,
        Changed,
        New,
    }

    public async Task<ImportDryRunResult> RunAsync(ImportChunks chunks, CancellationToken stop)
    {
        for (var ended = false; !ended;)
        {
            stop.ThrowIfCancellationRequested();
            var chunk = chunks.Read(ChunkEvents);
            await TakeAsync(chunk, stop);
            progress.Report(_counts.Rows, chunk.BytesRead);
            ended = chunk.IsLast;
        }
        return new ImportDryRunResult(
            _counts.Rows, _counts.Refused, _counts.Skipped, _counts.Stored, _counts.Duplicate, _counts.Quarantined, Count(Fate.New), Count(Fate.Changed), Count(Fate.Unchanged),
            _merges.Select(merge => merge.From).Distinct().Count(), [.. _merges.Take(MergeSamplesMax).Select(merge => new MergeSample($"{merge.From}", $"{merge.To}"))]);
    }

    private async Task TakeAsync(ImportChunk chunk, CancellationToken stop)
    {
        // An event that an earlier chunk brought would be stored by now.
        var fresh = chunk.Items.Where(item => !_messages.Contains(Hash(item.SourceId, item.Event!.Event.MessageId))).ToArray();
        var preview = fresh.Length == 0 ? new CommitPreview([], [], [], [], []) : await committer.PreviewAsync(fresh, rules.Current, stop);
        for (var i = 0; i < fresh.Length; i++)
        {
            if (preview.Results[i].Outcome == Outcome.Stored) _messages.Add(Hash(fresh[i].SourceId, fresh[i].Event!.Event.MessageId));
        }
        foreach (var key in preview.NewRecords) Note(key, Fate.New);
        foreach (var key in preview.ChangedRecords) Note(key, Fate.Changed);
        foreach (var key in preview.UnchangedRecords) Note(key, Fate.Unchanged);
        _merges.UnionWith(preview.Merges);
        var stored = preview.Results.Count(result => result.Outcome == Outcome.Stored);
        var quarantined = preview.Results.Count(result => result.Outcome == Outcome.Quarantined);
        _counts = new ImportCounts(
            _counts.Accepted + chunk.Added.Accepted, _counts.Refused + chunk.Added.Refused, _counts.Skipped + chunk.Added.Skipped,
            _counts.Stored + stored, _counts.Duplicate + chunk.Items.Count - stored - quarantined, _counts.Quarantined + quarantined);
    }

    private long Count(Fate fate) => _records.Values.LongCount(each => each == fate);

    private void Note(RecordKey key, Fate fate)
    {
        var hash = Hash(key.SourceId, key.ExternalId);
        if (!_records.TryGetValue(hash, out var known) || known < fate) _records[hash] = fate;
    }

    private static long Hash(int sourceId, string text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{sourceId} {text}"), hash);
        return BinaryPrimitives.ReadInt64LittleEndian(hash);
    }
}
