namespace Kartoteka.Domain.Reports;

/// <summary>
/// Which visits an order is ascribed to, of those of its person in the window before it
/// (https://yandex.com/support/metrica/en/reports/attribution-model).
/// </summary>
public enum AttributionModel
{
    /// <summary>The last visit.</summary>
    Last,

    /// <summary>The last visit that was not direct; the last one when all were.</summary>
    LastSignificant,

    /// <summary>The first visit.</summary>
    First,

    /// <summary>All visits in equal parts.</summary>
    Linear,
}
