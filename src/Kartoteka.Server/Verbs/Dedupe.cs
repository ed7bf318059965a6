using System.CommandLine;
using System.Text;
using Kartoteka.Matching.Tables;
using Kartoteka.Protocol.Import;
using Kartoteka.Server.Matching;

namespace Kartoteka.Server.Verbs;

/// <summary>
/// <c>kartoteka dedupe FILE --out clusters.csv</c>: finds records of one person in a file, by itself and without a data folder. Exit codes: 0 done,
/// 1 the file cannot be read, 2 an option is wrong, 5 done, and some rows were left out.
/// </summary>
internal static class Dedupe
{
    private static readonly Argument<string> File = new("FILE") { Description = "CSV, TSV, JSON lines or XLSX of people or organisations, plain or in gzip." };
    private static readonly Option<string?> Out = new("--out") { Description = "Writes record_id,cluster_id to this file." };
    private static readonly Option<string?> Pairs = new("--pairs") { Description = "Writes pairs with probability and the weight of each field to this file." };
    private static readonly Option<string?> Model = new("--model") { Description = "Model as JSON: used when the file exists, else written after learning." };
    private static readonly Option<double> Threshold = new("--threshold") { Description = "Probability above which records are put together.", DefaultValueFactory = _ => 0.95 };
    private static readonly Option<string?> Id = new("--id") { Description = "Column of record ids. Default: the first, also in a second file that has no column of that name." };
    private static readonly Option<string[]> Explain = new("--explain") { Description = "Says why two records are, or are not, one person.", Arity = new ArgumentArity(2, 2), AllowMultipleArgumentsPerToken = true };
    private static readonly Option<string?> Report = new("--report") { Description = "Writes a report to this file: one HTML page without outside references." };
    private static readonly Option<string?> Language = new("--language") { Description = "Language of the report: ru or en. Default: Russian for a file in Cyrillic letters, else English." };
    private static readonly Option<string?> Link = new("--link") { Description = "Links FILE to this second file: only pairs across the two are compared. Columns go together by their names, else by what they mean." };
    private static readonly Option<long?> MaxPairs = new("--max-pairs") { Description = "Most pairs to compare. Default: 16 a record, at least 4 million." };
    private static readonly Option<int> Threads = new("--threads") { Description = "Threads to use. Default: one a processor.", DefaultValueFactory = _ => Environment.ProcessorCount };
    private static readonly Option<string[]> Map = new("--map") { Description = $"column=role where the guess is wrong; may be repeated. Roles: {string.Join(", ", Enum.GetNames<ColumnRole>())}.", DefaultValueFactory = _ => [] };
    private static readonly Option<string?> EncodingName = new("--encoding") { Description = "utf-8, windows-1251, …" };
    private static readonly Option<string?> Separator = new("--separator") { Description = "Separator of a CSV file: a character, or tab." };
    private static readonly Option<string?> Sheet = new("--sheet") { Description = "Sheet of a workbook. Default: the first." };

    public static Command Create()
    {
        var verb = new Command("dedupe", "Finds records of one person in a file: works out what columns mean, learns its weights, writes clusters.");
        verb.Arguments.Add(File);
        foreach (var option in (Option[])[Out, Pairs, Model, Threshold, Id, Explain, Report, Language, Link, MaxPairs, Threads, Map, EncodingName, Separator, Sheet]) verb.Options.Add(option);
        verb.SetAction((parsed, ct) => new DedupeCommand(Read(parsed), parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error).RunAsync(ct));
        return verb;
    }

    private static DedupeOptions Read(ParseResult parsed)
    {
        var options = new DedupeOptions
        {
            File = parsed.GetValue(File)!,
            Link = parsed.GetValue(Link),
            Out = parsed.GetValue(Out),
            Pairs = parsed.GetValue(Pairs),
            Model = parsed.GetValue(Model),
            Report = parsed.GetValue(Report),
            Language = parsed.GetValue(Language),
            Id = parsed.GetValue(Id),
            Threshold = parsed.GetValue(Threshold),
            Explain = parsed.GetValue(Explain) is [var first, var second] ? (first, second) : null,
            MaxPairs = parsed.GetValue(MaxPairs),
            Threads = parsed.GetValue(Threads),
            Roles = Roles(parsed.GetValue(Map)!),
            Table = new TableOptions { Encoding = Encoded(parsed.GetValue(EncodingName)), Separator = Parted(parsed.GetValue(Separator)), Sheet = parsed.GetValue(Sheet) },
        };
        if (!(options.Threshold > 0 && options.Threshold < 1)) throw new SettingException("--threshold is a probability over 0 and under 1.");
        if (options.Language is not (null or "ru" or "en")) throw new SettingException("--language is ru or en.");
        if (options.Threads < 1) throw new SettingException("--threads is at least 1.");
        if (options.MaxPairs < 1) throw new SettingException("--max-pairs is at least 1.");
        if (options.Out is null && options.Pairs is null && options.Report is null && options.Explain is null && options.Model is null)
            throw new SettingException("Say what to do with the outcome: --out, --pairs, --report, --model or --explain.");
        foreach (var file in (string?[])[options.File, options.Link])
            if (file is not null && !System.IO.File.Exists(file)) throw new SettingException($"There is no file '{file}'.");
        return options;
    }

    private static Dictionary<string, ColumnRole> Roles(string[] maps)
    {
        var roles = new Dictionary<string, ColumnRole>(StringComparer.OrdinalIgnoreCase);
        foreach (var map in maps)
        {
            var at = map.LastIndexOf('=');
            if (at < 1 || !Enum.TryParse<ColumnRole>(map[(at + 1)..], true, out var role) || !Enum.IsDefined(role))
                throw new SettingException($"'{map}' is not column=role; roles are {string.Join(", ", Enum.GetNames<ColumnRole>())}.");
            roles[map[..at]] = role;
        }
        return roles;
    }

    private static Encoding? Encoded(string? name)
    {
        if (name is null) return null;
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            throw new SettingException($"There is no encoding '{name}'.");
        }
    }

    private static char? Parted(string? separator) => separator switch
    {
        null => null,
        "tab" or "\\t" => '\t',
        [var one] => one,
        _ => throw new SettingException("--separator is one character, or tab."),
    };
}
