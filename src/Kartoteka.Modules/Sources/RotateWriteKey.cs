using System.Security.Claims;
using Kartoteka.Modules.Sources.Contracts;
using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kartoteka.Modules.Sources;

/// <summary>Gives a source a further write key, and ends the others if asked: first add, move the senders, then end the old ones.</summary>
internal static class RotateWriteKey
{
    public const string RequestExample = """{"revokeOthers":false}""";
    public const string Example = """{"key":"shop","writeKey":"…"}""";

    /// <param name="RevokeOthers">True: every other key of the source ends at once. Default false.</param>
    public sealed record Body(bool? RevokeOthers);

    /// <param name="WriteKey">Shown this once.</param>
    public sealed record Rotated(string Key, string WriteKey);

    public static async Task<Results<Created<Rotated>, ProblemHttpResult>> Handle(
        string key, Body? body, ClaimsPrincipal user, IWorkspaceStore store, SourceDirectory directory, AuditLog audit, CancellationToken ct)
    {
        if (directory.ByKey(key) is not { } source) return Problems.NotFound("source", key);
        if (BuiltInSource.Is(source)) return SourceFields.BuiltIn(key);
        var writeKey = Secrets.NewWriteKey();
        var hash = Secrets.Hash(writeKey);
        await store.AddWriteKeyAsync(source.Id, hash, ct);
        if (body?.RevokeOthers == true) await store.RevokeWriteKeysAsync(source.Id, hash, CancellationToken.None);
        await directory.ReloadAsync(CancellationToken.None);
        await audit.AppendAsync(
            user, "write_key.rotate", $"source/{key}", body?.RevokeOthers == true ? "other keys ended" : "other keys kept");
        return TypedResults.Created((string?)null, new Rotated(key, writeKey));
    }
}
