// npm run api [URL or FILE]: makes src/lib/api/schema.d.ts anew from the server's OpenAPI document.
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import openapiTS, { astToString } from 'openapi-typescript';

const head = '// Made by `npm run api` from the server\'s OpenAPI document; do not edit.\n/* eslint-disable */\n\n';

/**
 * The types of what the UI uses of an OpenAPI document: the routes under `/api`, without examples, which are for people, and without the
 * answer "problem" that each of them has and that never comes back to a caller: it is thrown.
 */
export async function typesOf(text) {
  const document = JSON.parse(text, (key, value) => (key === 'example' ? undefined : value));
  document.paths = Object.fromEntries(Object.entries(document.paths).filter(([path]) => path.startsWith('/api/')));
  for (const operation of Object.values(document.paths).flatMap((path) => Object.values(path))) delete operation.responses?.default;
  return head + astToString(await openapiTS(document, { emptyObjectsUnknown: true, alphabetize: true, silent: true }));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const from = process.argv[2] ?? 'http://127.0.0.1:8080/openapi/v1.json';
  const text = /^https?:/.test(from) ? await (await fetch(from)).text() : await readFile(from, 'utf8');
  await writeFile(new URL('../src/lib/api/schema.d.ts', import.meta.url), await typesOf(text));
}
