namespace Kartoteka.Storage.Embedded.Ledger;
#pragma warning disable
public sealed partial class SqliteLedger
{
    public ValueTask<IReadOnlyList<LegalEntity>> ListLegalEntitiesAsync(CancellationToken ct) => throw new NotSupportedException();
    public ValueTask<LegalEntity?> AddLegalEntityAsync(string key, string name, string? inn, CancellationToken ct) => throw new NotSupportedException();
    public ValueTask<IReadOnlyList<Brand>> ListBrandsAsync(CancellationToken ct) => throw new NotSupportedException();
    public ValueTask<Brand?> AddBrandAsync(string key, string name, int legalEntityId, CancellationToken ct) => throw new NotSupportedException();
    public ValueTask<IReadOnlyList<Source>> ListSourcesAsync(CancellationToken ct) => throw new NotSupportedException();
    public ValueTask<Source?> AddSourceAsync(Source source, byte[] writeKeyHash, CancellationToken ct) => throw new NotSupportedException();
    public ValueTask UpdateSourceAsync(Source source, CancellationToken ct) => throw new NotSupportedException();
    public ValueTask<bool> AddWriteKeyAsync(int sourceId, byte[] writeKeyHash, CancellationToken ct) => throw new NotSupportedException();
    public ValueTask RevokeWriteKeysAsync(int sourceId, byte[] keep, CancellationToken ct) => throw new NotSupportedException();
    public ValueTask<IReadOnlyList<(byte[] Hash, int SourceId)>> ListWriteKeysAsync(CancellationToken ct) => throw new NotSupportedException();
    public ValueTask<IReadOnlyList<(ApiToken Token, byte[] Hash)>> ListTokensAsync(CancellationToken ct) => throw new NotSupportedException();
    public ValueTask<ApiToken?> AddTokenAsync(string name, IReadOnlyList<string> scopes, byte[] hash, CancellationToken ct) => throw new NotSupportedException();
    public ValueTask<bool> RevokeTokenAsync(int id, CancellationToken ct) => throw new NotSupportedException();
    public ValueTask<IReadOnlyList<TraitDefinition>> ListTraitsAsync(CancellationToken ct) => throw new NotSupportedException();
    public ValueTask PutTraitAsync(TraitDefinition trait, CancellationToken ct) => throw new NotSupportedException();
    public ValueTask<string?> ReadSettingAsync(string name, CancellationToken ct) => throw new NotSupportedException();
    public ValueTask WriteSettingAsync(string name, string json, CancellationToken ct) => throw new NotSupportedException();
    public ValueTask<AuditEntry> AppendAuditAsync(string actor, string action, string subject, string detail, CancellationToken ct) => throw new NotSupportedException();
    public ValueTask<IReadOnlyList<AuditEntry>> ReadAuditAsync(long before, int limit, CancellationToken ct) => throw new NotSupportedException();
    public ValueTask<long?> VerifyAuditAsync(CancellationToken ct) => throw new NotSupportedException();
}
