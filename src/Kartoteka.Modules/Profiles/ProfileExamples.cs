namespace Kartoteka.Modules.Profiles;

/// <summary>Answers shown in the API's documentation.</summary>
internal static class ProfileExamples
{
    public const string Profile = """
        {"id":"01a20128-79a2-7df7-9ca2-e9766c40a898","kind":"person","createdAt":"2026-11-20T10:00:00Z","updatedAt":"2026-11-22T09:30:00Z",
        "traits":{"email":"anna@shop.ru","firstName":"Анна","city":"Томск"},
        "provenance":{"email":{"source":"web","externalId":"w1","at":"2026-11-20T10:00:00Z","rule":"only"},
        "firstName":{"source":"web","externalId":"w1","at":"2026-11-20T10:00:00Z","rule":"only"},
        "city":{"source":"crm","externalId":"c1","at":"2026-11-21T08:00:00Z","rule":"trust"}},
        "identifiers":[{"type":"email","value":"anna@shop.ru","sources":["crm","web"],"firstSeen":"2026-11-20T10:00:00Z","lastSeen":"2026-11-21T08:00:00Z"},
        {"type":"user_id","value":"web:w1","sources":["web"],"firstSeen":"2026-11-20T10:00:00Z","lastSeen":"2026-11-22T09:00:00Z"}],
        "records":[{"source":"web","externalId":"w1","traits":{"email":"anna@shop.ru","firstName":"Анна","city":"Омск"},"createdAt":"2026-11-20T10:00:00Z","updatedAt":"2026-11-22T09:30:00Z"},
        {"source":"crm","externalId":"c1","traits":{"email":"Anna@shop.ru","city":"Томск"},"createdAt":"2026-11-21T08:00:00Z","updatedAt":"2026-11-21T08:00:00Z"}],
        "accounts":[],"computed":{},"segments":[{"key":"spent-10k","name":"Потратили 10 тысяч","since":"2026-11-22T09:00:01Z"}],"consents":[]}
        """;

    public const string Page = """
        {"profiles":[{"id":"01a20128-79a2-7df7-9ca2-e9766c40a898","kind":"person","createdAt":"2026-11-20T10:00:00Z","updatedAt":"2026-11-22T09:30:00Z",
        "traits":{"email":"anna@shop.ru","firstName":"Анна"},
        "identifiers":[{"type":"email","value":"anna@shop.ru","sources":["web"],"firstSeen":"2026-11-20T10:00:00Z","lastSeen":"2026-11-22T09:00:00Z"}]}],
        "next":null,"asOf":52810,"total":1,"totalIsExact":true}
        """;

    public const string Timeline = """
        {"events":[{"position":52809,"source":"till","externalId":"t1","type":"track","event":"Order Completed","messageId":"order:536365","occurredAt":"2026-11-22T09:00:00Z",
        "receivedAt":"2026-11-22T09:00:01Z","originalTimestamp":"2026-11-22T09:00:00Z","body":{"type":"track","event":"Order Completed","userId":"t1","properties":{"order_id":"536365","total":139.12}}}],
        "next":"1795338000000000_52809"}
        """;

    public const string History = """
        {"history":[{"position":52700,"at":"2026-11-21T08:00:00Z","action":"merge","from":"01a1fbd0-1c00-7a11-8f2d-5b1f0a6c7d21","to":"01a20128-79a2-7df7-9ca2-e9766c40a898",
        "records":[{"source":"crm","externalId":"c1"}],"who":"rules","why":"email","messageId":"m-1"}],"conflicts":[]}
        """;
}
