using System.Text.Json;
using Kartoteka.Storage.Embedded.Sqlite;

namespace Kartoteka.Storage.Embedded.Ledger;

// Configuration: legal entities, brands, the catalogue and settings.
public sealed partial class SqliteLedger
{
    private const string LegalEntitiesSql = "select id, key, name, inn, created_at_us from legal_entity order by id";

    // "returning" yields no row when the key is taken, which tells a refusal from an error without a second statement.
    private const string AddLegalEntitySql =
        "insert into legal_entity (key, name, inn, created_at_us) values (?, ?, ?, ?) on conflict (key) do nothing returning id";

    private const string ChangeLegalEntitySql = "update legal_entity set name = ?, inn = ? where key = ? returning id";

    private const string BrandsSql = "select id, key, name, legal_entity_id, created_at_us from brand order by id";
    private const string AddBrandSql =
        "insert into brand (key, name, legal_entity_id, created_at_us) values (?, ?, ?, ?) on conflict (key) do nothing returning id";

    private const string ChangeBrandSql = "update brand set name = ? where key = ? returning id";

    private const string TraitsSql = "select json from trait_definition order by kind, name";
    private const string PutTraitSql =
        "insert into trait_definition (kind, name, json) values (?, ?, ?) on conflict (kind, name) do update set json = excluded.json";

    private const string ReadSettingSql = "select json from setting where name = ?";
    internal const string WriteSettingSql = "insert into setting (name, json) values (?, ?) on conflict (name) do update set json = excluded.json";

    private long NowUs => _time.NowUs();

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<LegalEntity>> ListLegalEntitiesAsync(CancellationToken ct) => ValueTask.FromResult(ReadAll(
        LegalEntitiesSql, row => new LegalEntity((int)row.Number(0), row.Text(1), row.Text(2), row.NullableText(3), row.Number(4))));

    /// <inheritdoc />
    public ValueTask<LegalEntity?> AddLegalEntityAsync(string key, string name, string? inn, CancellationToken ct) =>
        WriteAsync(database => AddLegalEntity(database, key, name, inn), ct);

    private LegalEntity? AddLegalEntity(SqliteDatabase database, string key, string name, string? inn)
    {
        var now = NowUs;
        using var added = database.Use(AddLegalEntitySql).Bind(key).Bind(name).Bind(inn).Bind(now);
        return added.Step() ? new LegalEntity((int)added.Number(0), key, name, inn, now) : null;
    }

    /// <inheritdoc />
    public ValueTask<bool> ChangeLegalEntityAsync(string key, string name, string? inn, CancellationToken ct) => WriteAsync(
        database =>
        {
            using var changed = database.Use(ChangeLegalEntitySql).Bind(name).Bind(inn).Bind(key);
            return changed.Step();
        },
        ct);

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<Brand>> ListBrandsAsync(CancellationToken ct) => ValueTask.FromResult(ReadAll(
        BrandsSql, row => new Brand((int)row.Number(0), row.Text(1), row.Text(2), (int)row.Number(3), row.Number(4))));

    /// <inheritdoc />
    public ValueTask<Brand?> AddBrandAsync(string key, string name, int legalEntityId, CancellationToken ct) =>
        WriteAsync(database => AddBrand(database, key, name, legalEntityId), ct);

    private Brand? AddBrand(SqliteDatabase database, string key, string name, int legalEntityId)
    {
        var now = NowUs;
        using var added = database.Use(AddBrandSql).Bind(key).Bind(name).Bind(legalEntityId).Bind(now);
        return added.Step() ? new Brand((int)added.Number(0), key, name, legalEntityId, now) : null;
    }

    /// <inheritdoc />
    public ValueTask<bool> ChangeBrandAsync(string key, string name, CancellationToken ct) => WriteAsync(
        database =>
        {
            using var changed = database.Use(ChangeBrandSql).Bind(name).Bind(key);
            return changed.Step();
        },
        ct);

    // An empty base gets one of each, so that a source can be made at once.
    private void SeedWorkspace()
    {
        if (_writer.Scalar("select 1 from legal_entity limit 1") is not null) return;
        _writer.Execute("begin immediate");
        var entity = AddLegalEntity(_writer, "default", "Default", inn: null);
        AddBrand(_writer, "default", "Default", entity!.Id);
        _writer.Execute("commit");
    }

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<TraitDefinition>> ListTraitsAsync(CancellationToken ct) => ValueTask.FromResult(ReadAll(
        TraitsSql, row => JsonSerializer.Deserialize<TraitDefinition>(row.Text(0)) ?? throw new InvalidDataException("A trait definition is empty.")));

    /// <inheritdoc />
    public async ValueTask PutTraitAsync(TraitDefinition trait, CancellationToken ct) => await WriteAsync(
        database =>
        {
            database.Use(PutTraitSql).Bind((long)trait.Kind).Bind(trait.Name).Bind(JsonSerializer.Serialize(trait)).Run();
            return true;
        },
        ct);

    /// <inheritdoc />
    public ValueTask<string?> ReadSettingAsync(string name, CancellationToken ct) => ValueTask.FromResult(Read(database =>
    {
        using var row = database.Use(ReadSettingSql).Bind(name);
        return row.Step() ? row.Text(0) : null;
    }));

    /// <inheritdoc />
    public async ValueTask WriteSettingAsync(string name, string json, CancellationToken ct) => await WriteAsync(
        database =>
        {
            database.Use(WriteSettingSql).Bind(name).Bind(json).Run();
            return true;
        },
        ct);

    private IReadOnlyList<T> ReadAll<T>(string sql, Func<SqliteStatement, T> map) => Read<IReadOnlyList<T>>(database =>
    {
        var all = new List<T>();
        using var rows = database.Use(sql);
        while (rows.Step()) all.Add(map(rows));
        return all;
    });
}
