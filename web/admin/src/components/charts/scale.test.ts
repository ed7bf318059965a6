import { expect, test } from 'vitest';
import { labelled, ticks } from './scale';

test.each([
  [0, 100, [0, 25, 50, 75, 100]],
  [0, 7, [0, 2, 4, 6, 8]],
  [-3, 10, [-5, 0, 5, 10]],
  [0, 0.37, [0, 0.1, 0.2, 0.3, 0.4]],
])('an axis from %d to %d has round marks that hold all', (least, most, marks) => expect(ticks(least, most)).toEqual(marks));

test('an axis of people has no halves', () => expect(ticks(0, 2, true)).toEqual([0, 1, 2]));

test('an axis without values is an axis still', () => expect(ticks(0, 0)).toEqual([0, 1]));

test('labels that have no room are left out, the last never', () => {
  expect([...labelled(12, 4)].sort((a, b) => a - b)).toEqual([2, 5, 8, 11]);
  expect(labelled(3, 10).size).toBe(3);
});
