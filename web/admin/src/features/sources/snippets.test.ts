import { expect, test } from 'vitest';
import { firstSnippet, snippets } from './snippets';

const all = snippets('https://cdp.example.ru', 'shop', 'k3y');

test.each(all.map((snippet) => [snippet.id, snippet.code] as const))('%s has the key and the address of this server', (_, code) => {
  expect(code).toContain('k3y');
  expect(code).toContain('https://cdp.example.ru');
});

test('clients of Jitsu get the key in the form that they insist on', () => {
  for (const snippet of all.filter(({ id }) => id.startsWith('jitsu'))) expect(snippet.code).toContain('shop:k3y');
});

test('Segment in a browser is told of plain http, and only of that', () => {
  const code = (host: string) => snippets(host, 'shop', 'k').filter(({ id }) => id === 'segment-snippet' || id === 'segment-npm').map((snippet) => snippet.code);
  for (const text of code('http://127.0.0.1:8080')) expect(text).toContain('protocol: "http"');
  for (const text of code('https://cdp.example.ru')) expect(text).not.toContain('protocol');
});

test('every kind begins with a snippet that there is', () => {
  for (const kind of ['web', 'app', 'server', 'till', 'crm', 'call_centre', 'file']) expect(all.map(({ id }) => id)).toContain(firstSnippet(kind));
});
