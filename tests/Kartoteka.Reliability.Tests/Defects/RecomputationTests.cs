using System.Net;
using Kartoteka.Reliability.Tests.Rig;
using Kartoteka.Storage.Embedded.Sqlite;

namespace Kartoteka.Reliability.Tests.Defects;

/// <summary>Damage done to a good base by hand, which the check of the file must find.</summary>
public sealed class RecomputationTests
{
    [Theory]
    [InlineData("update record set document = cast(replace(cast(document as text), '\"t\":{', '\"t\":{\"ghost\":[1,1,\"m\"],') as blob) where id = (select min(id) from record where instr(document, '\"t\":{') > 0)", "profiles differ")]
    [InlineData("update record set profile_id = (select profile_id from record order by id desc limit 1) where id = (select min(id) from record)", "profiles differ")]
    [InlineData("insert into index_run (id, through, events, filter) values (1, (select max(last) from event_pack), 0, zeroblob(64))", "message keys")]
    [InlineData("insert into index_run (id, through, events, filter) values (1, (select max(last) from event_pack), 0, zeroblob(64))", "timeline")]
    [InlineData("update event_pack set last = last + 1 where first = (select max(first) from event_pack)", "faults of packs")]
    [InlineData("delete from event_pack where first = (select max(first) from event_pack)", "acknowledged but lost")]
    [InlineData("update total set value = value + 1 where name = 'profiles'", "profiles:")]
    public async Task Damage_to_the_base_is_found(string damage, string finding)
    {
        await using var server = await ServerProcess.StartAsync(ServerSetup.Product());
        var client = new LoadClient(server, Repo.NewFolder(), "damage", Seeds.Run);
        var batch = new EventMaker(Seeds.Run, "damage").Batch(400);
        Assert.Equal(HttpStatusCode.OK, await client.SendAsync(batch, EventMaker.Body(batch)));
        await server.KillAsync();
        using (var database = SqliteDatabase.Open(Path.Combine(server.Setup.DataFolder, "ledger.db"), readOnly: false)) database.Execute(damage);
        Assert.Contains(await LedgerCheck.FinishAsync(server, [client]), line => line.Contains(finding, StringComparison.Ordinal));
    }
}
