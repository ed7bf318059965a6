namespace Kartoteka.Modules.Workspace.Contracts;

/// <summary>
/// What a token may do. Each name is also an authorization policy: <c>RequireAuthorization(Scopes.ProfilesRead)</c>. Writing does not
/// include reading.
/// </summary>
public static class Scopes
{
    /// <summary>Everything, now and in later versions.</summary>
    public const string All = "*";

    /// <summary>Read profiles, their records and events.</summary>
    public const string ProfilesRead = "profiles:read";

    /// <summary>Take profiles out as a file.</summary>
    public const string ProfilesExport = "profiles:export";

    /// <summary>Merge and un-merge profiles, and edit their traits.</summary>
    public const string ProfilesWrite = "profiles:write";

    /// <summary>See masked values of one profile at a time, with a reason that is recorded.</summary>
    public const string ProfilesReveal = "profiles:reveal";

    /// <summary>Read segments, and ask who a rule holds for.</summary>
    public const string SegmentsRead = "segments:read";

    /// <summary>Make and change segments.</summary>
    public const string SegmentsWrite = "segments:write";

    /// <summary>Read reports and dashboards.</summary>
    public const string ReportsRead = "reports:read";

    /// <summary>Make dashboards, take in costs, and name groups of reports.</summary>
    public const string ReportsWrite = "reports:write";

    /// <summary>Ask over the whole base in SQL, masked as elsewhere, and keep questions.</summary>
    public const string SqlRead = "sql:read";

    /// <summary>See destinations, how sending goes and what could not be sent.</summary>
    public const string DestinationsRead = "destinations:read";

    /// <summary>Make and change destinations: send people to systems outside.</summary>
    public const string DestinationsWrite = "destinations:write";

    /// <summary>Read notes and tasks.</summary>
    public const string ServiceRead = "service:read";

    /// <summary>Log calls, write notes and tasks.</summary>
    public const string ServiceWrite = "service:write";

    /// <summary>List sources.</summary>
    public const string SourcesRead = "sources:read";

    /// <summary>Make and change sources and their write keys.</summary>
    public const string SourcesWrite = "sources:write";

    /// <summary>Read refused input.</summary>
    public const string QuarantineRead = "quarantine:read";

    /// <summary>Replay or discard refused input.</summary>
    public const string QuarantineWrite = "quarantine:write";

    /// <summary>Read identity rules and conflicts.</summary>
    public const string IdentityRead = "identity:read";

    /// <summary>Change identity rules and decide conflicts.</summary>
    public const string IdentityWrite = "identity:write";

    /// <summary>See pairs that may be one customer, decisions on them and how well they are found.</summary>
    public const string MatchingRead = "matching:read";

    /// <summary>Decide on pairs, take decisions back, learn models and change thresholds.</summary>
    public const string MatchingWrite = "matching:write";

    /// <summary>Read imports and their refused rows.</summary>
    public const string ImportsRead = "imports:read";

    /// <summary>Start, stop and undo imports.</summary>
    public const string ImportsWrite = "imports:write";

    /// <summary>Read the trait catalogue.</summary>
    public const string CatalogueRead = "catalogue:read";

    /// <summary>Declare traits.</summary>
    public const string CatalogueWrite = "catalogue:write";

    /// <summary>List tokens, legal entities and brands.</summary>
    public const string WorkspaceRead = "workspace:read";

    /// <summary>Make and revoke tokens, make legal entities and brands.</summary>
    public const string WorkspaceWrite = "workspace:write";

    /// <summary>Read and check the audit log.</summary>
    public const string AuditRead = "audit:read";

    /// <summary>List people who sign in, their roles and their sessions.</summary>
    public const string UsersRead = "users:read";

    /// <summary>Make and change people who sign in, and end their sessions.</summary>
    public const string UsersWrite = "users:write";

    /// <summary>Read counters and metrics.</summary>
    public const string StatsRead = "stats:read";

    /// <summary>Every scope with its meaning in one sentence, in the order shown to people.</summary>
    public static IReadOnlyDictionary<string, string> Descriptions { get; } = new Dictionary<string, string>
    {
        [All] = "Everything, now and in later versions.",
        [ProfilesRead] = "Read profiles, their records and events.",
        [ProfilesExport] = "Take profiles out as a file.",
        [ProfilesWrite] = "Merge and un-merge profiles, and edit their traits.",
        [ProfilesReveal] = "See masked values of one profile at a time, with a reason that is recorded.",
        [SegmentsRead] = "Read segments, and ask who a rule holds for.",
        [SegmentsWrite] = "Make and change segments.",
        [ReportsRead] = "Read reports and dashboards.",
        [ReportsWrite] = "Make dashboards, take in costs, and name groups of reports.",
        [SqlRead] = "Ask over the whole base in SQL, masked as elsewhere, and keep questions.",
        [DestinationsRead] = "See destinations, how sending goes and what could not be sent.",
        [DestinationsWrite] = "Make and change destinations: send people to systems outside.",
        [ServiceRead] = "Read notes and tasks.",
        [ServiceWrite] = "Log calls, write notes and tasks.",
        [SourcesRead] = "List sources.",
        [SourcesWrite] = "Make and change sources and their write keys.",
        [QuarantineRead] = "Read refused input.",
        [QuarantineWrite] = "Replay or discard refused input.",
        [IdentityRead] = "Read identity rules and conflicts.",
        [IdentityWrite] = "Change identity rules and decide conflicts.",
        [MatchingRead] = "See pairs that may be one customer, decisions on them and how well they are found.",
        [MatchingWrite] = "Decide on pairs, take decisions back, learn models and change thresholds.",
        [ImportsRead] = "Read imports and their refused rows.",
        [ImportsWrite] = "Start, stop and undo imports.",
        [CatalogueRead] = "Read the trait catalogue.",
        [CatalogueWrite] = "Declare traits.",
        [WorkspaceRead] = "List tokens, legal entities and brands.",
        [WorkspaceWrite] = "Make and revoke tokens, make legal entities and brands.",
        [AuditRead] = "Read and check the audit log.",
        [UsersRead] = "List people who sign in, their roles and their sessions.",
        [UsersWrite] = "Make and change people who sign in, and end their sessions.",
        [StatsRead] = "Read counters and metrics.",
    };
}
