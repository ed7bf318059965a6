using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kartoteka.Modules.Workspace;

/// <summary>The audit log, newest first, and the check of its hash chain.</summary>
internal static class Audit
{
    /// <summary>Most lines in one answer.</summary>
    public const int LimitMax = 1_000;

    public const string PageExample =
        """{"entries":[{"sequence":7,"at":"2026-01-15T09:30:00Z","actor":"first","action":"source.create","subject":"source/shop","detail":"Shop, web","hash":"9f86…"}],"next":null}""";

    public const string VerifyExample = """{"whole":true,"firstBadSequence":null,"head":{"sequence":7,"hash":"9f86…"}}""";

    public sealed record Entry(long Sequence, DateTimeOffset At, string Actor, string Action, string Subject, string Detail, string Hash);

    /// <param name="Next">Give it as <c>before</c> for the next page; null on the last.</param>
    public sealed record Page(IReadOnlyList<Entry> Entries, long? Next);

    /// <param name="FirstBadSequence">The first line that was changed, cut out or put in.</param>
    /// <param name="Head">The last line. Kept elsewhere it shows also what the check cannot: an editor of the file who made the whole chain anew.</param>
    public sealed record Verdict(bool Whole, long? FirstBadSequence, Head? Head);

    /// <param name="Sequence">Its number.</param>
    /// <param name="Hash">Its hash, in lower-case hexadecimal digits; the hash of a line never changes.</param>
    public sealed record Head(long Sequence, string Hash);

    public static async Task<Ok<Page>> List(
        IWorkspaceStore store, long? before, int? limit, string? actor, string? action, string? subject, DateTimeOffset? from, DateTimeOffset? to, CancellationToken ct)
    {
        var count = Math.Clamp(limit ?? 100, 1, LimitMax);
        var filter = new AuditFilter(actor, action, subject, from is { } start ? Times.ToUs(start) : null, to is { } end ? Times.ToUs(end) : null);
        var lines = await store.ReadAuditAsync(filter, before ?? long.MaxValue, count, ct);
        var entries = lines.Select(line => new Entry(
            line.Sequence, Times.FromUs(line.AtUs), line.Actor, line.Action, line.Subject, line.Detail, Convert.ToHexStringLower(line.Hash))).ToArray();
        return TypedResults.Ok(new Page(entries, entries.Length == count && entries[^1].Sequence > 1 ? entries[^1].Sequence : null));
    }

    public static async Task<Ok<Verdict>> Verify(IWorkspaceStore store, CancellationToken ct)
    {
        var bad = await store.VerifyAuditAsync(ct);
        var head = await store.ReadAuditAsync(long.MaxValue, 1, ct) is [var last] ? new Head(last.Sequence, Convert.ToHexStringLower(last.Hash)) : null;
        return TypedResults.Ok(new Verdict(bad is null, bad, head));
    }
}
