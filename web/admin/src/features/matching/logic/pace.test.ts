import { expect, test } from 'vitest';
import { paceOf } from './pace';

const every = (seconds: number, times: number) => Array.from({ length: times }, (_, at) => at * seconds * 1000);

test('a decision every four seconds is nine hundred an hour', () => expect(paceOf(every(4, 20))).toBe(900));
test('a few decisions tell no rate', () => expect(paceOf(every(4, 4))).toBeNull());
test('a pause for lunch does not make one slow', () => {
  const before = every(4, 50);
  const after = before.map((moment) => moment + 3_600_000);
  expect(paceOf([...before, ...after])).toBeGreaterThan(600);
});
