import { expect, test } from 'vitest';
import { rateOf, withLook, type Look } from './rate';

const look = (second: number, rows: number): Look => ({ atMs: second * 1_000, rows, bytes: rows * 100 });

test('the rate is of the last seconds, and tells how long it will take', () => {
  const looks = [0, 1, 2, 3, 4, 5, 6, 7, 8].reduce<Look[]>((all, second) => withLook(all, look(second, second < 4 ? 0 : (second - 3) * 1_000)), []);
  expect(looks[0]?.atMs).toBe(3_000);
  expect(rateOf(looks, 1_000_000)).toEqual({ rowsPerSecond: 1_000, secondsLeft: 5 });
});

test('nothing is told of one look, nor how long a standstill will last', () => {
  expect(rateOf([look(0, 5)], 1_000)).toEqual({ rowsPerSecond: null, secondsLeft: null });
  expect(rateOf([look(0, 5), look(1, 5)], 1_000)).toEqual({ rowsPerSecond: 0, secondsLeft: null });
});

test('a new task begins anew', () => expect(withLook([look(0, 500), look(1, 600)], look(2, 10))).toEqual([look(2, 10)]));
