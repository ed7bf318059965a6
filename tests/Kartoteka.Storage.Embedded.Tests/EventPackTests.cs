using Kartoteka.Domain.Events;
using Kartoteka.Domain.Identity;
using Kartoteka.Storage.Embedded.Ledger;
using Kartoteka.Storage.Embedded.Sqlite;

namespace Kartoteka.Storage.Embedded.Tests;

public sealed class EventPackTests : IAsyncLifetime
{
    private readonly LedgerFolders _folders = new();

    [Fact]
    public void Every_event_is_read_as_it_was_added()
    {
        var random = new Random(11);
        for (var round = 0; round < 200; round++)
        {
            var pack = new EventPack();
            var (added, bodies, position) = (new List<EventHead>(), new List<byte[]>(), random.NextInt64(1L << 40));
            while (!pack.IsFull && added.Count < random.Next(1, 70))
            {
                var body = new byte[random.Next(0, 900)];
                random.NextBytes(body);
                var head = AnyHead(random, position += random.Next(1, 300), body.Length);
                pack.Add(head, importId: 0, body);
                added.Add(head);
                bodies.Add(body);
            }
            var reader = new EventPack.Reader(pack.First, pack.Heads);
            foreach (var (head, body) in added.Zip(bodies))
            {
                Assert.True(reader.Next());
                Assert.Equal(head, reader.Head);
                Assert.Equal(body, pack.Bodies.Slice(reader.BodyAt, reader.BodyLength).ToArray());
            }
            Assert.False(reader.Next());
            Assert.Equal((added[0].Position, added[^1].Position), (pack.First, pack.Last));
        }
    }

    private static EventHead AnyHead(Random random, long position, int body)
    {
        long Time() => random.Next(4) == 0 ? random.NextInt64(-62_135_596_800_000_000, 253_402_300_799_999_999) : 1_760_000_000_000_000 + random.Next();
        return new EventHead(
            position, random.Next(1, 5_000), random.NextInt64(1, long.MaxValue), new ProfileId(Guid.NewGuid()), (EventKind)random.Next(1, 8),
            random.Next(3) == 0 ? null : new string('ё', random.Next(0, 200)), string.Concat(Enumerable.Repeat("m€", random.Next(1, 127))),
            Time(), Time(), random.Next(2) == 0 ? null : Time(), random.Next(2) == 0 ? null : Time(), body);
    }

    [Theory]
    [InlineData("heads")]
    [InlineData("bodies")]
    public async Task A_bit_that_the_disk_turned_is_noticed_and_the_ledger_stops(string part)
    {
        var folder = _folders.NewFolder();
        await using (var ledger = SqliteLedger.Open(folder, TimeProvider.System)) await CommitAsync(ledger, 5);
        using (var database = SqliteDatabase.Open(Path.Combine(folder, "ledger.db"), readOnly: false))
        {
            // Without another length, and where the bytes have no structure of their own that would break: in a text.
            database.Execute($"update event_pack set {part} = cast(replace(cast({part} as text), 'e', 'f') as blob)");
            Assert.True(database.Changes > 0);
        }
        // Heads are read at the start already, bodies when they are asked for.
        if (part == "heads")
        {
            Assert.Throws<SqliteException>(() => SqliteLedger.Open(folder, TimeProvider.System));
            return;
        }
        await using var damaged = SqliteLedger.Open(folder, TimeProvider.System);
        var error = await Assert.ThrowsAsync<LedgerStoppedException>(async () => await damaged.ReadEventsAsync(0, 10, default));
        Assert.Contains("not what was written", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_base_with_a_row_for_each_event_is_carried_over()
    {
        var folder = _folders.NewFolder();
        Directory.CreateDirectory(folder);
        using (var database = SqliteDatabase.Open(Path.Combine(folder, "ledger.db"), readOnly: false))
        {
            var scripts = typeof(SqliteLedger).Assembly.GetManifestResourceNames().Where(name => name.StartsWith("ledger/", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Take(4);
            foreach (var script in scripts)
            {
                using var reader = new StreamReader(typeof(SqliteLedger).Assembly.GetManifestResourceStream(script)!);
                database.Execute(await reader.ReadToEndAsync());
            }
            database.Execute("""
                with recursive n(i) as (select 1 union all select i + 1 from n where i < 200)
                insert into event (position, source_id, message_id, record_id, profile_id, kind, name, occurred_at_us, received_at_us, sent_at_us, import_id, retracted, body)
                select i * 3, 1, 'old-' || i, i % 7, zeroblob(16), 2, 'Seen', 1000 - i, 5000 + i, case i % 2 when 0 then 4000 + i end, case when i > 150 then 9 else 0 end, i > 190,
                    cast('{"i":' || i || '}' as blob) from n;
                update total set value = 600 where name = 'position';
                update total set value = 190 where name = 'events';
                pragma user_version = 4;
                """);
        }
        await using var ledger = SqliteLedger.Open(folder, TimeProvider.System);
        var events = await ledger.ReadEventsAsync(0, 1_000, default);
        Assert.Equal(Enumerable.Range(1, 200).Select(i => (3L * i, $"old-{i}", $$"""{"i":{{i}}}""", i > 190, i > 150 ? 9L : 0)), events.Select(stored =>
            (stored.Position, stored.MessageId, System.Text.Encoding.UTF8.GetString(stored.Body), stored.Retracted, stored.ImportId)));
        Assert.All(events, stored => Assert.Equal(stored.Position / 3 % 2 == 0 ? 4000 + (stored.Position / 3) : null, stored.SentAtUs));
        Assert.Equal(50, (await ledger.ReadImportEventsAsync(9, 0, 1_000, default)).Count);
        var timeline = await ledger.ReadTimelineAsync([3], null, 1_000, default);
        Assert.Equal(Enumerable.Range(1, 190).Where(i => i % 7 == 3).Select(i => 3L * i), timeline.Select(stored => stored.Position));
        await using var transaction = await ledger.BeginAsync(default);
        var stored = await transaction.FindStoredAsync([new MessageKey(1, "old-10"), new MessageKey(1, "old-195"), new MessageKey(2, "old-10"), new MessageKey(1, "new")], default);
        Assert.Equal([0], stored);
    }

    private static async Task CommitAsync(SqliteLedger ledger, int count)
    {
        var items = Enumerable.Range(0, count).Select(i => new CommitItem(EventIndexTests.Event(i, $"seen {i}"), null)).ToArray();
        await new EventCommitter(ledger).CommitAsync(items, IdentityRules.Default, CommitExtras.None, default);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _folders.CloseAsync();
}
