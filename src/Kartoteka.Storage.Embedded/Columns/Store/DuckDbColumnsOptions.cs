namespace Kartoteka.Storage.Embedded.Columns.Store;

/// <summary>How the replica's database is opened.</summary>
public sealed record DuckDbColumnsOptions
{
    /// <summary>
    /// Most memory for columns held and for what queries work on, in bytes; what does not fit goes to the disk, under <c>columns.tmp</c>. Default 512 MiB.
    /// </summary>
    public long MemoryBytesMax { get; init; } = 512L << 20;

    /// <summary>Threads that work on questions, all together; default one for each core.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Told when a replica or a file of the archive is set aside: the file's name and the reason.</summary>
    public Action<string, string> OnSetAside { get; init; } = (_, _) => { };
}
