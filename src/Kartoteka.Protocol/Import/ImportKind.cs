namespace Kartoteka.Protocol.Import;

/// <summary>What the rows of a file are.</summary>
public enum ImportKind
{
    /// <summary>One customer a row.</summary>
    People = 0,

    /// <summary>One order line a row, or one order a row.</summary>
    Orders = 1,

    /// <summary>One event a row.</summary>
    Events = 2,
}

/// <summary>What to do with order lines that name no customer.</summary>
public enum AnonymousCustomers
{
    /// <summary>Refuse them as <see cref="RefusalReasons.NoCustomer"/>.</summary>
    Refuse = 0,

    /// <summary>Count them as skipped and say no more.</summary>
    Skip = 1,
}

/// <summary>How to read <c>03/04/2025</c> and <c>03-04-2025</c>.</summary>
public enum DateOrder
{
    /// <summary>Refuse such dates as <see cref="RefusalReasons.AmbiguousDate"/>.</summary>
    Unknown = 0,

    /// <summary>The fourth of March.</summary>
    MonthFirst = 1,

    /// <summary>The third of April.</summary>
    DayFirst = 2,
}

/// <summary>How rows become events.</summary>
public sealed record ImportOptions
{
    /// <summary>The import's number in this base; part of the message ids of people and events, so that a resumed import repeats them.</summary>
    public required long ImportId { get; init; }

    /// <summary>The order of day and month between slashes or dashes. Default: unknown.</summary>
    public DateOrder DateOrder { get; init; }

    /// <summary>Time zone of times without an offset. Default UTC.</summary>
    public TimeZoneInfo TimeZone { get; init; } = TimeZoneInfo.Utc;

    /// <summary><c>'.'</c> or <c>','</c>; default null: told from each number, and <c>1,234</c> refused as ambiguous.</summary>
    public char? DecimalSeparator { get; init; }

    /// <summary>ISO 4217 code of orders whose file has no currency column; default null: left out.</summary>
    public string? Currency { get; init; }

    /// <summary>What to do with orders of nobody. Default: refuse.</summary>
    public AnonymousCustomers AnonymousCustomers { get; init; }

    /// <summary>An order id of this and digits only is a cancellation, as in UCI Online Retail. Default <c>C</c>; empty for none.</summary>
    public string CancellationPrefix { get; init; } = "C";

    /// <summary>When people's rows without a time of change were true, such as the file's own time; default null: the time of receipt.</summary>
    public DateTimeOffset? OccurredAt { get; init; }
}
