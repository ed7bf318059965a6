// A real server of this checkout for the tests of one file: a free port, a data folder of its own, secrets known beforehand.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const here = dirname(fileURLToPath(import.meta.url));
export const root = join(here, '..', '..');

const writeKey = 'write-key-of-the-sdk-tests-000001';

/** Asks until the answer is truthy, and says what it was last when time is up. */
export async function until(what, ask, { seconds = 20, everyMs = 25 } = {}) {
  const end = Date.now() + seconds * 1000;
  let last;
  for (;;) {
    try {
      last = await ask();
      if (last) return last;
    } catch (error) {
      last = error;
    }
    if (Date.now() > end) throw new Error(`Waited ${seconds} s for ${what}. Last: ${last}`);
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}

export async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  await once(probe, 'close');
  return port;
}

export async function startServer({ apiToken = 'api-token-of-the-sdk-tests-0000001' } = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'kartoteka-sdk-'));
  const url = `http://127.0.0.1:${await freePort()}`;
  const environment = { ...process.env, KARTOTEKA_WRITE_KEY: writeKey, KARTOTEKA_API_TOKEN: apiToken };
  const child = spawn(join(root, 'kartoteka'), ['serve', '--data', join(folder, 'data'), '--urls', url], {
    cwd: folder, env: environment, stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  const ended = once(child, 'exit');
  const server = new TestServer(url, apiToken, async () => {
    child.kill('SIGTERM');
    await ended;
    await rm(folder, { recursive: true, force: true });
  });
  // The first start of a checkout that is not built builds it.
  await until('the server to start', async () => {
    if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}: ${output}`);
    return (await fetch(`${url}/health/ready`)).ok;
  }, { seconds: 240, everyMs: 100 });
  return server;
}

class TestServer {
  /** Events that the tests of this file have sent, all of which must have arrived once. */
  sent = 0;
  writeKey = writeKey;
  /** The key in the form that Jitsu's clients insist on: what is before the colon is for people. */
  jitsuKey = `default:${writeKey}`;

  constructor(url, apiToken, stop) {
    this.url = url;
    this.apiToken = apiToken;
    this.stop = stop;
  }

  async call(path, options = {}) {
    const headers = { authorization: `Bearer ${this.apiToken}`, 'content-type': 'application/json' };
    const answer = await fetch(this.url + path, { ...options, headers });
    const text = await answer.text();
    return { status: answer.status, body: text === '' ? null : JSON.parse(text) };
  }

  async get(path) {
    const { status, body } = await this.call(path);
    if (status !== 200) throw new Error(`${path} answered ${status}: ${JSON.stringify(body)}`);
    return body;
  }

  stats() {
    return this.get('/api/stats');
  }

  profileBy(type, value) {
    return this.get(`/api/profiles/by/${type}/${encodeURIComponent(value)}`);
  }

  /** A profile's events in the order in which they happened. */
  async eventsOf(profileId) {
    return (await this.get(`/api/profiles/${profileId}/events?limit=100`)).events.reverse();
  }

  /** Counts `count` more events as sent, and waits until all sent so far were received. */
  async received(count) {
    this.sent += count;
    await until(`${this.sent} events to be received`, async () => (await this.stats()).received >= this.sent || (await this.told()));
  }

  // What is missing is seldom clear from a count: quarantine says which event was refused and why.
  async told() {
    const { received, stored, duplicate, quarantined } = await this.stats();
    if (quarantined > 0) throw new Error(`refused: ${JSON.stringify((await this.get('/api/quarantine')).items)}`);
    if (duplicate > 0) throw new Error(`${duplicate} duplicates`);
    throw new Error(`received ${received}, stored ${stored}`);
  }
}
