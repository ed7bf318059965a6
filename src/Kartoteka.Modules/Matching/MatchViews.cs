using System.Text.Json;

namespace Kartoteka.Modules.Matching;

/// <summary>One side of a pair in a list.</summary>
/// <param name="Id">Its profile.</param>
/// <param name="Name">Its name for people; empty where none is known.</param>
/// <param name="City">Its town; null where none is known or it may not be shown.</param>
/// <param name="Sources">Keys of the sources that know it.</param>
/// <param name="Records">How many records it has.</param>
/// <param name="UpdatedAt">When one of them last changed.</param>
public sealed record PairSide(string Id, string Name, string? City, IReadOnlyList<string> Sources, int Records, DateTimeOffset UpdatedAt);

/// <summary>What a field says of a pair.</summary>
/// <param name="Name">The field.</param>
/// <param name="Level">Level met; null when it says nothing.</param>
/// <param name="Weight">Bits for one customer against strangers.</param>
public sealed record PairField(string Name, string? Level, double Weight);

/// <summary>The decision on a pair.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Decision"><c>same</c>, <c>different</c> or <c>later</c>.</param>
/// <param name="Who">Name of who decided.</param>
/// <param name="At">When.</param>
/// <param name="Reason">Why, in words; null for none.</param>
public sealed record PairDecision(long Id, string Decision, string Who, DateTimeOffset At, string? Reason);

/// <summary>Two profiles that may be one.</summary>
/// <param name="Id">The pair's id.</param>
/// <param name="Probability">0 to 1.</param>
/// <param name="Weight">Bits.</param>
/// <param name="Pattern">Names a combination of levels under the model in force.</param>
/// <param name="Fields">What each field says, for values of mean frequency.</param>
/// <param name="First">The one, which is the older.</param>
/// <param name="Second">The other.</param>
/// <param name="State"><c>open</c>, <c>later</c> or <c>decided</c>.</param>
/// <param name="CreatedAt">When it was found, or decided.</param>
/// <param name="Decision">The decision that holds; null while there is none.</param>
public sealed record PairRow(
    string Id, double Probability, double Weight, string Pattern, IReadOnlyList<PairField> Fields, PairSide First, PairSide Second, string State, DateTimeOffset CreatedAt, PairDecision? Decision);

/// <summary>A page of pairs.</summary>
/// <param name="Pairs">In the order asked for.</param>
/// <param name="Next">Give it as <c>cursor</c> for the next page; null on the last.</param>
/// <param name="Total">With <c>count=true</c>: how many there are.</param>
public sealed record PairPage(IReadOnlyList<PairRow> Pairs, string? Next, long? Total);

/// <summary>Pairs that agree and differ alike.</summary>
public sealed record PairGroup(string Pattern, IReadOnlyList<PairField> Fields, long Pairs, double MinProbability, double MaxProbability);

/// <summary>Groups of pairs, the largest first.</summary>
public sealed record PairGroups(IReadOnlyList<PairGroup> Groups);

/// <summary>A field of a pair, with what both say.</summary>
/// <param name="Name">The field.</param>
/// <param name="First">Normalised value of the first; masked where it may not be shown, null when it has none.</param>
/// <param name="Second">Normalised value of the second.</param>
/// <param name="Level">Level met.</param>
/// <param name="Frequency">How frequent the value is, 0 to 1; null where that does not count.</param>
/// <param name="Weight">Bits; null where a label is asked for.</param>
public sealed record PairFieldDetail(string Name, string? First, string? Second, string Level, double? Frequency, double? Weight);

/// <summary>A trait of both sides.</summary>
/// <param name="Name">The trait.</param>
/// <param name="Label">Its labels by language.</param>
/// <param name="Class">Its privacy class.</param>
/// <param name="First">Value of the first, masked where it may not be shown; null when it has none.</param>
/// <param name="Second">Value of the second.</param>
/// <param name="Relation"><c>same</c>, <c>near</c>, <c>different</c>, <c>onlyFirst</c> or <c>onlySecond</c>.</param>
public sealed record PairTrait(string Name, IReadOnlyDictionary<string, string> Label, string Class, JsonElement? First, JsonElement? Second, string Relation);

/// <summary>Why a profile stands near a pair.</summary>
/// <param name="Kind"><c>shares</c> or <c>candidate</c>.</param>
/// <param name="Type">Type of the identifier that is shared.</param>
/// <param name="Probability">Of a candidate that it is the same.</param>
public sealed record RelatedWhy(string Kind, string? Type, double? Probability);

/// <summary>A profile near a pair.</summary>
/// <param name="Profile">As in the list of profiles.</param>
/// <param name="To"><c>first</c>, <c>second</c> or <c>both</c>.</param>
/// <param name="Why">Why.</param>
public sealed record RelatedProfile(JsonElement Profile, string To, IReadOnlyList<RelatedWhy> Why);

/// <summary>A pair with all that helps to decide on it.</summary>
/// <param name="Id">The pair's id.</param>
/// <param name="Probability">0 to 1; null where a label is asked for.</param>
/// <param name="Weight">Bits; null where a label is asked for.</param>
/// <param name="Pattern">Names a combination of levels.</param>
/// <param name="First">The one.</param>
/// <param name="Second">The other.</param>
/// <param name="State"><c>open</c>, <c>later</c> or <c>decided</c>.</param>
/// <param name="CreatedAt">When it was found, or decided.</param>
/// <param name="Decision">The decision that holds.</param>
/// <param name="Prior">Bits: how rare one person's pairs are.</param>
/// <param name="Household">Bits, 0 or less: what a household shares.</param>
/// <param name="Tries">Bits, 0 or less: that several records were tried.</param>
/// <param name="Fields">What each field says.</param>
/// <param name="Support">Bits; above 0 when nothing speaks against it.</param>
/// <param name="Traits">Surviving traits side by side.</param>
/// <param name="FirstProfile">As <c>GET /api/profiles/{id}</c>.</param>
/// <param name="SecondProfile">As <c>GET /api/profiles/{id}</c>.</param>
/// <param name="Related">Profiles near them.</param>
/// <param name="Next">Id of the pair after it in the queue; null on the last.</param>
public sealed record PairDetail(
    string Id, double? Probability, double? Weight, string Pattern, PairSide First, PairSide Second, string State, DateTimeOffset CreatedAt, PairDecision? Decision,
    double? Prior, double? Household, double? Tries, IReadOnlyList<PairFieldDetail> Fields, double? Support, IReadOnlyList<PairTrait> Traits,
    JsonElement FirstProfile, JsonElement SecondProfile, IReadOnlyList<RelatedProfile> Related, string? Next);

/// <summary>A profile in a decision: its name as it may be shown now.</summary>
public sealed record DecidedSide(string Id, string Name);

/// <summary>A decision in the list.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Pair">Id of the pair.</param>
/// <param name="Decision"><c>same</c>, <c>different</c> or <c>later</c>.</param>
/// <param name="Automatic">True when no person decided.</param>
/// <param name="Who">Name of who decided.</param>
/// <param name="At">When.</param>
/// <param name="Reason">Why, in words.</param>
/// <param name="Probability">What the model thought.</param>
/// <param name="Pattern">Combination of levels, under the model of that time.</param>
/// <param name="Fields">What each field said.</param>
/// <param name="ModelVersion">The model of that time.</param>
/// <param name="First">The one side.</param>
/// <param name="Second">The other.</param>
/// <param name="State"><c>active</c> or <c>undone</c>.</param>
/// <param name="UndoneBy">Name of who took it back.</param>
/// <param name="UndoneAt">When.</param>
/// <param name="Profile">The profile that both are now; null while they are two.</param>
public sealed record DecisionRow(
    long Id, string Pair, string Decision, bool Automatic, string Who, DateTimeOffset At, string? Reason, double Probability, string Pattern, IReadOnlyList<PairField> Fields, int ModelVersion,
    DecidedSide First, DecidedSide Second, string State, string? UndoneBy, DateTimeOffset? UndoneAt, string? Profile);

/// <summary>A page of decisions, newest first.</summary>
public sealed record DecisionPage(IReadOnlyList<DecisionRow> Decisions, string? Next);
