namespace Kartoteka.Storage.Embedded.Ledger;

internal sealed partial class SqliteTransaction
{
    public ValueTask<Job?> FindJobAsync(long id, CancellationToken ct) => ValueTask.FromResult(Guarded(() => SqliteLedger.FindJob(database, id)));

    public ValueTask<Job> AddJobAsync(string kind, string state, string json, CancellationToken ct) =>
        ValueTask.FromResult(Guarded(() => ledger.AddJob(database, kind, state, json)));

    public ValueTask WriteSettingAsync(string name, string json, CancellationToken ct)
    {
        Guarded(() => database.Use(SqliteLedger.WriteSettingSql).Bind(name).Bind(json).Run());
        return ValueTask.CompletedTask;
    }
}
