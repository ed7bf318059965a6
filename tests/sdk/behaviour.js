// What every SDK's client must see its calls become, whichever SDK it is.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';

const fresh = (prefix) => `${prefix}-${randomBytes(5).toString('hex')}`;

/**
 * @param {string} sdk its name, for the tests' names
 * @param {() => TestServer} server
 * @param {() => Promise<Client>} open a client that nobody has identified yet: identify(userId, traits), track(event, properties),
 *   page(name, properties), group(groupId, traits), alias(userId, previousId), and close(), after which all it took is on its way
 * @param {{ hasAlias?: boolean, skip?: string | boolean }} traits of the SDK
 */
export function behavesAsAnSdk(sdk, server, open, { hasAlias = true, skip = false } = {}) {
  test(`${sdk}: each call arrives once and becomes the profile's traits, events and account`, { skip }, async () => {
    const [user, account] = [fresh('user'), fresh('account')];
    const email = `${user}@example.com`;
    const client = await open();
    await client.identify(user, { email, firstName: 'Анна', plan: { name: 'gold' } });
    await client.track('Order Completed', { order_id: '1001', total: 1990.5, currency: 'RUB' });
    await client.page('Pricing', { section: 'shop' });
    await client.group(account, { name: 'Ромашка', industry: 'retail' });
    await client.close();
    await server().received(4);

    const profile = await server().profileBy('user_id', `default:${user}`);
    assert.equal(profile.kind, 'person');
    assert.equal(profile.traits.email, email);
    assert.equal(profile.traits.firstName, 'Анна');
    const events = await server().eventsOf(profile.id);
    assert.deepEqual(events.map((event) => event.type).sort(), ['group', 'identify', 'page', 'track']);
    assert.equal(new Set(events.map((event) => event.messageId)).size, 4);
    const order = events.find((event) => event.type === 'track');
    assert.equal(order.event, 'Order Completed');
    assert.equal(order.body.properties.total, 1990.5);
    assert.ok(Math.abs(Date.parse(order.occurredAt) - Date.now()) < 120_000, `occurred at ${order.occurredAt}`);
    assert.equal(profile.accounts.length, 1);
    const company = await server().get(`/api/profiles/${profile.accounts[0].profileId}`);
    assert.equal(company.kind, 'account');
    assert.equal(company.traits.name, 'Ромашка');
    assert.equal((await server().profileBy('email', email.toUpperCase())).id, profile.id);
  });

  test(`${sdk}: anonymous history joins at login`, { skip }, async () => {
    const user = fresh('user');
    const client = await open();
    await client.track('Product Viewed', { product_id: 'P-7' });
    await client.page('Card', { section: 'shop' });
    await client.identify(user, { firstName: 'Пётр' });
    await client.track('Product Added', { product_id: 'P-7' });
    await client.close();
    await server().received(4);

    const profile = await server().profileBy('user_id', `default:${user}`);
    const events = await server().eventsOf(profile.id);
    assert.deepEqual(events.map((event) => event.event ?? event.type).sort(), ['Card', 'Product Added', 'Product Viewed', 'identify']);
    const anonymous = profile.identifiers.filter((identifier) => identifier.type === 'anonymous_id');
    assert.equal(anonymous.length, 1);
    assert.equal((await server().profileBy('anonymous_id', anonymous[0].value)).id, profile.id);
  });

  if (!hasAlias) return;

  test(`${sdk}: an alias joins what was known under both ids`, { skip }, async () => {
    const [former, current] = [fresh('former'), fresh('current')];
    const client = await open();
    await client.identify(former, { firstName: 'Ольга' });
    await client.track('Signed Up', {});
    await client.close();
    await server().received(2);
    // By a client that nobody has identified: analytics-next puts the id of its user over the new one otherwise.
    const another = await open();
    await another.alias(current, former);
    await another.close();
    await server().received(1);

    const profile = await server().profileBy('user_id', `default:${current}`);
    assert.equal((await server().profileBy('user_id', `default:${former}`)).id, profile.id);
    assert.equal(profile.traits.firstName, 'Ольга');
    assert.deepEqual((await server().eventsOf(profile.id)).map((event) => event.type).sort(), ['alias', 'identify', 'track']);
  });
}

/** To be the last of its file: an SDK that took an answer for a failure would have sent some event again. */
export function nothingCameTwiceOrWasRefused(server, skip = false) {
  test('nothing came twice and nothing was refused', { skip }, async () => {
    const { received, stored, duplicate, quarantined } = await server().stats();
    assert.deepEqual({ received, stored, duplicate, quarantined }, { received: server().sent, stored: server().sent, duplicate: 0, quarantined: 0 });
  });
}
