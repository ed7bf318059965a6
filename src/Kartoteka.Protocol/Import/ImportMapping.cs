using System.Text;

namespace Kartoteka.Protocol.Import;

/// <summary>A mapping that cannot be used.</summary>
/// <param name="Column">The column at fault, or empty when the file lacks one.</param>
/// <param name="Detail">For a person.</param>
public sealed record MappingError(string Column, string Detail);

/// <summary>A mapping, or what is wrong with it: exactly one of the two is set.</summary>
/// <param name="Mapping">The mapping.</param>
/// <param name="Errors">The errors; empty when there is a mapping.</param>
public sealed record MappingResult(ImportMapping? Mapping, IReadOnlyList<MappingError> Errors);

/// <summary>
/// Says where each column goes. A column without a meaning of its own is kept under a custom name: words of Latin letters become
/// camelCase (<c>Head Start Fund</c> → <c>headStartFund</c>), any other name stays as written with its dots as underscores, and both are
/// cut at <see cref="ImportLimits.NameCharsMax"/>. A name with one dot makes a nested object: <c>address.city</c>.
/// </summary>
public sealed class ImportMapping
{
    private readonly List<string?> _targets;
    private readonly List<bool> _numeric;
    private readonly HashSet<string> _taken;

    private ImportMapping(ImportKind kind, List<string?> targets, List<bool> numeric, HashSet<string> taken)
    {
        (Kind, _targets, _numeric, _taken) = (kind, targets, numeric, taken);
    }

    /// <summary>What the rows are.</summary>
    public ImportKind Kind { get; }

    /// <summary>The target of each column known so far; null for a dropped one.</summary>
    public IReadOnlyList<string?> Targets => _targets;

    /// <summary>Whether plain numbers of a column are sent as JSON numbers.</summary>
    public bool IsNumeric(int column) => _numeric[column];

    /// <summary>Makes a mapping of guesses and of what a person says.</summary>
    /// <param name="kind">What the rows are.</param>
    /// <param name="guesses">One for each column.</param>
    /// <param name="overrides">
    /// <c>column=target</c>, or <c>column=</c> to drop the column. The column is named as in the file, letter case aside; the last <c>=</c>
    /// counts. An override wins over another column's guess of the same target, which then gets a custom name.
    /// </param>
    public static MappingResult Create(ImportKind kind, IReadOnlyList<ColumnGuess> guesses, IReadOnlyList<string> overrides)
    {
        var errors = new List<MappingError>();
        var told = ReadOverrides(guesses, overrides, errors);
        var taken = new HashSet<string>(told.Values.Where(target => target.Length > 0), StringComparer.Ordinal);
        foreach (var (column, target) in told)
            if (!ImportFields.IsIdentifier(target) && target.Length > 0 && told.Any(other => other.Key < column && other.Value == target))
                errors.Add(new MappingError(guesses[column].Column, $"Two columns cannot both be '{target}'."));
        var targets = new List<string?>();
        for (var i = 0; i < guesses.Count; i++)
        {
            if (told.TryGetValue(i, out var target)) targets.Add(target.Length == 0 ? null : target);
            else if (ImportFields.IsIdentifier(guesses[i].Target) || taken.Add(guesses[i].Target)) targets.Add(guesses[i].Target);
            else targets.Add(CustomName(guesses[i].Column, taken));
        }
        errors.AddRange(Missing(kind, targets));
        if (errors.Count > 0) return new MappingResult(null, errors);
        return new MappingResult(new ImportMapping(kind, targets, [.. guesses.Select(guess => guess.IsNumeric)], taken), []);
    }

    /// <summary>Takes in columns that a JSON lines file shows only later: by name if known and free, else as custom.</summary>
    internal void Extend(IReadOnlyList<string> columns)
    {
        for (var i = _targets.Count; i < columns.Count; i++)
        {
            var field = ColumnNames.FieldOf(Kind, columns[i]);
            var known = field is not null && (ImportFields.IsIdentifier(field) || _taken.Add(field));
            _targets.Add(known ? field : CustomName(columns[i], _taken));
            _numeric.Add(false);
        }
    }

    internal static string CustomName(string column, HashSet<string> taken)
    {
        var name = column.All(char.IsAscii) ? CamelCase(column) : column.Trim().Replace('.', '_');
        if (name.Length == 0) name = "column";
        if (name.Length > ImportLimits.NameCharsMax) name = name[..ImportLimits.NameCharsMax];
        var unique = name;
        for (var n = 2; !taken.Add(unique); n++) unique = $"{name}{n}";
        return unique;
    }

    private static string CamelCase(string column)
    {
        // A nested key of JSON lines keeps its one dot: utm.source stays nested.
        if (column.Count(letter => letter == '.') == 1 && column.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_'))
            return column.Trim('.');
        var text = new StringBuilder();
        foreach (var word in column.Split([.. column.Where(letter => !char.IsAsciiLetterOrDigit(letter)).Distinct()], StringSplitOptions.RemoveEmptyEntries))
        {
            var rest = word.All(letter => !char.IsAsciiLetterLower(letter)) ? word[1..].ToLowerInvariant() : word[1..];
            text.Append(text.Length == 0 ? char.ToLowerInvariant(word[0]) : char.ToUpperInvariant(word[0])).Append(rest);
        }
        return text.ToString();
    }

    private static Dictionary<int, string> ReadOverrides(IReadOnlyList<ColumnGuess> guesses, IReadOnlyList<string> overrides, List<MappingError> errors)
    {
        var told = new Dictionary<int, string>();
        foreach (var text in overrides)
        {
            var sign = text.LastIndexOf('=');
            if (sign <= 0)
            {
                errors.Add(new MappingError(text, "Write column=trait, or column= to drop the column."));
                continue;
            }
            var (column, target) = (text[..sign].Trim(), text[(sign + 1)..].Trim());
            var index = Find(guesses, column);
            if (index < 0)
                errors.Add(new MappingError(column, $"The file has no column '{column}'. It has: {string.Join(", ", guesses.Select(guess => guess.Column))}."));
            else if (target.Length > 0 && !IsName(target))
                errors.Add(new MappingError(column, $"'{target}' is not a trait name: at most {ImportLimits.NameCharsMax} characters, at most one dot."));
            else if (!told.TryAdd(index, target))
                errors.Add(new MappingError(column, $"The column '{column}' is mapped twice."));
        }
        return told;
    }

    private static int Find(IReadOnlyList<ColumnGuess> guesses, string column)
    {
        for (var i = 0; i < guesses.Count; i++)
            if (string.Equals(guesses[i].Column, column, StringComparison.Ordinal)) return i;
        for (var i = 0; i < guesses.Count; i++)
            if (string.Equals(guesses[i].Column, column, StringComparison.OrdinalIgnoreCase)) return i;
        return -1;
    }

    private static bool IsName(string target) => target.Length <= ImportLimits.NameCharsMax && !target.Any(char.IsControl)
        && !target.StartsWith('.') && !target.EndsWith('.') && target.Count(letter => letter == '.') <= 1;

    private static IEnumerable<MappingError> Missing(ImportKind kind, List<string?> targets)
    {
        bool Has(params ReadOnlySpan<string> fields)
        {
            foreach (var field in fields)
                if (targets.Contains(field)) return true;
            return false;
        }
        var identified = targets.Any(target => target is not null && ImportFields.IsIdentifier(target));
        if (kind == ImportKind.People && !identified && !Has(ImportFields.ExternalId, ImportFields.AnonymousId))
            yield return new MappingError("", "No column identifies a person: map one to externalId, email, phone, card or inn.");
        if (kind == ImportKind.Orders && !Has(ImportFields.OrderId))
            yield return new MappingError("", "No column is the order's id: map one to orderId.");
        if (kind == ImportKind.Orders && !Has(ImportFields.OrderedAt))
            yield return new MappingError("", "No column is the order's time: map one to orderedAt.");
        if (kind == ImportKind.Orders && !identified && !Has(ImportFields.Customer))
            yield return new MappingError("", "No column names the customer: map one to customer, email, phone or card.");
    }
}
