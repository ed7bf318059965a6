using Microsoft.AspNetCore.Http;

namespace Kartoteka.Modules.Segments;

/// <summary>The JSON schema of a rule, as it stands in docs/segment-rule.schema.json.</summary>
internal static class RuleSchema
{
    private static readonly byte[] Document = Load();

    public static IResult Read() => TypedResults.Bytes(Document, "application/schema+json");

    private static byte[] Load()
    {
        using var stream = typeof(RuleSchema).Assembly.GetManifestResourceStream("segment-rule.schema.json")!;
        var document = new byte[stream.Length];
        stream.ReadExactly(document);
        return document;
    }
}
