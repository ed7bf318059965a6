// What follows vite's build: the budget of the first load, and precompressed files for the server to send.
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const dist = fileURLToPath(new URL('../dist', import.meta.url));
const budgetBytes = 350 * 1024;
// Scripts of these entries are there before the first paint: signing in, and the screen that most people see first.
const firstScreens = ['src/features/session/SignInPage.tsx', 'src/features/profiles/ProfilesPage.tsx'];

const manifest = JSON.parse(await readFile(join(dist, '.vite/manifest.json'), 'utf8'));

/** Files of scripts that are loaded with an entry: its own and those that it imports at once. */
function scriptsOf(key, found = new Set()) {
  const chunk = manifest[key];
  if (!chunk || found.has(chunk.file)) return found;
  if (chunk.file.endsWith('.js')) found.add(chunk.file);
  for (const next of chunk.imports ?? []) scriptsOf(next, found);
  return found;
}

async function gzippedBytes(files) {
  let sum = 0;
  for (const file of files) sum += (await promisify(gzip)(await readFile(join(dist, file)), { level: 9 })).length;
  return sum;
}

async function checkBudget() {
  let over = false;
  for (const screen of ['index.html', ...firstScreens.filter((file) => manifest[file])]) {
    const bytes = await gzippedBytes(scriptsOf(screen, scriptsOf('index.html')));
    over ||= bytes > budgetBytes;
    console.log(`first load, ${screen}: ${(bytes / 1024).toFixed(0)} KB of script gzipped, of at most ${budgetBytes / 1024} KB`);
  }
  if (over) throw new Error('The first load is over its budget: load something on demand.');
}

async function compressAll() {
  for (const entry of await readdir(dist, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !/\.(js|css|svg|json)$/.test(entry.name)) continue;
    const path = join(entry.parentPath ?? entry.path, entry.name);
    const bytes = await readFile(path);
    if (bytes.length < 512) continue;
    await writeFile(`${path}.gz`, await promisify(gzip)(bytes, { level: 9 }));
    await writeFile(`${path}.br`, await promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }));
  }
}

await checkBudget();
await rm(join(dist, '.vite'), { recursive: true });
await compressAll();
