import { expect, test } from 'vitest';
import { expectedAt, queueBetween } from './thresholds';

const points = [
  { threshold: 0.5, pairs: 1_000, precision: 0.9, recall: 0.98 },
  { threshold: 0.95, pairs: 800, precision: 0.99, recall: 0.9 },
  { threshold: 0.99, pairs: 700, precision: 1, recall: 0.8 },
];

test('at a point it is what the model said', () => expect(expectedAt(points, 0.95)).toMatchObject({ pairs: 800, precision: 0.99, recall: 0.9 }));

test('between two points it lies between them', () => {
  const { pairs, recall } = expectedAt(points, 0.97)!;
  expect(pairs).toBeGreaterThan(700);
  expect(pairs).toBeLessThan(800);
  expect(recall).toBeCloseTo(0.868, 2);
});

test('beyond the points it is the nearest of them', () => {
  expect(expectedAt(points, 0.01)!.pairs).toBe(1_000);
  expect(expectedAt(points, 0.9999)!.pairs).toBe(700);
  expect(expectedAt([], 0.5)).toBeNull();
});

test('people get what lies between the two thresholds', () => {
  expect(queueBetween(points, 0.5, 0.95)).toBe(200);
  expect(queueBetween([], 0.5, 0.95)).toBeNull();
});
