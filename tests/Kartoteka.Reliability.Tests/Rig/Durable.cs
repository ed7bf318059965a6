using System.Runtime.InteropServices;
using System.Text;

namespace Kartoteka.Reliability.Tests.Rig;

/// <summary>A text file whose lines are on the disk when <see cref="Append"/> returns.</summary>
internal sealed partial class DurableLines : IDisposable
{
    private readonly FileStream _file;
    private readonly Lock _turn = new();

    public DurableLines(string path) => _file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);

    public void Append(string line)
    {
        var bytes = Encoding.UTF8.GetBytes(line + "\n");
        lock (_turn)
        {
            _file.Write(bytes);
            // .NET's own flush to disk hides a failure (docs/adr/0003-durability.md), so the call is made here and its result is looked at.
            if (FSync(_file.SafeFileHandle.DangerousGetHandle().ToInt32()) != 0) throw new IOException("The client's own ledger could not be synced.");
        }
    }

    public void Dispose() => _file.Dispose();

    [LibraryImport("libc", EntryPoint = "fsync")]
    private static partial int FSync(int descriptor);
}
