using Kartoteka.Domain.Segments;

namespace Kartoteka.Domain.Computed;

/// <summary>What the value of a computed trait is.</summary>
public enum ComputedType : byte
{
    /// <summary>A number.</summary>
    Number = 1,

    /// <summary>A text.</summary>
    Text = 2,

    /// <summary>A day, or a moment in UTC.</summary>
    Time = 3,

    /// <summary>True or false.</summary>
    Boolean = 4,
}

/// <summary>How a trait is worked out of what a profile did. It has no store: see docs/COMPUTED.md for what each means.</summary>
public abstract record ComputedFormula
{
    /// <summary>The value, as JSON, of profiles that did nothing of it; null when they have none.</summary>
    public abstract string? OfNone { get; }

    /// <summary>True when the value changes by the mere passing of time, at the latest at midnight of the company's time zone.</summary>
    public abstract bool Slides { get; }
}

/// <summary>A trait that is there without being defined.</summary>
/// <param name="Trait">Which.</param>
public sealed record BuiltInFormula(BuiltInTrait Trait) : ComputedFormula
{
    /// <inheritdoc />
    public override string? OfNone => Trait.OfNone;

    /// <inheritdoc />
    public override bool Slides => Trait == BuiltInTrait.DaysSinceLastOrder;
}

/// <summary>What is taken of events.</summary>
public enum EventAggregate
{
    /// <summary>How many; 0 for none.</summary>
    Count,

    /// <summary>The sum of a property, to six decimals; 0 for none.</summary>
    Sum,

    /// <summary>The mean of a property, to six decimals.</summary>
    Average,

    /// <summary>The least number of a property.</summary>
    Least,

    /// <summary>The greatest number of a property.</summary>
    Greatest,

    /// <summary>How many different values a property has; 0 for none.</summary>
    Distinct,

    /// <summary>The property of the earliest event that has it.</summary>
    First,

    /// <summary>The property of the latest event that has it.</summary>
    Last,

    /// <summary>The scalar that a property has most often, of a list each element; of two the lesser by its JSON text.</summary>
    MostFrequent,
}

/// <summary>A value taken of a profile's events.</summary>
/// <param name="Events">Which events.</param>
/// <param name="Within">When; null for any time up to the moment.</param>
/// <param name="Aggregate">What is taken.</param>
/// <param name="Property">The property; null for <see cref="EventAggregate.Count"/>.</param>
/// <param name="Path">Members inside of it, as in <see cref="TraitRule.Path"/>.</param>
public sealed record EventFormula(EventFilter Events, TimeWindow? Within, EventAggregate Aggregate, string? Property, IReadOnlyList<string> Path) : ComputedFormula
{
    /// <inheritdoc />
    public override string? OfNone => Aggregate is EventAggregate.Count or EventAggregate.Sum or EventAggregate.Distinct ? "0" : null;

    /// <inheritdoc />
    public override bool Slides => Within is LastWindow or EarlierWindow;

    /// <summary>The measure of rules that the aggregate is; null when it is a value as it stands.</summary>
    public EventMeasure? Measure => Aggregate switch
    {
        EventAggregate.Count => EventMeasure.Times,
        EventAggregate.Sum => new EventMeasure(MeasureKind.Sum, Property, Path),
        EventAggregate.Average => new EventMeasure(MeasureKind.Average, Property, Path),
        EventAggregate.Least => new EventMeasure(MeasureKind.Least, Property, Path),
        EventAggregate.Greatest => new EventMeasure(MeasureKind.Greatest, Property, Path),
        EventAggregate.Distinct => new EventMeasure(MeasureKind.Distinct, Property, Path),
        _ => null,
    };
}

/// <summary>What a built-in trait is worked out of: those of one source are worked out together.</summary>
public enum BuiltInSource
{
    /// <summary>Orders.</summary>
    Orders,

    /// <summary>Lines of orders.</summary>
    Lines,

    /// <summary>Visits: pages, screens, and what happened on a page.</summary>
    Visits,

    /// <summary>Mailings.</summary>
    Mailings,

    /// <summary>What lies in the cart.</summary>
    Cart,

    /// <summary>What lies in the wish list.</summary>
    WishList,
}

/// <summary>A trait that is there without being defined.</summary>
/// <param name="Key">Its name in rules and answers.</param>
/// <param name="Source">What it is worked out of.</param>
/// <param name="Type">What its value is.</param>
/// <param name="OfNone">As <see cref="ComputedFormula.OfNone"/>.</param>
public sealed record BuiltInTrait(string Key, BuiltInSource Source, ComputedType Type, string? OfNone)
{
    /// <summary>The one that is worked out of another when it is read: days of the calendar since the last order.</summary>
    public static BuiltInTrait DaysSinceLastOrder { get; } = new("days_since_last_order", BuiltInSource.Orders, ComputedType.Number, null);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<BuiltInTrait> All { get; } =
    [
        new("orders", BuiltInSource.Orders, ComputedType.Number, "0"), new("revenue", BuiltInSource.Orders, ComputedType.Number, "0"),
        new("average_order", BuiltInSource.Orders, ComputedType.Number, null), new("first_order_at", BuiltInSource.Orders, ComputedType.Time, null),
        new("last_order_at", BuiltInSource.Orders, ComputedType.Time, null), DaysSinceLastOrder,
        new("returned_orders", BuiltInSource.Orders, ComputedType.Number, "0"), new("favourite_category", BuiltInSource.Lines, ComputedType.Text, null),
        new("favourite_brand", BuiltInSource.Lines, ComputedType.Text, null), new("sessions", BuiltInSource.Visits, ComputedType.Number, "0"),
        new("last_visit_at", BuiltInSource.Visits, ComputedType.Time, null), new("first_source", BuiltInSource.Visits, ComputedType.Text, null),
        new("last_source", BuiltInSource.Visits, ComputedType.Text, null), new("emails_opened", BuiltInSource.Mailings, ComputedType.Number, "0"),
        new("emails_clicked", BuiltInSource.Mailings, ComputedType.Number, "0"), new("cart_items", BuiltInSource.Cart, ComputedType.Number, "0"),
        new("cart_value", BuiltInSource.Cart, ComputedType.Number, "0"), new("cart_updated_at", BuiltInSource.Cart, ComputedType.Time, null),
        new("wishlist_items", BuiltInSource.WishList, ComputedType.Number, "0"),
    ];

    /// <summary>The one of a key; null for none.</summary>
    public static BuiltInTrait? Find(string key) => All.FirstOrDefault(trait => trait.Key == key);
}
