namespace Kartoteka.Storage.Embedded.Ledger;

public sealed partial class SqliteLedger
{
    // The places first: reading a column before the body does not touch the pages that a long body goes on in, and what is passed over has none read.
    private const string RecentSql = """
        select position, source_id, record_id, profile_id, event.kind, name, message_id, occurred_at_us, received_at_us, sent_at_us, original_at_us, import_id, retracted,
            substr(body, 1, ?4)
        from event where position in (select position from event where position > ?1 and source_id = ?2 order by position desc limit ?3) order by position
        """;

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<StoredEvent>> ReadRecentAsync(int sourceId, int limit, int bodyBytesMax, CancellationToken ct) =>
        ValueTask.FromResult(limit == 0 ? [] : Read<IReadOnlyList<StoredEvent>>(database => Events(database.Use(RecentSql)
            .Bind(Math.Max(0, HeadPosition - ILedgerReader.RecentPositionsMax)).Bind(sourceId).Bind(limit).Bind(bodyBytesMax))));
}
