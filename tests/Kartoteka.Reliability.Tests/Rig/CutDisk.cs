namespace Kartoteka.Reliability.Tests.Rig;

/// <summary>A disk whose power can be cut: bench/powercut.</summary>
internal sealed class CutDisk : IAsyncDisposable
{
    private static readonly string Script = Path.Combine(Repo.Root, "bench", "powercut");

    private readonly string _folder = Repo.NewFolder();

    private CutDisk()
    {
    }

    /// <summary>Where data goes before the cut.</summary>
    public string Mounted => Path.Combine(_folder, "mnt");

    /// <summary>Where what survived is, after <see cref="CutAsync"/>.</summary>
    public string After => Path.Combine(_folder, "after");

    /// <summary>A new empty disk; null where this account may not mount one or the machine has no loop devices, as in most containers.</summary>
    public static async Task<CutDisk?> MountAsync(int megabytes)
    {
        var disk = new CutDisk();
        if (await Means.RunAsync(Script, "up", disk._folder, $"{megabytes}") == 0) return disk;
        await disk.DisposeAsync();
        Console.WriteLine("[skipped] power cuts need root, loop devices and mkfs.ext4");
        return null;
    }

    /// <summary>Takes what the device has at this moment and mounts it at <see cref="After"/>.</summary>
    public async Task CutAsync()
    {
        var copy = Path.Combine(_folder, "copy.img");
        Assert.Equal(0, await Means.RunAsync(Script, "cut", _folder, copy));
        Assert.Equal(0, await Means.RunAsync(Script, "mountcopy", copy, After));
    }

    public async ValueTask DisposeAsync()
    {
        await Means.UnmountAsync(After);
        await Means.RunAsync(Script, "down", _folder);
    }
}
