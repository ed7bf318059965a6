import { expect, test } from 'vitest';
import type { Column } from './api';
import { faults, mapWith, nameFault } from './mapping';

const column = (name: string, target: string | null): Column => ({ column: name, target, guess: target ?? '', basis: 'name', samples: [] });
const changes = (...entries: [string, string][]) => new Map(entries);

test('changes take the place of what was said of the column before, and the rest stays', () => {
  expect(mapWith(['Тел.=phone', 'a=b=email', 'Город=city'], changes(['a=b', 'card'], ['Тел.', '']))).toEqual(['Город=city', 'a=b=card', 'Тел.=']);
});

test('two columns may both be phones but not both be last names', () => {
  expect(faults('people', [column('a', 'phone'), column('b', 'phone')], changes())).toEqual([]);
  expect(faults('people', [column('a', 'phone'), column('b', 'lastName'), column('c', 'x')], changes(['c', 'lastName']))).toEqual([{ kind: 'twice', target: 'lastName' }]);
});

test('people need something to be known by', () => {
  expect(faults('people', [column('a', 'email')], changes(['a', '']))).toEqual([{ kind: 'missing', what: 'person' }]);
});

test('orders need a number, a time and a customer', () => {
  expect(faults('orders', [column('a', 'total')], changes()).map((fault) => fault.kind === 'missing' && fault.what)).toEqual(['orderId', 'orderedAt', 'customer']);
  expect(faults('orders', [column('a', 'orderId'), column('b', 'orderedAt'), column('c', 'card')], changes())).toEqual([]);
});

test.each([['loyalty.level', null], ['a.b.c', 'dots'], ['.a', 'dots'], ['x'.repeat(101), 'long']])('the name %j: %s', (name, fault) => expect(nameFault(name)).toBe(fault));
