using System.Diagnostics;
using Kartoteka.Matching;
using Kartoteka.Matching.Tables;
using Kartoteka.Quality;

var folder = args.FirstOrDefault(arg => Directory.Exists(arg)) ?? "../shared/data/people";
var files = args.Where(File.Exists).ToArray();
var verbose = args.Contains("--verbose");
if (files.Length == 0) files = [.. LabelledFile.Names.Select(name => Path.Combine(folder, name)).Where(File.Exists)];
if (args.Contains("judge"))
{
    Console.WriteLine("| set | rows | MB on disk | MB in memory | load, ms | keys, µs | fingerprint, µs | one pair, µs | 100 candidates, ms | explanation, µs |");
    Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|");
    foreach (var file in files) JudgeBench.Write(Path.GetFileName(file), LabelledFile.Read(file).Table);
    return;
}
Console.WriteLine("| set | rows | pairs best F1 | pairs at .95 | clusters F1 | P | R | seconds | of a processor | stages: of a processor (by the clock) | pairs | peak MB |");
Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|---|---|");
foreach (var file in files)
{
    var before = Process.GetCurrentProcess().TotalProcessorTime;
    var clock = Stopwatch.StartNew();
    var labelled = LabelledFile.Read(file);
    var stages = new List<(string Name, double Processor, double Clock)> { ("read", 0, 0) };
    var outcome = Matcher.Run(labelled.Table, new MatcherOptions { Progress = stage => { GC.Collect(); stages.Add(($"{stage}", (Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds, clock.Elapsed.TotalSeconds)); } });
    var processor = (Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds;
    var seconds = clock.Elapsed.TotalSeconds;
    var score = Score.Of(outcome, labelled.Truth);
    var told = string.Join(' ', stages.Zip(stages.Skip(1)).Select(step => $"{step.First.Name} {step.Second.Processor - step.First.Processor:0.0} ({step.Second.Clock - step.First.Clock:0.0})"));
    Console.WriteLine($"| {Path.GetFileName(file)} | {labelled.Table.Count} | {score.PairsBest:.0000} | {score.PairsDefault:.0000} | {score.Clusters:.0000} | {score.Precision:.0000} | {score.Recall:.0000} | {seconds:0.0} | {processor:0.0} | {told} | {outcome.PairsCompared} | {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} |");
    if (verbose) Details.Write(outcome, labelled);
}
