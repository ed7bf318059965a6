using System.Globalization;
using System.Text.Json;

namespace Kartoteka.Server.Imports;

/// <summary>Shows how far an import is: a bar on a terminal, a plain line every few seconds otherwise.</summary>
internal sealed class ImportProgressLine(TextWriter output, bool isTerminal)
{
    private const int BarWidth = 30;

    /// <summary>Plain lines come with every so many percent or rows, so that a log stays short.</summary>
    private const double PlainPercentStep = 10;

    private const long PlainRowsStep = 100_000;
    private double _percentShown;
    private long _rowsShown;
    private bool _open;

    public void Show(JsonElement import)
    {
        var progress = import.GetProperty("progress");
        var rows = progress.GetProperty("rows").GetInt64();
        var percent = progress.GetProperty("percent") is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : (double?)null;
        var text = string.Create(CultureInfo.InvariantCulture, $"{rows:N0} {(import.GetProperty("task").GetString() == "undo" ? "events" : "rows")}");
        if (percent is { } known) text = string.Create(CultureInfo.InvariantCulture, $"{known,5:F1} %  {text}");
        if (progress.GetProperty("waitsFor").GetString() is { } waits) text += waits == "queue" ? ", live events go first" : ", the ledger cannot write now";
        if (isTerminal)
        {
            var filled = (int)((percent ?? 0) / 100 * BarWidth);
            output.Write($"\r[{new string('#', filled)}{new string('.', BarWidth - filled)}] {text}\e[K");
            _open = true;
        }
        else if ((percent is { } now && now >= _percentShown + PlainPercentStep) || rows >= _rowsShown + PlainRowsStep)
        {
            output.WriteLine(text.Trim());
            (_percentShown, _rowsShown) = (percent ?? 0, rows);
        }
    }

    public void End()
    {
        if (_open) output.WriteLine();
        _open = false;
    }
}
