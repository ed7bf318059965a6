namespace Kartoteka.Matching.Tables;

/// <summary>What a column holds.</summary>
public enum ColumnRole
{
    /// <summary>Not compared: ids, names of systems, dates of changes, amounts.</summary>
    Ignored = 0,

    /// <summary>Given name, perhaps with the patronymic.</summary>
    GivenName = 1,

    /// <summary>Surname.</summary>
    Surname = 2,

    /// <summary>Patronymic or middle names.</summary>
    MiddleName = 3,

    /// <summary>Whole name in any order.</summary>
    FullName = 4,

    /// <summary>Date of birth.</summary>
    BirthDate = 5,

    /// <summary>Phone or fax.</summary>
    Phone = 6,

    /// <summary>E-mail address.</summary>
    Email = 7,

    /// <summary>Street, house and flat; several columns are joined.</summary>
    Address = 8,

    /// <summary>House number alone.</summary>
    House = 9,

    /// <summary>Town, suburb or place.</summary>
    City = 10,

    /// <summary>Postcode.</summary>
    Postcode = 11,

    /// <summary>Number of a document, or of a taxpayer: belongs to one person.</summary>
    Document = 12,

    /// <summary>Name of an organisation, or of an employer.</summary>
    Company = 13,

    /// <summary>Gender.</summary>
    Gender = 14,

    /// <summary>Free text or a category that may tell records apart: occupation, place of birth, region.</summary>
    Text = 15,
}

/// <summary>What was understood of a column.</summary>
/// <param name="Column">From 0.</param>
/// <param name="Name">Its name.</param>
/// <param name="Role">What it holds.</param>
/// <param name="Filled">Share of records in which it is filled, 0 to 1.</param>
/// <param name="Reason">Why, for a person: its name, its values, or told.</param>
public sealed record ColumnMeaning(int Column, string Name, ColumnRole Role, double Filled, string Reason);
