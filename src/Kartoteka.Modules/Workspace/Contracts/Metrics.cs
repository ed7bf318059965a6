using System.Globalization;
using System.Text;

namespace Kartoteka.Modules.Workspace.Contracts;

/// <summary>Gives numbers to <c>/metrics</c>; every registered one is asked at each scrape.</summary>
public interface IMetricSource
{
    /// <summary>Writes its metrics. Called from any thread; must be quick.</summary>
    ValueTask WriteAsync(MetricWriter writer, CancellationToken ct);
}

/// <summary>
/// Writes Prometheus text, version 0.0.4 (https://prometheus.io/docs/instrumenting/exposition_formats/). Samples of one name must be
/// written one after the other.
/// </summary>
public sealed class MetricWriter
{
    private readonly StringBuilder _text = new();
    private readonly HashSet<string> _described = [];

    /// <summary>A number that only grows; its name ends in <c>_total</c>.</summary>
    public void Counter(string name, string help, double value, params ReadOnlySpan<(string Name, string Value)> labels) =>
        Sample("counter", name, help, value, labels);

    /// <summary>A number that goes up and down; the unit is in its name.</summary>
    public void Gauge(string name, string help, double value, params ReadOnlySpan<(string Name, string Value)> labels) =>
        Sample("gauge", name, help, value, labels);

    private void Sample(string type, string name, string help, double value, ReadOnlySpan<(string Name, string Value)> labels)
    {
        if (_described.Add(name)) _text.Append($"# HELP {name} {help}\n# TYPE {name} {type}\n");
        _text.Append(name);
        var separator = '{';
        foreach (var label in labels)
        {
            _text.Append(separator).Append(label.Name).Append("=\"").Append(Escape(label.Value)).Append('"');
            separator = ',';
        }
        if (!labels.IsEmpty) _text.Append('}');
        _text.Append(' ').Append(value.ToString("R", CultureInfo.InvariantCulture)).Append('\n');
    }

    private static string Escape(string value) => value.Replace(@"\", @"\\").Replace("\"", "\\\"").Replace("\n", "\\n");

    /// <summary>The page written so far.</summary>
    public override string ToString() => _text.ToString();
}
