using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Kartoteka.Modules.Exports.Sql;

/// <summary>Forms of an answer.</summary>
internal enum SqlFormat
{
    Json,
    JsonLines,
    Csv,
}

internal static class SqlFormats
{
    /// <summary>The form asked for by name, or else by the header's media types in order of weight; null for a name that is none.</summary>
    public static SqlFormat? Of(string? name, StringValues accept)
    {
        if (name is not null) return name.ToLowerInvariant() switch { "json" => SqlFormat.Json, "jsonl" or "ndjson" => SqlFormat.JsonLines, "csv" => SqlFormat.Csv, _ => null };
        if (!MediaTypeHeaderValue.TryParseList([.. accept.OfType<string>()], out var types)) return SqlFormat.Json;
        foreach (var type in types.OrderByDescending(type => type.Quality ?? 1))
        {
            if (type.MediaType.Equals("text/csv", StringComparison.OrdinalIgnoreCase)) return SqlFormat.Csv;
            if (type.MediaType.Equals("application/x-ndjson", StringComparison.OrdinalIgnoreCase) || type.MediaType.Equals("application/jsonl", StringComparison.OrdinalIgnoreCase)) return SqlFormat.JsonLines;
            if (type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)) return SqlFormat.Json;
        }
        return SqlFormat.Json;
    }
}
