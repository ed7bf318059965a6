namespace Kartoteka.Storage.Segments;

/// <summary>
/// What the ledger says of membership: events of the built-in source of kind <see cref="SourceKind"/>, on a record that the profile had. They are no
/// deeds of a customer, so the replica has them under a kind of their own, which conditions on what somebody did never see.
/// </summary>
public static class MembershipEvents
{
    /// <summary>Kind of the built-in source.</summary>
    public const string SourceKind = "segments";

    /// <summary>Kind of its events in the replica's table <c>event</c>; in the ledger they are <c>track</c>.</summary>
    public const string Kind = "membership";

    /// <summary>A profile became a member of a segment: properties <c>segment</c>, <c>name</c>, <c>reason</c>.</summary>
    public const string Entered = "Segment Entered";

    /// <summary>A profile is a member no more: the same properties.</summary>
    public const string Exited = "Segment Exited";

    /// <summary>A profile was put on a list: property <c>list</c>.</summary>
    public const string Joined = "List Joined";

    /// <summary>A profile was taken off a list: property <c>list</c>.</summary>
    public const string Left = "List Left";
}
