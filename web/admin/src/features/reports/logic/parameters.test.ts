import { expect, test } from 'vitest';
import { askedOf, daysOf, isAskable, queryOf, valuesOf } from './parameters';
import { readStep, writeStep } from './steps';
import { readTest, writeTest } from './where';

test('an address becomes values and the same address again; what is not of the report is left out', () => {
  const values = valuesOf('funnel', new URLSearchParams('step=Product+Viewed&step=%7B%22event%22%3A%22Order+Completed%22%7D&window=1d&utm_source=mail&at=2026-01-01'));
  expect(values).toEqual({ step: ['Product Viewed', '{"event":"Order Completed"}'], window: '1d' });
  expect(valuesOf('funnel', queryOf(values))).toEqual(values);
});

test.each([
  ['7d', { from: '2026-02-23', to: '2026-03-01' }],
  ['month', { from: '2026-03-01', to: '2026-03-01' }],
  ['last_month', { from: '2026-02-01', to: '2026-02-28' }],
  ['year', { from: '2026-01-01', to: '2026-03-01' }],
  ['last_year', { from: '2025-01-01', to: '2025-12-31' }],
])('the span %s is of the calendar of today', (period, days) => expect(daysOf(period, '2026-03-01')).toEqual(days));

test('a span is asked as its days, and days of the person as they are', () => {
  expect(askedOf({ period: 'last_month', by: 'day' }, '2026-01-15').toString()).toBe('by=day&from=2025-12-01&to=2025-12-31');
  expect(askedOf({ from: '2026-01-02' }, '2026-01-15').toString()).toBe('from=2026-01-02');
});

test('a report is not asked before it can be', () => {
  expect(isAskable('funnel', { step: ['a'] })).toBe(false);
  expect(isAskable('funnel', { step: ['a', 'b'] })).toBe(true);
  expect(isAskable('rfm/transitions', { from: '2026-01-01' })).toBe(false);
});

test.each(['Product Viewed', '{odd name', '{"event":"A","where":[{"property":"x","equals":1}]}'])('the step %s comes back as it was', (text) => expect(writeStep(readStep(text))).toBe(text));

test('tests that have a form come back; others are left as they are', () => {
  expect(readTest({ property: 'price', atLeast: 5 })).toEqual({ property: 'price', how: 'atLeast', value: '5' });
  expect(writeTest({ property: 'price', how: 'atLeast', value: '5,5' }, undefined)).toEqual({ property: 'price', atLeast: 5.5 });
  expect(writeTest({ property: 'sku', how: 'equals', value: '007' }, 'string')).toEqual({ property: 'sku', equals: '007' });
  expect(writeTest({ property: 'paid', how: 'equals', value: 'true' }, 'boolean')).toEqual({ property: 'paid', equals: true });
  expect(readTest({ property: 'price', in: [1, 2] })).toBeNull();
  expect(readTest({ property: 'price', atLeast: 1, atMost: 2 })).toBeNull();
});
