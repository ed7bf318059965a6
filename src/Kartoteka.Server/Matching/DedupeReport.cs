using System.Globalization;
using System.Net;
using Kartoteka.Matching;

namespace Kartoteka.Server.Matching;

/// <summary>The outcome as one HTML page without outside references: what columns mean, weights, thresholds, doubtful pairs, clusters.</summary>
internal sealed class DedupeReport(DedupeInput input, MatchOutcome outcome, string title, ReportWords words)
{
    private const int ExamplesMax = 12;
    private const double BitsShown = 20;

    private const string Style = """
        body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem;color:#1b1f24;background:#fff}
        h1,h2{line-height:1.2}h2{margin-top:2.2rem}table{border-collapse:collapse;width:100%;margin:.6rem 0}
        th,td{text-align:left;padding:.25rem .6rem;border-bottom:1px solid #d8dee4;vertical-align:top}td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}
        .bar{display:inline-block;height:.8em}.for{background:#1a7f37}.against{background:#b35900}.muted{color:#57606a}
        @media(prefers-color-scheme:dark){body{color:#e6edf3;background:#0d1117}th,td{border-color:#30363d}.muted{color:#9198a1}.for{background:#3fb950}.against{background:#db8a3a}}
        """;

    public void Write(TextWriter writer)
    {
        writer.Write($"<!doctype html><html lang=\"{words.Tag}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>{Text(title)}</title><style>{Style}</style></head><body><h1>{Text(words["Duplicates in {0}", title])}</h1>");
        var clusters = outcome.ClusterOfRow.CountBy(cluster => cluster).Select(pair => pair.Value).ToArray();
        var told = words["{0:N0} records are {1:N0} clusters at a threshold of {2:0.###}. {3:N0} pairs were compared; an estimated {4:0.00%} of matching pairs were not among them. {5:N0} unions were refused because the rest of the two clusters stood against them.",
            input.Table.Count, clusters.Length, outcome.Threshold, outcome.PairsCompared, outcome.RecallGivenUp, outcome.Cuts.Count];
        writer.Write($"<p>{Text(told)}</p>");
        Table(writer, "What columns mean", ["column", "meaning", "filled", "why"],
            outcome.Columns.Select(column => (string[])[Text(column.Name), Text(words.Role(column.Role)), Told($"{column.Filled:0.0%}"), Text(words.Reason(column.Reason))]));
        Weights(writer);
        Table(writer, "Which pairs were compared", ["records that agree on", "pairs", "share of matches that it adds"],
            outcome.Rules.Select(rule => (string[])[Text(words.Rule(rule.Name)), Told($"{rule.Pairs:N0}"), Told($"{rule.Gain:0.00%}")]));
        Table(writer, "What a threshold would give, as the model expects", ["threshold", "pairs", "precision", "recall"],
            outcome.Thresholds().Select(point => (string[])[Told($"{point.Threshold:0.###}"), Told($"{point.Pairs:N0}"), Told($"{point.Precision:0.0%}"), Told($"{point.Recall:0.0%}")]));
        Table(writer, "Sizes of clusters", ["records in a cluster", "clusters"],
            clusters.CountBy(size => size).OrderBy(pair => pair.Key).Select(pair => (string[])[Told($"{pair.Key:N0}"), Told($"{pair.Value:N0}")]));
        Examples(writer, "Pairs near the threshold", outcome.ScoredPairs().OrderBy(pair => Math.Abs(Bits(pair.Probability) - Bits(outcome.Threshold))).Take(ExamplesMax).Select(pair => (pair.First, pair.Second)));
        Examples(writer, "Unions that were refused", outcome.Cuts.Take(ExamplesMax).Select(cut => (cut.First, cut.Second)));
        writer.Write("</body></html>\n");
    }

    private static double Bits(double probability) => Math.Log2(Math.Max(probability, 1e-12) / Math.Max(1 - probability, 1e-12));

    private void Weights(TextWriter writer)
    {
        writer.Write($"<h2>{Text(words["Weights"])}</h2><p class=\"muted\">{Text(words["m: how often records of one person meet at the level; u: strangers; h: different people of one household. The weight is for a value of mean frequency."])}</p>");
        writer.Write($"<table><tr><th>{words["field"]}</th><th>{words["level"]}</th><th class=\"n\">m</th><th class=\"n\">u</th><th class=\"n\">h</th><th class=\"n\">{words["weight, bits"]}</th><th></th></tr>");
        foreach (var field in outcome.Model.Fields)
            foreach (var level in field.Levels.Reverse())
                writer.Write(Told($"<tr><td>{(level == field.Levels[^1] ? Text(words.Known(field.Name)) : "")}</td><td>{Text(words.Known(level.Name))}</td><td class=\"n\">{level.M:0.0000}</td><td class=\"n\">{level.U:0.0e0}</td><td class=\"n\">{level.H:0.0000}</td><td class=\"n\">{level.Weight:+0.0;-0.0;0.0}</td><td>{Bar(level.Weight)}</td></tr>"));
        writer.Write("</table>");
    }

    private void Examples(TextWriter writer, string heading, IEnumerable<(int First, int Second)> pairs)
    {
        writer.Write($"<h2>{Text(words[heading])}</h2>");
        var any = false;
        foreach (var (first, second) in pairs)
        {
            any = true;
            var explained = outcome.Explain(first, second);
            writer.Write(Told($"<table><tr><th>{Text(words["{0} and {1}", input.IdOf(first), input.IdOf(second)])}</th><th colspan=\"2\">{words["probability {0:0.000}", explained.Probability]}</th><th class=\"n\">{explained.Weight:+0.0;-0.0;0.0}</th><th></th></tr>"));
            writer.Write(Told($"<tr><td>{words["prior"]}</td><td colspan=\"2\"></td><td class=\"n\">{explained.Prior:+0.0;-0.0}</td><td>{Bar(explained.Prior)}</td></tr>"));
            foreach (var field in explained.Fields.Where(field => field.First is not null || field.Second is not null))
                writer.Write(Told($"<tr><td>{Text(words.Known(field.Name))}</td><td>{Text(field.First ?? "–")} | {Text(field.Second ?? "–")}</td><td>{Text(words.Known(field.Level))}</td><td class=\"n\">{field.Weight:+0.0;-0.0;0.0}</td><td>{Bar(field.Weight)}</td></tr>"));
            writer.Write(Told($"<tr><td>{words["household"]}</td><td colspan=\"2\"></td><td class=\"n\">{explained.Household:+0.0;-0.0;0.0}</td><td>{Bar(explained.Household)}</td></tr></table>"));
        }
        if (!any) writer.Write($"<p class=\"muted\">{words["None."]}</p>");
    }

    private void Table(TextWriter writer, string heading, string[] columns, IEnumerable<string[]> rows)
    {
        writer.Write($"<h2>{Text(words[heading])}</h2><table><tr>{string.Concat(columns.Select(column => $"<th>{Text(words[column])}</th>"))}</tr>");
        foreach (var row in rows) writer.Write($"<tr>{string.Concat(row.Select(cell => $"<td>{cell}</td>"))}</tr>");
        writer.Write("</table>");
    }

    private static string Bar(double bits) =>
        Inv($"<span class=\"bar {(bits < 0 ? "against" : "for")}\" style=\"width:{Math.Min(Math.Abs(bits), BitsShown) / BitsShown * 12:0.0}em\"></span>");

    private static string Inv(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>With numbers as the language writes them.</summary>
    private string Told(FormattableString text) => text.ToString(words.Numbers);

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
