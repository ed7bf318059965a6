import { expect, test } from 'vitest';
import { linesMax, matches, noLines, withCame, type Numbered } from './liveLines';

const line = (number: number, more: Partial<Numbered> = {}): Numbered => ({
  number, outcome: 'stored', receivedAt: '2026-03-01T00:00:00Z', type: 'track', event: 'Order Completed', messageId: `m${number}`, position: number, profileId: 'p', reason: null, detail: null, body: '{"a":1}', ...more,
});
const numbers = (lines: Numbered[]) => lines.map((one) => one.number);

test('what came last stands first', () => {
  expect(numbers(withCame(withCame(noLines, [line(1), line(2)], false), [line(3)], false).shown)).toEqual([3, 2, 1]);
});

test('while paused the list stands still, and what came waits', () => {
  const paused = withCame(withCame(noLines, [line(1)], false), [line(2), line(3)], true);
  expect(numbers(paused.shown)).toEqual([1]);
  expect(numbers(paused.waiting)).toEqual([3, 2]);
  expect(numbers(withCame(paused, [line(4)], false).shown)).toEqual([4, 3, 2, 1]);
});

test('a new connection does not show again what was shown, and duplicates always show', () => {
  const before = withCame(noLines, [line(5)], false);
  expect(numbers(withCame(before, [line(4), line(5)], false).shown)).toEqual([5]);
  expect(numbers(withCame(before, [line(9, { position: null, outcome: 'duplicate' })], false).shown)).toEqual([9, 5]);
});

test('the list has an end', () => {
  const many = Array.from({ length: linesMax + 20 }, (_, i) => line(i + 1));
  expect(withCame(noLines, many, false).shown).toHaveLength(linesMax);
});

test('a filter asks for outcome and text, letter case aside', () => {
  expect(matches(line(1), 'all', 'order c')).toBe(true);
  expect(matches(line(1), 'quarantined', '')).toBe(false);
  expect(matches(line(1, { body: '{"имя":"Жанна"}' }), 'stored', 'жанна')).toBe(true);
  expect(matches(line(1), 'stored', 'нет такого')).toBe(false);
});
