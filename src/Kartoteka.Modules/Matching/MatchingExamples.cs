using Kartoteka.Modules.Profiles.Contracts;

namespace Kartoteka.Modules.Matching;

/// <summary>Answers for the API's documentation.</summary>
internal static class MatchingExamples
{
    private const string First = """{"id":"01a1fbd0-1c00-7a11-8f2d-5b1f0a6c7d21","name":"Семенова Аделина Михайловна","city":"Томск","sources":["crm"],"records":1,"updatedAt":"2026-11-21T09:00:00Z"}""";
    private const string Second = """{"id":"01a20128-79a2-7df7-9ca2-e9766c40a898","name":"Семёнова Аделина","city":"г. Томск","sources":["eshop"],"records":1,"updatedAt":"2026-11-22T08:00:00Z"}""";
    private const string PairId = "01a1fbd01c007a118f2d5b1f0a6c7d21-01a2012879a27df79ca2e9766c40a898";
    private const string Fields = """[{"name":"surname","level":"exact","weight":9.1},{"name":"given name","level":"exact","weight":6.4}]""";

    public const string Row = $$"""
        {"id":"{{PairId}}","probability":0.931,"weight":3.75,"pattern":"2f41","fields":{{Fields}},"first":{{First}},"second":{{Second}},"state":"open","createdAt":"2026-11-22T08:00:01Z","decision":null}
        """;

    public const string Groups = $$"""{"groups":[{"pattern":"2f41","fields":{{Fields}},"pairs":120,"minProbability":0.91,"maxProbability":0.97}]}""";

    public const string Detail = $$"""
        {"id":"{{PairId}}","probability":0.931,"weight":3.75,"pattern":"2f41","first":{{First}},"second":{{Second}},"state":"open","createdAt":"2026-11-22T08:00:01Z","decision":null,
        "prior":-12.3,"household":-0.4,"tries":0,"fields":[{"name":"surname","first":"семенова","second":"семенова","level":"exact","frequency":0.002,"weight":9.1}],"support":3.75,
        "traits":[{"name":"lastName","label":{},"class":"identity","first":"Семенова","second":"Семёнова","relation":"same"}],"firstProfile":{{ProfileAnswers.Example}},"secondProfile":{{ProfileAnswers.Example}},
        "related":[],"next":null}
        """;

    public const string Decisions = $$"""
        {"decisions":[{"id":41,"pair":"{{PairId}}","decision":"same","automatic":false,"who":"Ольга Орлова","at":"2026-11-22T09:00:00Z","reason":"one passport","probability":0.931,"pattern":"2f41","fields":{{Fields}},
        "modelVersion":3,"first":{"id":"01a1fbd0-1c00-7a11-8f2d-5b1f0a6c7d21","name":"Семенова Аделина Михайловна"},"second":{"id":"01a20128-79a2-7df7-9ca2-e9766c40a898","name":"Семёнова Аделина"},
        "state":"active","undoneBy":null,"undoneAt":null,"profile":"01a1fbd0-1c00-7a11-8f2d-5b1f0a6c7d21"}],"next":null}
        """;

    public const string DryRun = $$"""
        {"id":7,"upper":0.98,"modelVersion":3,"pairs":1204,"merges":1180,"profilesBefore":9800,"profilesAfter":8620,"largest":[{"size":4,"profiles":[]}],"samples":[{{Row}}],
        "families":{"pairs":2,"keptApart":310,"samples":[]},"refused":[{"reason":"support","count":24}]}
        """;

    public const string Sample = $$"""
        {"id":12,"entity":1,"kind":"person","size":200,"labelled":40,"next":"{{PairId}}","createdAt":"2026-11-22T09:00:00Z","createdBy":"olga@shop.example","modelVersion":3,"strata":[{"from":0.95,"to":0.99,"pairs":420,"drawn":25}]}
        """;

    public const string Overview = """
        {"populations":[{"entity":{"id":1,"name":"ООО «Север»"},"kind":"person","records":10000,"profiles":9100,"learning":{"state":"done","stage":null,"startedAt":"2026-11-22T08:00:00Z","error":null},
        "model":{"version":3,"learnedAt":"2026-11-22T08:01:00Z","asOf":52810,"records":10000,"fields":[{"name":"surname","shared":true,"levels":[{"name":"exact","m":0.9,"u":0.002,"h":0.8,"weight":8.8}]}],
        "columns":[{"name":"last name","role":"surname","filled":0.97}],"rules":[{"name":"surname + birth date","pairs":5200,"gain":0.61}],"recallGivenUp":0.004,
        "thresholds":[{"threshold":0.95,"pairs":3100,"precision":0.99,"recall":0.96}]},"settings":{"lower":0.5,"upper":0.95,"automatic":false,"afterRelearning":false,"switchedOff":null},
        "queue":{"open":310,"later":4,"above":2900,"decided":120},"suggestedThreshold":null}],"index":{"position":52810,"gap":0,"lagSeconds":0,"blocksSkipped":0}}
        """;

    public const string Quality = """
        {"asOf":52810,"computedAt":"2026-11-22T03:00:00Z","running":false,"estimated":{"thresholds":[],"atUpper":{"precision":0.99,"recall":0.96},"atLower":{"precision":0.97,"recall":0.98},"recallGivenUp":0.004},
        "labelled":{"pairs":200,"precision":{"value":0.985,"low":0.96,"high":0.995},"recall":{"value":0.95,"low":0.91,"high":0.97},"suggestedThreshold":0.95,"bands":[{"from":0.95,"to":0.98,"labelled":25,"same":24}],"sample":12},
        "sources":[{"source":"crm","records":3039,"profiles":2800,"duplicates":239,"share":0.0786,"withOthers":1500}],
        "brands":[{"first":"north","second":"south","customersFirst":4100,"customersSecond":3900,"before":{"first":4300,"second":4050,"both":610,"share":0.1506},"after":{"first":4100,"second":3900,"both":980,"share":0.2513},"denominator":"customers-of-the-smaller-brand"}],
        "queue":{"open":310,"later":4,"decidedSame":80,"decidedDifferent":40,"hoursSpent":0.12,"perHour":1000,"profilesBefore":9180,"profilesAfter":9100,"hoursToEmpty":0.31},"automatic":{"merged":0,"undone":0}}
        """;
}
