using Kartoteka.Domain.Segments;
using Kartoteka.Storage.Segments;

namespace Kartoteka.Storage.Embedded.Columns;

/// <summary>Tests of one JSON value, as the text that JSON functions give, in DuckDB's SQL; null, which counts as false, for a value that is not there.</summary>
internal sealed class ValueTestSql(RuleMoment moment, RuleParameters parameters)
{
    /// <summary>The test of a value.</summary>
    public string Of(string value, ValueTest test) => test switch
    {
        ExistsTest => $"{value} <> 'null'",
        BooleanTest boolean => $"{value} = '{(boolean.Value ? "true" : "false")}'",
        TextInTest texts => $"({IsText(value)} and {Fold(value)} in ({List(texts.Values.Select(RuleText.Fold))}))",
        TextPartTest part => $"({IsText(value)} and {Function(part.Place)}({Fold(value)}, {parameters.Add(RuleText.Fold(part.Value))}))",
        NumberInTest numbers => $"{Number(value)} in ({List(numbers.Values)})",
        NumberTest bounds => Within(Number(value), bounds),
        TimeTest time => IsText(value) + " and " + In(Text(value), moment.Settle(time.Window)),
        AnniversaryTest anniversary => $"({IsText(value)} and {MonthAndDay(Text(value))} in ({List(moment.Anniversaries(anniversary).Select(day => (long)day))}))",
        _ => throw new ArgumentOutOfRangeException(nameof(test), test, "No such test."),
    };

    /// <summary>Whether a value is a list.</summary>
    public static string IsList(string value) => $"starts_with({value}, '[')";

    /// <summary>Whether a value is an object.</summary>
    public static string IsObject(string value) => $"starts_with({value}, '{{')";

    /// <summary>The number that a value is or plainly says; null for none.</summary>
    public static string Number(string value) =>
        $"case when {IsNumber(value)} then {value}::double when {IsText(value)} and regexp_matches({Text(value)}, '{RuleTimes.NumberPattern}') then {Text(value)}::double end";

    /// <summary>What tells a scalar from others; null for what is none.</summary>
    public static string Key(string value) =>
        $"case when {IsText(value)} or {IsNumber(value)} or {value} in ('true', 'false') then coalesce(({Number(value)})::varchar, {Fold(value)}) end";

    private static string IsText(string value) => $"starts_with({value}, '\"')";

    private static string IsNumber(string value) => $"(starts_with({value}, '-') or {value} between '0' and ':')";

    private static string Text(string value) => $"({value}->>'$')";

    private static string Fold(string value) => $"replace(lower(trim({Text(value)}, ' ')), 'ё', 'е')";

    private static string Function(TextPlace place) => place switch { TextPlace.AtStart => "starts_with", TextPlace.AtEnd => "suffix", _ => "contains" };

    private string List<T>(IEnumerable<T> values) where T : notnull => string.Join(", ", values.Select(value => parameters.Add(value)));

    private string Within(string number, NumberTest bounds)
    {
        var conditions = new List<string>();
        if (bounds.From is { } from) conditions.Add($"{number} {(bounds.FromIncluded ? ">=" : ">")} {parameters.Add(from)}");
        if (bounds.To is { } to) conditions.Add($"{number} {(bounds.ToIncluded ? "<=" : "<")} {parameters.Add(to)}");
        return conditions.Count == 0 ? $"({number}) is not null" : $"({string.Join(" and ", conditions)})";
    }

    private string In(string text, WindowBounds bounds)
    {
        var us = new List<string>();
        var moments = MomentOf(text);
        if (bounds.FromUs is { } from) us.Add($"{moments} >= {parameters.Add(from)}");
        if (bounds.ToUs is { } to) us.Add($"{moments} < {parameters.Add(to)}");
        var inMoments = us.Count == 0 ? $"{moments} is not null" : string.Join(" and ", us);
        var day = DayOf(text);
        if (bounds.Days is not { } days)
        {
            // A mere day stands for its midnight where the company is.
            var midnight = $"epoch_us({day}::timestamp at time zone {parameters.Add(moment.Zone.Id)})";
            var ofDay = us.Count == 0 ? $"{day} is not null" : inMoments.Replace(moments, midnight, StringComparison.Ordinal);
            return $"case when {IsDay(text)} then {ofDay} else {inMoments} end";
        }
        var inDays = new List<string> { $"{day} is not null" };
        if (days.From is { } first) inDays.Add($"{text} >= {parameters.Add(Iso(first))}");
        if (days.To is { } last) inDays.Add($"{text} <= {parameters.Add(Iso(last))}");
        return $"case when {IsDay(text)} then {string.Join(" and ", inDays)} else {inMoments} end";
    }

    private string MonthAndDay(string text)
    {
        var day = $"case when {IsDay(text)} then {DayOf(text)} else (make_timestamptz({MomentOf(text)}) at time zone {parameters.Add(moment.Zone.Id)})::date end";
        return $"(month({day}) * 100 + day({day}))";
    }

    private static string IsDay(string text) => $"regexp_matches({text}, '{RuleTimes.DayPattern}')";

    private static string DayOf(string text) => $"try_cast({text} as date)";

    private static string MomentOf(string text) => $"case when regexp_matches({text}, '{RuleTimes.MomentPattern}') then epoch_us(try_cast({text} as timestamptz)) end";

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
