// Jitsu's SDK in a browser: bundled from the npm package, and the script that the server hands out.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { behavesAsAnSdk, nothingCameTwiceOrWasRefused } from './behaviour.js';
import { openBrowser, servePages, visit, withoutBrowser } from './page.js';
import { here, root, startServer } from './server.js';

const packageFolder = join(here, 'node_modules/@jitsu/js/dist');

let server, browser, shop;
before(async () => {
  if (withoutBrowser) return;
  server = await startServer();
  browser = await openBrowser();
  shop = await servePages({
    '/sdk.js': { file: join(packageFolder, 'jitsu.es.js') },
    '/package': `<!doctype html><meta charset="utf-8"><title>Shop</title><script type="module">
      import { jitsuAnalytics } from '/sdk.js';
      window.client = jitsuAnalytics({ host: '${server.url}', writeKey: '${server.jitsuKey}', errorPolicy: 'rethrow' });
    </script>`,
    '/script': `<!doctype html><meta charset="utf-8"><title>Shop</title><script>
      window.jitsuLoaded = (jitsu) => { window.client = jitsu; };
    </script><script async src="${server.url}/p.js" data-write-key="${server.jitsuKey}" data-init-only="true" data-onload="jitsuLoaded"></script>`,
    '/plain': `<!doctype html><meta charset="utf-8"><title>Shop</title>
      <script async src="${server.url}/p.js" data-write-key="${server.jitsuKey}" data-onload="loaded"></script>
      <script>window.loaded = (jitsu) => { window.client = jitsu; };</script>`,
  });
});
after(async () => {
  await shop?.close();
  await browser?.close();
  await server?.stop();
});

// It has no alias call.
for (const [path, name] of [['package', 'from the package'], ['script', 'from the server']]) {
  behavesAsAnSdk(`@jitsu/js in a browser, ${name}`, () => server, () => visit(browser, `${shop.url}/${path}`), { hasAlias: false, skip: withoutBrowser });
}

test('@jitsu/js: a page that only loads the script tells of its visits', { skip: withoutBrowser }, async () => {
  const before = (await server.stats()).profiles;
  await visit(browser, `${shop.url}/plain`);
  await server.received(1);
  assert.ok((await server.stats()).profiles > before);
});

test('the script that the server hands out is that of the package, byte for byte', () => {
  assert.deepEqual(readFileSync(join(root, 'src/Kartoteka.Server/sdk/p.js')), readFileSync(join(packageFolder, 'web/p.js.txt')));
});

nothingCameTwiceOrWasRefused(() => server, withoutBrowser);
