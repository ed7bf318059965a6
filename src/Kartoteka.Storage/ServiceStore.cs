using Kartoteka.Domain.Identity;

namespace Kartoteka.Storage;

/// <summary>Who wrote something: an id that stays, and the name that it had then.</summary>
/// <param name="Id">Such as <c>token:7</c>.</param>
/// <param name="Name">For people.</param>
public sealed record Author(string Id, string Name);

/// <summary>A note on a profile.</summary>
/// <param name="Id">Its number, above 0; ignored when it is added.</param>
/// <param name="RecordId">The record that it hangs on.</param>
/// <param name="Profile">That record's profile now; ignored when it is added.</param>
/// <param name="Text">What it says.</param>
/// <param name="Author">Who wrote it.</param>
/// <param name="CreatedAtUs">When.</param>
/// <param name="EditedAtUs">When its text last changed; null if never.</param>
public sealed record Note(long Id, long RecordId, ProfileId Profile, string Text, Author Author, long CreatedAtUs, long? EditedAtUs);

/// <summary>Something to do for a profile.</summary>
/// <param name="Id">Its number, above 0; ignored when it is added.</param>
/// <param name="RecordId">The record that it hangs on.</param>
/// <param name="Profile">That record's profile now; ignored when it is added.</param>
/// <param name="Title">In a few words.</param>
/// <param name="Text">The rest, or null.</param>
/// <param name="DueAtUs">When it is to be done, or null.</param>
/// <param name="AssigneeId">Who is to do it, or null for anyone.</param>
/// <param name="CreatedBy">Who asked for it.</param>
/// <param name="CreatedAtUs">When.</param>
/// <param name="DoneAtUs">When it was done; null while it is open.</param>
/// <param name="DoneBy">Who did it; null while it is open.</param>
public sealed record ServiceTask(
    long Id, long RecordId, ProfileId Profile, string Title, string? Text, long? DueAtUs, string? AssigneeId, Author CreatedBy, long CreatedAtUs, long? DoneAtUs, Author? DoneBy);

/// <summary>Which tasks to list.</summary>
/// <param name="Done">False: open ones, the one due first at the head and those without a due time last. True: done ones, latest first.</param>
/// <param name="AssigneeId">Whose, or null for all.</param>
/// <param name="Profile">Of which live profile, or null for all.</param>
/// <param name="After">The last task of the page before, or null.</param>
/// <param name="Limit">Most tasks given.</param>
public sealed record TaskFilter(bool Done, string? AssigneeId, ProfileId? Profile, TaskCursor? After, int Limit);

/// <summary>A task's place in its list.</summary>
/// <param name="AtUs">When it is due, <see cref="long.MaxValue"/> for never; of a done one when it was done.</param>
/// <param name="Id">Its number.</param>
public readonly record struct TaskCursor(long AtUs, long Id);

/// <summary>A view of the list of profiles that somebody named.</summary>
/// <param name="Id">Its number, above 0; ignored when it is added.</param>
/// <param name="Owner">Who made it.</param>
/// <param name="Name">Its name.</param>
/// <param name="Shared">True: everybody sees it.</param>
/// <param name="Json">The module's own document.</param>
/// <param name="UpdatedAtUs">When it was last changed.</param>
public sealed record SavedView(long Id, Author Owner, string Name, bool Shared, string Json, long UpdatedAtUs);

/// <summary>
/// Notes, tasks and saved views. Every method is one transaction; writes are durable when they return. Notes and tasks follow their record
/// through merges and un-merges; those of a record that is removed go to the oldest record left of its profile, and with the last one they go.
/// </summary>
public interface IServiceStore
{
    /// <summary>Notes on a live profile, newest first.</summary>
    ValueTask<IReadOnlyList<Note>> ListNotesAsync(ProfileId profile, int limit, CancellationToken ct);

    /// <summary>A note, or null.</summary>
    ValueTask<Note?> FindNoteAsync(long id, CancellationToken ct);

    /// <summary>Adds a note unless its profile has <paramref name="perProfileMax"/> already, or the record is gone: then null.</summary>
    ValueTask<Note?> AddNoteAsync(Note note, int perProfileMax, CancellationToken ct);

    /// <summary>Changes a note's text; null when there is none.</summary>
    ValueTask<Note?> ChangeNoteAsync(long id, string text, long editedAtUs, CancellationToken ct);

    /// <summary>Removes a note for good; false when there is none.</summary>
    ValueTask<bool> RemoveNoteAsync(long id, CancellationToken ct);

    /// <summary>Tasks in the order that the filter names.</summary>
    ValueTask<IReadOnlyList<ServiceTask>> ListTasksAsync(TaskFilter filter, CancellationToken ct);

    /// <summary>A task, or null.</summary>
    ValueTask<ServiceTask?> FindTaskAsync(long id, CancellationToken ct);

    /// <summary>Adds an open task unless its profile has <paramref name="openPerProfileMax"/> open ones already, or the record is gone: then null.</summary>
    ValueTask<ServiceTask?> AddTaskAsync(ServiceTask task, int openPerProfileMax, CancellationToken ct);

    /// <summary>Replaces a task's title, text, due time, assignee and state by what <paramref name="change"/> makes of them; null when there is none.</summary>
    /// <param name="id">The task.</param>
    /// <param name="change">Given the task as it is; no other change comes between. It must be quick and may be called again.</param>
    /// <param name="ct">Ends the wait for the store.</param>
    ValueTask<ServiceTask?> ChangeTaskAsync(long id, Func<ServiceTask, ServiceTask> change, CancellationToken ct);

    /// <summary>Views of <paramref name="ownerId"/> and those that are shared, by number.</summary>
    ValueTask<IReadOnlyList<SavedView>> ListViewsAsync(string ownerId, CancellationToken ct);

    /// <summary>A view, or null.</summary>
    ValueTask<SavedView?> FindViewAsync(long id, CancellationToken ct);

    /// <summary>Adds a view unless its owner has <paramref name="perOwnerMax"/> already: then null.</summary>
    ValueTask<SavedView?> AddViewAsync(SavedView view, int perOwnerMax, CancellationToken ct);

    /// <summary>Replaces name, sharing and document of the view of the same number; false when there is none.</summary>
    ValueTask<bool> ChangeViewAsync(SavedView view, CancellationToken ct);

    /// <summary>Removes a view; false when there is none.</summary>
    ValueTask<bool> RemoveViewAsync(long id, CancellationToken ct);
}
