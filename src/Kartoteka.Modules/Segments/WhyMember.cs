using System.Security.Claims;
using System.Text.Json;
using Kartoteka.Domain.Identity;
using Kartoteka.Domain.Segments;
using Kartoteka.Modules.Catalogue.Contracts;
using Kartoteka.Modules.Columns.Contracts;
using Kartoteka.Modules.Segments.Contracts;
using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Storage;
using Microsoft.AspNetCore.Http;

namespace Kartoteka.Modules.Segments;

/// <summary>A profile and a rule.</summary>
/// <param name="Rule">As docs/segment-rule.schema.json has it.</param>
/// <param name="Profile">Id of the profile.</param>
public sealed record WhyBody(JsonElement Rule, string? Profile);

/// <summary>Whether a condition holds for a profile, and of what it is made.</summary>
/// <param name="Pointer">JSON pointer into the rule; empty for the whole.</param>
/// <param name="Holds">Whether it holds.</param>
public sealed record WhyCondition(string Pointer, bool Holds);

/// <summary>Condition by condition, in the order of the rule.</summary>
/// <param name="Holds">Whether the profile is a member.</param>
/// <param name="Conditions">The rule, then its parts.</param>
/// <param name="AsOf">Ledger position that it is true as of.</param>
public sealed record WhyAnswer(bool Holds, IReadOnlyList<WhyCondition> Conditions, long AsOf);

/// <summary><c>POST /api/segments/why</c>: why a given person is in or out.</summary>
internal sealed class WhyMember(SegmentQuestions questions, RuleChecks checks, PersonalDataGate gate, ILedgerReader ledger)
{
    public const string RequestExample = """{"rule":{"all":[{"identifier":"email"},{"event":"Order Completed"}]},"profile":"01a1fbd0-1c00-7a11-8f2d-5b1f0a6c7d21"}""";
    public const string Example = """{"holds":false,"conditions":[{"pointer":"","holds":false},{"pointer":"/all/0","holds":true},{"pointer":"/all/1","holds":false}],"asOf":120443}""";

    public async Task<IResult> HandleAsync(WhyBody body, ClaimsPrincipal user, HttpContext http, CancellationToken ct)
    {
        var (rule, refusal) = await checks.ReadAsync(body.Rule, null, gate.For(user), ct);
        if (rule is null) return refusal!;
        if (!ProfileId.TryParse(body.Profile, out var id)) return Problems.Invalid("profile", "'profile' is the id of a profile.");
        if (await ledger.ReadProfileAsync(id, ct) is not { } profile) return Problems.NotFound("profile", id);
        var parts = Parts(rule, "").ToArray();
        return await ColumnAnswers.AskAsync(
            async () => await questions.WhyAsync([.. parts.Select(part => part.Rule)], profile.Id, ct) is { } why
                ? TypedResults.Ok(new WhyAnswer(why.Holds[0], [.. parts.Select((part, i) => new WhyCondition(part.Pointer, why.Holds[i]))], why.AsOf))
                : Problems.Conflict("profile-not-followed", "The replica has not seen this profile yet; ask again in a moment."),
            http);
    }

    private static IEnumerable<(string Pointer, Rule Rule)> Parts(Rule rule, string pointer)
    {
        yield return (pointer, rule);
        var inner = rule switch
        {
            AllRule all => all.Of.SelectMany((one, i) => Parts(one, $"{pointer}/all/{i}")),
            AnyRule any => any.Of.SelectMany((one, i) => Parts(one, $"{pointer}/any/{i}")),
            NotRule not => Parts(not.Of, $"{pointer}/not"),
            _ => [],
        };
        foreach (var part in inner) yield return part;
    }
}
