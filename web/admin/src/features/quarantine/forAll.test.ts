import { afterEach, expect, test, vi } from 'vitest';
import { forAll, type Many } from './api';

function server(...answers: object[]): string[] {
  const bodies: string[] = [];
  vi.stubGlobal('fetch', async (request: Request) => {
    bodies.push(await request.text());
    return new Response(JSON.stringify(answers[bodies.length - 1]));
  });
  return bodies;
}
afterEach(() => vi.unstubAllGlobals());

test('a replay goes on behind those that were refused again, so it ends', async () => {
  const bodies = server({ replayed: 900, stillRefused: 100, remaining: 40, next: 17 }, { replayed: 30, stillRefused: 10, remaining: 0, next: null });
  const seen: Many[] = [];
  const all = await forAll('replay', { source: 'web', reason: 'trait_type' }, 1_040, (many) => seen.push(many), new AbortController().signal);
  expect(bodies.map((text) => (JSON.parse(text) as { before: number | null }).before)).toEqual([null, 17]);
  expect(seen[0]).toEqual({ done: 900, refused: 100, remaining: 40 });
  expect(all).toEqual({ done: 930, refused: 110, remaining: 0 });
});

test('a discard ends when nothing is left', async () => {
  const bodies = server({ discarded: 1_000, remaining: 5 }, { discarded: 5, remaining: 0 });
  expect(await forAll('discard', { reason: 'no_identifier' }, 1_005, () => undefined, new AbortController().signal)).toEqual({ done: 1_005, refused: 0, remaining: 0 });
  expect(bodies).toHaveLength(2);
});

test('a discard that finds nothing to do does not ask for ever', async () => {
  server({ discarded: 0, remaining: 3 });
  expect((await forAll('discard', { reason: 'x' }, 3, () => undefined, new AbortController().signal)).remaining).toBe(3);
});
