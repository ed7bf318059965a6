using Kartoteka.Domain.Events;
using Kartoteka.Domain.Identity;
using Kartoteka.Storage.Embedded.Sqlite;

namespace Kartoteka.Storage.Embedded.Ledger;

/// <summary>Carries the events of a base that kept each as a row of its own over into packs, and makes their index anew.</summary>
internal static class EventPackMigration
{
    /// <summary>The step by the name of its script.</summary>
    public static IReadOnlyDictionary<string, Action<SqliteDatabase>> Steps { get; } = new Dictionary<string, Action<SqliteDatabase>> { ["ledger/0005_event_packs"] = Run };

    private const string EventsSql = """
        select position, source_id, record_id, profile_id, kind, name, message_id, occurred_at_us, received_at_us, sent_at_us, original_at_us, import_id, body
        from event order by position
        """;

    private const string DropSql = """
        insert into retraction (position) select position from event where retracted <> 0;
        drop table event;
        drop table timeline;
        drop table message_fresh;
        drop table message_run;
        drop table message_page;
        """;

    private static void Run(SqliteDatabase database)
    {
        var index = EventIndex.Open(database, EventIndex.EventsPerRunDefault);
        var pack = new EventPack();
        using (var rows = database.Use(EventsSql))
        {
            for (var unsealed = 0; rows.Step(); unsealed++)
            {
                var (head, importId) = (Head(rows), rows.Number(11));
                if (pack.Count > 0 && (pack.IsFull || pack.ImportId != importId)) Write(pack);
                if (unsealed == EventIndex.EventsPerRunDefault)
                {
                    if (pack.Count > 0) Write(pack);
                    index.Seal(database, pack.Last);
                    unsealed = 0;
                }
                pack.Add(head, importId, rows.Blob(12));
                index.Add(MessageHash.Of(new MessageKey(head.SourceId, head.MessageId)), new TimelinePlace(head.RecordId, head.OccurredAtUs, head.Position));
            }
        }
        if (pack.Count > 0) Write(pack);
        // What is not sealed is read from the packs when the base is opened.
        database.Execute(DropSql);

        void Write(EventPack full)
        {
            EventRows.Add(database, full);
            full.Clear();
        }
    }

    private static EventHead Head(SqliteStatement row) => new(
        row.Number(0), (int)row.Number(1), row.Number(2), new ProfileId(row.Uuid(3)), (EventKind)row.Number(4), row.NullableText(5), row.Text(6),
        row.Number(7), row.Number(8), row.NullableNumber(9), row.NullableNumber(10), row.Blob(12).Length);
}
