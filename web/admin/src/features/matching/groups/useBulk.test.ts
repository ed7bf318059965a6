import { expect, test } from 'vitest';
import type { BulkResult } from '../types';
import { forAll } from './useBulk';

const page = (decided: number, remaining: number, refused = 0): BulkResult => ({ count: 0, decided, remaining, refused, samples: [] });
const pagesOf = (...pages: BulkResult[]) => () => Promise.resolve(pages.shift()!);
const never = () => false;

test('pages are asked for until nothing is left', async () => {
  const seen: number[] = [];
  const end = await forAll(pagesOf(page(500, 300), page(300, 0)), 800, ({ decided }) => seen.push(decided), never);
  expect(seen).toEqual([500, 800]);
  expect(end).toMatchObject({ decided: 800, refused: 0, total: 800 });
});

test('a page that decides nothing is the last, though some are left', async () => {
  const end = await forAll(pagesOf(page(10, 5, 5), page(0, 5, 5)), 15, () => undefined, never);
  expect(end.decided).toBe(10);
});

test('it stops between two pages', async () => {
  let pages = 0;
  const end = await forAll(() => { pages++; return Promise.resolve(page(500, 500)); }, 1_000, () => undefined, () => pages === 1);
  expect(pages).toBe(1);
  expect(end.decided).toBe(500);
});
