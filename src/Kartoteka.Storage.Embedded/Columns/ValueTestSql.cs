using Kartoteka.Domain.Segments;
using Kartoteka.Storage.Segments;

namespace Kartoteka.Storage.Embedded.Columns;

/// <summary>Tests of one JSON value, as the text that JSON functions give, in DuckDB's SQL; null, which counts as false, for a value that is not there.</summary>
internal sealed class ValueTestSql(RuleMoment moment, RuleParameters parameters)
{
    /// <summary>The test of a value.</summary>
    public string Of(RuleValue value, ValueTest test) => test switch
    {
        ExistsTest => $"{value} <> 'null'",
        BooleanTest boolean => $"{value} = '{(boolean.Value ? "true" : "false")}'",
        TextInTest texts => $"{Folded(value)} in ({List(texts.Values.Select(text => $"\"{RuleText.Fold(text)}\""))})",
        TextPartTest part => Part(Folded(value), part.Place, RuleText.Fold(part.Value)),
        NumberInTest numbers => $"{Number(value)} in ({List(numbers.Values)})",
        NumberTest bounds => Within(Number(value).Sql, bounds),
        TimeTest time => In(value, moment.Settle(time.Window)),
        AnniversaryTest anniversary => $"case when contains({parameters.Add(string.Join(' ', moment.Anniversaries(anniversary).Select(MonthAndDayText)))}, {MonthAndDay(value)}) then {IsRealDay(value)} end",
        _ => throw new ArgumentOutOfRangeException(nameof(test), test, "No such test."),
    };

    /// <summary>Whether a value is a list.</summary>
    public static string IsList(string value) => $"starts_with({value}, '[')";

    /// <summary>Whether a value is an object.</summary>
    public static string IsObject(string value) => $"starts_with({value}, '{{')";

    /// <summary>The number that a value is or plainly says; null for none.</summary>
    public static RuleValue Number(RuleValue value) =>
        value.Derive($"case when {IsNumber(value)} then {value}::double when regexp_matches({Text(value)}, '{RuleTimes.NumberPattern}') then {Text(value)}::double end");

    /// <summary>What tells a scalar from others; null for what is none.</summary>
    public static string Key(RuleValue value) =>
        $"case when {IsText(value)} or {IsNumber(value)} or {value} in ('true', 'false') then coalesce(({Number(value)})::varchar, {Fold($"trim({Text(value)}, ' ')")}, {value}) end";

    private static string IsText(RuleValue value) => $"starts_with({value}, '\"')";

    private static string IsNumber(RuleValue value) => $"(starts_with({value}, '-') or {value} between '0' and ':')";

    /// <summary>The text that a value is; null for another.</summary>
    private static string Text(RuleValue value) => $"(case when {IsText(value)} then {value}->>'$' end)";

    /// <summary>
    /// A text as <see cref="RuleText.Fold"/> makes it, between quotes; a number or an object without. Most texts are folded as they stand in JSON, quotes and all: to
    /// take them out and white space away makes a question about the towns of a million people a third slower.
    /// </summary>
    private static RuleValue Folded(RuleValue value) => value.Derive(
        $"case when contains({value}, '\\') or starts_with({value}, '\" ') or ends_with({value}, ' \"') then '\"' || {Fold($"trim({Text(value)}, ' ')")} || '\"' else {Fold(value.Sql)} end");

    private static string Fold(string text) => $"replace(lower({text}), 'ё', 'е')";

    // The quotes around the text are none of its own: what is looked for ends before the one, or begins after the other.
    private string Part(RuleValue folded, TextPlace place, string part) => place switch
    {
        TextPlace.AtStart => $"(starts_with({folded}, {parameters.Add($"\"{part}")}){(part.EndsWith('"') ? $" and strlen({folded}) >= {BytesWithQuotes(part)}" : "")})",
        TextPlace.AtEnd => $"({IsText(folded)} and suffix({folded}, {parameters.Add($"{part}\"")}){(part.StartsWith('"') ? $" and strlen({folded}) >= {BytesWithQuotes(part)}" : "")})",
        _ => $"({IsText(folded)} and contains(substring({folded}, 2, length({folded}) - 2), {parameters.Add(part)}))",
    };

    /// <summary>The day that a text says as ISO 8601; null for another value.</summary>
    private static RuleValue Day(RuleValue text) => text.Derive($"case when regexp_matches({text}, '{RuleTimes.DayPattern}') and {IsOfOurEra(text)} then {text} end");

    private static string BytesWithQuotes(string part) => (System.Text.Encoding.UTF8.GetByteCount(part) + 2).ToString(System.Globalization.CultureInfo.InvariantCulture);

    private string List<T>(IEnumerable<T> values) where T : notnull => string.Join(", ", values.Select(value => parameters.Add(value)));

    private string Within(string number, NumberTest bounds)
    {
        var conditions = new List<string>();
        if (bounds.From is { } from) conditions.Add($"{number} {(bounds.FromIncluded ? ">=" : ">")} {parameters.Add(from)}");
        if (bounds.To is { } to) conditions.Add($"{number} {(bounds.ToIncluded ? "<=" : "<")} {parameters.Add(to)}");
        return conditions.Count == 0 ? $"({number}) is not null" : $"({string.Join(" and ", conditions)})";
    }

    private string In(RuleValue value, WindowBounds bounds)
    {
        var text = value.Derive(Text(value));
        var day = Day(text);
        var inMoments = Between(MomentOf(text), bounds);
        // A mere day stands for its midnight where the company is.
        if (bounds.Days is not { } days) return $"case when {day} is not null then {Between($"epoch_us({DateOf(day)}::timestamp at time zone {parameters.Add(moment.Zone.Id)})", bounds)} else {inMoments} end";
        var inDays = new List<string>();
        if (days.From is { } first) inDays.Add($"{day} >= {parameters.Add(Iso(first))}");
        if (days.To is { } last) inDays.Add($"{day} <= {parameters.Add(Iso(last))}");
        return $"case when {day} is not null then {string.Join(" and ", [.. inDays, $"{DateOf(day)} is not null"])} else {inMoments} end";
    }

    private string Between(string us, WindowBounds bounds)
    {
        var conditions = new List<string>();
        if (bounds.FromUs is { } from) conditions.Add($"{us} >= {parameters.Add(from)}");
        if (bounds.ToUs is { } to) conditions.Add($"{us} < {parameters.Add(to)}");
        return conditions.Count == 0 ? $"{us} is not null" : string.Join(" and ", conditions);
    }

    // What has the length of a day with its quotes is a day or nothing: which of both is looked at for the few whose month and day are asked for. Those are one text,
    // since DuckDB makes a join of each list, and twenty of them cost a tenth of what a hundred rules about few profiles do.
    private RuleValue MonthAndDay(RuleValue value)
    {
        var text = new RuleValue(Text(value));
        var date = $"coalesce({DateOf(Day(text))}, (make_timestamptz({MomentOf(text)}) at time zone {parameters.Add(moment.Zone.Id)})::date)";
        return value.Derive($"case when {MayBeDay(value)} then substr({value}, 7, 5) else strftime({date}, '%m-%d') end");
    }

    private static string MonthAndDayText(int monthAndDay) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{monthAndDay / 100:D2}-{monthAndDay % 100:D2}");

    private static string MayBeDay(RuleValue value) => $"strlen({value}) = {(RuleTimes.DayLength + 2).ToString(System.Globalization.CultureInfo.InvariantCulture)}";

    private static string IsRealDay(RuleValue value) => $"(not {MayBeDay(value)} or {DateOf(Day(new RuleValue(Text(value))))} is not null)";

    private static string DateOf(RuleValue day) => $"try_cast({day} as date)";

    private static string MomentOf(RuleValue text) => $"case when regexp_matches({text}, '{RuleTimes.MomentPattern}') and {IsOfOurEra(text)} then epoch_us(try_cast({text} as timestamptz)) end";

    // There is no year 0, but for DuckDB.
    private static string IsOfOurEra(RuleValue text) => $"{text} >= '0001'";

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
