namespace Kartoteka.Server.Demo;

/// <summary>A progress bar on a terminal, a plain line now and then elsewhere.</summary>
internal sealed class ProgressLine(TextWriter output, string title, long total, TimeProvider time)
{
    private const int BarWidth = 30;
    private static readonly TimeSpan TerminalPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan PlainPause = TimeSpan.FromSeconds(5);

    private readonly bool _isTerminal = ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected;
    private long _last = time.GetTimestamp();

    /// <summary>Shows how far it is, if it is time to.</summary>
    public async Task ReportAsync(long done)
    {
        if (time.GetElapsedTime(_last) < (_isTerminal ? TerminalPause : PlainPause)) return;
        _last = time.GetTimestamp();
        var share = Math.Clamp((double)done / total, 0, 1);
        if (_isTerminal) await output.WriteAsync($"\r{title} [{new string('#', (int)(share * BarWidth)),-BarWidth}] {share:P0} ");
        else await output.WriteLineAsync($"{title}: {share:P0}");
        await output.FlushAsync();
    }

    /// <summary>Ends the bar with a last line.</summary>
    public async Task EndAsync(string message)
    {
        await output.WriteLineAsync(_isTerminal ? $"\r{message.PadRight(title.Length + BarWidth + 12)}" : message);
        await output.FlushAsync();
    }
}
