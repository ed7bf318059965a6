// npm run api [URL or FILE]: makes src/lib/api/schema.d.ts anew from the server's OpenAPI document.
import { readFile, writeFile } from 'node:fs/promises';
import openapiTS, { astToString } from 'openapi-typescript';

const from = process.argv[2] ?? 'http://127.0.0.1:8080/openapi/v1.json';
const text = /^https?:/.test(from) ? await (await fetch(from)).text() : await readFile(from, 'utf8');
const ast = await openapiTS(JSON.parse(text), { emptyObjectsUnknown: true, alphabetize: true, silent: true });
const head = '// Made by `npm run api` from the server\'s OpenAPI document; do not edit.\n/* eslint-disable */\n\n';
await writeFile(new URL('../src/lib/api/schema.d.ts', import.meta.url), head + astToString(ast));
