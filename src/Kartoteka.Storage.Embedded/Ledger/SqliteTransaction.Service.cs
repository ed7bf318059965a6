using Kartoteka.Domain.Identity;

namespace Kartoteka.Storage.Embedded.Ledger;

internal sealed partial class SqliteTransaction
{
    private const string HeirSql = "select min(id) from record where profile_id = ?";
    private const string MoveNotesSql = "update note set record_id = ?2 where record_id = ?1";
    private const string MoveTasksSql = "update task set record_id = ?2 where record_id = ?1";
    private const string DropNotesSql = "delete from note where record_id = ?1";
    private const string DropTasksSql = "delete from task where record_id = ?1";

    // Notes and tasks of a record that is removed, after all that are to be removed are.
    private void MoveWhatHangsOn(RecordState removed)
    {
        long? heir;
        using (var row = database.Use(HeirSql).Bind(removed.Profile.Value)) heir = row.Step() ? row.NullableNumber(0) : null;
        if (heir is { } record)
        {
            database.Use(MoveNotesSql).Bind(removed.Id).Bind(record).Run();
            database.Use(MoveTasksSql).Bind(removed.Id).Bind(record).Run();
            return;
        }
        database.Use(DropNotesSql).Bind(removed.Id).Run();
        database.Use(DropTasksSql).Bind(removed.Id).Run();
    }
}
