using Kartoteka.Storage.Columns;
using Kartoteka.Storage.Contract.Reports;
using Kartoteka.Storage.Embedded.Columns;
using Kartoteka.Storage.Embedded.Columns.DuckDb;
using Kartoteka.Storage.Embedded.Columns.Reports;
using Kartoteka.Storage.Embedded.Columns.Store;
using Kartoteka.Storage.Reports;

namespace Kartoteka.Storage.Embedded.Tests.Columns;

public sealed class DuckDbReportsTests : ReportsContract, IDisposable
{
    private readonly DuckDbDatabase _database = DuckDbDatabase.Open();
    private readonly DuckDbConnection _connection;

    public DuckDbReportsTests()
    {
        _connection = _database.Connect();
        foreach (var table in (ColumnTable[])[ColumnSchema.Orders, ColumnSchema.OrderLine, ColumnSchema.Event, ColumnSchema.Record, ColumnSchema.Profile([])]) _connection.Execute(DuckDbSchema.Create(table.Name, table));
    }

    protected override ReportDialect Dialect { get; } = new DuckDbReports(new DuckDbRuleDialect());

    public void Dispose()
    {
        _connection.Dispose();
        _database.Dispose();
    }

    protected override void Append(ColumnBlock block) => DuckDbAppend.All(_connection, block.Table.Name, block, CancellationToken.None);

    protected override ColumnRows Ask(ColumnQuery query)
    {
        var statement = _connection.Prepare(query.Sql);
        foreach (var value in query.Parameters) DuckDbColumnStore.Bind(statement, value);
        return new DuckDbRows(statement.Query(), new ColumnProgress(1, HasProfiles: true, IsScanDue: false), statement.Dispose);
    }
}
