using Kartoteka.Domain.Identity;
using Kartoteka.Domain.Profiles;
using Kartoteka.Storage.Followers;

namespace Kartoteka.Storage.Columns;

/// <summary>
/// Keeps a column store following the ledger, and asks it. Events and moves of records between profiles are taken in as they were committed;
/// profiles as they are when they are read. A store that is empty is built: events first, then each profile once, then on with both.
/// </summary>
public sealed class ColumnReplica(ILedger ledger, ColumnStoreOpener opener, ISourceTrust trust, TimeProvider time, ColumnReplicaOptions options)
    : Follower<LedgerSlice>(ledger, time), IAsyncDisposable
{
    /// <summary>Most events of one batch: large enough that a batch's own cost does not matter, small enough for a few dozen megabytes.</summary>
    public const int EventsMax = 20_000;

    /// <summary>Most changed profiles of one batch.</summary>
    public const int ChangesMax = 4_000;

    /// <summary>Pages of profiles that are written at once when all are read again.</summary>
    private const int ScanPages = 5;

    private readonly StageSeconds _stages = new(time);
    private IColumnStore? _store;
    private string? _unavailable;
    private ColumnProgress _progress;
    private ProfileNumbers _numbers = null!;
    private ProfileProjection _profiles = null!;
    private readonly EventProjection _events = new();
    private readonly OrderReplica _orders = new(options.OrderStepsInMemory);
    private readonly Dictionary<int, Source> _sources = [];
    private ProfileId _scanned;
    private long? _foldDueAt;
    private long _tierDueAt;
    private bool _isTiering;
    private long _tidiedAt = -1;
    private bool _isSchemaDue = true;
    private bool _isScanAsked;
    private bool _isFirstScan;
    private int _failures;

    private readonly ColumnBlock _eventRows = new(ColumnSchema.Event), _droppedRows = new(ColumnSchema.Event), _recordRows = new(ColumnSchema.Record);
    private ColumnBlock _profileRows = null!;

    /// <inheritdoc />
    public override string Name => "columns";

    /// <summary>Why nothing can be asked; null when all is well.</summary>
    public string? Unavailable => Volatile.Read(ref _unavailable);

    /// <summary>Which of a query's spellings the store takes; null before it is open.</summary>
    public string? Dialect => _store?.Dialect;

    /// <summary>Declared traits that have columns now.</summary>
    public IReadOnlyList<TraitColumn> TraitColumns { get; private set; } = [];

    /// <summary>True while it is built or its profiles are read again.</summary>
    public bool IsBuilding => _store is null || IsRebuilding || _progress is not { HasProfiles: true, IsScanDue: false };

    /// <summary>True when every event that is in is where its age wants it.</summary>
    public bool IsTidy => Volatile.Read(ref _tidiedAt) == Position && !IsBuilding;

    /// <summary>Values, by column, that did not fit since the start.</summary>
    public IEnumerable<(string Column, long Count)> Misfits => _profiles is null ? _events.Misfits : _events.Misfits.Concat(_profiles.Misfits);

    /// <summary>Where the time of its batches went: reading the ledger, making rows, orders, writing.</summary>
    public IEnumerable<(string Stage, double Seconds)> Stages => _stages.All;

    /// <summary>Raised after each batch that was written, by the one that writes: handlers must return at once.</summary>
    public event Action? Written;

    /// <inheritdoc />
    public override FollowerStatus Status => Unavailable is { } reason ? base.Status with { Error = reason } : base.Status;

    /// <summary>Asks; see <see cref="IColumnStore.QueryAsync"/>.</summary>
    /// <exception cref="ColumnsUnavailableException">There is nothing to ask.</exception>
    /// <exception cref="ColumnQueryException">The query is wrong, or would do anything else than read.</exception>
    public ValueTask<ColumnRows> QueryAsync(ColumnQuery query, CancellationToken ct) =>
        _store is { } store && Unavailable is null ? store.QueryAsync(query, ct) : throw new ColumnsUnavailableException(Unavailable ?? "The column store is being opened.");

    /// <summary>Asks in words that are not ours; see <see cref="IColumnStore.AskAsync"/>.</summary>
    /// <exception cref="ColumnsUnavailableException">There is nothing to ask.</exception>
    /// <exception cref="ColumnQueryException">It is wrong, or asks for what it may not.</exception>
    public ValueTask<ViewRows> AskAsync(ViewQuery query, CancellationToken ct) =>
        _store is { } store && Unavailable is null ? store.AskAsync(query, ct) : throw new ColumnsUnavailableException(Unavailable ?? "The column store is being opened.");

    /// <summary>
    /// Reads every profile again in the background: what survives of a profile changed without a change of the profile, as when a source's
    /// trust rank does.
    /// </summary>
    public void Refresh()
    {
        Volatile.Write(ref _isScanAsked, true);
        Wake();
    }

    /// <summary>Takes in a changed catalogue: columns of declared traits come and go, and are filled in the background.</summary>
    public void ChangeSchema()
    {
        Volatile.Write(ref _isSchemaDue, true);
        Wake();
    }

    /// <summary>Makes the replica anew from the ledger, and from the archive where the ledger has no more.</summary>
    public void Rebuild() => Rewind();

    /// <inheritdoc />
    protected override TimeSpan RestMin => options.Pause;

    /// <summary>Members of segments wait for it, so it works half of the time.</summary>
    protected override double RestFactor => 1;

    /// <inheritdoc />
    protected override bool IsUrgent => _progress.IsScanDue && _isFirstScan;

    /// <inheritdoc />
    protected override async ValueTask<long> LoadPositionAsync(CancellationToken ct)
    {
        await OpenAsync(anew: false, ct);
        return Position;
    }

    // Where the store cannot be opened, Status says so, and it is tried again and again: without columns the rest of the server works.
    private async ValueTask OpenAsync(bool anew, CancellationToken ct)
    {
        for (var wait = TimeSpan.FromSeconds(1); ; wait = wait < TimeSpan.FromMinutes(1) ? wait * 2 : wait)
        {
            try
            {
                var store = await opener(anew, ct);
                _store = store;
                // A ledger that is younger than the replica was restored from a backup; a new store begins with what is archived.
                if ((await store.ReadProgressAsync(ct)).Position is var position && (position == 0 || position > Ledger.HeadPosition)) await store.ClearAsync(Ledger.HeadPosition, ct);
                await BeginAsync(store, await store.ReadProgressAsync(ct), ct);
                break;
            }
            catch (Exception error) when (error is ColumnsUnavailableException or ColumnStoreFailedException)
            {
                Volatile.Write(ref _unavailable, error.Message);
                anew |= error is ColumnStoreFailedException;
                await CloseAsync();
                await Task.Delay(wait, Time, ct);
            }
        }
        (_numbers, _scanned, _isFirstScan, _isSchemaDue, _foldDueAt) = (new ProfileNumbers(_store, options.NumbersInMemory), default, true, true, Time.GetTimestamp());
        Move(_progress.Position);
        Volatile.Write(ref _unavailable, null);
    }

    /// <inheritdoc />
    protected override async ValueTask RecoverAsync(Exception error, CancellationToken ct)
    {
        _orders.Forget();
        if (error is not ColumnStoreFailedException && _store is not null) return;
        // Opened anew it may be well; what fails again at once is given up and built from the ledger.
        Volatile.Write(ref _unavailable, $"The column store failed and is opened anew: {error.Message}");
        await CloseAsync();
        await OpenAsync(anew: ++_failures > 1, ct);
    }

    /// <inheritdoc />
    protected override async ValueTask ForgetPositionAsync(CancellationToken ct)
    {
        await _store!.ClearAsync(Ledger.HeadPosition, ct);
        _numbers = new ProfileNumbers(_store, options.NumbersInMemory);
        _orders.Forget();
        await BeginAsync(_store, default, ct);
        (_scanned, _foldDueAt, _isFirstScan) = (default, null, true);
    }

    // Of an empty ledger there is nothing to build: what comes is taken in as it comes.
    private async ValueTask BeginAsync(IColumnStore store, ColumnProgress progress, CancellationToken ct)
    {
        if (Ledger.HeadPosition == 0)
        {
            progress = new ColumnProgress(0, HasProfiles: true, IsScanDue: false, NextEpoch(progress));
            await store.WriteAsync(new ColumnBatch { Progress = progress }, ct);
        }
        _progress = progress;
    }

    // By the clock, so that a replica that was thrown away is not taken for the one before.
    private long NextEpoch(ColumnProgress progress) => Math.Max(progress.Epoch + 1, Time.NowUs());

    /// <inheritdoc />
    protected override async ValueTask<(IReadOnlyList<LedgerSlice> Entries, long Position)> ReadAsync(long after, CancellationToken ct)
    {
        var slice = await _stages.OfAsync("ledger", () => Ledger.ReadSliceAsync(new SliceRequest(after, _progress.HasProfiles, EventsMax, ChangesMax), ct));
        return ([slice], slice.Position);
    }

    /// <inheritdoc />
    protected override async ValueTask HandleAsync(IReadOnlyList<LedgerSlice> entries, long position, CancellationToken ct)
    {
        await EnsureSchemaAsync(ct);
        var slice = entries[0];
        if (!_progress.HasProfiles && slice.IsWhole)
        {
            await foreach (var restored in _orders.RestoreAsync(_progress, _store!, id => SourceAsync(id, ct), ct)) await WriteAsync(restored, ct);
        }
        // All events are in: from here on changes of profiles count, and each profile is read once in between.
        var progress = _progress.HasProfiles ? _progress with { Position = position } : new ColumnProgress(position, slice.IsWhole, slice.IsWhole, _progress.Epoch);
        var moves = new Dictionary<long, ProfileId>();
        foreach (var move in slice.Moves) moves[move.RecordId] = move.Profile;
        await _stages.OfAsync("numbers", () => _numbers.LearnAsync([.. slice.Events.Select(stored => stored.ProfileAtCommit), .. moves.Values, .. slice.Profiles.Select(profile => profile.Id)], ct));
        await _stages.OfAsync("rows", async () =>
        {
            await ProjectEventsAsync(slice.Events, ct);
            await ProjectAsync([.. slice.Profiles.Select(profile => profile.State).OfType<ProfileState>()], position, ct);
        });
        var batch = Batch(progress) with
        {
            Events = _eventRows.Rows > 0 ? _eventRows : null,
            Gone = [.. slice.Profiles.Where(profile => profile.State is null).Select(profile => _numbers[profile.Id])],
            Moves = [.. moves.Select(move => (move.Key, _numbers[move.Value]))],
            Retracted = slice.Retracted,
        };
        var folded = await _stages.OfAsync("orders", () => _orders.FoldAsync(batch, _store!, id => SourceAsync(id, ct), ct));
        await _stages.OfAsync("write", () => WriteAsync(folded, ct));
        if (moves.Count > 0) _foldDueAt ??= Time.GetTimestamp();
    }

    /// <inheritdoc />
    protected override async ValueTask<bool> TidyAsync(bool isLevel, CancellationToken ct)
    {
        await EnsureSchemaAsync(ct);
        if (Interlocked.Exchange(ref _isScanAsked, false) && _progress.HasProfiles)
        {
            (_scanned, _isFirstScan) = (default, _progress.IsScanDue && _isFirstScan);
            await WriteAsync(new ColumnBatch { Progress = _progress with { IsScanDue = true } }, ct);
        }
        if (_progress.IsScanDue)
        {
            await ScanAsync(ct);
            return true;
        }
        // The rest is for when nothing waits.
        if (!isLevel) return false;
        if (_foldDueAt is { } since && Time.GetElapsedTime(since) >= options.FoldAfter)
        {
            _foldDueAt = null;
            if (await _store!.FoldAsync(ct)) return true;
        }
        if (!_isTiering && Time.GetElapsedTime(_tierDueAt) < options.TierEvery) return false;
        _tierDueAt = Time.GetTimestamp();
        _isTiering = options.Tiers != TierRules.None && await _store!.TierAsync(options.Tiers, Time.NowUs(), ct);
        Volatile.Write(ref _tidiedAt, _isTiering ? -1 : Position);
        return _isTiering;
    }

    /// <inheritdoc />
    protected override TimeSpan? TidyIn
    {
        get
        {
            if (_progress.IsScanDue || _isScanAsked || _isSchemaDue || _isTiering) return TimeSpan.Zero;
            var tier = options.TierEvery - Time.GetElapsedTime(_tierDueAt);
            return _foldDueAt is { } since && options.FoldAfter - Time.GetElapsedTime(since) is var fold && fold < tier ? fold : tier;
        }
    }

    // What the replica has dropped does not come back when it is built anew.
    private bool IsPastItsEnd(StoredEvent stored, Source? source) =>
        options.Tiers != TierRules.None && stored.ReceivedAtUs < (options.Tiers.KeepFromUs(EventProjection.KindWord(stored.Kind, source), Time.NowUs()) ?? long.MinValue);

    // Read and written at one go: what was read before is never written after what was read later.
    private async ValueTask ScanAsync(CancellationToken ct)
    {
        var page = new List<ProfileState>();
        for (var pages = 0; pages < ScanPages; pages++)
        {
            var next = await Ledger.ReadProfilesAsync(page.Count > 0 ? page[^1].Id : _scanned, ct);
            if (next.Count == 0) break;
            page.AddRange(next);
        }
        await _numbers.LearnAsync([.. page.Select(profile => profile.Id)], ct);
        await ProjectAsync(page, _progress.Position, ct);
        await WriteAsync(Batch(page.Count > 0 ? _progress : _progress with { IsScanDue = false, Epoch = NextEpoch(_progress) }), ct);
        _scanned = page.Count > 0 ? page[^1].Id : default;
    }

    private ColumnBatch Batch(ColumnProgress progress) => new()
    {
        Progress = progress,
        Numbers = _numbers.Fresh,
        Profiles = _profileRows.Rows > 0 ? _profileRows : null,
        Records = _recordRows.Rows > 0 ? _recordRows : null,
    };

    private async ValueTask WriteAsync(ColumnBatch batch, CancellationToken ct)
    {
        try
        {
            await _store!.WriteAsync(batch, ct);
        }
        catch
        {
            _numbers.Forget(); // What was given out is not stored.
            throw;
        }
        (_progress, _failures) = (batch.Progress, 0);
        _numbers.Keep();
        Written?.Invoke();
    }

    private async ValueTask ProjectAsync(IReadOnlyList<ProfileState> profiles, long position, CancellationToken ct)
    {
        _profileRows.Clear();
        _recordRows.Clear();
        foreach (var profile in profiles)
        {
            foreach (var record in profile.Records) await SourceAsync(record.Key.SourceId, ct);
            _profiles.Add(profile, _numbers[profile.Id], position, _sources.GetValueOrDefault, _profileRows, _recordRows);
        }
    }

    private async ValueTask ProjectEventsAsync(IReadOnlyList<StoredEvent> events, CancellationToken ct)
    {
        _eventRows.Clear();
        _orders.Begin();
        foreach (var stored in events)
        {
            var source = await SourceAsync(stored.SourceId, ct);
            var isPastItsEnd = IsPastItsEnd(stored, source);
            // An order may go on after its first steps are past their end, so all of them are taken in.
            if (stored.Retracted || (isPastItsEnd && !OrderReplica.IsStep(stored))) continue;
            if (isPastItsEnd) _droppedRows.Clear();
            var (rows, number) = (isPastItsEnd ? _droppedRows : _eventRows, _numbers[stored.ProfileAtCommit]);
            _events.Add(stored, number, source, rows);
            _orders.Add(stored, number, rows);
        }
    }

    // A source's brand and legal entity are fixed for life.
    private async ValueTask<Source?> SourceAsync(int id, CancellationToken ct)
    {
        if (_sources.TryGetValue(id, out var known)) return known;
        foreach (var source in await Ledger.ListSourcesAsync(ct)) _sources[source.Id] = source;
        return _sources.GetValueOrDefault(id);
    }

    private async ValueTask EnsureSchemaAsync(CancellationToken ct)
    {
        if (!Interlocked.Exchange(ref _isSchemaDue, false)) return;
        try
        {
            var traits = ColumnSchema.TraitColumns(await Ledger.ListTraitsAsync(ct));
            var projection = new ProfileProjection(traits, trust);
            var actual = await _store!.ReadProfileTableAsync(ct);
            if (!actual.Columns.ToHashSet().SetEquals(projection.Table.Columns))
            {
                await _store.ChangeProfileTableAsync(projection.Table, ct);
                (_progress, _scanned) = (await _store.ReadProgressAsync(ct), default);
            }
            (_profiles, _profileRows, TraitColumns) = (projection, new ColumnBlock(projection.Table), traits);
        }
        catch
        {
            _isSchemaDue = true;
            throw;
        }
    }

    /// <summary>Closes the store; it must not be followed any more.</summary>
    public async ValueTask DisposeAsync()
    {
        Volatile.Write(ref _unavailable, "The column store is closed.");
        await CloseAsync();
    }

    private async ValueTask CloseAsync()
    {
        if (Interlocked.Exchange(ref _store, null) is { } store) await store.DisposeAsync();
    }
}
