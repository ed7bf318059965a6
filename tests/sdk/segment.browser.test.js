// analytics-next in a browser: from the npm package in both deliveries, and from the snippet that loads it from the server.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { behavesAsAnSdk, nothingCameTwiceOrWasRefused } from './behaviour.js';
import { openBrowser, servePages, visit, withoutBrowser } from './page.js';
import { here, root, startServer } from './server.js';

const packageFolder = join(here, 'node_modules/@segment/analytics-next/dist/umd');
const vendored = join(root, 'src/Kartoteka.Server/sdk');

// The settings of the server name its host and not its scheme, and the SDK takes https; a shop's page needs none of `protocol`.
const fromPackage = (delivery) => `<!doctype html><meta charset="utf-8"><title>Shop</title><script src="/sdk.js"></script><script>
  AnalyticsNext.AnalyticsBrowser.load(
    { writeKey: '${server.writeKey}', cdnURL: '${server.url}' },
    { integrations: { 'Segment.io': { protocol: 'http', deliveryStrategy: ${JSON.stringify(delivery)} } } },
  ).then(([analytics]) => { window.client = analytics; });
</script>`;

// The snippet of Segment's documentation, with the server's address where that one has the address of its CDN.
const fromSnippet = () => `<!doctype html><meta charset="utf-8"><title>Shop</title><script>
  !function(){var i="analytics",analytics=window[i]=window[i]||[];if(!analytics.initialize)if(analytics.invoked)window.console&&console.error&&console.error("Segment snippet included twice.");else{analytics.invoked=!0;analytics.methods=["trackSubmit","trackClick","trackLink","trackForm","pageview","identify","reset","group","track","ready","alias","debug","page","screen","once","off","on","addSourceMiddleware","addIntegrationMiddleware","setAnonymousId","addDestinationMiddleware","register"];analytics.factory=function(e){return function(){if(window[i].initialized)return window[i][e].apply(window[i],arguments);var n=Array.prototype.slice.call(arguments);if(["track","screen","alias","group","page","identify"].indexOf(e)>-1){var c=document.querySelector("link[rel='canonical']");n.push({__t:"bpc",c:c&&c.getAttribute("href")||void 0,p:location.pathname,u:location.href,s:location.search,t:document.title,r:document.referrer})}n.unshift(e);analytics.push(n);return analytics}};for(var n=0;n<analytics.methods.length;n++){var key=analytics.methods[n];analytics[key]=analytics.factory(key)}analytics.load=function(key,n){var t=document.createElement("script");t.type="text/javascript";t.async=!0;t.setAttribute("data-global-segment-analytics-key",i);t.src="${server.url}/analytics.js/v1/" + key + "/analytics.min.js";var r=document.getElementsByTagName("script")[0];r.parentNode.insertBefore(t,r);analytics._loadOptions=n};analytics._writeKey="${server.writeKey}";analytics.SNIPPET_VERSION="5.2.1";
  analytics._cdn = "${server.url}";
  analytics.load("${server.writeKey}", { integrations: { "Segment.io": { protocol: "http" } } });
  analytics.ready(function() { window.client = window.analytics; });
  }}();
</script>`;

let server, browser, shop;
before(async () => {
  if (withoutBrowser) return;
  server = await startServer();
  browser = await openBrowser();
  shop = await servePages({
    '/sdk.js': { file: join(packageFolder, 'index.js') },
    '/standard': fromPackage({ strategy: 'standard' }),
    '/batching': fromPackage({ strategy: 'batching', config: { size: 3, timeout: 200 } }),
    '/snippet': fromSnippet(),
  });
});
after(async () => {
  await shop?.close();
  await browser?.close();
  await server?.stop();
});

for (const [path, name] of [['standard', 'standard delivery'], ['batching', 'batching delivery'], ['snippet', 'snippet']]) {
  behavesAsAnSdk(`@segment/analytics-next, ${name}`, () => server, () => visit(browser, `${shop.url}/${path}`), { skip: withoutBrowser });
}

test('@segment/analytics-next: an event and a user id in the address of a page arrive', { skip: withoutBrowser }, async () => {
  await visit(browser, `${shop.url}/snippet?ajs_uid=from-the-address&ajs_trait_firstName=Вера&ajs_event=Letter%20Opened`);
  await server.received(2);
  const profile = await server.profileBy('user_id', 'default:from-the-address');
  assert.equal(profile.traits.firstName, 'Вера');
  assert.ok((await server.eventsOf(profile.id)).some((event) => event.event === 'Letter Opened'));
});

test('the scripts that the server hands out are those of the package, byte for byte', () => {
  assert.deepEqual(readFileSync(join(vendored, 'analytics.min.js')), readFileSync(join(packageFolder, 'standalone.js')));
  const parts = readdirSync(packageFolder).filter((name) => /\.bundle\.[0-9a-f]+\.js$/.test(name));
  assert.deepEqual(readdirSync(join(vendored, 'analytics-next')).sort(), parts.sort());
  for (const part of parts) assert.deepEqual(readFileSync(join(vendored, 'analytics-next', part)), readFileSync(join(packageFolder, part)));
});

nothingCameTwiceOrWasRefused(() => server, withoutBrowser);
