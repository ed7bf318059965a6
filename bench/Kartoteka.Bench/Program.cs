using System.Globalization;
using Kartoteka.Bench;

if (args is ["baseline", var folder, var port])
{
    await Baseline.RunAsync(folder, int.Parse(port, CultureInfo.InvariantCulture));
    return 0;
}
string Option(string name, string fallback) => args.SkipWhile(argument => argument != $"--{name}").Skip(1).FirstOrDefault() ?? fallback;
int Number(string name, int fallback) => int.Parse(Option(name, $"{fallback}"), CultureInfo.InvariantCulture);
var report = new Report(Option("out", "") is { Length: > 0 } path ? path : null);
switch (args.FirstOrDefault())
{
    case "ingest":
        report.Machine();
        await IngestBench.RunAsync(report, Number("seconds", 20), Number("visitors", 50_000), Number("only", 0), Number("connections", 64));
        return 0;
    case "commit":
        report.Machine();
        await CommitBench.RunAsync(report, Number("visitors", 50_000), Number("events", 500_000));
        return 0;
    case "profiles":
        report.Machine();
        var sizes = Option("sizes", "10000,100000,1000000").Split(',').Select(size => int.Parse(size, CultureInfo.InvariantCulture)).ToArray();
        await ProfilesBench.RunAsync(report, sizes, Number("events", 10), Number("seconds", 20));
        return 0;
    case "import":
        report.Machine();
        await ImportBench.RunAsync(report, Number("rows", 100_000), Option("file", ""), Option("map", "id=externalId"));
        return 0;
    case "columns":
        report.Machine();
        ColumnsBench.Run(report, Number("rows", 3_000_000), Number("rounds", 3));
        return 0;
    case "candidates":
        report.Machine();
        await CandidatesBench.RunAsync(report, Number("profiles", 1_000_000), Number("learned", 1_000_000), Number("changes", 10_000));
        return 0;
    case "replica":
        report.Machine();
        await ReplicaBench.RunAsync(report, Number("profiles", 50_000), Number("events", 10), Number("rate", 2_000), Number("seconds", 10));
        return 0;
    case "segments":
        report.Machine();
        await SegmentsBench.RunAsync(report, Number("profiles", 1_000_000), Number("events", 10), Number("rounds", 5), Option("folder", ""));
        return 0;
    case "live":
        report.Machine();
        await LiveBench.RunAsync(
            report, Number("profiles", 1_000_000), Number("events", 10), Number("rate", 2_000), Number("reads", 2_000), Number("seconds", 60), Option("folder", ""));
        return 0;
    case "reports":
        report.Machine();
        await ReportsBench.RunAsync(report, Number("profiles", 1_000_000), Number("events", 10), Number("rounds", 3), Option("folder", ""));
        return 0;
    default:
        Console.Error.WriteLine("Kartoteka.Bench ingest [--seconds 20] [--visitors 50000] [--only 1|100] [--connections 64] [--out FILE] | commit [--visitors 50000] [--events 500000] [--out FILE] | profiles [--sizes 10000,100000,1000000] [--events 10] [--seconds 20] [--out FILE] | import [--rows 100000] [--file FILE --map COLUMN=TRAIT,…] [--out FILE] | columns [--rows 3000000] [--rounds 3] [--out FILE] | replica [--profiles 50000] [--events 10] [--rate 2000] [--seconds 10] [--out FILE] | candidates [--profiles 1000000] [--learned 1000000] [--changes 10000] | reports [--profiles 1000000] [--events 10] [--rounds 3] [--folder FOLDER] [--out FILE] | segments [--profiles 1000000] [--events 10] [--rounds 5] [--folder FOLDER] [--out FILE] | live [--profiles 1000000] [--events 10] [--rate 2000] [--reads 2000] [--seconds 60] [--folder FOLDER] [--out FILE]");
        return 2;
}
