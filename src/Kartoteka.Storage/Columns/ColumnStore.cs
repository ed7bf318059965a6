using Kartoteka.Domain.Identity;

namespace Kartoteka.Storage.Columns;

/// <summary>The column store cannot be asked or written now; the message says why and what to do.</summary>
public sealed class ColumnsUnavailableException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>The store broke down in the middle of its work (a fatal error, a damaged file): it is to be opened anew.</summary>
public sealed class ColumnStoreFailedException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>The store refused a query: its text is wrong, it reads what it may not, or it ran out of what it was given. The message is the store's own.</summary>
public sealed class ColumnQueryException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>How far a store has come.</summary>
/// <param name="Position">Ledger position up to which events, moves and changes of profiles are in; 0 for an empty store.</param>
/// <param name="HasProfiles">False while it is being built and holds no profiles yet: they are read once, after the events.</param>
/// <param name="IsScanDue">True while each profile has to be read again: the columns or what survives in them changed.</param>
/// <param name="Epoch">Higher each time that all profiles were read: whoever follows by position has to look at everybody then. 0 before the first time.</param>
public readonly record struct ColumnProgress(long Position, bool HasProfiles, bool IsScanDue, long Epoch = 0);

/// <summary>
/// What is written at once: all of it or nothing, the progress with it. Profiles are numbered by the replica (<see cref="ColumnSchema"/> says
/// why), records and events by the ledger.
/// </summary>
public sealed record ColumnBatch
{
    /// <summary>How far the store is with this batch.</summary>
    public required ColumnProgress Progress { get; init; }

    /// <summary>Numbers of profiles that the store has not seen; each id once and for ever.</summary>
    public IReadOnlyList<(ProfileId Id, long Number)> Numbers { get; init; } = [];

    /// <summary>Rows of <see cref="ColumnSchema.Event"/> to append; null for none.</summary>
    public ColumnBlock? Events { get; init; }

    /// <summary>Rows of the profile table, which take the place of those with the same numbers; null for none.</summary>
    public ColumnBlock? Profiles { get; init; }

    /// <summary>Rows of <see cref="ColumnSchema.Record"/> of the same profiles; null for none.</summary>
    public ColumnBlock? Records { get; init; }

    /// <summary>Numbers of profiles that are no more: their rows and those of their records go, and <see cref="ColumnSchema.Gone"/> names them.</summary>
    public IReadOnlyList<long> Gone { get; init; } = [];

    /// <summary>Records and the number of the profile that they and all their events and orders, of before and after, are part of now; each record once.</summary>
    public IReadOnlyList<(long RecordId, long Profile)> Moves { get; init; } = [];

    /// <summary>Rows of <see cref="ColumnSchema.OrderStep"/> to append; null for none.</summary>
    public ColumnBlock? OrderSteps { get; init; }

    /// <summary>
    /// Keys of orders whose rows, and those of their lines, go: the next two take their place. Rows of profiles that had such an order, and of those
    /// that have it now, get the position of the batch, since they changed.
    /// </summary>
    public IReadOnlyCollection<long> OrdersReplaced { get; init; } = [];

    /// <summary>Rows of <see cref="ColumnSchema.Orders"/>; null for none.</summary>
    public ColumnBlock? Orders { get; init; }

    /// <summary>Rows of <see cref="ColumnSchema.OrderLine"/> of the same orders; null for none.</summary>
    public ColumnBlock? OrderLines { get; init; }

    /// <summary>Positions of events, and of steps of orders, to take away; some may not be there. The rows of their profiles get the position of the batch, since they changed.</summary>
    public IReadOnlyList<long> Retracted { get; init; } = [];
}

/// <summary>A question in the store's dialect.</summary>
/// <param name="Sql">One statement that reads, with parameters <c>$1</c>, <c>$2</c>… It names tables and columns of <see cref="ColumnSchema"/>.</param>
/// <param name="Parameters">
/// Values of <see cref="long"/>, <see cref="double"/>, <see cref="decimal"/>, <see cref="bool"/>, <see cref="string"/>, <see cref="Guid"/>,
/// <see cref="DateTimeOffset"/>, or null.
/// </param>
public sealed record ColumnQuery(string Sql, params IReadOnlyList<object?> Parameters)
{
    /// <summary>Numbers that the statement finds in the one column <c>number</c> of table <c>given</c>: a set of profiles, mostly, however large. Null: there is no such table.</summary>
    public IReadOnlyCollection<long>? Given { get; init; }
}

/// <summary>
/// The replica of profiles and events for questions over the whole base. One writes, any number ask at the same time; each answer is of one
/// moment and says of which. It is derived: what is lost or damaged is built again.
/// </summary>
public interface IColumnStore : IAsyncDisposable
{
    /// <summary>Which of a query's spellings to send: <c>duckdb</c> or <c>clickhouse</c>.</summary>
    string Dialect { get; }

    /// <summary>How far the store is; read once, by the one that writes.</summary>
    ValueTask<ColumnProgress> ReadProgressAsync(CancellationToken ct);

    /// <summary>Columns of the profile table as they are, in order.</summary>
    ValueTask<ColumnTable> ReadProfileTableAsync(CancellationToken ct);

    /// <summary>
    /// Gives the profile table the columns of <paramref name="table"/>: drops, and adds empty, what differs in name or type. What stays keeps
    /// its values, and the progress says that a scan is due, all at once.
    /// </summary>
    ValueTask ChangeProfileTableAsync(ColumnTable table, CancellationToken ct);

    /// <summary>The numbers of profiles that have one, and the highest that was given; 0 for none.</summary>
    ValueTask<(IReadOnlyDictionary<ProfileId, long> Known, long Highest)> FindNumbersAsync(IReadOnlyCollection<ProfileId> ids, CancellationToken ct);

    /// <summary>The numbers of all profiles that have one; null when there are more than <paramref name="max"/>.</summary>
    ValueTask<Dictionary<ProfileId, long>?> ReadNumbersAsync(int max, CancellationToken ct);

    /// <summary>Writes a batch: after it, whole, or not at all.</summary>
    ValueTask WriteAsync(ColumnBatch batch, CancellationToken ct);

    /// <summary>
    /// Begins anew: forgets everything but the columns of profiles and what was archived. Archived events are there at once, with the numbers that their profiles
    /// had, and a batch that brings them again does not add them; <see cref="ColumnSchema.ArchivedStep"/> has their steps of orders. Of the archive it takes what is
    /// whole and of this ledger; the rest is set aside.
    /// </summary>
    /// <param name="head">The ledger's last position: files that go beyond it are of another ledger.</param>
    /// <param name="ct">Ends it.</param>
    ValueTask ClearAsync(long head, CancellationToken ct);

    /// <summary>Writes moves into the events themselves where the store joins them so far. Answers are the same before and after.</summary>
    /// <returns>True when there was something to do.</returns>
    ValueTask<bool> FoldAsync(CancellationToken ct);

    /// <summary>
    /// A step of what <paramref name="rules"/> ask for, by age and by number: archives one closed day of one kind, or drops one that is past its end. Answers see each
    /// event that is kept exactly once, before and after, whatever cuts the step off. An order goes as a whole, when the last of its steps is past its end.
    /// </summary>
    /// <returns>True when something was done, and there may be more.</returns>
    ValueTask<bool> TierAsync(TierRules rules, long nowUs, CancellationToken ct);

    /// <summary>Asks. The answer is read as it is worked out, in constant memory, and belongs to one moment.</summary>
    /// <exception cref="ColumnQueryException">The query is wrong, or would do anything else than read.</exception>
    ValueTask<ColumnRows> QueryAsync(ColumnQuery query, CancellationToken ct);

    /// <summary>
    /// Asks in words that are not ours. Checked on what the store itself understood of them: one statement that reads, of the views alone, by
    /// functions that reckon and do nothing else. Values that are masked are masked in the views, so no condition tells what no answer shows.
    /// </summary>
    /// <exception cref="ColumnQueryException">It is wrong, or asks for something else.</exception>
    ValueTask<ViewRows> AskAsync(ViewQuery query, CancellationToken ct);
}
