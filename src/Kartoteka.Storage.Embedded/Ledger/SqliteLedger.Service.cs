using Kartoteka.Domain.Identity;
using Kartoteka.Storage.Embedded.Sqlite;

namespace Kartoteka.Storage.Embedded.Ledger;

// Notes on profiles, and saved views.
public sealed partial class SqliteLedger : IServiceStore
{
    private const string NoteColumns = "note.id, record_id, profile_id, text, author_id, author_name, note.created_at_us, edited_at_us";
    private const string NotesSql = $"select {NoteColumns} from record join note on record_id = record.id where profile_id = ? order by note.id desc limit ?";
    private const string NoteSql = $"select {NoteColumns} from note join record on record.id = record_id where note.id = ?";

    // The limit is asked in the statement itself, so that two at once do not both pass it.
    private const string AddNoteSql = """
        insert into note (record_id, text, author_id, author_name, created_at_us)
        select ?1, ?2, ?3, ?4, ?5 from record as anchor where anchor.id = ?1
          and (select count(*) from record join note on note.record_id = record.id where record.profile_id = anchor.profile_id) < ?6
        """;
    private const string ChangeNoteSql = "update note set text = ?2, edited_at_us = ?3 where id = ?1";
    private const string RemoveNoteSql = "delete from note where id = ?";

    private static Note NoteRow(SqliteStatement row) => new(
        row.Number(0), row.Number(1), new ProfileId(row.Uuid(2)), row.Text(3), new Author(row.Text(4), row.Text(5)), row.Number(6), row.NullableNumber(7));

    private static Note? FindNote(SqliteDatabase database, long id)
    {
        using var row = database.Use(NoteSql).Bind(id);
        return row.Step() ? NoteRow(row) : null;
    }

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<Note>> ListNotesAsync(ProfileId profile, int limit, CancellationToken ct) => ValueTask.FromResult(Read<IReadOnlyList<Note>>(database =>
    {
        using var rows = database.Use(NotesSql).Bind(profile.Value).Bind(limit);
        var notes = new List<Note>();
        while (rows.Step()) notes.Add(NoteRow(rows));
        return notes;
    }));

    /// <inheritdoc />
    public ValueTask<Note?> FindNoteAsync(long id, CancellationToken ct) => ValueTask.FromResult(Read(database => FindNote(database, id)));

    /// <inheritdoc />
    public ValueTask<Note?> AddNoteAsync(Note note, int perProfileMax, CancellationToken ct) => WriteAsync(
        database =>
        {
            database.Use(AddNoteSql).Bind(note.RecordId).Bind(note.Text).Bind(note.Author.Id).Bind(note.Author.Name).Bind(note.CreatedAtUs).Bind(perProfileMax).Run();
            return database.Changes > 0 ? FindNote(database, database.LastInsertRowId) : null;
        },
        ct);

    /// <inheritdoc />
    public ValueTask<Note?> ChangeNoteAsync(long id, string text, long editedAtUs, CancellationToken ct) => WriteAsync(
        database =>
        {
            database.Use(ChangeNoteSql).Bind(id).Bind(text).Bind(editedAtUs).Run();
            return FindNote(database, id);
        },
        ct);

    /// <inheritdoc />
    public ValueTask<bool> RemoveNoteAsync(long id, CancellationToken ct) => RemoveAsync(RemoveNoteSql, id, ct);

    private ValueTask<bool> RemoveAsync(string sql, long id, CancellationToken ct) =>
        RunAsync(database => database.Use(sql).Bind(id).Run(), ct);

    private const string ViewColumns = "id, owner_id, owner_name, name, shared, json, updated_at_us";
    private const string ViewsSql = $"select {ViewColumns} from saved_view where owner_id = ? union select {ViewColumns} from saved_view where shared = 1 order by 1";
    private const string ViewSql = $"select {ViewColumns} from saved_view where id = ?";
    private const string AddViewSql = """
        insert into saved_view (owner_id, owner_name, name, shared, json, updated_at_us)
        select ?1, ?2, ?3, ?4, ?5, ?6 where (select count(*) from saved_view where owner_id = ?1) < ?7
        """;
    private const string ChangeViewSql = "update saved_view set name = ?2, shared = ?3, json = ?4, updated_at_us = ?5 where id = ?1";
    private const string RemoveViewSql = "delete from saved_view where id = ?";

    private static SavedView ViewRow(SqliteStatement row) =>
        new(row.Number(0), new Author(row.Text(1), row.Text(2)), row.Text(3), row.Number(4) != 0, row.Text(5), row.Number(6));

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<SavedView>> ListViewsAsync(string ownerId, CancellationToken ct) => ValueTask.FromResult(Read<IReadOnlyList<SavedView>>(database =>
    {
        using var rows = database.Use(ViewsSql).Bind(ownerId);
        var views = new List<SavedView>();
        while (rows.Step()) views.Add(ViewRow(rows));
        return views;
    }));

    /// <inheritdoc />
    public ValueTask<SavedView?> FindViewAsync(long id, CancellationToken ct) => ValueTask.FromResult(Read(database =>
    {
        using var row = database.Use(ViewSql).Bind(id);
        return row.Step() ? ViewRow(row) : null;
    }));

    /// <inheritdoc />
    public ValueTask<SavedView?> AddViewAsync(SavedView view, int perOwnerMax, CancellationToken ct) => WriteAsync(
        database =>
        {
            database.Use(AddViewSql).Bind(view.Owner.Id).Bind(view.Owner.Name).Bind(view.Name).Bind(view.Shared ? 1 : 0).Bind(view.Json).Bind(view.UpdatedAtUs).Bind(perOwnerMax).Run();
            return database.Changes > 0 ? view with { Id = database.LastInsertRowId } : null;
        },
        ct);

    /// <inheritdoc />
    public ValueTask<bool> ChangeViewAsync(SavedView view, CancellationToken ct) => RunAsync(
        database => database.Use(ChangeViewSql).Bind(view.Id).Bind(view.Name).Bind(view.Shared ? 1 : 0).Bind(view.Json).Bind(view.UpdatedAtUs).Run(), ct);

    /// <inheritdoc />
    public ValueTask<bool> RemoveViewAsync(long id, CancellationToken ct) => RemoveAsync(RemoveViewSql, id, ct);
}
