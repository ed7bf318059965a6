// A real server of this checkout: a free port, a folder of its own, secrets known beforehand.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const program = join(import.meta.dirname, '../../src/Kartoteka.Server/bin/Release/net10.0/kartoteka.dll');
export const administrator = { email: 'anna@shop.example', password: 'steel kettle harbour nine' };
export const apiToken = 'api-token-of-the-admin-tests-00001';
export const writeKey = 'write-key-of-the-admin-tests-00001';

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as { port: number };
  probe.close();
  await once(probe, 'close');
  return port;
}

export interface ServerOptions {
  /** Fill the base with the demo's data and wait until it is loaded. */
  demo?: boolean;
  /** Leave the base without users, as a first start does. */
  withoutUsers?: boolean;
  /** Further settings. */
  environment?: Record<string, string>;
}

export class Server {
  /** What the server has printed so far. */
  output = '';

  constructor(readonly url: string, readonly stop: () => Promise<void>) {}

  /** Asks the API with the full-access token; anything but 2xx is an error. */
  async call<T = unknown>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await fetch(this.url + path, {
      method, headers: { authorization: `Bearer ${apiToken}`, 'content-type': 'application/json' }, body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return (text === '' ? undefined : JSON.parse(text)) as T;
  }

  /** Sends events as a source (by default `default`); each is a message of the ingest protocol with its `type`. They are committed on return. */
  async send(batch: object[], key = writeKey): Promise<void> {
    const answer = await fetch(`${this.url}/v1/batch`, {
      method: 'POST', headers: { authorization: `Basic ${btoa(`${key}:`)}`, 'content-type': 'application/json' }, body: JSON.stringify({ batch }),
    });
    if (!answer.ok) throw new Error(`/v1/batch: ${answer.status} ${await answer.text()}`);
  }

  /** Makes a source; its write key is for {@link send}. */
  async addSource(key: string, name: string, kind: string): Promise<string> {
    return (await this.call<{ writeKey: string }>('POST', '/api/sources', { key, name, kind })).writeKey;
  }

  /** Adds somebody who may sign in at once with this password. */
  async addUser(email: string, name: string, role: string, password: string): Promise<void> {
    const { password: first } = await this.call<{ password: string }>('POST', '/api/users', { email, name, role });
    const signedIn = await fetch(`${this.url}/api/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ email, password: first }) });
    const cookie = signedIn.headers.get('set-cookie')!.split(';')[0]!;
    const changed = await fetch(`${this.url}/api/session/password`, {
      method: 'PUT', headers: { cookie, 'content-type': 'application/json', 'x-kartoteka-request': '1' }, body: JSON.stringify({ current: first, new: password }),
    });
    if (!changed.ok) throw new Error(`/api/session/password: ${changed.status} ${await changed.text()}`);
  }

  /** Waits until the server has printed what the pattern matches. */
  async printed(pattern: RegExp, seconds = 60): Promise<RegExpMatchArray> {
    const end = Date.now() + seconds * 1000;
    for (;;) {
      const match = pattern.exec(this.output);
      if (match) return match;
      if (Date.now() > end) throw new Error(`The server did not print ${pattern}: ${this.output}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

export async function startServer(options: ServerOptions = {}): Promise<Server> {
  const folder = await mkdtemp(join(tmpdir(), 'kartoteka-admin-'));
  const url = `http://127.0.0.1:${await freePort()}`;
  const environment: NodeJS.ProcessEnv = { ...process.env, KARTOTEKA_API_TOKEN: apiToken, KARTOTEKA_WRITE_KEY: writeKey, ...options.environment };
  if (!options.withoutUsers) Object.assign(environment, { KARTOTEKA_ADMIN_EMAIL: administrator.email, KARTOTEKA_ADMIN_PASSWORD: administrator.password });
  const child = spawn('dotnet', [program, 'serve', '--data', join(folder, 'data'), '--urls', url, ...(options.demo ? ['--demo'] : [])], { cwd: folder, env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(child, 'exit');
  const server = new Server(url, async () => {
    child.kill('SIGTERM');
    await ended;
    await rm(folder, { recursive: true, force: true });
  });
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (server.output += chunk.toString()));
  await Promise.race([server.printed(/Kartoteka \S+ is at/), ended.then(() => { throw new Error(`The server ended: ${server.output}`); })]);
  if (options.demo) await server.printed(/The demo is loaded/, 240);
  return server;
}
