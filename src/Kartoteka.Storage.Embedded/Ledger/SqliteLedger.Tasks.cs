using Kartoteka.Domain.Identity;
using Kartoteka.Storage.Embedded.Sqlite;

namespace Kartoteka.Storage.Embedded.Ledger;

// Tasks. Each list has a statement of its own that walks one index in its order: of a long list only the page is read.
public sealed partial class SqliteLedger
{
    private const string TaskColumns = """
        task.id, record_id, profile_id, title, text, due_at_us, assignee_id, created_by_id, created_by_name, task.created_at_us, done_at_us, done_by_id, done_by_name
        """;
    private const string OpenSql = $"""
        select {TaskColumns} from task join record on record.id = record_id
        where done_at_us is null and (due_key, task.id) > (?1, ?2) order by due_key, task.id limit ?3
        """;
    private const string OpenOfSql = $"""
        select {TaskColumns} from task join record on record.id = record_id
        where done_at_us is null and assignee_id = ?4 and (due_key, task.id) > (?1, ?2) order by due_key, task.id limit ?3
        """;
    private const string DoneSql = $"""
        select {TaskColumns} from task join record on record.id = record_id
        where done_at_us is not null and (done_at_us, task.id) < (?1, ?2) order by done_at_us desc, task.id desc limit ?3
        """;
    private const string DoneOfSql = $"""
        select {TaskColumns} from task join record on record.id = record_id
        where done_at_us is not null and assignee_id = ?4 and (done_at_us, task.id) < (?1, ?2) order by done_at_us desc, task.id desc limit ?3
        """;

    // A profile has few tasks; the plus sign keeps the planner on the way from the profile to them.
    private const string OpenOfProfileSql = $"""
        select {TaskColumns} from record join task on record_id = record.id
        where record.profile_id = ?5 and +done_at_us is null and (?4 is null or +assignee_id = ?4) and (+due_key, +task.id) > (?1, ?2) order by +due_key, +task.id limit ?3
        """;
    private const string DoneOfProfileSql = $"""
        select {TaskColumns} from record join task on record_id = record.id
        where record.profile_id = ?5 and +done_at_us is not null and (?4 is null or +assignee_id = ?4) and (+done_at_us, +task.id) < (?1, ?2)
        order by +done_at_us desc, +task.id desc limit ?3
        """;
    private const string TaskSql = $"select {TaskColumns} from task join record on record.id = record_id where task.id = ?";
    private const string AddTaskSql = """
        insert into task (record_id, title, text, due_at_us, due_key, assignee_id, created_by_id, created_by_name, created_at_us)
        select ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9 from record as anchor where anchor.id = ?1
          and (select count(*) from record join task on task.record_id = record.id where record.profile_id = anchor.profile_id and task.done_at_us is null) < ?10
        """;
    private const string ChangeTaskSql = """
        update task set title = ?2, text = ?3, due_at_us = ?4, due_key = ?5, assignee_id = ?6, done_at_us = ?7, done_by_id = ?8, done_by_name = ?9 where id = ?1
        """;

    private static ServiceTask TaskRow(SqliteStatement row) => new(
        row.Number(0), row.Number(1), new ProfileId(row.Uuid(2)), row.Text(3), row.NullableText(4), row.NullableNumber(5), row.NullableText(6),
        new Author(row.Text(7), row.Text(8)), row.Number(9), row.NullableNumber(10), row.IsNull(11) ? null : new Author(row.Text(11), row.Text(12)));

    private static ServiceTask? FindTask(SqliteDatabase database, long id)
    {
        using var row = database.Use(TaskSql).Bind(id);
        return row.Step() ? TaskRow(row) : null;
    }

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<ServiceTask>> ListTasksAsync(TaskFilter filter, CancellationToken ct) => ValueTask.FromResult(Read<IReadOnlyList<ServiceTask>>(database =>
    {
        var after = filter.After ?? (filter.Done ? new TaskCursor(long.MaxValue, long.MaxValue) : new TaskCursor(long.MinValue, 0));
        var sql = (filter.Done, filter.Profile, filter.AssigneeId) switch
        {
            (false, not null, _) => OpenOfProfileSql,
            (true, not null, _) => DoneOfProfileSql,
            (false, null, null) => OpenSql,
            (false, null, _) => OpenOfSql,
            (true, null, null) => DoneSql,
            _ => DoneOfSql,
        };
        using var rows = database.Use(sql).Bind(after.AtUs).Bind(after.Id).Bind(filter.Limit);
        if (filter.AssigneeId is not null || filter.Profile is not null) rows.Bind(filter.AssigneeId);
        if (filter.Profile is { } profile) rows.Bind(profile.Value);
        var tasks = new List<ServiceTask>();
        while (rows.Step()) tasks.Add(TaskRow(rows));
        return tasks;
    }));

    /// <inheritdoc />
    public ValueTask<ServiceTask?> FindTaskAsync(long id, CancellationToken ct) => ValueTask.FromResult(Read(database => FindTask(database, id)));

    /// <inheritdoc />
    public ValueTask<ServiceTask?> AddTaskAsync(ServiceTask task, int openPerProfileMax, CancellationToken ct) => WriteAsync(
        database =>
        {
            database.Use(AddTaskSql).Bind(task.RecordId).Bind(task.Title).Bind(task.Text).Bind(task.DueAtUs).Bind(task.DueAtUs ?? long.MaxValue).Bind(task.AssigneeId)
                .Bind(task.CreatedBy.Id).Bind(task.CreatedBy.Name).Bind(task.CreatedAtUs).Bind(openPerProfileMax).Run();
            return database.Changes > 0 ? FindTask(database, database.LastInsertRowId) : null;
        },
        ct);

    /// <inheritdoc />
    public ValueTask<ServiceTask?> ChangeTaskAsync(long id, Func<ServiceTask, ServiceTask> change, CancellationToken ct) => WriteAsync(
        database =>
        {
            if (FindTask(database, id) is not { } task) return null;
            var now = change(task);
            database.Use(ChangeTaskSql).Bind(id).Bind(now.Title).Bind(now.Text).Bind(now.DueAtUs).Bind(now.DueAtUs ?? long.MaxValue).Bind(now.AssigneeId)
                .Bind(now.DoneAtUs).Bind(now.DoneBy?.Id).Bind(now.DoneBy?.Name).Run();
            return FindTask(database, id);
        },
        ct);
}
