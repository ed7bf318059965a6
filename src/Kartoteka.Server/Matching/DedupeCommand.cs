using System.Diagnostics;
using System.Globalization;
using Kartoteka.Matching;
using Kartoteka.Matching.Learning;

namespace Kartoteka.Server.Matching;

/// <summary>Reads, matches and writes, and says how far it is.</summary>
internal sealed class DedupeCommand(DedupeOptions options, TextWriter output, TextWriter error)
{
    private const int BarWidth = 30;

    private readonly bool _isTerminal = ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected;
    private readonly Stopwatch _clock = Stopwatch.StartNew();

    public async Task<int> RunAsync(CancellationToken ct)
    {
        var saved = options.Model is not null && File.Exists(options.Model) ? ReadModel(options.Model) : null;
        Step("Reading.", 0);
        var input = new DedupeInput(options, error);
        await input.ReadAsync(ct);
        foreach (var (first, second) in input.Paired) Say($"Column '{second}' of {Path.GetFileName(options.Link)} is compared with '{first}'.");
        var unknown = options.Roles.Keys.FirstOrDefault(name => !input.Table.Columns.Concat(input.Paired.Select(pair => pair.Second)).Contains(name, StringComparer.OrdinalIgnoreCase));
        if (unknown is not null) throw new SettingException($"There is no column '{unknown}'; there are {string.Join(", ", input.Table.Columns)}.");
        var outcome = Match(input, saved, ct);
        Write(input, outcome, saved is null);
        if (options.Explain is { } asked) Explain(input, outcome, asked.First, asked.Second);
        var clusters = outcome.ClusterOfRow.Distinct().Count();
        Say(string.Create(CultureInfo.InvariantCulture, $"{input.Table.Count:N0} records are {clusters:N0} clusters; {outcome.PairsCompared:N0} pairs compared; {outcome.Cuts.Count:N0} unions refused."));
        return input.Refused > 0 ? ExitCodes.RowsRefused : ExitCodes.Good;
    }

    private MatchOutcome Match(DedupeInput input, MatchModel? saved, CancellationToken ct)
    {
        try
        {
            return Matcher.Run(input.Table, new MatcherOptions
            {
                IdColumn = input.IdColumn,
                Roles = options.Roles,
                Threshold = options.Threshold,
                PairsMax = options.MaxPairs,
                Threads = options.Threads,
                FileOfRow = input.FileOfRow,
                Model = saved,
                Progress = stage =>
                {
                    // What a stage leaves behind is as large as the file, and this process has nothing else to do meanwhile.
                    GC.Collect();
                    Step(Told(stage), (int)stage + 1);
                },
            }, ct);
        }
        catch (FormatException wrong)
        {
            throw new SettingException(wrong.Message);
        }
    }

    private static MatchModel ReadModel(string path)
    {
        try
        {
            return MatchModelJson.Read(File.ReadAllText(path));
        }
        catch (FormatException wrong)
        {
            throw new SettingException($"{Path.GetFileName(path)}: {wrong.Message}");
        }
    }

    private void Write(DedupeInput input, MatchOutcome outcome, bool learned)
    {
        if (options.Out is { } clusters) WriteFile(clusters, writer => DedupeOutput.WriteClusters(writer, input, outcome));
        if (options.Pairs is { } pairs) WriteFile(pairs, writer => DedupeOutput.WritePairs(writer, input, outcome));
        if (options.Model is { } model && learned) WriteFile(model, writer => writer.WriteLine(MatchModelJson.Write(outcome.Model)));
        if (options.Report is { } report) WriteFile(report, writer => new DedupeReport(input, outcome, Path.GetFileName(options.File), ReportWords.Of(options.Language, input.Table)).Write(writer));
    }

    /// <summary>A file appears whole or not at all.</summary>
    private static void WriteFile(string path, Action<TextWriter> write)
    {
        var partial = path + ".part";
        using (var writer = new StreamWriter(partial)) write(writer);
        File.Move(partial, path, true);
    }

    private void Explain(DedupeInput input, MatchOutcome outcome, string first, string second)
    {
        var explained = outcome.Explain(Row(input, first), Row(input, second));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{first} and {second}: probability {explained.Probability:0.0000}, weight {explained.Weight:+0.0;-0.0} bits"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {"prior",-16} {explained.Prior,7:+0.0;-0.0}"));
        foreach (var field in explained.Fields)
        {
            var frequency = field.Frequency is { } share ? string.Create(CultureInfo.InvariantCulture, $", {share:0.####%} have it") : "";
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {field.Name,-16} {field.Weight,7:+0.0;-0.0;0.0}  {field.Level}{frequency}: {field.First ?? "–"} | {field.Second ?? "–"}"));
        }
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {"household",-16} {explained.Household,7:+0.0;-0.0;0.0}"));
    }

    private static int Row(DedupeInput input, string id)
    {
        for (var row = 0; row < input.Table.Count; row++)
            if (input.Table[row, input.IdColumn].SequenceEqual(id)) return row;
        throw new SettingException($"There is no record '{id}'.");
    }

    private static string Told(MatchStage stage) => stage switch
    {
        MatchStage.Columns => "Understanding columns.",
        MatchStage.Normalising => "Normalising values.",
        MatchStage.Chance => "Measuring agreement by chance.",
        MatchStage.Blocking => "Choosing blocking rules.",
        MatchStage.Learning => "Learning weights.",
        MatchStage.Scoring => "Comparing pairs.",
        MatchStage.Clustering => "Clustering.",
        _ => "Writing.",
    };

    /// <summary>A bar on a terminal, a plain line otherwise.</summary>
    private void Step(string text, int number)
    {
        if (!_isTerminal)
        {
            Say(text);
            return;
        }
        var filled = number * BarWidth / ((int)MatchStage.Done + 1);
        output.Write($"\r[{new string('#', filled)}{new string('.', BarWidth - filled)}] {text}\e[K");
        if (number == (int)MatchStage.Done + 1) output.WriteLine();
    }

    private void Say(string text) => output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{_clock.Elapsed.TotalSeconds,7:0.0} s  {text}"));
}
