import { expect, test } from 'vitest';
import { formatCondition, isWhole, parseCondition, readState, toConditions, toFilters, waysOf, writeState } from './filters';

test.each(['city=Москва', 'age>=18', 'birthday<=1990-12-31', 'name^=Ив', 'city!=Омск', 'email?', 'email!?', 'note=a>=b', 'city='])('%s is read as the server reads it and written back', (text) => {
  const condition = parseCondition(text);
  expect(condition).not.toBeNull();
  expect(formatCondition(condition!)).toBe(text);
});

test.each(['', '=x', '!?', '?', 'city'])('"%s" is no condition', (text) => expect(parseCondition(text)).toBeNull());

test('the first sign parts the trait from the value', () => expect(parseCondition('note=a>=b')).toEqual({ trait: 'note', operator: '=', value: 'a>=b' }));

test('a list survives its way through the address', () => {
  const state = { query: 'Анна & Co', conditions: [parseCondition('city=Санкт-Петербург')!, parseCondition('age>=18')!], kind: 'person' as const };
  expect(readState(new URLSearchParams(writeState(state).toString()))).toEqual(state);
});

test('what somebody typed into the address and is none of ours is left out', () =>
  expect(readState(new URLSearchParams('kind=robot&where=&where=city%3D1'))).toEqual({ query: '', kind: null, conditions: [{ trait: 'city', operator: '=', value: '1' }] }));

test('from and to of one trait are one filter to a person', () => {
  const conditions = ['age>=18', 'city=Омск', 'age<=30'].map((text) => parseCondition(text)!);
  expect(toFilters(conditions)).toEqual([{ trait: 'age', how: 'span', from: '18', to: '30' }, { trait: 'city', how: 'is', value: 'Омск' }]);
  expect(toConditions(toFilters(conditions)).map(formatCondition)).toEqual(['age>=18', 'age<=30', 'city=Омск']);
});

test('a second lower bound is a filter of its own', () => expect(toFilters(['age>=18', 'age>=21'].map((text) => parseCondition(text)!))).toHaveLength(2));

test('only a whole filter can be applied', () => {
  expect(isWhole({ trait: 'a', how: 'is', value: ' ' })).toBe(false);
  expect(isWhole({ trait: 'a', how: 'span' })).toBe(false);
  expect(isWhole({ trait: 'a', how: 'span', to: '1' })).toBe(true);
  expect(isWhole({ trait: 'a', how: 'unknown' })).toBe(true);
});

test('an object cannot be filtered by', () => expect(waysOf('object')).toEqual([]));
