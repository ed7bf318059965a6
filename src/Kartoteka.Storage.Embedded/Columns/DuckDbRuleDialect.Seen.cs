namespace Kartoteka.Storage.Embedded.Columns;

public sealed partial class DuckDbRuleDialect
{
    /// <inheritdoc />
    /// <remarks>Positions are of the whole ledger and events lie by them, so the latest are found without reading the rest.</remarks>
    public override string Seen => """
        with named as (
            select kind, coalesce(name, '') as name, count(*) as events from event where kind in ('track', 'page', 'screen')
            group by all order by events desc, name limit $1),
        latest as (
            select kind, coalesce(name, '') as name, properties from event
            where kind in ('track', 'page', 'screen') and properties is not null and position > (select max(position) from event) - $2),
        pairs as (
            select kind, name, key, json_extract(properties, '/' || replace(replace(key, '~', '~0'), '/', '~1')) as value
            from (select kind, name, properties, unnest(json_keys(properties)) as key from latest)),
        typed as (
            select kind, name, key, count(*) as times, mode(case json_type(value)
                when 'VARCHAR' then case when regexp_matches(value ->> '$', '^\d{4}-\d\d-\d\d([T ]|$)') then 'date' else 'string' end
                when 'BOOLEAN' then 'boolean' when 'ARRAY' then 'array' when 'OBJECT' then 'object' else 'number' end) as type
            from pairs where json_type(value) <> 'NULL' group by all)
        select named.kind, named.name, named.events, typed.key as property, typed.type
        from named left join typed on typed.kind = named.kind and typed.name = named.name
        order by named.events desc, named.kind, named.name, typed.times desc, typed.key
        """;
}
