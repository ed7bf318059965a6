import { expect, test } from 'vitest';
import type { FieldJudgement } from '../types';
import { bitsOf, probabilityOf, span, waterfall } from './weights';

const field = (name: string, weight: number, level = 'exact'): FieldJudgement => ({ name, weight, level, first: 'a', second: 'a', frequency: null });

test('bits and probability are two names of one thing', () => {
  expect(bitsOf(0.5)).toBe(0);
  expect(probabilityOf(bitsOf(0.95))).toBeCloseTo(0.95);
  expect(bitsOf(1)).toBe(30);
  expect(bitsOf(0)).toBe(-30);
});

test('steps begin where the one before ended, and come to the weight', () => {
  const steps = waterfall({ prior: -12, household: -2, tries: 0, weight: 6, fields: [field('city', 3), field('surname', 9), field('birth date', 8)] });
  expect(steps.map((step) => step.field?.name ?? step.kind)).toEqual(['prior', 'surname', 'birth date', 'city', 'household', 'total']);
  for (const [at, step] of steps.slice(1, -1).entries()) expect(step.from).toBe(steps[at]!.to);
  expect(steps.at(-2)!.to).toBe(6);
  expect(steps.at(-1)).toMatchObject({ from: 0, to: 6 });
});

test('fields that say nothing are no steps, and neither is a household that explains nothing', () => {
  const steps = waterfall({ prior: -1, household: 0, tries: 0, weight: -1, fields: [field('phone', 0, 'missing'), field('gender', 0, 'told by another field')] });
  expect(steps.map((step) => step.kind)).toEqual(['prior', 'total']);
});

test('that several records were tried takes its part', () => {
  expect(waterfall({ prior: 0, household: 0, tries: -0.5, weight: -0.5, fields: [] }).map((step) => step.kind)).toEqual(['prior', 'tries', 'total']);
});

test('a field that speaks against is a step down', () => {
  const [, step] = waterfall({ prior: 0, household: 0, tries: 0, weight: -4, fields: [field('birth date', -4, 'different')] });
  expect(step).toMatchObject({ from: 0, to: -4 });
});

test('the plot has room for everything that is in it', () => {
  const { low, high } = span(waterfall({ prior: -12, household: 0, tries: 0, weight: 8, fields: [field('a', 20)] }), [0, 4.25]);
  expect(low).toBeLessThan(-12);
  expect(high).toBeGreaterThan(8);
});
