using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kartoteka.Matching.Learning;

/// <summary>Models as JSON with a version, for people to read and for later runs to use.</summary>
public static partial class MatchModelJson
{
    /// <summary>Writes a model.</summary>
    public static string Write(MatchModel model) => JsonSerializer.Serialize(model, ModelJson.Default.MatchModel);

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <param name="json">The text.</param>
    /// <exception cref="FormatException">It is no model, or one of another version; the message says which.</exception>
    public static MatchModel Read(string json)
    {
        MatchModel? model;
        try
        {
            model = JsonSerializer.Deserialize(json, ModelJson.Default.MatchModel);
        }
        catch (JsonException error)
        {
            throw new FormatException($"The text is no model of matching: {error.Message}", error);
        }
        if (model is null) throw new FormatException("The text is no model of matching.");
        if (model.Version != MatchModel.FormatVersion)
            throw new FormatException($"The model has version {model.Version}; this program reads version {MatchModel.FormatVersion}.");
        if (model.Fields.Any(field => field.Levels.Any(level => !(level.M > 0 && level.U > 0 && level.H > 0))) || !(model.Match > 0))
            throw new FormatException("The model holds a probability that is not above 0.");
        return model;
    }

    [JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
    [JsonSerializable(typeof(MatchModel))]
    private sealed partial class ModelJson : JsonSerializerContext;
}
