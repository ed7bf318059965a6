using System.Globalization;
using System.Text.Json;
using Kartoteka.Storage.Columns;
using Kartoteka.Storage.Contract.Segments;
using Kartoteka.Storage.Embedded.Columns;
using Kartoteka.Storage.Embedded.Columns.DuckDb;
using Kartoteka.Storage.Segments;

namespace Kartoteka.Storage.Embedded.Tests.Columns;

public sealed class DuckDbSegmentRulesTests : SegmentRulesContract, IDisposable
{
    private readonly DuckDbDatabase _database = DuckDbDatabase.Open();
    private readonly DuckDbConnection _connection;

    public DuckDbSegmentRulesTests()
    {
        _connection = _database.Connect();
        _connection.Execute("create table profile (number bigint, id uuid, kind varchar, identifier_types varchar[], traits varchar)");
        _connection.Execute("create table record (record bigint, profile bigint, account_records varchar[])");
        _connection.Execute("create table event_row (profile bigint, kind varchar, name varchar, occurred_at timestamp, properties varchar)");
        _connection.Execute("""
            create view event as select *, profile as record, rowid as position, null::varchar as url, null::varchar as referrer, null::varchar as utm_source, null::varchar as utm_medium,
              null::varchar as product_id, null::double as quantity, null::decimal(18, 4) as price, null::varchar as currency from event_row
            """);
        _connection.Execute("create table given (number bigint)");
    }

    protected override RuleDialect Dialect { get; } = new DuckDbRuleDialect();

    public void Dispose()
    {
        _connection.Dispose();
        _database.Dispose();
    }

    protected override void Fill(IReadOnlyList<StoredPerson> people)
    {
        foreach (var table in (string[])["profile", "record", "event_row"]) _connection.Execute($"delete from {table}");
        var accounts = 0;
        for (var number = 0; number < people.Count; number++)
        {
            var person = people[number];
            Run("insert into profile values ($1, $2::uuid, 'person', from_json($3, '[\"varchar\"]'), $4)", number, $"{person.Id}", JsonSerializer.Serialize(person.Identifiers), person.TraitsJson);
            var related = new List<string>();
            foreach (var account in person.AccountsJson)
            {
                var record = 1_000_000 + accounts++;
                Run("insert into profile values ($1, uuid(), 'account', [], $2)", record, account);
                Run("insert into record values ($1, $1, [])", record);
                related.Add(record.ToString(CultureInfo.InvariantCulture));
            }
            Run("insert into record values ($1, $1, from_json($2, '[\"varchar\"]'))", number, JsonSerializer.Serialize(related));
            foreach (var one in person.Events)
                Run("insert into event_row values ($1, $2, $3, make_timestamp($4), $5)", number, one.Kind, one.Name, one.OccurredAtUs, one.PropertiesJson);
        }
    }

    protected override IReadOnlyList<long[]> Ask(ColumnQuery query)
    {
        _connection.Execute("delete from given");
        foreach (var number in query.Given ?? []) Run("insert into given values ($1)", number);
        using var statement = Bound(query.Sql, query.Parameters);
        using var result = statement.Query();
        var rows = new List<long[]>();
        while (result.Read())
        {
            for (var row = 0; row < result.Rows; row++) rows.Add([.. Enumerable.Range(0, result.Columns.Count).Select(column => result.Column(column).Values<long>()[row])]);
        }
        return rows;
    }

    private void Run(string sql, params IReadOnlyList<object?> parameters)
    {
        using var statement = Bound(sql, parameters);
        statement.Execute();
    }

    private DuckDbStatement Bound(string sql, IReadOnlyList<object?> parameters)
    {
        var statement = _connection.Prepare(sql);
        foreach (var value in parameters)
        {
            _ = value switch
            {
                int number => statement.Bind((long)number),
                long number => statement.Bind(number),
                double number => statement.Bind(number),
                string text => statement.Bind(text),
                DateTimeOffset moment => statement.Bind(moment.UtcDateTime),
                _ => throw new ArgumentOutOfRangeException(nameof(parameters), value, "No such parameter."),
            };
        }
        return statement;
    }
}
