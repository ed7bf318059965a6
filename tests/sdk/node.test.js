// The SDKs of servers, as a shop's backend would use them.
import { after, before } from 'node:test';
import { randomUUID } from 'node:crypto';
import { jitsuAnalytics } from '@jitsu/js';
import { Analytics as SegmentAnalytics } from '@segment/analytics-node';
import RudderAnalytics from '@rudderstack/rudder-sdk-node';
import { behavesAsAnSdk, nothingCameTwiceOrWasRefused } from './behaviour.js';
import { startServer } from './server.js';

let server;
before(async () => (server = await startServer()));
after(() => server?.stop());

// These two keep no state between calls: whoever calls says who it is about, as a backend does from its session.
function withSession(sdk, close) {
  const session = { anonymousId: randomUUID() };
  return {
    identify: (userId, traits) => sdk.identify({ ...Object.assign(session, { userId }), traits }),
    track: (event, properties) => sdk.track({ ...session, event, properties }),
    page: (name, properties) => sdk.page({ ...session, name, properties }),
    group: (groupId, traits) => sdk.group({ ...session, groupId, traits }),
    alias: (userId, previousId) => sdk.alias({ userId, previousId }),
    close,
  };
}

behavesAsAnSdk('@segment/analytics-node', () => server, async () => {
  const sdk = new SegmentAnalytics({ writeKey: server.writeKey, host: server.url });
  return withSession(sdk, () => sdk.closeAndFlush());
});

behavesAsAnSdk('@rudderstack/rudder-sdk-node', () => server, async () => {
  const sdk = new RudderAnalytics(server.writeKey, { dataPlaneUrl: server.url, flushInterval: 100 });
  return withSession(sdk, () => sdk.flush());
});

// It has no alias call.
behavesAsAnSdk('@jitsu/js on a server', () => server, async () => {
  const sdk = jitsuAnalytics({ host: server.url, writeKey: server.jitsuKey, s2s: true, errorPolicy: 'rethrow' });
  // It keeps who is identified for the whole process.
  await sdk.reset();
  await sdk.setAnonymousId(randomUUID());
  return {
    identify: (userId, traits) => sdk.identify(userId, traits),
    track: (event, properties) => sdk.track(event, properties),
    page: (name, properties) => sdk.page(name, properties),
    group: (groupId, traits) => sdk.group(groupId, traits),
    close: () => {},
  };
}, { hasAlias: false });

nothingCameTwiceOrWasRefused(() => server);
