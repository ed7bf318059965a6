import { expect, test } from 'vitest';
import { fromFormula, newFormula, toFormula } from './formula';

test.each([
  [{ event: 'Order Completed', count: true }],
  [{ event: '*', kind: 'page', within: { last: { days: 30 } }, distinct: 'url' }],
  [{ event: ['A', 'B'], where: [{ property: 'category', equals: 'обувь' }], most_frequent: 'products', path: ['brand'] }],
])('%j comes back from its fields', (formula) => {
  expect(fromFormula(toFormula(formula)!)).toEqual({ formula, isWhole: true });
});

test('what has other members has no fields, and an empty one is not whole', () => {
  expect(toFormula({ event: 'A', count: true, sum: 'x' })).toBeNull();
  expect(toFormula({ event: 'A', count: true, unheard: 1 })).toBeNull();
  expect(fromFormula(newFormula()).isWhole).toBe(false);
});
