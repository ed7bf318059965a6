using System.Text.Json;
using System.Text.Json.Serialization;
using Kartoteka.Matching.Blocking;
using Kartoteka.Matching.Learning;
using Kartoteka.Matching.Records;
using Kartoteka.Matching.Tables;

namespace Kartoteka.Matching.Judging;

/// <summary>What a judge holds besides counts and words.</summary>
/// <param name="Records">How many different records were learned from.</param>
/// <param name="Meanings">What columns mean.</param>
/// <param name="Rules">Blocking rules.</param>
/// <param name="Keys">For each rule the numbers of its atoms.</param>
/// <param name="MonthFirst">As in <see cref="TableReading"/>.</param>
/// <param name="Addresses">As in <see cref="TableReading"/>.</param>
internal sealed partial record JudgeHead(
    int Records, IReadOnlyList<ColumnMeaning> Meanings, IReadOnlyList<BlockingRule> Rules, IReadOnlyList<int[]> Keys, double RecallGivenUp, IReadOnlyList<ThresholdPoint> Thresholds,
    MatchModel Model, bool MonthFirst, AddressReading? Addresses)
{
    public string ToJson() => JsonSerializer.Serialize(this, HeadJson.Default.JudgeHead);

    public static JudgeHead FromJson(string json) => JsonSerializer.Deserialize(json, HeadJson.Default.JudgeHead) ?? throw new JsonException("The head is null.");

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
    [JsonSerializable(typeof(JudgeHead))]
    private sealed partial class HeadJson : JsonSerializerContext;
}
