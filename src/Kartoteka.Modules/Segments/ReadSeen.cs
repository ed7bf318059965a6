using System.Text;
using Kartoteka.Modules.Columns.Contracts;
using Kartoteka.Modules.Segments.Contracts;
using Microsoft.AspNetCore.Http;

namespace Kartoteka.Modules.Segments;

/// <summary>A property that events of a name have.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type"><c>string</c>, <c>number</c>, <c>boolean</c>, <c>date</c>, <c>array</c> or <c>object</c>: what most of its values are.</param>
public sealed record SeenProperty(string Name, string Type);

/// <summary>Events of a name.</summary>
/// <param name="Kind"><c>track</c>, <c>page</c> or <c>screen</c>.</param>
/// <param name="Name">Their name; empty for those without.</param>
/// <param name="Count">How many.</param>
/// <param name="Properties">Those of the latest of them, the most frequent first.</param>
public sealed record SeenEvent(string Kind, string Name, long Count, IReadOnlyList<SeenProperty> Properties);

/// <summary>Events that the base holds, the most frequent first.</summary>
/// <param name="Events">At most <c>500</c> names.</param>
/// <param name="AsOf">Ledger position that it is true as of.</param>
/// <param name="IsComplete">False while the replica is being built.</param>
public sealed record SeenEvents(IReadOnlyList<SeenEvent> Events, long AsOf, bool IsComplete);

/// <summary><c>GET /api/segments/seen</c>: names to make a rule of. It tells no values.</summary>
internal sealed class ReadSeen(SegmentQuestions questions)
{
    /// <summary>Most names of events.</summary>
    private const int NamesMax = 500;

    /// <summary>Properties are looked for in the events of so many latest positions: a name that was not seen there is typed by hand.</summary>
    private const int PositionsMax = 50_000;

    public const string Example = """{"events":[{"kind":"track","name":"Order Completed","count":1204,"properties":[{"name":"revenue","type":"number"},{"name":"products","type":"array"}]}],"asOf":120443,"isComplete":true}""";

    public Task<IResult> HandleAsync(HttpContext http, CancellationToken ct) => ColumnAnswers.AskAsync(
        async () =>
        {
            await using var rows = await questions.SeenAsync(NamesMax, PositionsMax, ct);
            var events = new List<SeenEvent>();
            var properties = new List<SeenProperty>();
            while (await rows.ReadAsync(ct))
            {
                for (var row = 0; row < rows.Count; row++)
                {
                    var (kind, name) = (Encoding.UTF8.GetString(rows.Text(0, row)), Encoding.UTF8.GetString(rows.Text(1, row)));
                    if (events is not [.., var last] || last.Kind != kind || last.Name != name) events.Add(new SeenEvent(kind, name, rows.Whole(2)[row], properties = []));
                    if (!rows.IsNull(3, row)) properties.Add(new SeenProperty(Encoding.UTF8.GetString(rows.Text(3, row)), Encoding.UTF8.GetString(rows.Text(4, row))));
                }
            }
            return TypedResults.Ok(new SeenEvents(events, rows.AsOf, rows.IsComplete));
        },
        http);
}
