// The README's first five minutes, run as they are written.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { root, startServer } from './server.js';

const token = 'a-token-for-the-first-five-minutes';
const address = 'http://127.0.0.1:8080';

let server, folder;
before(async () => {
  server = await startServer({ apiToken: token });
  folder = await mkdtemp(join(tmpdir(), 'kartoteka-readme-'));
});
after(async () => {
  await server?.stop();
  if (folder) await rm(folder, { recursive: true, force: true });
});

const sourcesOf = (profile) => [...new Set(profile.records.map((record) => record.source))].sort();

test('the commands of the README make one profile of the records of three systems and take one out again', async () => {
  const readme = await readFile(join(root, 'README.md'), 'utf8');
  assert.ok(readme.includes(`KARTOTEKA_API_TOKEN=${token} ./run`));
  const blocks = [...readme.matchAll(/^```sh first-five-minutes\n(.*?)^```$/gms)].map((match) => match[1]);
  assert.equal(blocks.length, 5);
  const commands = blocks.join('\n');
  assert.ok(commands.includes(`URL=${address}\n`));
  await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', commands.replace(address, server.url)], { cwd: folder });

  const joined = JSON.parse(await readFile(join(folder, 'profile.json'), 'utf8'));
  assert.deepEqual(sourcesOf(joined), ['crm', 'till', 'web']);
  assert.equal(joined.traits.firstName, 'Anna');
  assert.equal(joined.traits.lastName, 'Orlova');
  assert.equal(joined.provenance.lastName.source, 'crm');
  assert.ok(joined.identifiers.some((identifier) => identifier.type === 'card'));

  const left = await server.get(`/api/profiles/${joined.id}`);
  assert.deepEqual(sourcesOf(left), ['till', 'web']);
  assert.equal(left.traits.lastName, undefined);
  assert.deepEqual((await server.eventsOf(left.id)).map((event) => event.event ?? event.type).sort(), ['Order Completed', 'Product Viewed', 'identify']);
  const parted = await server.profileBy('user_id', 'crm:C-1042');
  assert.notEqual(parted.id, left.id);
  assert.equal(parted.traits.email, 'anna@example.com');
  const { history } = await server.get(`/api/profiles/${left.id}/history`);
  assert.ok(history.some((entry) => entry.action === 'unmerge'));
});
