// RudderStack's SDK in a browser: the build of the npm package that holds its plugins, since shops serve no plugins of their own.
import { join } from 'node:path';
import { after, before } from 'node:test';
import { behavesAsAnSdk, nothingCameTwiceOrWasRefused } from './behaviour.js';
import { openBrowser, servePages, visit, withoutBrowser } from './page.js';
import { here, startServer } from './server.js';

let server, browser, shop;

// `alias` is called without options, as the documentation has it; `page` takes a category before the name.
const page = (options) => `<!doctype html><meta charset="utf-8"><title>Shop</title><script src="/sdk.js"></script><script>
  const sdk = new rudderanalytics.RudderAnalytics();
  sdk.load('${server.writeKey}', '${server.url}', ${JSON.stringify({ configUrl: server.url, ...options })});
  sdk.ready(() => {
    window.client = {
      identify: (userId, traits) => sdk.identify(userId, traits),
      track: (event, properties) => sdk.track(event, properties),
      page: (name, properties) => sdk.page('shop', name, properties),
      group: (groupId, traits) => sdk.group(groupId, traits),
      alias: (userId, previousId) => sdk.alias(userId, previousId),
    };
  });
</script>`;

before(async () => {
  if (withoutBrowser) return;
  server = await startServer();
  browser = await openBrowser();
  shop = await servePages({
    '/sdk.js': { file: join(here, 'node_modules/@rudderstack/analytics-js/dist/npm/modern/bundled/umd/index.js') },
    '/single': page({}),
    '/batch': page({ queueOptions: { batch: { enabled: true, maxItems: 3, flushInterval: 300 } } }),
    '/beacon': page({ useBeacon: true, beaconQueueOptions: { maxItems: 3, flushQueueInterval: 300 } }),
  });
});
after(async () => {
  await shop?.close();
  await browser?.close();
  await server?.stop();
});

for (const [path, name] of [['single', 'an event a request'], ['batch', 'batches'], ['beacon', 'beacons']]) {
  behavesAsAnSdk(`@rudderstack/analytics-js, ${name}`, () => server, () => visit(browser, `${shop.url}/${path}`), { skip: withoutBrowser });
}

nothingCameTwiceOrWasRefused(() => server, withoutBrowser);
