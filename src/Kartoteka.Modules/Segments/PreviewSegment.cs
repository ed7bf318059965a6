using System.Diagnostics;
using System.Security.Claims;
using System.Text.Json;
using Kartoteka.Modules.Catalogue.Contracts;
using Kartoteka.Modules.Columns.Contracts;
using Kartoteka.Modules.Profiles.Contracts;
using Kartoteka.Modules.Segments.Contracts;
using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Storage;
using Microsoft.AspNetCore.Http;

namespace Kartoteka.Modules.Segments;

/// <summary>A rule to be tried.</summary>
/// <param name="Rule">As docs/segment-rule.schema.json has it.</param>
public sealed record PreviewBody(JsonElement Rule);

/// <summary><c>POST /api/segments/preview</c>: how many people a rule holds for, and some of them.</summary>
internal sealed class PreviewSegment(SegmentQuestions questions, RuleChecks checks, PersonalDataGate gate, MemberAnswers members)
{
    /// <summary>People shown.</summary>
    public const int SampleMax = 10;

    public const string RequestExample = """{"rule":{"all":[{"trait":"city","equals":"Москва"},{"event":"Order Completed","within":{"last":{"days":30}},"sum":{"property":"revenue","atLeast":10000}}]}}""";
    public const string Example = """{"count":318,"sample":[],"elapsedMs":42,"asOf":120443,"isComplete":true}""";

    public async Task<IResult> HandleAsync(PreviewBody body, ClaimsPrincipal user, HttpContext http, CancellationToken ct)
    {
        var (rule, refusal) = await checks.ReadAsync(body.Rule, null, gate.For(user), ct);
        if (rule is null) return refusal!;
        var start = Stopwatch.GetTimestamp();
        return await ColumnAnswers.AskAsync(async () =>
        {
            var page = await questions.PageAsync(rule, null, SampleMax, ct);
            var elapsed = Stopwatch.GetElapsedTime(start);
            var sample = await members.ReadAsync(page.Ids, ct);
            return ProfileAnswers.Answer(json =>
            {
                json.WriteStartObject();
                json.WriteNumber("count", page.Total);
                json.WriteStartArray("sample");
                foreach (var profile in sample) members.Write(json, profile, user);
                json.WriteEndArray();
                json.WriteNumber("elapsedMs", (long)elapsed.TotalMilliseconds);
                json.WriteNumber("asOf", page.AsOf);
                json.WriteBoolean("isComplete", page.IsComplete);
                json.WriteEndObject();
            });
        }, http);
    }
}
