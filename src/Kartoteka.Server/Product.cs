namespace Kartoteka.Server;

/// <summary>Name and version of the program.</summary>
internal static class Product
{
    public const string Name = "kartoteka";

    /// <summary>Three numbers, as in Directory.Build.props.</summary>
    public static string Version { get; } = typeof(Product).Assembly.GetName().Version!.ToString(3);
}
