using System.Text;
using Kartoteka.Domain.Events;
using Kartoteka.Domain.Identity;

namespace Kartoteka.Storage.Contract.Identity;

/// <summary>
/// The meaning of identity in plain lists, as simple as can be and without limits: what the resolver over a ledger must give after each
/// step. It knows nothing of transactions, caches, documents or tags.
/// </summary>
public sealed class NaiveBase
{
    public sealed class Record(int source, string externalId)
    {
        public string Name { get; } = $"{source}/{externalId}";

        public RecordKey Key { get; } = new(source, externalId);

        public HashSet<string> Claims { get; } = [];

        public List<(string Trait, string Json, long At, string Message)> Said { get; } = [];

        public List<(long At, int Order, string Message)> Events { get; } = [];
    }

    public sealed class Customer(long createdAt)
    {
        public ProfileId? Id { get; set; }

        public long CreatedAt { get; } = createdAt;

        public List<Record> Records { get; } = [];

        public Customer? MergedInto { get; set; }

        public List<Record> Brought { get; set; } = [];

        public int MergedAtStep { get; set; }
    }

    private readonly List<(List<Record> One, List<Record> Other)> _different = [];
    private int _step;

    public List<Customer> Customers { get; } = [];

    public IReadOnlyList<Customer> Live => [.. Customers.Where(customer => customer.MergedInto is null)];

    /// <summary>Takes in an event whose message is new; the customer it speaks of.</summary>
    public Customer Say(IncomingEvent said)
    {
        _step++;
        var name = said.UserId ?? $"anonymous_id:{said.AnonymousId}";
        var record = Customers.SelectMany(customer => customer.Records).FirstOrDefault(known => known.Name == $"{said.SourceId}/{name}");
        if (record is null)
        {
            record = new Record(said.SourceId, name);
            Customers.Add(new Customer(said.ReceivedAtUs) { Records = { record } });
        }
        foreach (var type in new[] { IdentifierTypes.UserId, IdentifierTypes.Email, IdentifierTypes.AnonymousId })
        {
            foreach (var identifier in said.Identifiers.Where(identifier => identifier.Type == type)) Claim(record, identifier.ToString());
        }
        record.Said.AddRange(said.Traits.Select(trait => (trait.Name, Encoding.UTF8.GetString(trait.Json.Span), said.OccurredAtUs, said.MessageId)));
        record.Events.Add((said.OccurredAtUs, _step, said.MessageId));
        return Of(record);
    }

    /// <summary>Takes in an event that is about the customer of a record, in that customer's record of the event's source or in a new one.</summary>
    public Customer Attach(Record anchor, IncomingEvent said, RecordKey fresh)
    {
        _step++;
        var customer = Of(anchor);
        // Their names are given in order, and the first one made is the one that goes on.
        var record = anchor.Key.SourceId == said.SourceId ? anchor
            : customer.Records.Where(known => known.Key.SourceId == said.SourceId).MinBy(known => known.Key.ExternalId, StringComparer.Ordinal);
        if (record is null) customer.Records.Add(record = new Record(fresh.SourceId, fresh.ExternalId));
        foreach (var identifier in said.Identifiers) Claim(record, identifier.ToString());
        record.Said.AddRange(said.Traits.Select(trait => (trait.Name, Encoding.UTF8.GetString(trait.Json.Span), said.OccurredAtUs, said.MessageId)));
        record.Events.Add((said.OccurredAtUs, _step, said.MessageId));
        return Of(record);
    }

    private void Claim(Record record, string identifier)
    {
        var mine = Of(record);
        var owners = Live.Where(customer => customer.Records.Any(other => other.Claims.Contains(identifier))).ToArray();
        if (owners.Length == 0 || owners.Contains(mine)) record.Claims.Add(identifier);
        else if (owners.Length == 1 && !AreDifferent(mine, owners[0]))
        {
            record.Claims.Add(identifier);
            // One that has no id yet was made by this very event.
            if (mine.Id is null) Absorb(owners[0], mine);
            else if (owners[0].CreatedAt < mine.CreatedAt) Absorb(owners[0], mine);
            else Absorb(mine, owners[0]);
        }
    }

    public Customer Of(Record record) => Customers.Single(customer => customer.Records.Contains(record));

    private bool AreDifferent(Customer one, Customer other) => _different.Any(decision =>
        (decision.One.Any(one.Records.Contains) && decision.Other.Any(other.Records.Contains)) || (decision.One.Any(other.Records.Contains) && decision.Other.Any(one.Records.Contains)));

    private void Absorb(Customer survivor, Customer absorbed)
    {
        absorbed.Brought = [.. absorbed.Records];
        absorbed.MergedAtStep = _step;
        survivor.Records.AddRange(absorbed.Records);
        absorbed.Records.Clear();
        if (absorbed.Id is null) Customers.Remove(absorbed);
        else absorbed.MergedInto = survivor;
    }

    public void Merge(Customer survivor, Customer absorbed)
    {
        _step++;
        foreach (var (one, other) in _different)
        {
            var (hasOne, hasOther) = (one.Any(survivor.Records.Contains), other.Any(survivor.Records.Contains));
            if (hasOne) other.RemoveAll(absorbed.Records.Contains);
            if (hasOther) one.RemoveAll(absorbed.Records.Contains);
        }
        Absorb(survivor, absorbed);
    }

    /// <summary>Takes records out; the customer they are now, without an id if they never were one of their own.</summary>
    public Customer Unmerge(Customer stayed, List<Record> leaving, long atUs)
    {
        _step++;
        var left = Customers.Where(customer => customer.MergedInto is not null && Follow(customer) == stayed && customer.Brought.ToHashSet().SetEquals(leaving))
            .OrderByDescending(customer => customer.MergedAtStep).FirstOrDefault();
        if (left is null) Customers.Add(left = new Customer(atUs));
        left.MergedInto = null;
        stayed.Records.RemoveAll(leaving.Contains);
        left.Records.AddRange(leaving);
        _different.Add(([.. stayed.Records], [.. leaving]));
        return left;
    }

    public static Customer Follow(Customer customer)
    {
        while (customer.MergedInto is { } next) customer = next;
        return customer;
    }

    /// <summary>All that can be seen of the live customers, in words.</summary>
    public string Describe() => string.Join("\n", Live.Select(Describe).Order(StringComparer.Ordinal));

    public static string Describe(Customer customer)
    {
        var traits = customer.Records.SelectMany(record => record.Said.Select(said => (said.Trait, said.Json, said.At, said.Message, Record: record)))
            .GroupBy(said => (said.Trait, said.Record)).Select(statements => statements.OrderBy(said => said.At).ThenBy(said => said.Message, StringComparer.Ordinal).Last())
            .Where(said => said.Json != "null").GroupBy(said => said.Trait)
            .Select(statements => statements.OrderBy(said => said.At).ThenBy(said => said.Message, StringComparer.Ordinal).Last())
            .OrderBy(said => said.Trait, StringComparer.Ordinal).Select(said => $"{said.Trait}={said.Json} of {said.Record.Name} at {said.At}");
        var events = customer.Records.SelectMany(record => record.Events).OrderByDescending(one => one.At).ThenByDescending(one => one.Order).Select(one => one.Message);
        return InWords(customer.Id!.Value, customer.Records.Select(record => record.Name), customer.Records.SelectMany(record => record.Claims), traits, events);
    }

    public static string InWords(ProfileId id, IEnumerable<string> records, IEnumerable<string> identifiers, IEnumerable<string> traits, IEnumerable<string> events) =>
        $"{id} [{string.Join(' ', records.Order(StringComparer.Ordinal))}] <{string.Join(' ', identifiers.Distinct().Order(StringComparer.Ordinal))}> "
        + $"{string.Join(", ", traits)} | {string.Join(' ', events)}";
}
