using System.Security.Claims;
using Kartoteka.Modules.Catalogue.Contracts;
using Kartoteka.Modules.Profiles.Contracts;
using Kartoteka.Modules.Users.Contracts;
using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kartoteka.Modules.Service;

/// <summary>A note on a profile.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Text">What it says.</param>
/// <param name="Author">Name of who wrote it.</param>
/// <param name="CreatedAt">When.</param>
/// <param name="EditedAt">When its text last changed; null if never.</param>
public sealed record NoteView(long Id, string Text, string Author, DateTimeOffset CreatedAt, DateTimeOffset? EditedAt);

/// <summary>The notes on a profile.</summary>
/// <param name="Notes">Newest first.</param>
public sealed record NoteList(IReadOnlyList<NoteView> Notes);

/// <summary>A note's text.</summary>
public sealed record NoteBody(string? Text);

/// <summary><c>/api/profiles/{id}/notes</c> and <c>/api/notes/{id}</c>.</summary>
internal static class Notes
{
    /// <summary>Longest note, in UTF-16 units.</summary>
    public const int TextLengthMax = 10_000;

    /// <summary>Most notes that can be written on one profile. One that was merged may show more, up to <see cref="ListMax"/>.</summary>
    public const int PerProfileMax = 500;

    /// <summary>Most notes shown of one profile.</summary>
    public const int ListMax = 2_000;

    public const string RequestExample = """{"text":"Prefers the shop on Lenin street; call after six."}""";
    public const string Example = """{"id":4,"text":"Prefers the shop on Lenin street; call after six.","author":"desk","createdAt":"2026-11-22T09:00:00Z","editedAt":null}""";

    public static async Task<Results<Ok<NoteList>, ProblemHttpResult>> ListAsync(
        string id, ProfileAnswers profiles, IServiceStore store, PersonalDataGate gate, ClaimsPrincipal user, CancellationToken ct)
    {
        if (await profiles.FindAsync(id, ct) is not { } profile) return Problems.NotFound("profile", id);
        var sight = gate.For(user);
        return TypedResults.Ok(new NoteList([.. (await store.ListNotesAsync(profile.Id, ListMax, ct)).Select(note => View(note, sight))]));
    }

    public static async Task<Results<Created<NoteView>, ProblemHttpResult>> AddAsync(
        string id, NoteBody body, ProfileAnswers profiles, IServiceStore store, People people, ClaimsPrincipal user, TimeProvider time, CancellationToken ct)
    {
        if (Problems.TextProblem("text", body.Text, TextLengthMax) is { } wrong) return wrong;
        if (await profiles.FindAsync(id, ct) is not { } profile) return Problems.NotFound("profile", id);
        var note = new Note(0, profile.Anchor.Id, profile.Id, body.Text!, await people.AuthorOfAsync(user, ct), time.NowUs(), null);
        return await store.AddNoteAsync(note, PerProfileMax, ct) is { } added
            ? TypedResults.Created($"/api/notes/{added.Id}", View(added, null))
            : Problems.Conflict("too-many-notes", $"A profile has at most {PerProfileMax} notes.");
    }

    public static async Task<Results<Ok<NoteView>, ProblemHttpResult>> ChangeAsync(
        long id, NoteBody body, IServiceStore store, ClaimsPrincipal user, TimeProvider time, CancellationToken ct)
    {
        if (Problems.TextProblem("text", body.Text, TextLengthMax) is { } wrong) return wrong;
        if (await store.FindNoteAsync(id, ct) is not { } note) return Problems.NotFound("note", id);
        if (note.Author.Id != user.ActorId) return Problems.Forbidden("not-the-author", "A note is changed by its author.");
        return await store.ChangeNoteAsync(id, body.Text!, time.NowUs(), ct) is { } changed ? TypedResults.Ok(View(changed, null)) : Problems.NotFound("note", id);
    }

    public static async Task<Results<NoContent, ProblemHttpResult>> RemoveAsync(long id, IServiceStore store, AuditLog audit, ClaimsPrincipal user, CancellationToken ct)
    {
        if (await store.FindNoteAsync(id, ct) is not { } note) return Problems.NotFound("note", id);
        if (note.Author.Id != user.ActorId && !user.Holds(Scopes.ProfilesWrite)) return Problems.Forbidden("not-the-author", "A note is removed by its author or by a steward.");
        if (!await store.RemoveNoteAsync(id, ct)) return Problems.NotFound("note", id);
        await audit.AppendAsync(user, "note.delete", $"profile/{note.Profile}", $"note {id} of {note.Author.Name}");
        return TypedResults.NoContent();
    }

    // What somebody has just written is shown back as written; what others wrote is masked where it quotes a phone or an e-mail.
    private static NoteView View(Note note, Sight? sight) =>
        new(note.Id, sight?.Text(note.Text) ?? note.Text, note.Author.Name, Times.FromUs(note.CreatedAtUs), note.EditedAtUs is { } edited ? Times.FromUs(edited) : null);
}
