// A browser and the pages of a shop on another origin than the server, so that what the browser checks across origins is checked.
import { createServer } from 'node:http';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { chromium } from 'playwright-core';

const executablePath = process.env.KARTOTEKA_CHROMIUM;

/** False to run; a reason to skip on a desk without a browser. A build server has to have one: there the tests run, and fail. */
export const withoutBrowser = executablePath || process.env.CI === 'true' ? false : 'no chromium here; see ./test';

export async function openBrowser() {
  if (!executablePath) throw new Error('There is no chromium; see ./test.');
  return chromium.launch({
    executablePath,
    headless: true,
    args: [
      '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync',
    ],
  });
}

/** Serves files by path: text as it stands, { file } from the disk. */
export async function servePages(pages) {
  const server = createServer((request, response) => {
    const page = pages[new URL(request.url, 'http://shop').pathname];
    if (page === undefined) return response.writeHead(404).end();
    const isScript = typeof page === 'object';
    response.writeHead(200, { 'content-type': `${isScript ? 'text/javascript' : 'text/html'}; charset=utf-8` });
    response.end(isScript ? readFileSync(page.file) : page);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    // Another host name than the server's as well as another port: its cookies are a third party's here.
    url: `http://localhost:${server.address().port}`,
    async close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/**
 * A visitor who has never been there opens the page; `client` in it is the SDK.
 * @returns a client for behavesAsAnSdk
 */
export async function visit(browser, url) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const errors = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  await page.goto(url);
  try {
    await page.waitForFunction(() => window.client !== undefined, undefined, { timeout: 15_000 });
  } catch (error) {
    throw new Error(`The page made no client: ${errors.join('; ') || error.message}`);
  }
  const call = (name) => (...args) => page.evaluate(([method, values]) => window.client[method](...values), [name, args]);
  const client = Object.fromEntries(['identify', 'track', 'page', 'group', 'alias'].map((name) => [name, call(name)]));
  // The page stays open until all was received: a browser sends from an open page.
  return Object.assign(client, { close: async () => {} });
}
