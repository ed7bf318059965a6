import { expect, test } from 'vitest';
import { series } from './series';

const point = (at: string, stored: number) => ({ at, received: stored + 1, stored, duplicate: 1, quarantined: 0 });

test('steps without input are zeros', () => {
  const found = series({ from: '2026-03-01T00:00:00Z', step: 'day', points: [point('2026-03-03T00:00:00Z', 5)] }, Date.parse('2026-03-04T09:00:00Z'));
  expect(found.stored).toEqual([0, 0, 5, 0]);
  expect(found.duplicate).toEqual([0, 0, 1, 0]);
  expect(found.at[3]).toBe(Date.parse('2026-03-04T00:00:00Z'));
});

test('hours are hours', () => {
  expect(series({ from: '2026-03-01T10:00:00Z', step: 'hour', points: [point('2026-03-01T12:00:00Z', 2)] }, Date.parse('2026-03-01T12:59:00Z')).stored).toEqual([0, 0, 2]);
});

test('a clock behind the server still gives a step', () => {
  expect(series({ from: '2026-03-02T00:00:00Z', step: 'day', points: [] }, Date.parse('2026-03-01T00:00:00Z')).at).toHaveLength(1);
});
