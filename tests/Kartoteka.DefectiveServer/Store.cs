using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Kartoteka.DefectiveServer;

/// <summary>One line per item in one file: <c>s id</c>, <c>d id</c> or <c>q id</c>; read again at the start.</summary>
internal sealed partial class Store : IDisposable
{
    private readonly Defect _defect;
    private readonly FileStream _file;
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly List<string> _lines;
    private readonly List<string> _later = [];
    private readonly Timer _flush;
    private readonly Lock _turn = new();

    public Store(string folder, Defect defect)
    {
        _defect = defect;
        var path = Path.Combine(folder, "items");
        _lines = File.Exists(path) ? [.. File.ReadLines(path)] : [];
        if (defect != Defect.ForgetsDedupeAfterRestart) _known.UnionWith(_lines.Where(line => line[0] == 's').Select(line => line[2..]));
        _file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
        _flush = new Timer(_ => FlushLater(), null, 300, 300);
    }

    public bool Failed { get; private set; }

    public int Take(JsonElement[] items)
    {
        lock (_turn)
        {
            var lines = new List<string>();
            foreach (var item in items) lines.Add(LineOf(item, lines.Count));
            if (_defect == Defect.LosesNeighboursOfPoison && lines.Any(line => line[0] == 'q')) return 200;
            if (_defect == Defect.Invents && lines.Count > 0) lines.Add($"s nobody-{_lines.Count}");
            if (_defect == Defect.AcksBeforeStoring)
            {
                _later.AddRange(lines);
                return 200;
            }
            return Write(lines) ? 200 : 503;
        }
    }

    public void QuarantineBody(byte[] body)
    {
        lock (_turn) Write([$"q body-{_lines.Count}-{body.Length}"]);
    }

    public object Stats()
    {
        lock (_turn)
        {
            long Count(char kind) => _lines.Count(line => line[0] == kind);
            var received = _lines.Count - (_defect == Defect.Miscounts ? Count('d') : 0);
            return new { received, stored = Count('s'), duplicate = Count('d'), quarantined = Count('q') };
        }
    }

    public object Dump()
    {
        lock (_turn) return new { stored = Of('s'), quarantined = Of('q') };
    }

    private string[] Of(char kind) => [.. _lines.Where(line => line[0] == kind).Select(line => line[2..])];

    private string LineOf(JsonElement item, int index)
    {
        try
        {
            foreach (var property in item.EnumerateObject().SelectMany(Texts)) _ = property.GetString();
            var id = item.GetProperty("messageId").GetString()!;
            return _known.Add(id) ? $"s {id}" : $"d {id}";
        }
        catch (Exception error) when (error is InvalidOperationException or KeyNotFoundException)
        {
            return $"q item-{_lines.Count}-{index}";
        }
    }

    private static IEnumerable<JsonElement> Texts(JsonProperty property)
    {
        _ = property.Name;
        return Texts(property.Value);
    }

    private static IEnumerable<JsonElement> Texts(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().SelectMany(Texts),
        JsonValueKind.Array => value.EnumerateArray().SelectMany(Texts),
        JsonValueKind.String => [value],
        _ => [],
    };

    private bool Write(List<string> lines)
    {
        if (Failed && _defect != Defect.AcksAfterFailedWrite) return false;
        try
        {
            _file.Write(Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n"))));
            if (_defect != Defect.AcksWithoutSync && FSync(_file.SafeFileHandle.DangerousGetHandle().ToInt32()) != 0) throw new IOException("fsync");
            _lines.AddRange(lines);
            return true;
        }
        catch (IOException)
        {
            Failed = true;
            return _defect == Defect.AcksAfterFailedWrite;
        }
    }

    private void FlushLater()
    {
        lock (_turn)
        {
            if (_later.Count > 0) Write(_later);
            _later.Clear();
        }
    }

    public void Dispose()
    {
        _flush.Dispose();
        _file.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "fsync")]
    private static partial int FSync(int descriptor);
}
