using Kartoteka.Storage.Columns;

namespace Kartoteka.Storage.Embedded.Columns.Store;

public sealed partial class DuckDbColumnStore
{
    private static readonly ColumnTable NumberList = new("asked", [new ColumnDefinition("number", ColumnType.Whole)]);
    private static readonly ColumnTable Numbers = new("profile_number", [new ColumnDefinition("id", ColumnType.Uuid), new ColumnDefinition("number", ColumnType.Whole)]);
    private static readonly ColumnTable Moved = new("moved", [new ColumnDefinition("record", ColumnType.Whole), new ColumnDefinition("profile", ColumnType.Whole)]);

    /// <inheritdoc />
    public ValueTask WriteAsync(ColumnBatch batch, CancellationToken ct)
    {
        Guarded(() => InTransaction(() => Write(batch, ct)));
        _checkpoint.BeginIfDue();
        return ValueTask.CompletedTask;
    }

    private void Write(ColumnBatch batch, CancellationToken ct)
    {
        if (batch.Numbers.Count > 0)
        {
            var numbers = new ColumnBlock(Numbers);
            foreach (var (id, number) in batch.Numbers)
            {
                numbers[0].Add(id.Value);
                numbers[1].Add(number);
                numbers.EndRow();
            }
            DuckDbAppend.All(_writer, "profile_number", numbers, ct);
        }
        if (batch.Events is { } events)
        {
            DuckDbAppend.All(_writer, "event_row", events, ct);
            TakeOutArchived(events[0].Fixed[0], events[0].Fixed[^1], ct);
        }
        FailPoint.Reach("columns_mid_batch");
        ReplaceProfiles(batch, ct);
        if (batch.Moves.Count > 0)
        {
            Ask(batch.Moves.Select(move => move.RecordId), ct);
            _writer.Execute("delete from moved where record in (select number from asked)", ct);
            var moved = new ColumnBlock(Moved);
            foreach (var (record, profile) in batch.Moves)
            {
                moved[0].Add(record);
                moved[1].Add(profile);
                moved.EndRow();
            }
            DuckDbAppend.All(_writer, "moved", moved, ct);
            if (_hasArchive)
            {
                _writer.Execute("delete from moved_cold where record in (select number from asked)", ct);
                DuckDbAppend.All(_writer, "moved_cold", moved, ct);
            }
        }
        if (batch.Retracted.Count > 0)
        {
            Ask(batch.Retracted, ct);
            using (var touch = _writer.Prepare("update profile set position = $1 where number in (select profile from event where position in (select number from asked))")) touch.Bind(batch.Progress.Position).Execute(ct);
            _writer.Execute("delete from event_row where position in (select number from asked)", ct);
            _writer.Execute("delete from order_step_row where position in (select number from asked)", ct);
            if (_hasArchive) _writer.Execute("insert into gone_cold select number from asked", ct);
        }
        ReplaceOrders(batch, ct);
        using var save = _writer.Prepare("update progress set position = $1, has_profiles = $2, is_scan_due = $3, epoch = $4");
        save.Bind(batch.Progress.Position).Bind(batch.Progress.HasProfiles).Bind(batch.Progress.IsScanDue).Bind(batch.Progress.Epoch).Execute(ct);
    }

    private void ReplaceProfiles(ColumnBatch batch, CancellationToken ct)
    {
        var replaced = new List<long>(batch.Gone);
        if (batch.Profiles is { } rows) replaced.AddRange(rows[0].Fixed);
        if (replaced.Count > 0)
        {
            Ask(replaced, ct);
            _writer.Execute("delete from profile where number in (select number from asked)", ct);
            _writer.Execute("delete from record where profile in (select number from asked)", ct);
            _writer.Execute("delete from gone where number in (select number from asked)", ct);
        }
        if (batch.Gone.Count > 0)
        {
            Ask(batch.Gone, ct);
            using var note = _writer.Prepare("insert into gone select number, id, $1 from profile_number where number in (select number from asked)");
            note.Bind(batch.Progress.Position).Execute(ct);
        }
        if (batch.Profiles is { } profiles) DuckDbAppend.All(_writer, "profile", profiles, ct);
        if (batch.Records is { } records) DuckDbAppend.All(_writer, "record", records, ct);
    }

    private void ReplaceOrders(ColumnBatch batch, CancellationToken ct)
    {
        // An order may become another profile's, or change by what another says: whose it was and whose it is have changed.
        var touchesOwners = batch.OrdersReplaced.Count > 0 && batch.Progress.HasProfiles;
        if (batch.OrdersReplaced.Count > 0)
        {
            Ask(batch.OrdersReplaced, ct);
            if (touchesOwners) TouchOwners(batch.Progress.Position, ct);
            _writer.Execute("delete from orders_row where order_key in (select number from asked)", ct);
            _writer.Execute("delete from order_line_row where order_key in (select number from asked)", ct);
        }
        if (batch.OrderSteps is { } steps) DuckDbAppend.All(_writer, "order_step_row", steps, ct);
        if (batch.Orders is { } orders) DuckDbAppend.All(_writer, "orders_row", orders, ct);
        if (batch.OrderLines is { } lines) DuckDbAppend.All(_writer, "order_line_row", lines, ct);
        if (touchesOwners) TouchOwners(batch.Progress.Position, ct);
    }

    private void TouchOwners(long position, CancellationToken ct)
    {
        using var touch = _writer.Prepare("update profile set position = $1 where number in (select profile from orders where order_key in (select number from asked))");
        touch.Bind(position).Execute(ct);
    }

    private void Ask(IEnumerable<long> numbers, CancellationToken ct)
    {
        var asked = new ColumnBlock(NumberList);
        foreach (var number in numbers)
        {
            asked[0].Add(number);
            asked.EndRow();
        }
        _writer.Execute("create or replace temp table asked (number bigint)", ct);
        DuckDbAppend.All(_writer, "asked", asked, ct);
    }
}
