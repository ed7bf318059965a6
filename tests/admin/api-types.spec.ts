import { readFile } from 'node:fs/promises';
import { typesOf } from '../../web/admin/build/api.js';
import { expect, test } from './screen';

test('the types that the screens are checked by are those of the server', async ({ server }) => {
  const document = await (await fetch(`${server.url}/openapi/v1.json`)).text();
  expect(await readFile(new URL('../../web/admin/src/lib/api/schema.d.ts', import.meta.url), 'utf8')).toBe(await typesOf(document));
});
