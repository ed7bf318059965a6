/** A way to send events, with its code. */
export interface Snippet {
  id: 'segment-snippet' | 'segment-npm' | 'rudder' | 'jitsu-script' | 'jitsu-npm' | 'segment-node' | 'rudder-node' | 'jitsu-node' | 'curl';
  /** Names of products; not translated. */
  title: string;
  /** Where the code runs. */
  runs: 'browser' | 'server' | 'anywhere';
  /** The command that fetches the library, if one is needed. */
  install?: string;
  code: string;
}

/** Stands in the code until there is a key. */
export const keyPlace = 'WRITE_KEY';

const segmentStub = (host: string, key: string, options: string) => `<script>
  !function(){var i="analytics",analytics=window[i]=window[i]||[];if(!analytics.initialize)if(analytics.invoked)window.console&&console.error&&console.error("Segment snippet included twice.");else{analytics.invoked=!0;analytics.methods=["trackSubmit","trackClick","trackLink","trackForm","pageview","identify","reset","group","track","ready","alias","debug","page","screen","once","off","on","addSourceMiddleware","addIntegrationMiddleware","setAnonymousId","addDestinationMiddleware","register"];analytics.factory=function(e){return function(){if(window[i].initialized)return window[i][e].apply(window[i],arguments);var n=Array.prototype.slice.call(arguments);if(["track","screen","alias","group","page","identify"].indexOf(e)>-1){var c=document.querySelector("link[rel='canonical']");n.push({__t:"bpc",c:c&&c.getAttribute("href")||void 0,p:location.pathname,u:location.href,s:location.search,t:document.title,r:document.referrer})}n.unshift(e);analytics.push(n);return analytics}};for(var n=0;n<analytics.methods.length;n++){var key=analytics.methods[n];analytics[key]=analytics.factory(key)}analytics.load=function(key,n){var t=document.createElement("script");t.type="text/javascript";t.async=!0;t.setAttribute("data-global-segment-analytics-key",i);t.src="${host}/analytics.js/v1/" + key + "/analytics.min.js";var r=document.getElementsByTagName("script")[0];r.parentNode.insertBefore(t,r);analytics._loadOptions=n};analytics._writeKey="${key}";analytics.SNIPPET_VERSION="5.2.1";
  analytics._cdn = "${host}";
  analytics.load("${key}"${options});
  analytics.page();
  }}();
</script>`;

/**
 * The snippets for a source. Those are the ways that the tests of the SDKs take, so they work as they stand.
 * @param host Address of the server without a slash at its end.
 * @param source Key of the source; Jitsu's clients want it before the write key.
 * @param writeKey The key, or {@link keyPlace}.
 */
export function snippets(host: string, source: string, writeKey: string): Snippet[] {
  // Segment's SDK takes https unless told otherwise.
  const plain = host.startsWith('http:') ? ', { integrations: { "Segment.io": { protocol: "http" } } }' : '';
  const jitsuKey = `${source}:${writeKey}`;
  return [
    { id: 'segment-snippet', title: 'Segment analytics.js', runs: 'browser', code: segmentStub(host, writeKey, plain) },
    {
      id: 'segment-npm', title: '@segment/analytics-next', runs: 'browser', install: 'npm install @segment/analytics-next',
      code: `import { AnalyticsBrowser } from '@segment/analytics-next';

const analytics = AnalyticsBrowser.load({ writeKey: '${writeKey}', cdnURL: '${host}' }${plain});

analytics.identify('42', { email: 'anna@example.com', firstName: 'Anna' });
analytics.track('Product Viewed', { product_id: 'P-7', price: 1990 });`,
    },
    {
      id: 'rudder', title: 'RudderStack', runs: 'browser', install: 'npm install @rudderstack/analytics-js',
      code: `import { RudderAnalytics } from '@rudderstack/analytics-js/bundled';

const analytics = new RudderAnalytics();
analytics.load('${writeKey}', '${host}', { configUrl: '${host}' });

analytics.identify('42', { email: 'anna@example.com', firstName: 'Anna' });
analytics.track('Product Viewed', { product_id: 'P-7', price: 1990 });`,
    },
    { id: 'jitsu-script', title: 'Jitsu', runs: 'browser', code: `<script async src="${host}/p.js" data-write-key="${jitsuKey}"></script>` },
    {
      id: 'jitsu-npm', title: '@jitsu/js', runs: 'browser', install: 'npm install @jitsu/js',
      code: `import { jitsuAnalytics } from '@jitsu/js';

const analytics = jitsuAnalytics({ host: '${host}', writeKey: '${jitsuKey}' });

analytics.identify('42', { email: 'anna@example.com', firstName: 'Anna' });
analytics.track('Product Viewed', { product_id: 'P-7', price: 1990 });`,
    },
    {
      id: 'segment-node', title: 'Node.js, Segment', runs: 'server', install: 'npm install @segment/analytics-node',
      code: `import { Analytics } from '@segment/analytics-node';

const analytics = new Analytics({ writeKey: '${writeKey}', host: '${host}' });

analytics.identify({ userId: '42', traits: { email: 'anna@example.com', phone: '+7 916 123-45-67' } });
analytics.track({ userId: '42', event: 'Order Completed', properties: { order_id: '1001', total: 1990, currency: 'RUB' } });
await analytics.closeAndFlush();`,
    },
    {
      id: 'rudder-node', title: 'Node.js, RudderStack', runs: 'server', install: 'npm install @rudderstack/rudder-sdk-node',
      code: `import RudderAnalytics from '@rudderstack/rudder-sdk-node';

const analytics = new RudderAnalytics('${writeKey}', { dataPlaneUrl: '${host}' });

analytics.identify({ userId: '42', traits: { email: 'anna@example.com', phone: '+7 916 123-45-67' } });
analytics.track({ userId: '42', event: 'Order Completed', properties: { order_id: '1001', total: 1990, currency: 'RUB' } });
await analytics.flush();`,
    },
    {
      id: 'jitsu-node', title: 'Node.js, Jitsu', runs: 'server', install: 'npm install @jitsu/js',
      code: `import { jitsuAnalytics } from '@jitsu/js';

const analytics = jitsuAnalytics({ host: '${host}', writeKey: '${jitsuKey}', s2s: true });

await analytics.identify('42', { email: 'anna@example.com', phone: '+7 916 123-45-67' });
await analytics.track('Order Completed', { order_id: '1001', total: 1990, currency: 'RUB' });`,
    },
    {
      id: 'curl', title: 'HTTP', runs: 'anywhere',
      code: `curl ${host}/v1/identify -u ${writeKey}: -d '{
  "userId": "42",
  "traits": { "email": "anna@example.com", "phone": "+7 916 123-45-67", "firstName": "Anna" }
}'

curl ${host}/v1/track -u ${writeKey}: -d '{
  "userId": "42",
  "event": "Order Completed",
  "properties": { "order_id": "1001", "total": 1990, "currency": "RUB" }
}'`,
    },
  ];
}

/** The snippet to show first for a kind of source. */
export function firstSnippet(kind: string): Snippet['id'] {
  return kind === 'web' ? 'segment-snippet' : kind === 'server' ? 'segment-node' : 'curl';
}
