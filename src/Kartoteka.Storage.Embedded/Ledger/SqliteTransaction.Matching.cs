using Kartoteka.Storage.Matching;

namespace Kartoteka.Storage.Embedded.Ledger;

internal sealed partial class SqliteTransaction
{
    public ValueTask<IReadOnlyList<MatchDecision>> FindMatchDecisionsAsync(IReadOnlyCollection<long> recordIds, CancellationToken ct) =>
        ValueTask.FromResult(Guarded(() => MatchRows.OfRecords(database, recordIds)));

    public ValueTask<long> AddMatchDecisionAsync(MatchDecision decision, CancellationToken ct) => ValueTask.FromResult(Guarded(() => MatchRows.Add(database, decision)));

    public ValueTask<bool> UndoMatchDecisionAsync(long id, Author who, long atUs, CancellationToken ct) => ValueTask.FromResult(Guarded(() => MatchRows.Undo(database, id, who, atUs)));
}
