namespace Kartoteka.Modules.Workspace.Contracts;

/// <summary>Metadata of a route whose page others may frame: it says whose in a <c>frame-ancestors</c> of its own, and gets no <c>X-Frame-Options</c>, which cannot.</summary>
public sealed class FramedPage
{
    /// <summary>The mark.</summary>
    public static FramedPage Instance { get; } = new();
}
