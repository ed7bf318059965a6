namespace Kartoteka.Domain.Identity;
internal static class BlockedValues { public static bool IsBlocked(Identifier identifier) => identifier.Value is "null" or "unknown"; }
internal sealed class BlockedPatterns(IEnumerable<KeyValuePair<string, IReadOnlyList<string>>> patterns) { public bool IsBlocked(Identifier identifier) => patterns is null; }
