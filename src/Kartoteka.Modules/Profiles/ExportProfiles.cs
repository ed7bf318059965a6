using System.Buffers;
using System.Security.Claims;
using System.Text;
using System.Text.Json;
using Kartoteka.Domain.Identity;
using Kartoteka.Domain.Profiles;
using Kartoteka.Modules.Catalogue.Contracts;
using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Protocol.Import;
using Kartoteka.Storage;
using Microsoft.AspNetCore.Http;

namespace Kartoteka.Modules.Profiles;

/// <summary><c>GET /api/profiles/export</c>: what a list shows, as a table, in constant memory.</summary>
internal sealed class ExportProfiles(ILedger ledger, IProfileSearch search, ISourceTrust trust, TraitCatalog catalog, PersonalDataGate gate, AuditLog audit)
{
    /// <summary>Most columns of a table.</summary>
    public const int ColumnsMax = 200;

    /// <summary>Profiles read at once.</summary>
    private const int PageSize = 500;

    private static readonly string[] OwnColumns = ["id", "kind", "createdAt", "updatedAt"];

    public async Task<IResult> HandleAsync(ClaimsPrincipal user, string? query, string[]? where, string? kind, string? columns)
    {
        var sight = gate.For(user);
        if (ProfileFilter.Read(query, where, kind, sight, out var filter) is { } wrong) return wrong;
        var names = columns is null ? DefaultColumns(kind) : columns.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (names.Length is 0 or > ColumnsMax) return Problems.Invalid("columns", $"It names 1 to {ColumnsMax} columns, parted by commas.");
        // Before the first byte leaves: what went out must stand in the log even if the server dies on the way. Values are not for the log.
        var narrowed = filter is null ? "all profiles" : $"{(filter.Terms.Count > 0 ? "a search" : "no search")}; where {string.Join(' ', filter.Conditions.Select(condition => condition.Trait))}";
        await audit.AppendAsync(user, "profile.export", "profiles", $"{narrowed}; columns {string.Join(' ', names)}");
        return Results.Stream(body => WriteAsync(body, filter, names, sight), "text/csv; charset=utf-8", "profiles.csv");
    }

    private string[] DefaultColumns(string? kind) =>
    [
        .. OwnColumns,
        .. catalog.All.Where(trait => kind is null || (trait.Kind == ProfileKind.Person) == (kind == "person")).Select(trait => trait.Name).Distinct()
            .Order(StringComparer.Ordinal).Take(ColumnsMax - OwnColumns.Length),
    ];

    private async Task WriteAsync(Stream body, ProfileQuery? filter, string[] columns, Sight? sight)
    {
        // With the mark of UTF-8, without which Excel takes Cyrillic for something else.
        await using var writer = new StreamWriter(body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true) { NewLine = "\r\n" };
        await writer.WriteLineAsync(string.Join(',', columns.Select(CsvCell.Of)));
        await foreach (var profile in AllAsync(filter))
        {
            var traits = Survivorship.Fold(profile.Records, trust);
            await writer.WriteLineAsync(string.Join(',', columns.Select(column => Cell(profile, traits, column, sight))));
        }
    }

    private async IAsyncEnumerable<ProfileState> AllAsync(ProfileQuery? filter)
    {
        var (before, cursor) = ((ProfileId?)null, (long?)null);
        bool goesOn;
        do
        {
            IReadOnlyList<ProfileId> ids;
            if (filter is null)
            {
                ids = await ledger.ListProfilesAsync(before, PageSize, CancellationToken.None);
                (before, goesOn) = (ids.Count > 0 ? ids[^1] : null, ids.Count == PageSize);
            }
            else
            {
                var page = await search.SearchAsync(filter, cursor, PageSize, CancellationToken.None);
                (ids, cursor, goesOn) = (page.Profiles, page.Next, page.Next is not null);
            }
            foreach (var id in ids)
            {
                if (await ledger.ReadProfileAsync(id, CancellationToken.None) is { } profile && profile.Id == id) yield return profile;
            }
        }
        while (goesOn);
    }

    private static string Cell(ProfileState profile, SortedDictionary<string, SurvivingTrait> traits, string column, Sight? sight) => column switch
    {
        "id" => profile.Id.ToString(),
        "kind" => profile.Kind == ProfileKind.Person ? "person" : "account",
        "createdAt" => Times.FromUs(profile.CreatedAtUs).ToString("O"),
        "updatedAt" => Times.FromUs(profile.UpdatedAtUs).ToString("O"),
        _ => traits.TryGetValue(column, out var trait) ? Cell(profile.Kind, trait, sight) : "",
    };

    private static string Cell(ProfileKind kind, SurvivingTrait trait, Sight? sight)
    {
        using var document = JsonDocument.Parse(sight is null ? trait.Value.Json : Masked(kind, trait, sight));
        var value = document.RootElement;
        // A number is no text that could be run, also below zero.
        return value.ValueKind == JsonValueKind.Number ? value.GetRawText() : CsvCell.Of(value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText());
    }

    private static ReadOnlyMemory<byte> Masked(ProfileKind kind, SurvivingTrait trait, Sight sight)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(output)) sight.WriteTrait(json, kind, trait.Name, trait.Value.Json);
        return output.WrittenMemory;
    }
}
