using Kartoteka.Storage.Segments;

namespace Kartoteka.Modules.Segments.Live;

/// <summary>Words of the API and of events.</summary>
internal static class LiveWords
{
    public static string Of(MembershipReason reason) => reason.ToString().ToLowerInvariant();
}
